"""Pages of the shared solutions."""
