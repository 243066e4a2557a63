"""Slides: pptx and, through LibreOffice, older ones."""
