"""Commands that anybody may ask: one file in, JSON out, and one sentence where the file is wrong."""

import io
import json

import pytest

from tinget.foundation.file_command import BAD_INPUT, NEGATIVE, FileCommand


class Doubling(FileCommand):
    def answer(self, asked):
        asked.allow("number", "yes")
        return {"double": asked.whole("number") * 2}, NEGATIVE if asked.flag("yes") else 0


def ask(text, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    out, error = io.StringIO(), io.StringIO()
    command = Doubling(stdout=out, stderr=error)
    with pytest.raises(SystemExit) as ended:
        command.handle(file="-")
    return out.getvalue(), error.getvalue(), ended.value.code


def test_yaml_and_json_are_answered(monkeypatch):
    assert json.loads(ask("number: 4", monkeypatch)[0]) == {"double": 8}
    assert ask('{"number": 4, "yes": true}', monkeypatch)[2] == NEGATIVE


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("number: x", "number"),
        ("number: 1\nother: 2", "other"),
        ("- 1", "-, rad 1"),
        ("{", "YAML"),
        ("[" * 5000, "YAML"),
    ],
)
def test_bad_input_is_one_sentence_and_nothing_on_standard_output(text, named, monkeypatch):
    out, error, code = ask(text, monkeypatch)
    assert (out, code) == ("", BAD_INPUT)
    assert named in error
    assert len(error.strip().splitlines()) == 1
