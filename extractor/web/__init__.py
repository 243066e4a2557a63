"""Pages of the web, mail and saved pages."""
