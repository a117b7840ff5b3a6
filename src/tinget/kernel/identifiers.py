"""The numbers that papers carry: case numbers (ärendenummer) and record ids (handlings-id, Hid)."""

import re
from dataclasses import dataclass

_CASE_NUMBER = re.compile(r"(?P<year>\d{4})/(?P<serial>\d{1,6})(?:-(?P<class_code>\d+(?:\.\d+)*))?", re.ASCII)
_RECORD_ID = re.compile(
    r"(?:(?P<prefix>[^\W\d_]+(?:-[^\W\d_]+)*)\s+)??(?:Hid:?\s*)?(?P<year>[0-9]{4})\.(?P<serial>[0-9]{1,6})",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^Hid:?\s*", re.IGNORECASE)


class CaseNumberMalformed(ValueError):
    """The text is no case number such as `2023/15` or `2023/15-2.2.0.2`."""


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A case's number within the year, with the class it is filed under where that is known."""

    year: int
    serial: int
    class_code: str | None = None

    @classmethod
    def parse(cls, text: str) -> "CaseNumber":
        """Read `2023/15-2.2.0.2` or `2023/15`; raise CaseNumberMalformed for anything else."""
        match = _CASE_NUMBER.fullmatch(text.strip())
        if match is None:
            raise CaseNumberMalformed(text)
        return cls(int(match["year"]), int(match["serial"]), match["class_code"])

    @property
    def short(self) -> str:
        """The number without its class: `2023/15`."""
        return f"{self.year}/{self.serial}"

    def __str__(self) -> str:
        return f"{self.short}-{self.class_code}" if self.class_code else self.short


@dataclass(frozen=True, slots=True)
class RecordId:
    """A record's id; one printed in no known form keeps its print, and has no year or serial."""

    year: int | None
    serial: int | None
    as_printed: str
    prefix: str = ""

    @classmethod
    def of(cls, year: int, serial: int) -> "RecordId":
        """Make the id of a record that we number ourselves."""
        return cls(year, serial, f"{year}.{serial}")

    @classmethod
    def parse(cls, text: str) -> "RecordId":
        """Read `Hid 2023.42`, `Hid: 2023.42`, `E-NÄMND Hid: 2023.42` or `2023.42`; keep anything else."""
        printed = " ".join(text.split())
        match = _RECORD_ID.fullmatch(printed)
        if match is None:
            return cls(None, None, _LABEL.sub("", printed))
        prefix = match["prefix"] or ""
        if prefix.lower() == "hid":
            prefix = ""
        return cls(int(match["year"]), int(match["serial"]), printed, prefix)

    @property
    def is_regular(self) -> bool:
        """Whether the id has a year and a serial number."""
        return self.year is not None and self.serial is not None

    def __str__(self) -> str:
        return f"{self.year}.{self.serial}" if self.is_regular else self.as_printed
