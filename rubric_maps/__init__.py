"""Scoring standards as maps a clerk can read: a folder a standard, the loader, the linter, worked cases."""
