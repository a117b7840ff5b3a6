"""A machine on which the documents of `docs/operations` are followed as they stand."""

import email
import email.policy
import re
import shlex
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.site import one_command
from tests.site.test_cli_up import PATIENCE, eventually, free_port

OPERATIONS = one_command.CHECKOUT / "docs" / "operations"
BLOCK = re.compile(r"^```(?:sh|json)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass
class Installation:
    """Its folder, its port, and what Tinget is told by the environment."""

    folder: Path
    told: dict[str, str]
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None

    @property
    def data(self):
        return self.folder / "data"

    @property
    def root(self):
        return f"http://127.0.0.1:{self.port}"

    def blocks(self, document):
        """Return what the document says to run or to write, with this folder and port in it."""
        text = (OPERATIONS / document).read_text("utf-8")
        text = text.replace("/srv/tinget", str(self.data)).replace("8000", str(self.port))
        return [one.strip() for one in BLOCK.findall(text)]

    def words(self, command):
        return [sys.executable, "-m", "tinget.site.cli", *shlex.split(command.removeprefix("./tinget "))]

    def run(self, command):
        """Run a command of the document to its end."""
        done = one_command.run(*self.words(command), env=one_command.environment(**self.told))
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def start(self, command):
        self.up, log = command, self.folder / "up.log"
        with log.open("w") as words:
            self.process = subprocess.Popen(
                self.words(command), env=one_command.environment(**self.told),
                cwd=one_command.CHECKOUT, stdout=words, stderr=subprocess.STDOUT,
            )  # fmt: skip
        assert eventually(
            lambda: "Avsluta med Ctrl-C" in log.read_text() or self.process.poll() is not None, 240
        )
        assert self.process.poll() is None, log.read_text()

    def kill_and_start(self):
        """Kill it without warning, and start it again."""
        self.process.kill()
        self.process.wait(PATIENCE)
        self.start(self.up)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(PATIENCE)

    def letters(self):
        for path in sorted((self.data / "mail").glob("*.log")):
            yield email.message_from_bytes(path.read_bytes(), policy=email.policy.default)

    def link_to(self, address):
        """Wait for a letter, and return the link in it."""

        def found():
            letters = [one for one in self.letters() if one["To"] == address]
            return re.search(r"http\S+", letters[-1].get_body().get_content())[0] if letters else None

        assert eventually(found)
        return found()
