"""The etiquette review: what it finds in careless letters, and what it leaves alone in good ones."""

import re
import unicodedata
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from amarre.engine.etiquette import (
    CHANNELS,
    CODES,
    FAMILIES,
    LANGS,
    OCCASIONS,
    FactState,
    Finding,
    guess_language,
    review,
)
from amarre.engine.etiquette.families import FAMILIES_BY_NAME

DOCS = Path(__file__).parents[3] / "docs" / "etiquette.md"
LETTERS = yaml.safe_load((Path(__file__).parent / "etiquette_letters.yaml").read_text(encoding="utf-8"))
FACTS = {
    "verified": FactState("verified", public=True),
    "internal": FactState("verified", public=False),
    "to_verify": FactState("to_verify", public=True),
    "rumour": FactState("rumour", public=True),
    "denied": FactState("denied", public=True),
    "expired": FactState("expired", public=True),
}
EXAMPLE = re.compile(r"^- (fr|en), (\w+), (\w+), (bad|good): (.+)$")


def examples() -> list[tuple[str, str, str, str, str, str]]:
    """(code, lang, occasion, channel, bad or good, text) of every example of the documentation."""
    found = []
    code = ""
    for line in DOCS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#### "):
            code = line.removeprefix("#### ")
        elif match := EXAMPLE.match(line):
            found.append((code, *match.groups()))
    return found


def read(text: str, **circumstances: str) -> list[Finding]:
    defaults = {"lang": "fr", "occasion": "answer", "channel": "email"}
    return review(text, **(defaults | circumstances))


def codes(text: str, **circumstances: str) -> set[str]:
    return {f.code for f in read(text, **circumstances)}


def families(text: str, **circumstances: str) -> set[str]:
    return {f.family for f in read(text, **circumstances)}


# The documentation


def test_every_code_is_documented_and_no_other():
    headings = re.findall(r"^#### (\S+)$", DOCS.read_text(encoding="utf-8"), re.M)
    assert headings == list(CODES)


def test_every_code_has_a_good_and_a_bad_example_in_each_language_it_can_find():
    seen = {(code, lang, kind) for code, lang, _, _, kind, _ in examples()}
    french_only = {"typography.nbsp", "typography.accent"}
    wanted = {
        (code, lang, kind)
        for code in CODES
        for lang in LANGS
        for kind in ("bad", "good")
        if lang == "fr" or code not in french_only
    }
    assert seen == wanted


@pytest.mark.parametrize(("code", "lang", "occasion", "channel", "kind", "text"), examples())
def test_examples_of_the_documentation(code, lang, occasion, channel, kind, text):
    found = review(text, lang=lang, occasion=occasion, channel=channel, facts=FACTS, today=date(2026, 3, 20))
    if kind == "bad":
        assert code in {f.code for f in found}
    else:
        assert found == []


def test_the_families_are_those_of_the_issue_in_their_order():
    assert tuple(FAMILIES_BY_NAME) == FAMILIES
    assert {code.family for code in CODES.values()} == set(FAMILIES)


# The letters


@pytest.mark.parametrize("letter", [x for x in LETTERS if x["seen"]], ids=lambda x: x["id"])
def test_a_letter_gets_the_families_that_a_careful_reader_marks(letter):
    found = families(letter["text"], lang=letter["lang"], occasion=letter["occasion"], channel=letter["channel"])
    assert found == set(letter["families"])


# What must not be flagged


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Nous vous offrons le report de votre séjour, sans frais."),
        ("fr", "Nous ne vous ferons payer aucune pénalité de retard."),
        ("fr", "Nous ne pouvons pas vous promettre une date."),
        ("fr", "Votre contact habituel vous préviendra."),
        ("fr", "Votre garantie légale est prolongée de six mois."),
        ("fr", "Si vous avez oublié votre mot de passe, ce n'est pas grave pour votre dossier."),
        ("fr", "Nous espérons un retour à la normale vendredi."),
        ("fr", "Vous n'y êtes pour rien, et rien ne vous sera reproché."),
        ("en", "We will not pretend that it is business as usual."),
        ("en", "We offer you our apologies and a full refund."),
        ("en", "No late fees will be charged while this lasts."),
        ("en", "We cannot promise a date."),
        ("en", "Your usual adviser will write to you."),
        ("en", "It is not your fault."),
        ("en", "We hope that service will be back to normal on Friday."),
        ("en", "There is no hurry."),
    ],
)
def test_kind_words_that_a_naive_reader_would_flag_are_left_alone(lang, text):
    assert read(text, lang=lang) == []


def test_placeholders_markdown_and_addresses_are_not_prose():
    text = (
        "Bonjour {{ person.PRENOM }},\n\n**Voici** la page : https://exemple.fr/PROMO-20%-sur-tout?a=1;b=2\n\n"
        "- écrivez à profitez.vite@soldes.fr\n- ou lisez [ceci](https://exemple.fr/offre-exclusive)\n"
    )
    assert read(text) == []


# How words are matched


def test_phrases_are_found_whatever_the_case_accents_apostrophes_and_spaces():
    for text in (
        "Tout fonctionne comme d'habitude.",
        "TOUT FONCTIONNE COMME D’HABITUDE.",
        "tout fonctionne comme d’habitude",
        "Tout fonctionne comme\u00a0d’habitude.",
        "Tout fonctionne  comme d'habitude.",
        "Tout fonctionne **comme** d'habitude.",
        unicodedata.normalize("NFD", "Tout fonctionne comme à l'accoutumée."),
        "Tout fonctionne comme a l'accoutumee.",
    ):
        assert "usual.as_usual" in codes(text), text


def test_a_phrase_is_found_across_a_wrapped_line():
    text = "Nous avons le plaisir de vous écrire au sujet de votre dossier, et tout est comme\nd'habitude chez nous."
    assert "usual.as_usual" in codes(text)


def test_offsets_point_into_the_text_as_given_even_with_ligatures_and_decomposed_accents():
    text = "Chère œuvre,\n" + unicodedata.normalize("NFD", "déjà été là. ") + "Business as usual."
    finding = next(f for f in read(text) if f.code == "usual.as_usual")
    assert text[finding.start : finding.end] == "Business as usual" == finding.excerpt
    assert finding.line == 2
    assert text.splitlines()[1][finding.column - 1 :].startswith("Business")


def test_findings_come_in_the_order_of_the_text_and_those_of_one_family_never_overlap():
    found = read("Profitez vite de notre offre exclusive à -20 % sur toute la gamme ! Business as usual !!!")
    assert [f.start for f in found] == sorted(f.start for f in found)
    promo = [(f.start, f.end) for f in found if f.family == "promo"]
    assert promo
    assert all(a_end <= b_start for (_, a_end), (b_start, _) in pairwise(promo))


def test_findings_speak_the_language_of_the_text_or_the_one_asked_for():
    french = read("Business as usual.")[0]
    english = review("Business as usual.", lang="fr", occasion="news", channel="email", ui_lang="en")[0]
    assert "d’habitude" in french.message
    assert "As usual" in english.message


# Facts


def test_without_facts_a_citation_is_not_judged():
    assert read("Voici les horaires : {{ fact.hours }}.") == []


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (None, "fact.unknown"),
        (FactState("to_verify", public=True), "fact.unverified"),
        (FactState("rumour", public=True), "fact.rumour"),
        (FactState("denied", public=True), "fact.denied"),
        (FactState("expired", public=True), "fact.expired"),
        (FactState("verified", public=False), "fact.internal"),
    ],
)
def test_a_fact_that_must_not_go_out_blocks_where_it_is_cited(state, code):
    text = "Où ? {{fact.hours}} et {{ fact.place }}."
    facts = {"place": FactState("verified", public=True)} | ({"hours": state} if state else {})
    (finding,) = review(text, lang="fr", occasion="answer", channel="email", facts=facts)
    assert (finding.code, finding.severity, finding.excerpt) == (code, "blocker", "{{fact.hours}}")


def test_a_past_deadline_is_found_only_when_today_is_known():
    text = "Rapportez-le avant le 3 mars 2026."
    assert read(text) == []
    late = review(text, lang="fr", occasion="answer", channel="email", today=date(2026, 3, 4))
    in_time = review(text, lang="fr", occasion="answer", channel="email", today=date(2026, 3, 3))
    assert [f.code for f in late] == ["fact.past_date"]
    assert in_time == []


# Limits


def test_an_empty_letter_has_no_findings():
    assert read("") == read(" \n\t") == []


@pytest.mark.parametrize("wrong", [{"lang": "de"}, {"occasion": "birthday"}, {"channel": "pigeon"}, {"ui_lang": "it"}])
def test_unknown_circumstances_are_refused_by_name(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong.values()))):
        read("Bonjour.", **wrong)


@given(
    text=st.text(alphabet=st.sampled_from("aàâAÉœŒ ’'\n\r\t.,:;!?«»\u00a0\u202f\u0301{}%/@-*#12💧ıİß"), max_size=200),
    lang=st.sampled_from(LANGS),
    occasion=st.sampled_from(OCCASIONS),
    channel=st.sampled_from(CHANNELS),
)
def test_any_text_can_be_reviewed_and_every_finding_lies_inside_it(text, lang, occasion, channel):
    for finding in review(text, lang=lang, occasion=occasion, channel=channel, facts={}):
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.line >= 1
        assert finding.column >= 1
        assert finding.message
        assert finding.suggestion


def test_a_language_is_guessed_from_its_small_words():
    assert guess_language("Nous pensons à vous et à vos proches.") == "fr"
    assert guess_language("We are thinking of you and your family.") == "en"
    assert guess_language("1234") == "fr"
