"""Which reports tell of the same incident, and what they say together."""
