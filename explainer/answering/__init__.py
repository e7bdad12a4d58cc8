"""Ranked passages become an answer, or an honest "not found"."""
