"""Photos handed in more than once, and photos that look altered: candidates by fingerprint, proof by laying one picture
over the other."""
