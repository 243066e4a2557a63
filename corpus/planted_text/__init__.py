"""Planted cohorts for the checks of text and claims: honest offices' papers with known faults sown into some."""
