"""What a dossier says of itself and cannot all be so: counts, sums, days, order, periods, names left in.

Each module is a group of checks over the papers of one dossier; ``claims`` runs them all.
"""
