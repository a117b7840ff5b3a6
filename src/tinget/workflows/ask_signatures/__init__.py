"""Asking for signatures on any document, by people inside and outside; the signed file finds its place."""
