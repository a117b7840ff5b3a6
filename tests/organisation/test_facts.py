"""The committee's files are right; a wrong row is named by file and line, and nothing is stored."""

import shutil

import pytest
from django.core.management import CommandError, call_command

from tinget.kernel.facts import FactsInvalid
from tinget.organisation.models import Municipality
from tinget.organisation.rules.facts import read_organisation


@pytest.fixture
def folder(facts_folder, tmp_path):
    return shutil.copytree(facts_folder, tmp_path / "facts")


def spoil(folder, file, right, wrong):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    before = text[: text.index(right)]
    return before.count("\n") + 1


def faults_of(folder):
    with pytest.raises(FactsInvalid) as invalid:
        read_organisation(folder)
    return invalid.value.faults


def test_the_committees_files_are_right(facts_folder):
    facts = read_organisation(facts_folder)
    assert len(facts.municipalities) == 14
    assert len(facts.populations) == 5 * 14
    assert [authority.slug for authority in facts.authorities] == ["e-namnden"]
    assert len(facts.authorities[0].parties) == 14


@pytest.mark.parametrize(
    ("file", "right", "wrong", "offset", "fault"),
    [
        ("municipalities.yaml", "  name: Boden", "  nam: Boden", -1, "okänd uppgift ”nam”"),
        (
            "municipalities.yaml",
            "size_class: större",
            "size_class: stor",
            -4,
            "något av: större, mindre, landsort",
        ),
        ("populations.yaml", "count: 2821", "count: 2822", -4, "raderna blir tillsammans 251296"),
        ("populations.yaml", "municipality: Boden", "municipality: Bodn", 0, "kommunen ”Bodn” finns inte"),
        ("authorities.yaml", "host: Luleå", "host: Umeå", -3, "kommunen ”Umeå” finns inte"),
        (
            "authorities.yaml",
            "{year}/{serial}-{class_code}",
            "{serial}/{year}",
            -4,
            "”case_number_pattern” är ”{serial}/{year}”. Året ska stå före",
        ),
        ("people.yaml", "first: '2023-01-02'", "first: '2 januari'", -2, "ett datum som 2023-10-12"),
        ("people.yaml", "role: secretary", "role: secretery", 0, "något av: chair, vice_chair"),
        ("people.yaml", "name: Isak Utsi", "name: Sara Lundberg", 12, "nyckeln ”sara-lundberg” står också"),
    ],
)
def test_a_wrong_row_is_named_by_file_and_line(folder, file, right, wrong, offset, fault):
    line = spoil(folder, file, right, wrong)
    found = [told for told in faults_of(folder) if fault in told]
    assert len(found) == 1
    assert found[0].startswith(f"{file}, rad {line + offset}: ")


def test_all_faults_of_all_files_are_told_at_once(folder):
    spoil(folder, "municipalities.yaml", "number: 3", "number: tre")
    spoil(folder, "authorities.yaml", "kind: joint_committee", "kind: club")
    (folder / "people.yaml").unlink()
    files = {told.partition(",")[0] for told in faults_of(folder)}
    assert files == {"municipalities.yaml", "authorities.yaml", "people.yaml"}


@pytest.mark.django_db
def test_the_command_stores_nothing_of_wrong_facts(folder):
    spoil(folder, "people.yaml", "role: chair", "role: king")
    with pytest.raises(CommandError, match=r"people.yaml, rad \d+: ”role” är ”king”"):
        call_command("load_organisation", str(folder))
    assert not Municipality.objects.exists()
