"""The template tags: words with every shape, unknown said as unknown, nothing a policy would refuse."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from amarre.lib.ui.tones import ANGERS, IMPACTS, STATUSES


def render(source: str, **context: Any) -> str:
    with translation.override("fr"):
        return Template("{% load amarre_ui %}" + source).render(Context(context))


def test_what_is_not_known_is_said_so() -> None:
    for source in ("{% number value %}", "{% time_ago value %}", "{% time_left value %}", "{% figure 'x' value %}"):
        assert "inconnu" in render(source, value=None), source


def test_zero_is_known() -> None:
    assert "inconnu" not in render("{% number value 'clients' %}", value=0)


@pytest.mark.parametrize("level", list(IMPACTS))
def test_impact_has_a_word_and_a_shape(level: str) -> None:
    drawn = render("{% impact level %}", level=level)
    assert "<svg" in drawn
    with translation.override("fr"):
        assert str(IMPACTS[level]) in drawn


def test_each_impact_has_a_shape_of_its_own() -> None:
    shapes = {render("{% impact level %}", level=level).split("</svg>")[0].split("<svg")[1] for level in IMPACTS}
    assert len(shapes) == len(IMPACTS)


@pytest.mark.parametrize("level", list(ANGERS))
def test_anger_has_a_word(level: int) -> None:
    assert "<span>" in render("{% anger level %}", level=level)


@pytest.mark.parametrize("key", list(STATUSES))
def test_every_status_has_its_icon_and_its_word_in_french(key: str) -> None:
    drawn = render("{% status key %}", key=key)
    assert "<svg" in drawn
    with translation.override("fr"):
        assert str(STATUSES[key].word) in drawn


def test_a_status_nobody_registered_needs_its_word() -> None:
    with pytest.raises(ValueError, match="unknown status"):
        render("{% status 'nonsense' %}")
    assert "à voir" in render("{% status 'nonsense' 'à voir' %}")


def test_words_are_escaped() -> None:
    hostile = "<script>alert(1)</script>"
    for source in (
        "{% tag value %}",
        "{% icon 'info' value %}",
        "{% figure value 1 unit=value note=value url=value %}",
        "{% marked value found %}",
        "{% notice 'info' title=value %}<p>{{ value }}</p>{% endnotice %}",
        "{% bars rows value %}",
    ):
        found = [{"start": 0, "end": 8, "message": hostile, "suggestion": hostile}]
        drawn = render(source, value=hostile, found=found, rows=[(hostile, 1, hostile)])
        assert "<script>" not in drawn, source


def test_a_notice_keeps_its_tags_and_escapes_its_words() -> None:
    drawn = render("{% notice 'needs' %}<p>{{ value }}</p>{% endnotice %}", value="3 < 4")
    assert "<p>3 &lt; 4</p>" in drawn


class Letter(forms.Form):
    title = forms.CharField(label="Titre", help_text="En peu de mots.")
    channel = forms.ChoiceField(label="Canal", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)


def test_a_field_is_tied_to_its_help_and_its_trouble() -> None:
    drawn = render("{% field form.title %}", form=Letter({"title": ""}))
    assert 'for="id_title"' in drawn
    assert 'aria-describedby="id_title_helptext id_title_error"' in drawn
    assert 'id="id_title_helptext"' in drawn
    assert 'id="id_title_error"' in drawn
    assert 'aria-invalid="true"' in drawn


def test_the_summary_leads_to_each_field() -> None:
    drawn = render("{% error_summary form %}", form=Letter({}))
    assert 'href="#id_title"' in drawn


def test_there_is_no_summary_before_anything_was_sent() -> None:
    assert "errors" not in render("{% error_summary form %}", form=Letter())


def test_choices_are_one_group() -> None:
    drawn = render("{% field form.channel %}", form=Letter())
    assert drawn.count("<fieldset") == 1
    assert "<legend>Canal" in drawn


def test_a_filter_keeps_the_others_and_goes_back_to_the_first_page() -> None:
    request = RequestFactory().get("/", {"impact": "urgent", "page": "3", "q": "lot 12"})
    assert render("{% keep_query impact='low' q=None %}", request=request) == "?impact=low"


def test_a_pictogram_takes_the_colour_of_the_text_and_says_its_word() -> None:
    drawn = render("{% pictogram 'closed' 'Fermé' %}")
    assert 'aria-label="Fermé"' in drawn
    assert "currentColor" in drawn


def test_nothing_is_styled_in_the_page() -> None:
    drawn = render(
        "{% bars rows 'x' %}{% columns rows 'x' %}{% progress 1 3 'x' %}{% impact 'low' %}{% anger 2 %}",
        rows=[("a", 1), ("b", 2)],
    )
    assert "style=" not in drawn
    assert "<style" not in drawn
