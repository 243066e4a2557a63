"""PDFs: characters, ruling lines and pictures of a page through pdfium; scans through recognition."""
