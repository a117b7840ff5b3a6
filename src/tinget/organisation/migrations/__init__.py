"""The organisation's migrations."""
