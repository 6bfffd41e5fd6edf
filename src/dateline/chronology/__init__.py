"""A release of the database: documents, incidents, statements, in order, and its plain exports."""
