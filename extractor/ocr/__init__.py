"""Pictures → words with their places, offline. ``pool`` recognises many at a time; ``engine`` is one recogniser."""
