"""Words that nobody sees, and words that address whoever or whatever gives the points."""
