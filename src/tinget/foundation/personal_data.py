"""Personal data by the models' own declarations: what is kept about people, and where somebody is named.

The one generic way: every table under an authority is searched in the fields that it declares, as whoever
asks. Row security and need-to-know decide what is found, as everywhere; tables that all authorities share
add a source of their own.
"""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Cast

from tinget.foundation.models import LedgerEntry, SearchEntry

PER_TABLE = 100
SHORTEST = 3

Source = Callable[[int, Sequence[str]], "list[Hit]"]
_sources: list[Source] = []


@dataclass(frozen=True, slots=True)
class Declaration:
    """What one table declares: module and noun, what it is for, each field and why, and its end."""

    module: str
    noun: str
    about: str
    fields: tuple[tuple[str, str], ...]
    disposal: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A row where somebody is named: the declared fields, as text, and what the table declares."""

    module: str
    noun: str
    row_id: int
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that was found; `cut` names the tables where there was more than is shown."""

    hits: tuple[Hit, ...]
    cut: tuple[str, ...]


def declarations() -> list[Declaration]:
    """List every table of ours that declares personal data, in the order of modules."""
    return [
        Declaration(
            module=model._meta.app_label,  # noqa: SLF001 -- Django's documented way to ask
            noun=model.__name__,
            about=_first_sentence(model),
            fields=tuple(model.PERSONAL_DATA.items()),
            disposal=str(model.DISPOSAL),
        )
        for model in _declaring()
    ]


def add_source(source: Source) -> None:
    """Let a module search tables that no authority owns, by (authority, words); called once, from wiring."""
    if source not in _sources:
        _sources.append(source)


def find(authority: int, words: Sequence[str], *, in_ledger: bool = False) -> Found:
    """Find the rows of the authority that name all the words in one declared field; at most 100 of a table.

    The ledger is long and tells of everybody's acts, so it is searched only when asked for.
    """
    hits: list[Hit] = []
    cut: list[str] = []
    left_out = (
        {SearchEntry} if in_ledger else {SearchEntry, LedgerEntry}
    )  # the first repeats what others hold
    readable = _readable()
    for model in _declaring():
        names = {field.name for field in model._meta.concrete_fields}  # noqa: SLF001 -- as above
        if "authority_id" not in names or model in left_out or model._meta.db_table not in readable:  # noqa: SLF001 -- as above
            continue
        found = _in_table(model, authority, words)
        if len(found) > PER_TABLE:
            cut.append(f"{model._meta.app_label}.{model.__name__}")  # noqa: SLF001 -- as above
        hits += found[:PER_TABLE]
    for source in _sources:
        hits += source(authority, words)
    return Found(tuple(hits), tuple(cut))


def as_hit(row: models.Model, *, without: Collection[str] = ()) -> Hit:
    """Show a row's declared fields as text; what is empty, and what is named, is left out."""
    names = [name for name in row.PERSONAL_DATA if name not in without]  # type: ignore[attr-defined] # declared by every model of ours
    values = ((name, _text(getattr(row, _attribute(row, name)))) for name in names)
    return Hit(
        row._meta.app_label,  # noqa: SLF001 -- as above
        type(row).__name__,
        row.pk,
        tuple((name, text) for name, text in values if text),
    )


def _in_table(model: Any, authority: int, words: Sequence[str]) -> list[Hit]:
    """Search one table's declared texts; a key or a number names nobody by itself."""
    wanted, told = Q(), {}
    for number, name in enumerate(model.PERSONAL_DATA):
        field = model._meta.get_field(name)  # noqa: SLF001 -- as above
        if isinstance(field, models.CharField | models.TextField):
            place = name
        elif isinstance(field, models.JSONField):
            place = f"told_{number}"
            told[place] = Cast(name, models.TextField())
        else:
            continue
        every = Q()
        for word in words:
            every &= Q(**{f"{place}__icontains": word})
        wanted |= every
    if not wanted:
        return []
    rows = model.objects.filter(authority_id=authority).alias(**told).filter(wanted)
    return [as_hit(row) for row in rows.order_by("-pk")[: PER_TABLE + 1]]


def _readable() -> set[str]:
    """List the tables that the application may read at all."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND has_table_privilege(oid, 'SELECT')"
        )
        return {name for (name,) in cursor.fetchall()}


def _declaring() -> Iterator[Any]:
    for model in apps.get_models():
        if getattr(model, "PERSONAL_DATA", None):
            yield model


def _first_sentence(model: Any) -> str:
    return " ".join((model.__doc__ or "").split(".")[0].split())


def _attribute(row: models.Model, name: str) -> str:
    field = row._meta.get_field(name)  # noqa: SLF001 -- as above
    return str(getattr(field, "attname", name))


def _text(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return str(value)
