"""Anybody checks a signed PDF: who signed, when, what it covers, and whether anything changed since."""
