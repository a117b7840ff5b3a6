"""What a rule says of an act: a departure that is recorded, or no effect in law."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A departure from a rule: the rule's number, its source, and a Swedish sentence."""

    rule: str
    source: str
    text: str


class WithoutEffect(Exception):
    """The act has no effect in law; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.text)
        self.finding = finding
