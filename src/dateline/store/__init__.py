"""One SQLite file: documents, reports, decisions, runs."""
