"""Runs every benchmark, or those named on the command line, and tells what machine it ran on."""

import os
import platform
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tinget.site.settings")
django.setup()

from benchmarks import register, registrations  # noqa: E402 -- they need the settings

PARTS = {"registrations": registrations.run, "register": register.run}


def main(named: list[str]) -> int:
    """Run the parts; 2 when a name is not one of them."""
    unknown = [name for name in named if name not in PARTS]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name in named or PARTS:
        PARTS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
