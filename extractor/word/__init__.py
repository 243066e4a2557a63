"""Word papers, new and old: docx, doc, wps, rtf, odt; and their places in a rendition."""
