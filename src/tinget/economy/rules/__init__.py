"""The arithmetic of the shared economy, in plain Python: exact fractions, no clock, no database."""
