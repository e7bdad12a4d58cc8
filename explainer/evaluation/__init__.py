"""Data sets in, measures out."""
