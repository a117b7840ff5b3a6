"""The law of delegation as plain values: who may decide what, on which day, and what must be reported."""
