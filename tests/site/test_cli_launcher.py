"""The way in: a Python that fits or one sentence, an environment from hashes, no address in a lock file."""

import importlib.util
import os
import re

import pytest

from tests.site import one_command
from tests.site.one_command import CHECKOUT

LOCK_NAMES = re.compile(
    r"(requirements/.*\.txt|.*\.lock|(package-lock|npm-shrinkwrap)\.json|pnpm-lock\.yaml|pylock.*\.toml)$"
)
ADDRESS = re.compile(r"[a-z]+://|--(extra-)?index-url|--find-links|--trusted-host")


def faults_in_lock(text):
    """Name what a lock file must not hold: addresses, and packages without a hash."""
    found = [line for line in text.splitlines() if ADDRESS.search(line)]
    packages = [part for part in re.split(r"\n(?=[a-zA-Z0-9])", text) if re.match(r"[a-zA-Z0-9]", part)]
    return found + [part.splitlines()[0] for part in packages if "--hash=sha256:" not in part]


def lock_files():
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    said = one_command.run(*asked, env=dict(os.environ))
    return [name for name in said.stdout.splitlines() if LOCK_NAMES.search(name)]


def test_lock_files_carry_hashes_and_no_address():
    names = lock_files()
    assert {"requirements/run.txt", "requirements/tools.txt"} <= set(names)
    for name in names:
        assert faults_in_lock((CHECKOUT / name).read_text("utf-8")) == [], name


@pytest.mark.parametrize(
    "planted",
    [
        "--index-url example\n",
        "a==1 --hash=sha256:0\n    # from https://packages.example/simple\n",
        "a @ file:///tmp/a.whl --hash=sha256:0\n",
        "a==1 --hash=sha256:0\nb==2\n",
    ],
)
def test_an_address_or_a_missing_hash_is_found(planted):
    assert faults_in_lock(planted)


def run_launcher(folder, **environment):
    return one_command.run(CHECKOUT / "tinget", "up", env={"PATH": str(folder), **environment})


def program(folder, name, text):
    path = folder / name
    path.write_text(text)
    path.chmod(0o755)


@pytest.mark.parametrize(
    "shim",
    ["#!/bin/sh\nexit 1\n", "#!/bin/sh\necho 'command not found' >&2\nexit 127\n", "#!/nowhere/python\n"],
    ids=["other version", "shim", "broken"],
)
def test_without_a_fitting_python_one_sentence_says_what_to_do(tmp_path, shim):
    program(tmp_path, "python3.13", shim)
    program(tmp_path, "python3", shim)
    said = run_launcher(tmp_path)
    assert said.returncode == 2
    assert said.stdout == ""
    assert len(said.stderr.splitlines()) == 1
    assert "3.11, 3.12 or 3.13" in said.stderr
    assert "apt install" in said.stderr


def test_a_shim_that_does_not_run_is_passed_over(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    program(first, "python3.13", "#!/bin/sh\nexit 127\n")
    # Answers the question for its version, then shows what it was asked to run.
    program(second, "python3.11", '#!/bin/sh\n[ "$1" = -c ] && exit 0\necho "$@"\n')
    said = run_launcher(f"{first}:{second}")
    assert said.stdout.split() == [str(CHECKOUT / "tools" / "bootstrap.py"), "up"]


@pytest.fixture
def bootstrap(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("bootstrap", CHECKOUT / "tools" / "bootstrap.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / "venv")
    monkeypatch.setattr(module, "TOOLS", tmp_path / "tools")
    return module


def test_a_missing_venv_is_said_in_one_sentence(bootstrap, monkeypatch, capsys):
    monkeypatch.setattr(
        bootstrap.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else name
    )
    with pytest.raises(SystemExit) as ended:
        bootstrap.prepare("run")
    assert ended.value.code == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert "apt install python3-venv" in said[1]


def test_an_environment_with_the_tools_serves_all(bootstrap, tmp_path):
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    (tmp_path / "venv" / "bin" / "python").touch()
    stamp = tmp_path / "venv" / "tinget.stamp"
    assert not bootstrap.ready("run")
    stamp.write_text(bootstrap.mark("tools"))
    assert bootstrap.ready("run")
    assert bootstrap.ready("tools")
    stamp.write_text(bootstrap.mark("run"))
    assert bootstrap.ready("run")
    assert not bootstrap.ready("tools")


def test_the_launcher_is_executable():
    assert os.access(CHECKOUT / "tinget", os.X_OK)
    assert os.access(CHECKOUT / ".ci" / "run", os.X_OK)
