"""Every message has its English words, with the same values laid in, and nothing else is in the catalogue."""

import polib

from tinget.site import translations
from tinget.site.translations import CATALOGUE, find_messages, messages_of_python, messages_of_template


def faults_of(entries) -> list[str]:
    """Name what has no translation, or one with other values than its message has."""
    values = translations.placeholders
    return [
        f"{one.msgid}: {text or 'no translation'}"
        for one in entries
        for text in (one.msgstr_plural.values() if one.msgid_plural else [one.msgstr])
        if not text or not values(text) <= values(one.msgid) | values(one.msgid_plural)
        or (not one.msgid_plural and values(text) != values(one.msgid))
    ]  # fmt: skip


def test_the_catalogue_has_every_message_of_the_source_translated_and_no_other():
    catalogue = translations.catalogue()
    assert faults_of(catalogue) == [], "translate these in site/locale/en, and keep what is laid into them"
    in_catalogue = {(one.msgid, one.msgid_plural) for one in catalogue}
    in_source = set(find_messages())
    assert in_source == in_catalogue, "run ./tinget manage update-translations, and translate what is new"


def test_planted_faults_are_seen():
    entries = [
        polib.POEntry(msgid="Dag", msgstr=""),
        polib.POEntry(msgid="Den %(day)s", msgstr="On %(dag)s"),
        polib.POEntry(msgid="%(n)s dag", msgid_plural="%(n)s dagar", msgstr_plural={0: "a day", 1: "%(n)s"}),
        polib.POEntry(msgid="en", msgid_plural="%(n)s", msgstr_plural={0: "%(m)s", 1: "%(n)s"}),
    ]
    assert faults_of(entries) == ["Dag: no translation", "Den %(day)s: On %(dag)s", "en: %(m)s"]


def test_messages_are_found_however_they_are_written():
    python = (
        "from django.utils.translation import gettext as _, gettext_lazy as lazy, ngettext\n"
        "_('A') ; lazy('B' 'C') ; ngettext('%(n)s d', '%(n)s e', 2) ; _(VARIABLE) ; other('F')\n"
    )
    assert set(messages_of_python(python)) == {("A", ""), ("BC", ""), ("%(n)s d", "%(n)s e")}
    assert list(messages_of_python("from tinget.kernel.words import word as _\nWORD = _('G')\n")) == [
        ("G", "")
    ]
    page = (
        "{% translate 'A \"b\"' %}{% button_form '/' _('C') %}{% blocktranslate trimmed %}\n D {{ x }}\n"
        "{% endblocktranslate %}{% blocktranslate count n=n %}E{% plural %}{{ n }} F{% endblocktranslate %}"
    )
    found = [('A "b"', ""), ("C", ""), ("D %(x)s", ""), ("E", "%(n)s F")]
    assert sorted(messages_of_template(page)) == sorted(found)


def test_the_catalogue_is_kept_as_the_tool_writes_it(tmp_path):
    copy = tmp_path / "django.po"
    copy.write_bytes(CATALOGUE.read_bytes())
    count, missing = translations.update_catalogue(copy)
    assert (count > 0, missing) == (True, 0)
    assert copy.read_text() == CATALOGUE.read_text()
    translations.compile_catalogue(copy)
    made = polib.mofile(str(copy.with_suffix(".mo")))
    assert len(made) == count
