"""The five playbooks that come with amarre, and what their reader says of a file that is wrong."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
import yaml

from amarre.engine.etiquette import review
from amarre.engine.render import parse as parse_template
from amarre.plan.playbook_file import parse, shipped
from amarre.plan.playbook_reader import Words
from amarre.plan.playbook_shape import FEARS, PHASES, SHIPPED, Playbook, PlaybookError

PLAYBOOKS = shipped()
LANGUAGES = ("fr", "en")
# The review knows six occasions; a correction and a word to staff are read as news.
REVIEWED_AS = {"correction": "news", "staff": "news"}
PEOPLE = {
    "fr": {
        "person.greeting": "Bonjour Madame Martin,",
        "person.first_name": "Claire",
        "company.name": "Maison Ferrand",
        "company.signature": "Alix Moreau, directrice générale, Maison Ferrand",
        "company.contact": "clients@ferrand.example, 12 rue des Halles, 69002 Lyon",
    },
    "en": {
        "person.greeting": "Dear Ms Martin,",
        "person.first_name": "Claire",
        "company.name": "Ferrand House",
        "company.signature": "Alix Moreau, general manager, Ferrand House",
        "company.contact": "customers@ferrand.example, 12 rue des Halles, 69002 Lyon",
    },
}
each_playbook = pytest.mark.parametrize("playbook", PLAYBOOKS, ids=[playbook.slug for playbook in PLAYBOOKS])


def filled(text: str, playbook: Playbook, lang: str) -> str:
    """The words a person would read, with the example facts put in."""
    values = {f"fact.{key}": words for key, words in playbook.examples(lang).items()} | PEOPLE[lang]
    return parse_template(text).render(values)


def every_text(node: object) -> list[tuple[str, str]]:
    """(language, words) of every text of the playbook, however deep."""
    if isinstance(node, Words):
        return [("fr", node.fr), ("en", node.en)]
    if isinstance(node, dict):
        return [(lang, words) for lang in LANGUAGES for words in node.get(lang, ())]
    if isinstance(node, tuple):
        return [found for item in node for found in every_text(item)]
    if hasattr(node, "__slots__") and not isinstance(node, str):
        return [found for name in node.__slots__ for found in every_text(getattr(node, name))]
    return []


def test_five_kinds_of_crisis_are_prepared() -> None:
    assert [playbook.slug for playbook in PLAYBOOKS] == list(SHIPPED)


@each_playbook
def test_each_has_the_five_phases_and_four_ranked_workstreams_with_first_actions(playbook: Playbook) -> None:
    assert tuple(phase.slug for phase in playbook.phases) == PHASES
    assert len(playbook.workstreams) == 4
    assert all(len(workstream.actions) >= 3 for workstream in playbook.workstreams)
    assert playbook.workstreams[0].slug == "health"


@each_playbook
def test_the_first_word_is_due_within_its_clock(playbook: Playbook) -> None:
    staff = [t for t in playbook.templates if t.occasion == "staff"]
    channels = {t.channel for t in playbook.templates if t.occasion == "statement" and t.audience == "customers"}
    assert staff and staff[0].phase == "alert"
    assert {"email", "sms", "social", "phone"} <= channels


@each_playbook
def test_the_first_word_cites_only_facts_needed_for_it(playbook: Playbook) -> None:
    """What the 48-hour clock asks for is what the position statement needs: nothing is found missing at the end."""
    needed = {fact.key for fact in playbook.first_word_facts()}
    statement = next(t for t in playbook.templates if t.slug == "statement_email")
    for lang in LANGUAGES:
        assert set(parse_template(statement.body.to(lang)).facts()) <= needed | {"status_page"}


@each_playbook
def test_every_occasion_has_words(playbook: Playbook) -> None:
    occasions = [template.occasion for template in playbook.templates]
    assert set(occasions) >= {"statement", "news", "correction", "staff", "payment", "renewal", "refusal"}
    assert occasions.count("answer") >= 6
    assert any(t.audience == "suppliers" for t in playbook.templates)
    assert any(t.phase == "after" for t in playbook.templates)


@each_playbook
def test_the_five_fears_are_answered_first(playbook: Playbook) -> None:
    assert 12 <= len(playbook.faq) <= 20
    assert {starter.fear for starter in playbook.faq[:9]} >= set(FEARS)
    assert any(starter.audience == "staff" for starter in playbook.faq)
    for starter in playbook.faq:
        for lang in LANGUAGES:
            assert 3 <= len(starter.phrasings[lang]) <= 6, starter.key


@pytest.mark.parametrize("lang", LANGUAGES)
@each_playbook
def test_answers_of_the_faq_hurt_nobody(playbook: Playbook, lang: str) -> None:
    """An answer on a page greets nobody and need not repeat how to reach us; the rest of the etiquette holds."""
    for starter in playbook.faq:
        text = filled(starter.answer.to(lang), playbook, lang)
        found = review(text, lang=lang, occasion="answer", channel="email")
        assert [f.code for f in found if f.family not in {"cold", "nocontact"}] == [], starter.key


@each_playbook
def test_every_fact_asked_for_is_used_somewhere(playbook: Playbook) -> None:
    texts = [t.body.fr for t in playbook.templates] + [starter.answer.fr for starter in playbook.faq]
    used = {key for text in texts for key in parse_template(text).facts()}
    assert {fact.key for fact in playbook.facts} == used


@each_playbook
def test_french_is_set_as_a_printer_would(playbook: Playbook) -> None:
    for lang, words in every_text(playbook):
        assert "!" not in words, words
        assert "'" not in words, words
        if lang == "fr":
            assert not re.search(r"(?<=\S) [;:?»%€]", words), f"breaking space: {words}"
            assert not re.search(r"« ", words), f"breaking space: {words}"
            assert not re.search(r"\w[;?](?!\w)", words), f"no space before: {words}"
            assert "..." not in words and '"' not in words, words
        else:
            assert not re.search(r"\s[;:?](?:\s|$)", words), words


@pytest.mark.parametrize("lang", LANGUAGES)
@each_playbook
def test_every_template_reads_whole_once_facts_are_in(playbook: Playbook, lang: str) -> None:
    for template in playbook.templates:
        text = filled(template.body.to(lang), playbook, lang)
        assert "{" not in text, template.slug
        assert not re.search(r"\.\.|\s\.|  |,,", text), text
        if template.channel == "sms":
            assert len(text) <= 306, f"{len(text)} characters: {text}"
        elif template.channel in {"email", "letter"}:
            assert text.startswith(PEOPLE[lang]["person.greeting"]), template.slug
            assert text.rstrip().endswith(PEOPLE[lang]["company.signature"]), template.slug


@pytest.mark.parametrize("lang", LANGUAGES)
@each_playbook
def test_the_etiquette_review_has_nothing_to_say(playbook: Playbook, lang: str) -> None:
    said = {}
    for template in playbook.templates:
        text = filled(template.body.to(lang), playbook, lang)
        occasion = REVIEWED_AS.get(template.occasion, template.occasion)
        found = review(text, lang=lang, occasion=occasion, channel=template.channel)
        said |= {template.slug: [(finding.code, finding.excerpt) for finding in found]} if found else {}
    assert said == {}


@pytest.mark.parametrize("lang", LANGUAGES)
@each_playbook
def test_whoever_reads_is_told_how_to_reach_us(playbook: Playbook, lang: str) -> None:
    for template in playbook.templates:
        cited = set(parse_template(template.body.to(lang)).facts())
        assert cited & {"helpline", "staff_contact"}, template.slug


def test_a_playbook_with_faults_is_refused_with_every_fault_and_its_place() -> None:
    text = yaml.safe_dump(
        yaml.safe_load(_source("recall")) | {"harm": "perhaps", "colour": "red", "kind": "Product Recall"}
    )
    with pytest.raises(PlaybookError) as refusal:
        parse(text, name="ours.yaml")
    assert set(refusal.value.problems) == {
        "ours.yaml: harm: expected true or false",
        "ours.yaml: colour: unknown key",
        'ours.yaml: kind: "Product Recall" is not a slug (lower case letters, digits, _ or -)',
    }


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (
            "{{ fact.weather }}",
            'ours.yaml: templates[0].body.fr: cites the fact "weather", which is not among the facts',
        ),
        ("{{ customer.name }}", "ours.yaml: templates[0].body.fr: unknown placeholder {{ customer.name }}"),
        ("{{ fact.hours", "ours.yaml: templates[0].body.fr: a placeholder is not of the form {{ fact.key }}"),
        (
            "{{ fact.staff_rules }}",
            'ours.yaml: templates[0].body.fr: shows the internal fact "staff_rules" outside the company',
        ),
        ("{{ fact.cause }}", "ours.yaml: templates[0].body: French and English do not cite the same facts"),
    ],
)
def test_a_citation_that_cannot_hold_is_named(broken: str, problem: str) -> None:
    data = yaml.safe_load(_source("recall"))
    data["templates"][0]["body"]["fr"] += f"\n{broken}\n"
    with pytest.raises(PlaybookError) as refusal:
        parse(yaml.safe_dump(data), name="ours.yaml")
    assert problem in refusal.value.problems


def test_a_text_in_one_language_only_is_refused() -> None:
    data = yaml.safe_load(_source("outage"))
    del data["facts"][2]["question"]["en"]
    with pytest.raises(PlaybookError, match=re.escape("ours.yaml: facts[2].question.en: missing")):
        parse(yaml.safe_dump(data), name="ours.yaml")


def test_a_fear_left_without_an_answer_is_refused() -> None:
    data = yaml.safe_load(_source("supply"))
    data["faq"] = [entry for entry in data["faq"] if entry.get("fears") != "penalty"]
    with pytest.raises(PlaybookError, match='no entry answers the fear "penalty"'):
        parse(yaml.safe_dump(data), name="ours.yaml")


def test_what_is_not_yaml_is_said_plainly() -> None:
    with pytest.raises(PlaybookError, match="not readable as YAML"):
        parse("title: {fr: [", name="ours.yaml")
    with pytest.raises(PlaybookError, match="expected keys and values"):
        parse("- a list", name="ours.yaml")


def _source(slug: str) -> str:
    return (files("amarre.plan") / "playbooks" / f"{slug}.yaml").read_text(encoding="utf-8")
