"""A message that came by e-mail becomes records in the register, on one page."""
