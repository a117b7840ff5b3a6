"""`./tinget manage verify-ledger`: tells whether every authority's ledger is whole."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from tinget.foundation.ledger.chain import authorities_with_a_chain, verify


class Command(BaseCommand):
    help = "Recompute each authority's chain and name what does not hold; exit 1 when anything does not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON list on standard output")

    def handle(self, **options: Any) -> None:
        found = [verify(authority) for authority in authorities_with_a_chain()]
        if options["json"]:
            self.stdout.write(json.dumps([asdict(one) for one in found], ensure_ascii=False))
        for one in () if options["json"] else found:
            state = "whole" if not one.breaks else f"{len(one.breaks)} faults"
            self.stdout.write(
                f"authority {one.authority}: {one.count} entries, {one.disposed} disposed of, {state},"
                f" head {one.hash}"
            )
            for fault in one.breaks:
                self.stdout.write(f"  position {fault.position}, entry {fault.entry_id}: {fault.fault}")
        if any(one.breaks for one in found):
            raise SystemExit(1)
