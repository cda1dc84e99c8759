"""One truth: what the public reads is what the facts say now, and nothing else."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings

from amarre.accounts.models import JournalEntry, User
from amarre.lib.errors import Conflict, Invalid
from amarre.situation.models import Crisis
from amarre.touchpoints.actions import edit_page, prepare_page, publish, republish_stale, unpublish
from amarre.touchpoints.models import Artefact, Page
from amarre.touchpoints.tasks import republish
from amarre.touchpoints.tests.conftest import State

pytestmark = pytest.mark.django_db


def read(path: str) -> str:
    return (Path(settings.PUBLIC_ROOT) / path).read_text(encoding="utf-8")


def test_customers_read_verified_facts_with_their_source(told: Crisis, alix: User, at: datetime) -> None:
    publish(told, by=alix, at=at)
    page = read("p/rappel-du-lot-12/fr/index.html")
    assert "Nos magasins ouvrent de 9 h à 17 h." in page
    assert "Direction" in page
    assert "Êtes-vous ouverts ?" in page


def test_customers_never_read_what_is_unsure_or_internal(told: Crisis, alix: User, at: datetime) -> None:
    publish(told, by=alix, at=at)
    for file in Path(settings.PUBLIC_ROOT).rglob("*.*"):
        words = file.read_text(encoding="utf-8")
        assert "fuit peut-être" not in words, file
        assert "Durand" not in words, file


def test_a_denied_rumour_is_answered_in_public(told: Crisis, alix: User, at: datetime) -> None:
    publish(told, by=alix, at=at)
    page = read("p/rappel-du-lot-12/fr/index.html")
    assert "Réponse à une rumeur" in page
    assert "Non, le lot 13" in page


def test_words_that_exist_in_one_language_only_keep_their_own(told: Crisis, alix: User, at: datetime) -> None:
    publish(told, by=alix, at=at)
    page = read("p/rappel-du-lot-12/en/index.html")
    assert "Our shops open from 9 to 5." in page
    assert '<div class="words" lang="fr"><p>Non, le lot 13' in page


def test_a_changed_fact_renews_the_page_at_once(told: Crisis, alix: User, at: datetime, state: State) -> None:
    publish(told, by=alix, at=at)
    state("hours", "Nos magasins sont fermés.", en="Our shops are closed.")
    changed = republish_stale(told, at=at + timedelta(hours=1))
    assert changed > 0
    for path in (
        "p/rappel-du-lot-12/fr/index.html",
        "p/rappel-du-lot-12/fr/faq/index.html",
        "p/rappel-du-lot-12/data.json",
    ):
        assert "9 h à 17 h" not in read(path)
        assert "Nos magasins sont fermés." in read(path)


def test_files_that_did_not_change_keep_their_date(told: Crisis, alix: User, at: datetime, state: State) -> None:
    publish(told, by=alix, at=at)
    state("hours", "Nos magasins sont fermés.")
    republish_stale(told, at=at + timedelta(hours=1))
    dates = {artefact.kind: artefact.published_at for artefact in Artefact.objects.filter(language="fr")}
    assert dates["page"] == at + timedelta(hours=1)
    assert dates["banner"] == at


def test_publishing_twice_changes_nothing(told: Crisis, alix: User, at: datetime) -> None:
    publish(told, by=alix, at=at)
    publish(told, by=alix, at=at + timedelta(hours=1))
    assert set(Artefact.objects.values_list("published_at", flat=True)) == {at}


def test_each_file_remembers_the_facts_it_stands_on(told: Crisis, alix: User, at: datetime) -> None:
    publish(told, by=alix, at=at)
    faq = Artefact.objects.get(kind="faq", language="fr")
    assert [version.fact.key for version in faq.cites.all()] == ["hours"]
    page = Artefact.objects.get(kind="page", language="fr")
    assert {version.fact.key for version in page.cites.all()} == {"hours", "rumour_lot_13"}


def test_a_file_lost_from_the_disk_comes_back(told: Crisis, alix: User, at: datetime) -> None:
    publish(told, by=alix, at=at)
    (Path(settings.PUBLIC_ROOT) / "p/rappel-du-lot-12/fr/index.html").unlink()
    assert republish.func(told.pk) == 1
    assert "9 h à 17 h" in read("p/rappel-du-lot-12/fr/index.html")


def test_a_page_that_is_not_public_is_not_renewed(told: Crisis, at: datetime) -> None:
    prepare_page(told, by=None, at=at)
    assert republish_stale(told, at=at) == 0
    assert not Path(settings.PUBLIC_ROOT).exists()


def test_own_words_that_cite_an_unsure_fact_wait(told: Crisis, alix: User, at: datetime) -> None:
    page = prepare_page(told, by=alix, at=at)
    words = {"fr": "Bonjour.\n\n{{ fact.cause }}\n\n{{ fact.hours }}"}
    edit_page(page, title={"fr": "Rappel"}, intro=words, banner={}, hidden_facts=[], form_is_open=True, by=alix, at=at)
    publish(told, by=alix, at=at)
    html = read("p/rappel-du-lot-12/fr/index.html")
    assert "<p>Bonjour.</p>\n<p>Nos magasins ouvrent de 9 h à 17 h.</p>" in html
    assert "{{" not in html


def test_words_that_cite_a_fact_nobody_knows_are_refused(told: Crisis, alix: User, at: datetime) -> None:
    page = prepare_page(told, by=alix, at=at)
    with pytest.raises(Invalid) as refused:
        edit_page(
            page, title={}, intro={"fr": "{{ fact.horaires }}"}, banner={}, hidden_facts=[], form_is_open=True, by=alix,
            at=at,
        )  # fmt: skip
    assert "horaires" in str(refused.value.fields["intro_fr"])


def test_what_is_taken_down_is_gone_and_banners_fall_silent(told: Crisis, alix: User, at: datetime) -> None:
    publish(told, by=alix, at=at)
    unpublish(told, by=alix, at=at)
    root = Path(settings.PUBLIC_ROOT)
    assert not (root / "p/rappel-du-lot-12/fr/index.html").exists()
    assert read("p/rappel-du-lot-12/banner.js") == ""
    assert "Maison Ferrand" not in read("p/rappel-du-lot-12/fr/banner/index.html")
    assert not Page.objects.get(crisis=told).is_public


def test_a_restricted_crisis_has_no_public_page(told: Crisis, alix: User, at: datetime) -> None:
    told.is_restricted = True
    told.save()
    with pytest.raises(Conflict):
        publish(told, by=alix, at=at)
    assert not Path(settings.PUBLIC_ROOT).exists()


def test_a_drill_says_so_everywhere(told: Crisis, alix: User, at: datetime) -> None:
    told.is_drill = True
    told.save()
    publish(told, by=alix, at=at)
    assert "Ceci est un exercice" in read("p/rappel-du-lot-12/fr/index.html")
    assert "This is a drill" in read("p/rappel-du-lot-12/en/faq/index.html")
    assert "const drill = true" in read("p/rappel-du-lot-12/banner.js")
    assert json.loads(read("p/rappel-du-lot-12/data.json"))["is_drill"] is True


def test_the_feed_has_one_entry_a_fact_in_its_own_language(told: Crisis, alix: User, at: datetime) -> None:
    publish(told, by=alix, at=at)
    feed = ElementTree.fromstring(read("p/rappel-du-lot-12/feed.en.xml").encode())
    atom = "{http://www.w3.org/2005/Atom}"
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert {(entry.get(lang), entry.findtext(f"{atom}title")) for entry in feed.iter(f"{atom}entry")} == {
        ("en", "Hours"),
        ("fr", "Rumour_lot_13"),
    }
    assert all(entry.findtext(f"{atom}id", "").startswith("tag:") for entry in feed.iter(f"{atom}entry"))


def test_words_cannot_close_a_script_nor_become_markup(told: Crisis, alix: User, at: datetime, state: State) -> None:
    hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    state("hours", hostile)
    page = prepare_page(told, by=alix, at=at)
    edit_page(
        page, title={"fr": hostile}, intro={"fr": hostile}, banner={"fr": hostile}, hidden_facts=[], form_is_open=True,
        by=alix, at=at,
    )  # fmt: skip
    publish(told, by=alix, at=at)
    for file in Path(settings.PUBLIC_ROOT).rglob("*.html"):
        assert "<script>alert" not in file.read_text(encoding="utf-8"), file
        assert "<img" not in file.read_text(encoding="utf-8"), file
    assert "</script><script>" not in read("p/rappel-du-lot-12/banner.js")


def test_the_journal_tells_who_published(told: Crisis, alix: User, at: datetime) -> None:
    publish(told, by=alix, at=at)
    assert list(JournalEntry.objects.filter(verb__startswith="pages.").values_list("verb", "actor_name")) == [
        ("pages.publish", "Alix"),
        ("pages.prepare", "Alix"),
    ]
