"""Commands of disposal."""
