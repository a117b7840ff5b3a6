"""A whole case as one file: a PDF/A with contents and every record inside, or a ZIP with an index."""
