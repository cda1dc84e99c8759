"""The notation of phrases: what it matches, and that skipping by needles never loses a match."""

import re

import pytest

from amarre.engine.etiquette.families import FAMILIES_BY_NAME
from amarre.engine.etiquette.fold import fold
from amarre.engine.etiquette.groups import GROUPS
from amarre.engine.etiquette.letter import Letter, compiled
from amarre.engine.etiquette.phrases import Phrase, expand


def found(notation: str, text: str) -> str | None:
    phrase = Phrase(notation)
    folded = fold(text).text
    match = phrase.regex.search(folded) if phrase.may_be_in(folded) else None
    return match.group() if match else None


@pytest.mark.parametrize(
    ("notation", "text", "match"),
    [
        ("comme avant", "Tout est comme avant.", "comme avant"),
        ("comme avant", "comme avantage", None),
        ("(petit|simple) souci", "Un simple souci", "simple souci"),
        ("(tres )?petit", "un très petit mal", "tres petit"),
        ("offre*", "Nos offres", "offres"),
        ("# ?%", "20 % et 3%", "20 %"),
        ("nous ~ regrettons", "Nous, à la régie, regrettons.", "nous, a la regie, regrettons"),
        ("nous ~ regrettons", "C'est nous. Ils regrettons.", None),
        ("nous ~ regrettons", "Nous regrettons", "nous regrettons"),
        ("(so |very )*happy", "so very very happy", "so very very happy"),
        ("un mot.", "un mot.", "un mot."),
    ],
)
def test_the_notation(notation, text, match):
    assert found(notation, text) == match


def test_an_unbalanced_phrase_is_refused():
    with pytest.raises(ValueError, match="unbalanced"):
        Phrase("(un|deux")
    with pytest.raises(ValueError, match="unbalanced"):
        Phrase("un)")


def test_an_unknown_group_is_refused():
    with pytest.raises(KeyError):
        expand("<nobody>", {})


def every_rule_phrase() -> list[tuple[str, str]]:
    return [
        (lang, phrase)
        for family in FAMILIES_BY_NAME.values()
        for lang, rules in family.rules.items()
        for rule in rules
        for phrase in (*rule.phrases, *rule.unless)
    ]


def test_every_phrase_of_the_tables_compiles_and_can_be_skipped_cheaply():
    for lang, source in every_rule_phrase():
        (phrase,) = compiled((source,), GROUPS[lang])
        assert isinstance(phrase.regex, re.Pattern)
        assert phrase.needles, source


def test_skipping_by_needles_never_loses_a_match():
    """On a text full of matches, each phrase is searched with and without its needles."""
    text = "Nous  vous garantissons que rien ne change : profitez de -20 % sur tout, comme d'habitude. We guarantee it."
    folded = fold(text).text
    for lang, source in every_rule_phrase():
        (phrase,) = compiled((source,), GROUPS[lang])
        if phrase.regex.search(folded):
            assert phrase.may_be_in(folded), source


def test_sentences_end_at_stops_and_at_lines_ended_on_purpose():
    letter = Letter("Cher M. Roy,\nMerci. À 9 h ! Bien à vous", "fr", "answer", "email")
    parts = [letter.text[a:b] for a, b in letter.sentences]
    assert parts == ["cher m. roy,", "merci.", "a 9 h !", "bien a vous"]
