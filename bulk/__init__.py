"""Many dossiers: a cohort's folder, what it holds, and each of its dossiers read and searched."""
