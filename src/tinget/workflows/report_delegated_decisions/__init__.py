"""Delegated decisions become an item of the committee's next meeting, and are told of when it is held."""
