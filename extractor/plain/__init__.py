"""Plain text, csv and Markdown."""
