"""Reporting on political violence in, a sourced chronology out."""

__version__ = "0.1.0"
