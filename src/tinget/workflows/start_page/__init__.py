"""The start page: what waits for the person in the office they act in."""
