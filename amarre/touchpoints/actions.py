"""The only writers of public pages: prepare, edit, publish, renew, take down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import Company, User
from amarre.engine.render import RenderError, parse_for_all
from amarre.lib.errors import Conflict, Invalid
from amarre.lib.render_words import said
from amarre.situation.models import Crisis, Fact
from amarre.touchpoints import defaults, files
from amarre.touchpoints.assets import stylesheet
from amarre.touchpoints.content import Content, gather
from amarre.touchpoints.models import Artefact, Page
from amarre.touchpoints.notices import is_for, script
from amarre.touchpoints.render import Rendered, render_all, silent_banner


@transaction.atomic
def prepare_page(crisis: Crisis, *, by: User | None, at: datetime) -> Page:
    """The page of a crisis with its first words, not yet published; the one there is, if there is one."""
    kept = Page.objects.filter(crisis=crisis).first()
    if kept is not None:
        return kept
    page = first_words(crisis)
    page.changed_at = at
    page.save()
    record("pages.prepare", by=by, at=at, subject=page, crisis_id=crisis.pk)
    return page


def first_words(crisis: Crisis) -> Page:
    """The page as it would begin, not saved."""
    return Page(
        crisis=crisis,
        title=defaults.titles(crisis),
        intro=defaults.words(defaults.INTRO, crisis),
        banner=defaults.words(defaults.BANNER, crisis),
    )


@transaction.atomic
def edit_page(
    page: Page,
    *,
    title: Mapping[str, str],
    intro: Mapping[str, str],
    banner: Mapping[str, str],
    hidden_facts: Iterable[str],
    form_is_open: bool,
    by: User,
    at: datetime,
) -> Page:
    """Change the page's own words; a page that is published is renewed at once. Raises Invalid for broken `{{ }}`."""
    page = Page.objects.select_for_update(of=("self",)).select_related("crisis").get(pk=page.pk)
    _check_words(page.crisis, {"intro": intro, "banner": banner})
    page.title, page.intro, page.banner = dict(title), dict(intro), dict(banner)
    page.hidden_facts = sorted(set(hidden_facts))
    page.form_is_open = form_is_open
    page.changed_at = at
    page.save()
    record("pages.edit", by=by, at=at, subject=page, crisis_id=page.crisis_id)
    if page.is_public:
        _renew(page, at=at)
    return page


@transaction.atomic
def publish(crisis: Crisis, *, by: User | None, at: datetime) -> list[Artefact]:
    """Render every file of the crisis's page and show it. Files that did not change keep their date.

    Raises Conflict for a restricted crisis: what only its members may know is not shown to all.
    """
    if crisis.is_restricted:
        raise Conflict(
            _("This crisis is restricted to its members, so it has no public page."),
            hint=_("Open the crisis to all colleagues first, then publish."),
        )
    page = _locked(crisis, by=by, at=at)
    page.is_public, page.published_at, page.published_by = True, at, by
    page.save(update_fields=["is_public", "published_at", "published_by"])
    changed = _renew(page, at=at)
    record("pages.publish", by=by, at=at, subject=page, crisis_id=crisis.pk, changed=changed)
    return list(crisis.artefacts.all())


@transaction.atomic
def republish_stale(crisis: Crisis, *, at: datetime) -> int:
    """Render a published page again after a fact or an entry changed; the number of files that changed."""
    page = Page.objects.select_for_update(of=("self",)).select_related("crisis__playbook").filter(crisis=crisis).first()
    if page is None or not page.is_public:
        return 0
    changed = _renew(page, at=at)
    if changed:
        record("pages.renew", by=None, at=at, subject=page, crisis_id=crisis.pk, changed=changed)
    return changed


@transaction.atomic
def unpublish(crisis: Crisis, *, by: User, at: datetime) -> Page:
    """Take the page down. Banners that other sites still carry fall silent."""
    page = _locked(crisis, by=by, at=at)
    page.is_public = False
    page.save(update_fields=["is_public"])
    root = _root()
    for artefact in crisis.artefacts.all():
        if artefact.kind == Artefact.Kind.BANNER:
            files.write(root, artefact.path, silent_banner(artefact.path))
        else:
            files.remove(root, artefact.path)
    crisis.artefacts.all().delete()
    files.stamp(root)
    record("pages.unpublish", by=by, at=at, subject=page, crisis_id=crisis.pk)
    return page


def publish_style() -> None:
    """Put the style sheet in place, for previews of a page that is not public yet."""
    root = _root()
    if files.write(root, *stylesheet(Company.card())):
        files.stamp(root)


def contents_of(page: Page) -> list[Content]:
    """What the page would say now, one a language."""
    company = Company.card(is_drill=page.crisis.is_drill)
    return [gather(page, language, company=company) for language in defaults.languages_of(page.crisis)]


def _locked(crisis: Crisis, *, by: User | None, at: datetime) -> Page:
    prepare_page(crisis, by=by, at=at)
    return Page.objects.select_for_update(of=("self",)).select_related("crisis__playbook").get(crisis=crisis)


def _root() -> Path:
    return Path(settings.PUBLIC_ROOT)


def _renew(page: Page, *, at: datetime) -> int:
    """Write what changed. The page's row is locked, so that an older rendering never follows a newer one.

    Files are written before the commit: if that fails they are ahead of the ledger, and the next renewal mends it.
    """
    root = _root()
    changed = int(files.write(root, *stylesheet(Company.card())))
    if is_for(page.crisis):
        changed += int(files.write(root, *script()))
    rendered = render_all(contents_of(page))
    for file in rendered:
        changed += _store(page.crisis, file, root, at=at)
    for gone in page.crisis.artefacts.exclude(path__in=[file.path for file in rendered]):
        files.remove(root, gone.path)
        gone.delete()
        changed += 1
    if changed:
        files.stamp(root)
    return changed


def _store(crisis: Crisis, file: Rendered, root: Path, *, at: datetime) -> int:
    is_written = files.write(root, file.path, file.body)
    known = Artefact.objects.filter(path=file.path).first()
    artefact = known or Artefact(path=file.path)
    if is_written or known is None or known.digest != file.digest:
        artefact.crisis, artefact.kind, artefact.language = crisis, file.kind, file.language
        artefact.digest, artefact.size, artefact.published_at = file.digest, len(file.body), at
        artefact.save()
    artefact.cites.set({version.pk for version in file.versions})
    return int(is_written)


def _check_words(crisis: Crisis, fields: Mapping[str, Mapping[str, str]]) -> None:
    known = set(Fact.objects.filter(crisis=crisis).values_list("key", flat=True))
    problems: dict[str, str] = {}
    for name, words in fields.items():
        for language, text in words.items():
            if problem := _problem_in(text, known):
                problems[f"{name}_{language}"] = problem
    if problems:
        raise Invalid(_("Some words cite what cannot be found."), fields=problems)


def _problem_in(text: str, known: set[str]) -> str:
    try:
        unknown = [key for key in parse_for_all(text).facts() if key not in known]
    except RenderError as error:
        return said(error)
    if not unknown:
        return ""
    return _("There is no fact named “%(key)s” in this crisis.") % {"key": unknown[0]}
