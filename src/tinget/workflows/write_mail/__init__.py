"""A message is written, sent to each addressee, and kept as a dispatched record of its case."""
