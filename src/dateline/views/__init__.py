"""Chronologies to read: Markdown and one self-contained HTML page."""
