"""Measurements: how well evidence is found and scored (quality), how fast (speed). Not installed with the program."""
