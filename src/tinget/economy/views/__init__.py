"""Pages of the shared economy."""
