"""What can be wrong with the database, said so that the operator can act on it."""


class DatabaseUnavailable(Exception):
    """The database cannot be made, started or reached; the message says what to do."""


class RoleTooStrong(Exception):
    """The application's role could pass row security; the message names the right that must go."""
