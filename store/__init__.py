"""What outlives a run. ``archive`` keeps fingerprints of earlier dossiers, one SQLite file; ``known`` asks it."""
