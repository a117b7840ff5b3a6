"""How a form is rendered: label, error, field, help, in that order, and said to assistive technology."""

from datetime import date
from pathlib import Path

from django.template import engines

from tinget.foundation import ui
from tinget.foundation.ui.samples import SampleForm

WRONG = {"title": "", "held_on": "2023-13-40", "kind": "in", "text": "x"}


def rendered(form):
    return str(form)


def test_the_error_stands_between_label_and_field_and_the_help_below():
    html = rendered(SampleForm(WRONG))
    places = [html.index(f'{part}"') for part in ('for="id_title', 'id="id_title_error', 'name="title')]
    assert [*places, html.index('id="id_title_helptext"')] == sorted(
        [*places, html.index('id="id_title_helptext"')]
    )
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html


def test_the_summary_leads_to_each_wrong_field():
    html = rendered(SampleForm(WRONG))
    assert 'role="alert"' in html
    assert 'href="#id_title"' in html
    assert 'href="#id_approval_0"' in html
    assert 'id="id_approval_0"' in html
    assert 'role="alert"' not in rendered(SampleForm())


def test_only_what_may_be_left_out_is_marked():
    html = rendered(SampleForm())
    assert 'Ärendenummer <span class="optional">(frivilligt)</span>' in html
    assert "Rubrik</label>" in html
    assert "Kallelsen är skickad på papper</label>" in html


def test_choices_stand_in_a_fieldset_with_a_legend():
    html = rendered(SampleForm())
    assert html.count("<fieldset") == 2
    assert "<legend>När justeras protokollet?</legend>" in html


def test_days_and_times_use_the_browsers_own_inputs():
    html = rendered(SampleForm(initial={"held_on": date(2023, 12, 20)}))
    assert '<input type="date" name="held_on" value="2023-12-20"' in html
    assert '<input type="time" name="held_at"' in html


def test_a_button_form_posts_hidden_values_escaped():
    source = '{% button_form "/spara/" "Ångra" kind="quiet" id=3 name=name %}'
    html = engines["django"].from_string(source).render({"name": "<b>"})
    assert 'method="post" action="/spara/"' in html
    assert '<input type="hidden" name="id" value="3">' in html
    assert 'value="&lt;b&gt;"' in html
    assert 'class="button quiet">Ångra</button>' in html


def test_no_template_or_static_file_of_the_look_carries_inline_script_or_style():
    folder = Path(ui.__file__).parents[1]
    texts = {path: path.read_text() for path in (folder / "templates").rglob("*.html")}
    assert texts
    for path, text in texts.items():
        assert "style=" not in text, path
        assert "<style" not in text, path
        assert "<script>" not in text, path
        assert " onclick" not in text, path
    assert (folder / "static/ui/tinget.css").stat().st_size < 30_000
