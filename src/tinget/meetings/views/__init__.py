"""The pages of meetings: lists and a meeting, its agenda, attendance, items, and leading it."""
