"""Keeping child processes alive: start, restart with back-off, and an orderly end."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

LONGEST_PAUSE = 30.0  # seconds between two attempts
STEADY = 60.0  # seconds after which a child counts as well again
GRACE = 8.0  # seconds between TERM and KILL
DRAINING = 60  # seconds that one whose place is taken has for what it has begun
GENERATION = "TINGET_GENERATION"
SOCKET = "TINGET_SOCKET"  # the number of the open file that is the port
WEB_PROCESSES = "2"  # unless the environment says another number
WAITING = 1024  # connections that the system keeps until a web server takes them


@dataclass
class Child:
    """One child process with a process group of its own, so that nothing it started outlives it."""

    name: str
    environment: Mapping[str, str]
    handed: Sequence[int] = ()  # files that the process is given open, by number
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    started_at: float = 0.0
    wait_until: float = 0.0
    _lifeline: int = field(default=-1, repr=False)

    def start(self) -> None:
        """Start the process; it ends by itself when our end of its lifeline closes."""
        theirs, ours = os.pipe()
        self.process = subprocess.Popen(  # noqa: S603 — ourselves
            [sys.executable, "-m", "tinget.site.cli.child", self.name],
            env={**self.environment, "TINGET_LIFELINE": str(theirs)},
            pass_fds=[theirs, *self.handed],
            start_new_session=True,  # Ctrl-C at the terminal reaches us alone: the order of ending is ours
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # faults go to standard error
        )
        os.close(theirs)
        self._close_lifeline()
        self._lifeline = ours
        self.started_at = time.monotonic()

    def keep(self) -> str | None:
        """Start the child again when it is dead and its pause is over; answer what happened, if anything."""
        if self.process is not None:
            if (code := self.process.poll()) is None:
                return None
            self._clear_group()
            steady = time.monotonic() - self.started_at > STEADY
            self.failures = 1 if steady else self.failures + 1
            pause = min(LONGEST_PAUSE, 0.25 * 2 ** (self.failures - 1))
            self.wait_until, self.process = time.monotonic() + pause, None
            return f"{self.name} slutade oväntat (kod {code}) och startas om."
        if time.monotonic() >= self.wait_until:
            self.start()
        return None

    def ask_to_end(self) -> None:
        """Ask the child to end when its work at hand is done."""
        if self.process is not None:
            self.process.terminate()

    def follower(self, more: Mapping[str, str]) -> "Child":
        """Answer a child of the same kind, told more, to be started beside this one and take its place."""
        number = int(self.environment.get(GENERATION, "0")) + 1
        return Child(self.name, {**self.environment, **more, GENERATION: str(number)}, self.handed)

    def stop(self) -> None:
        """Ask the child to end, and end it if it does not."""
        self.ask_to_end()
        if self.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(GRACE)
            self._clear_group()
            self.process.wait()
            self.process = None
        self._close_lifeline()

    def _clear_group(self) -> None:
        """End what a killed child left behind: the web server's own workers would keep the port."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def _close_lifeline(self) -> None:
        if self._lifeline >= 0:
            os.close(self._lifeline)
            self._lifeline = -1
