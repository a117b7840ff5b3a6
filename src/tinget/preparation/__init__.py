"""Preparation: how an idea becomes a case that stands on the agenda, and what the year brings back."""
