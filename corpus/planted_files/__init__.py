"""Planted cohorts for the checks of pictures and files; see README.md beside this file."""
