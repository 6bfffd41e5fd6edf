"""Stretches of text that mean something: time expressions, toponyms, actors, counts, weapons, events."""
