"""The disposal certificate (gallringsintyg) as a PDF, with the list of records inside it."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from tinget.disposal.queries.runs import RuleCount, RunLine
from tinget.foundation.pdf.typesetting import JSON, Attachment, typeset
from tinget.organisation.api import authority_by_id

TEMPLATE = Path(__file__).parents[1] / "templates" / "disposal" / "certificate.typ"
EXCEPTIONS_PRINTED = 500


def render_certificate(
    authority: int,
    run: RunLine,
    *,
    counts: Sequence[RuleCount],
    excepted: Sequence[tuple[str, str]],
    records: bytes,
    on: dt.date,
) -> bytes:
    """Typeset the certificate; every record that went stands in the CSV file inside it."""
    content: dict[str, JSON] = {
        "authority": authority_by_id(authority).name,
        "disposed_on": on.isoformat(),
        "plan": run.plan.name,
        "adopted_by": run.plan.adopted_by,
        "due_on": run.day.isoformat(),
        "disposed": run.disposed,
        "held": run.held,
        "not_due": run.not_due,
        "proposed_by": run.proposed_by,
        "confirmed_by": run.confirmed_by,
        "rules": [_rule(one, run) for one in counts],
        "excepted": [{"record": label, "reason": why} for label, why in excepted[:EXCEPTIONS_PRINTED]],
        "excepted_count": len(excepted),
        "demonstration": run.is_demonstration,
    }
    listed = Attachment(
        name="gallrade-handlingar.csv",
        data=records,
        media_type="text/csv",
        description=_("De gallrade handlingarnas nummer, dag, klass, slag och regel"),
        relationship="data",
    )
    return typeset(TEMPLATE, content, attachments=[listed])


def _rule(one: RuleCount, run: RunLine) -> JSON:
    return {
        "class_code": one.rule.class_code or "*",
        "kind": one.rule.kind or None,
        "text": one.rule.text,
        "source": one.rule.source or run.plan.adopted_by,
        "disposed": one.disposed,
    }
