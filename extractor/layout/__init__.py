"""Pages of lines and ruling lines → paragraphs, headings and tables, whatever they were read from."""
