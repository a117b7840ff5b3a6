"""`./tinget manage appeal-clock FILE`: when a decision can no longer be appealed, and why."""

import datetime as dt
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from tinget.foundation.file_command import DONE, FileCommand
from tinget.kernel.dates import Reckoning
from tinget.kernel.facts import Row
from tinget.noticeboard.rules.appeal_time import Display
from tinget.noticeboard.rules.legal_force import Appeal, DecisionKind, Facts, Standing, standing_of

KEYS = ("approved_on", "boards", "appeals", "court_answer_on", "kind", "sent_on", "electronic")
KINDS: dict[str, Any] = {kind.value: kind for kind in DecisionKind}


class Command(FileCommand):
    help = "Räknar ut överklagandetid, laga kraft och avtalsspärr ur en fil med anslag och överklaganden."

    def answer(self, asked: Row) -> tuple[Mapping[str, Any], int]:
        """Reckon, once the facts have been found right."""
        facts = _facts(asked)
        asked.faults.raise_if_any()
        return _answered(standing_of(facts)), DONE


def _facts(asked: Row) -> Facts:
    asked.allow(*KEYS)
    kind = asked.one_of("kind", KINDS) if "kind" in asked.values else DecisionKind.DECISION
    approved_on = asked.day("approved_on")
    sent_on = asked.day("sent_on") if kind is DecisionKind.AWARD else asked.optional_day("sent_on")
    return Facts(
        kind=kind,
        approved_on=approved_on,
        boards=_boards(asked, approved_on, required=kind is DecisionKind.DECISION),
        appeals=[_appeal(row) for row in asked.rows("appeals")],
        court_answer_on=asked.optional_day("court_answer_on"),
        sent_on=sent_on,
        electronic=asked.flag("electronic"),
    )


def _boards(asked: Row, approved_on: dt.date, *, required: bool) -> dict[str, list[Display]]:
    if not required and asked.values.get("boards") is None:
        return {}
    boards = asked.row("boards")
    return {name: _displays(boards, name, approved_on) for name in boards.values}


def _displays(boards: Row, name: str, approved_on: dt.date) -> list[Display]:
    found = []
    for row in boards.rows(name):
        row.allow("up", "down")
        up, down = row.day("up"), row.optional_day("down")
        if up < approved_on:
            row.fault(f"”up” för {name} är {up}, före justeringen {approved_on}")
        if down is not None and down < up:
            row.fault(f"”down” för {name} är {down}, före ”up” {up}")
        found.append(Display(up, down))
    found.sort(key=lambda display: display.up_on)
    for earlier, later in pairwise(found):
        if earlier.down_on is None or later.up_on < earlier.down_on:
            boards.fault(f"”{name}”: två tider på samma anslagstavla går över varandra ({later.up_on})")
    return found


def _appeal(row: Row) -> Appeal:
    row.allow("received_on", "at", "resolved_on")
    appeal = Appeal(row.day("received_on"), row.text("at"), row.optional_day("resolved_on"))
    if appeal.resolved_on is not None and appeal.resolved_on < appeal.received_on:
        row.fault(f"”resolved_on” är {appeal.resolved_on}, före ”received_on”")
    return appeal


def _answered(standing: Standing) -> dict[str, Any]:
    clock = standing.clock
    days: dict[str, Reckoning | None] = {
        "runs_from": Reckoning(clock.runs_from, clock.last_day.steps[:1]) if clock else None,
        "last_day_to_appeal": clock.last_day if clock else None,
        "earliest_removal": clock.removal if clock else None,
        "legal_force_on": standing.legal_force,
        "standstill_ends": standing.standstill,
    }
    return {
        **{field: _iso(reckoned.date if reckoned else None) for field, reckoned in days.items()},
        "restarts": [
            {
                "board": one.board,
                "day": _iso(one.again_on),
                "reason": "reposted" if one.again_on else "removed",
            }
            for one in standing.interruptions
        ],
        "findings": [{"rule": one.rule, "board": one.board, "text": one.text} for one in standing.findings],
        "days": [
            {"field": field, "date": step.date.isoformat(), "reason": step.reason, "source": step.source}
            for field, reckoned in days.items()
            if reckoned is not None
            for step in reckoned.steps
        ],
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
