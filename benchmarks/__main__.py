"""Runs every benchmark, or those named on the command line, and tells what machine it ran on."""

import os
import platform
import sys
from collections.abc import Callable

from benchmarks import (
    economy,
    killing,
    publishing,
    register,
    registrations,
    screens,
    searching,
    signing,
    upgrading,
)

PARTS: dict[str, Callable[..., None]] = {
    "registrations": registrations.run,
    "register": register.run,
    "screens": screens.run,
    "searching": searching.run,
    "economy": economy.run,
    "signing": signing.run,
    "publish": publishing.run,
    "kill": killing.run,
    "upgrade": upgrading.run,
}


def main(named: list[str]) -> int:
    """Run the parts, a part with the sizes that follow its name; 2 when a name is not one of them."""
    wanted: dict[str, list[int]] = {}
    for word in named:
        if word.isdigit() and wanted:
            wanted[list(wanted)[-1]].append(int(word))
        else:
            wanted[word] = []
    unknown = [name for name in wanted if name not in PARTS]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name in wanted or PARTS:
        sizes = wanted.get(name)
        PARTS[name](tuple(sizes)) if sizes else PARTS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
