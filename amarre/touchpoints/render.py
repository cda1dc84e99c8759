"""From content to files: pages, banner, feed and data, each with the fact versions it cites."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from amarre.situation.models import FactVersion
from amarre.touchpoints.assets import style_url
from amarre.touchpoints.content import Content, path_of
from amarre.touchpoints.models import Artefact
from amarre.touchpoints.notices import control_of, is_for, worker

ATOM = "http://www.w3.org/2005/Atom"
Kind = Artefact.Kind


@dataclass(frozen=True)
class Rendered:
    """One file to publish: its path under PUBLIC_ROOT, its bytes, what it stands on."""

    kind: Artefact.Kind
    language: str
    path: str
    body: bytes
    versions: tuple[FactVersion, ...]

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


def render_all(contents: Iterable[Content]) -> list[Rendered]:
    """Every file of one crisis's public page, all languages."""
    every = list(contents)
    files = [file for content in every for file in _of_language(content)]
    return [*files, door(every), banner_script(every), data(every), *_worker(every[0])]


def _of_language(content: Content) -> list[Rendered]:
    base = path_of(content.crisis, content.language).lstrip("/")
    slug = content.crisis.slug
    everything = content.intro_versions + content.fact_versions
    made = [
        (Kind.PAGE, f"{base}index.html", page_html(content), everything + _feared(content)),
        (Kind.FAQ, f"{base}faq/index.html", faq_html(content), content.answer_versions),
        (Kind.BANNER, f"{base}banner/index.html", banner_html(content), content.banner_versions),
        (Kind.FEED, f"p/{slug}/feed.{content.language}.xml", feed(content), content.fact_versions),
    ]
    return [Rendered(kind, content.language, path, body, versions) for kind, path, body, versions in made]


def _worker(content: Content) -> list[Rendered]:
    """The worker that shows notices, while readers may ask for them."""
    if not is_for(content.crisis):
        return []
    return [Rendered(Kind.WORKER, "", f"p/{content.crisis.slug}/worker.js", worker(), ())]


def _feared(content: Content) -> tuple[FactVersion, ...]:
    return tuple(version for answer in content.fears for version in answer.versions)


def _html(template: str, content: Content, **more: Any) -> bytes:
    with translation.override(content.language):
        context = {"content": content, "style_url": style_url(content.company)} | more
        return render_to_string(f"touchpoints/public/{template}", context).encode()


def page_html(content: Content) -> bytes:
    """The crisis page: what happened, what we know, what people fear, how to write to us."""
    return _html("page.html", content, structured=as_script(_announcement(content)), notices=control_of(content))


def faq_html(content: Content) -> bytes:
    """All questions and answers that may be told."""
    return _html("faq.html", content, structured=as_script(_questions(content)))


def banner_html(content: Content) -> bytes:
    """The banner alone, for an iframe."""
    return _html("banner.html", content)


def door(contents: list[Content]) -> Rendered:
    """The page that leads to a language, for hosts that cannot read what the browser prefers."""
    first = contents[0]
    return Rendered(
        Kind.PAGE, "", f"p/{first.crisis.slug}/index.html", _html("door.html", first, contents=contents), ()
    )


def banner_script(contents: list[Content]) -> Rendered:
    """The banner as one script: it says the words in the language of the page that carries it."""
    crisis = contents[0].crisis
    words = {content.language: {"text": content.banner, "url": content.url()} for content in contents if content.banner}
    values = {"words": words, "main": crisis.language, "drill": crisis.is_drill}
    context = {name: _json_in_script(value) for name, value in values.items()}
    body = render_to_string("touchpoints/public/banner.js", context)
    versions = tuple(version for content in contents for version in content.banner_versions)
    return Rendered(Kind.BANNER, "", f"p/{crisis.slug}/banner.js", body.encode(), versions)


def silent_banner(path: str) -> bytes:
    """What stands where a banner was: pages that still carry it show nothing, and nothing breaks."""
    return b"" if path.endswith(".js") else b'<!doctype html><html lang="fr"><meta charset="utf-8"><title>-</title>\n'


def feed(content: Content) -> bytes:
    """The facts as an Atom feed (RFC 4287): one entry a fact, updated when it changes."""
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": content.language})
    _add(root, "id", _tag(content, f"feed:{content.language}"))
    _add(root, "title", content.title)
    _add(root, "updated", _moment(content.updated_at or content.crisis.declared_at))
    _add(root, "link", rel="self", href=f"{settings.BASE_URL}/p/{content.crisis.slug}/feed.{content.language}.xml")
    _add(root, "link", rel="alternate", href=content.url())
    author = _add(root, "author")
    _add(author, "name", content.company.name or "amarre")
    for fact in sorted(content.facts, key=lambda fact: fact.version.created_at, reverse=True):
        entry = _add(root, "entry")
        entry.set("{http://www.w3.org/XML/1998/namespace}lang", fact.language)
        _add(entry, "id", _tag(content, f"{content.language}:{fact.key}"))
        _add(entry, "title", fact.heading)
        _add(entry, "updated", _moment(fact.version.created_at))
        _add(entry, "link", rel="alternate", href=content.url(f"#fact-{fact.key}"))
        _add(entry, "content", fact.html, type="html")
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def data(contents: list[Content]) -> Rendered:
    """The same for other programs (docs/touchpoints.md describes it)."""
    first = contents[0]
    versions = tuple(version for content in contents for version in content.fact_versions + content.answer_versions)
    body = {
        "crisis": first.crisis.slug,
        "is_drill": first.crisis.is_drill,
        "is_over": not first.crisis.is_open,
        "updated_at": max((_moment(c.updated_at) for c in contents if c.updated_at), default=None),
        "pages": {content.language: _page_data(content) for content in contents},
    }
    text = json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True)
    return Rendered(Kind.DATA, "", f"p/{first.crisis.slug}/data.json", text.encode(), versions)


def _page_data(content: Content) -> dict[str, Any]:
    return {
        "url": content.url(),
        "title": content.title,
        "banner": content.banner,
        "facts": [_fact_data(fact) for fact in content.facts],
        "questions": [
            {"key": answer.entry.key, "question": answer.question, "answer": answer.markdown}
            for answer in content.answers
        ],
    }


def _fact_data(fact: Any) -> dict[str, Any]:
    until = fact.version.valid_until
    return {
        "key": fact.key,
        "version": fact.version.number,
        "heading": fact.heading,
        "words": fact.words,
        "language": fact.language,
        "status": fact.version.status,
        "source": fact.source,
        "since": _moment(fact.version.valid_from),
        "until": _moment(until) if until else None,
    }


def _announcement(content: Content) -> dict[str, Any]:
    """schema.org SpecialAnnouncement (https://schema.org/SpecialAnnouncement)."""
    return {
        "@context": "https://schema.org",
        "@type": "SpecialAnnouncement",
        "name": content.title,
        "text": " ".join([content.intro, *(fact.words for fact in content.facts)]),
        "datePosted": _moment(content.updated_at or content.crisis.declared_at),
        "url": content.url(),
        "inLanguage": content.language,
        "announcementLocation": {"@type": "Organization", "name": content.company.name},
    }


def _questions(content: Content) -> dict[str, Any]:
    """schema.org FAQPage (https://schema.org/FAQPage)."""
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": content.language,
        "mainEntity": [
            {
                "@type": "Question",
                "name": answer.question,
                "acceptedAnswer": {"@type": "Answer", "text": answer.html},
            }
            for answer in content.answers
        ],
    }


def as_script(value: Any) -> str:
    """A block of JSON-LD: data, which no policy takes for a script."""
    return f'<script type="application/ld+json">{_json_in_script(value)}</script>'


def _json_in_script(value: Any) -> str:
    """JSON that cannot close a <script> nor start a comment in it."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _tag(content: Content, rest: str) -> str:
    """A tag URI (RFC 4151): it stays the same when the entry changes or the address of the house does not."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    return f"tag:{host},{content.crisis.declared_at:%Y}:amarre:{content.crisis.slug}:{rest}"


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = text or None
    return child
