"""Photo-like scenes, drawn: rooms and places with perspective, people, textures, light and a camera's faults."""
