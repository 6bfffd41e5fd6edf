"""Bytes to documents: main text, splitting, frozen text, language, publication date, syndicated copies."""
