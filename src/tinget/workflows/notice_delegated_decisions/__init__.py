"""Delegated decisions that are not reported get minutes of their own, noticed on every board."""
