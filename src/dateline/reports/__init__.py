"""One document's account of each incident, and the statements it carries."""
