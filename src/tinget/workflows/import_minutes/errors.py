"""What is wrong with a file that cannot be read."""


class Unreadable(Exception):
    """The file holds no text that can be read; the sentence says why."""
