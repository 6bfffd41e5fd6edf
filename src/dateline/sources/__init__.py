"""Bytes in: files, folders, archive pages, feeds, tables and the web. The only code that uses the network."""
