"""Labelled sentences and corrections → weights, what they are worth, and what to label next."""
