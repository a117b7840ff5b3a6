"""A meeting as its events: who sits when, what is moved and voted, what each rule says of each act."""
