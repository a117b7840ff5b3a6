"""Errors that a person can do something about: each carries a Swedish sentence that says what."""


class Expected(Exception):
    """Something the person should know of; views show its sentence."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotPermitted(Expected):
    """The person's role does not have this right; nothing was changed."""


class NotPossible(Expected):
    """The thing is not in a state where this can be done; nothing was changed."""


class RuleRefused(Expected):
    """A rule of law leaves the act without effect; `source` cites it."""

    def __init__(self, *, rule: str, source: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.source = source


class NeedsReason(Expected):
    """The act departs from a rule; it is done once a reason is given."""

    def __init__(self, *, rule: str, source: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.source = source
