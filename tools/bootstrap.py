"""Makes the environment that a subcommand needs, if missing, and hands over to it; standard library only."""

import fcntl
import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS, VENV = ROOT / ".tools", ROOT / ".venv"
LOCKS = {"run": ROOT / "requirements" / "run.txt", "tools": ROOT / "requirements" / "tools.txt"}
NEED_TOOLS = {"test", "check", "bench", "lock", "audit"}
UV = "uv>=0.9"

Command = list[str | Path]


def main(arguments: Sequence[str]) -> None:
    """Prepare the environment and become the subcommand."""
    wanted = "tools" if arguments and arguments[0] in NEED_TOOLS else "run"
    needs_uv = bool(arguments) and arguments[0] == "lock"
    if not ready(wanted) or (needs_uv and not works(TOOLS / "bin" / "uv")):
        (ROOT / "var").mkdir(exist_ok=True)
        with (ROOT / "var" / "bootstrap.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # two callers at once: the second finds the work done
            if needs_uv or not ready(wanted):
                prepare(wanted)
    python = VENV / "bin" / "python"
    os.environ.pop("PYTHONPATH", None)
    os.environ.pop("PYTHONHOME", None)
    # Read anew each time, two thousand files take every process longer than all else that it begins with.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["TINGET_UV"] = str(TOOLS / "bin" / "uv")
    os.execv(python, [str(python), "-m", "tinget.site.cli", *arguments])  # noqa: S606 — no shell is wanted


def ready(wanted: str) -> bool:
    """Tell whether the environment is the one that the lock file describes; one with the tools serves all."""
    stamps = {mark(kind) for kind in ({wanted, "tools"})}
    stamp = VENV / "tinget.stamp"
    return stamp.exists() and (VENV / "bin" / "python").exists() and stamp.read_text("ascii") in stamps


def mark(kind: str) -> str:
    """Answer what the environment is made from: the lock file, and where the checkout lies.

    Not the interpreter: another PATH must not rebuild the environment under a running server.
    """
    made_from = [LOCKS[kind].read_bytes(), bytes(ROOT)]
    return hashlib.sha256(b"\0".join(made_from)).hexdigest()


def prepare(wanted: str) -> None:
    """Make the environment with exactly the packages of the lock file, held against their hashes."""
    say("preparing the environment; this takes about a minute the first time")
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            version = f"{sys.version_info.major}.{sys.version_info.minor}"
            fail(
                f"Python's module {module} is missing; install it "
                f"(on Debian or Ubuntu: apt install python3-venv, or python{version}-venv) and try again."
            )
    stamp = VENV / "tinget.stamp"
    uv = TOOLS / "bin" / "uv"
    if not works(uv):
        run([sys.executable, "-m", "venv", "--clear", TOOLS], "a tools environment could not be made")
        pip: Command = [
            TOOLS / "bin" / "python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            UV,
        ]
        run(pip, "uv could not be installed with pip; check the network or the package index")
    if not works(VENV / "bin" / "python"):
        run(
            [uv, "venv", "--quiet", "--clear", "--python", sys.executable, VENV],
            "no environment could be made",
        )
    stamp.unlink(missing_ok=True)
    sync = [
        uv,
        "pip",
        "sync",
        "--quiet",
        "--require-hashes",
        "--python",
        VENV / "bin" / "python",
        LOCKS[wanted],
    ]
    run(sync, "the packages of the lock file could not be installed; check the network or the package index")
    (site_packages() / "tinget.pth").write_text(f"{ROOT / 'src'}\n", "utf-8")
    stamp.write_text(mark(wanted), "ascii")


def use_index_of_pip() -> None:
    """Let uv ask the package index that pip is set up with; uv does not read pip's settings itself."""
    if {"UV_INDEX_URL", "UV_DEFAULT_INDEX"} & os.environ.keys():
        return
    for name in ("global.index-url", "install.index-url"):
        asked: Command = [TOOLS / "bin" / "python", "-m", "pip", "config", "get", name]
        said = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603 — our own
        if said.returncode == 0 and said.stdout.strip():
            os.environ["UV_DEFAULT_INDEX"] = said.stdout.strip()


def site_packages() -> Path:
    """Answer the environment's folder of packages."""
    return next((VENV / "lib").glob("python3.*/site-packages"))


def works(program: Path) -> bool:
    """Tell whether a program is there and runs."""
    if not program.exists():
        return False
    said = subprocess.run([program, "--version"], capture_output=True, check=False)  # noqa: S603 — our own
    return said.returncode == 0


def run(command: Command, fault: str) -> None:
    """Run a program with its words on standard error, or end with one sentence."""
    environment = dict(os.environ)
    # The interpreter is one of the machine's, never a download; so are the certificates, for proxies' sake.
    environment |= {"UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "true"}
    for name in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PIP_USER"):
        environment.pop(name, None)
    done = subprocess.run(command, stdout=sys.stderr, env=environment, check=False)  # noqa: S603 — our own
    if done.returncode:
        fail(f"{fault} (exit {done.returncode}).")


def say(text: str) -> None:
    """Tell the person at the terminal; standard output belongs to the subcommand."""
    sys.stderr.write(f"tinget: {text}\n")
    sys.stderr.flush()


def fail(text: str) -> None:
    """End with one sentence."""
    say(text)
    sys.exit(2)


if __name__ == "__main__":
    main(sys.argv[1:])
