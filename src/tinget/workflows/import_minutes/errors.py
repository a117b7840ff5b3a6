"""What is wrong with a file that cannot be read."""


class Unreadable(Exception):  # noqa: N818 -- says what the file is
    """The file holds no text that can be read; the sentence says why."""
