"""Office files: their containers, and what LibreOffice makes of them."""
