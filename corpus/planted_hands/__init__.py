"""Planted cohorts written out by hand, each file of ``hands`` by another writer; see README.md."""
