"""Builders that turn plain data (YAML) into real office files for test dossiers."""
