"""Each decision to those who are to have it: a signed extract with a cover, followed until it has arrived."""
