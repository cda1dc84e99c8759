"""Show: what is published, and how to change it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from amarre.accounts.models import User
from amarre.channels.devices import following
from amarre.lib.asking import confirm
from amarre.lib.errors import Invalid
from amarre.lib.time import now
from amarre.situation.access import crisis_for
from amarre.situation.models import Crisis
from amarre.touchpoints import actions
from amarre.touchpoints.content import Content, gather, path_of
from amarre.touchpoints.forms import PageForm
from amarre.touchpoints.models import Artefact, Page
from amarre.touchpoints.notices import is_for
from amarre.touchpoints.render import banner_html, faq_html, page_html


def _who(request: HttpRequest) -> User:
    return cast(User, request.user)  # the route lets nobody else in


def _page(crisis: Crisis) -> Page:
    """The crisis's page, or the one it would begin with: reading writes nothing."""
    kept = Page.objects.select_related("crisis__playbook", "published_by").filter(crisis=crisis).first()
    return kept or actions.first_words(crisis)


def pages(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """What is published, since when it is true, and what waits."""
    crisis = crisis_for(request.user, crisis_id)
    page = _page(crisis)
    contents = actions.contents_of(page)
    artefacts = list(crisis.artefacts.prefetch_related("cites__fact"))
    return render(
        request,
        "touchpoints/pages.html",
        {
            "crisis": crisis,
            "page": page,
            "contents": contents,
            "left_out": [(content.language, left) for content in contents for left in content.left_out],
            "following": following(crisis.pk) if is_for(crisis) else None,
            "artefacts": [(artefact, address_of(artefact), is_stale(artefact)) for artefact in artefacts],
            "public_url": request.build_absolute_uri(path_of(crisis)),
            "script_code": f'<script src="{request.build_absolute_uri(path_of(crisis))}banner.js" async></script>',
            "frames": [(content.language, _frame_code(request, content)) for content in contents],
        },
    )


def address_of(artefact: Artefact) -> str:
    """The address at which the file is read."""
    return "/" + artefact.path.removesuffix("index.html")


def is_stale(artefact: Artefact) -> bool:
    """Whether a fact that the file cites has changed since: it waits to be renewed."""
    return any(version.fact.current_id != version.pk for version in artefact.cites.all())


def _frame_code(request: HttpRequest, content: Content) -> str:
    address = request.build_absolute_uri(path_of(content.crisis, content.language))
    title = escape(content.title)
    return f'<iframe src="{address}banner/" title="{title}" width="100%" height="72" loading="lazy"></iframe>'


def edit(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """Change the page's own words."""
    crisis = crisis_for(request.user, crisis_id)
    page = _page(crisis)
    form = PageForm(request.POST or None, page=page, contents=actions.contents_of(page))
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.prepare_page(crisis, by=_who(request), at=now())
            page = actions.edit_page(kept, **form.words(), by=_who(request), at=now())
        except Invalid as problem:
            form.show(problem)
        else:
            messages.success(request, _saved(page))
            return redirect("touchpoints:pages", crisis_id)
    status = 422 if form.is_bound else 200
    return render(request, "touchpoints/edit.html", {"crisis": crisis, "page": page, "form": form}, status=status)


def _saved(page: Page) -> str:
    if page.is_public:
        return _("The words are changed, and the public page shows them now.")
    return _("The words are kept. Customers see them once the page is published.")


@require_POST
def publish(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """Show the page to everybody, or bring it up to date."""
    crisis = crisis_for(request.user, crisis_id)
    artefacts = actions.publish(crisis, by=_who(request), at=now())
    messages.success(
        request,
        ngettext(
            "The page is public: %(count)s file is published.",
            "The page is public: %(count)s files are published.",
            len(artefacts),
        )
        % {"count": len(artefacts)},
    )
    return redirect("touchpoints:pages", crisis_id)


def unpublish(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """Take the page down, after one question."""
    crisis = crisis_for(request.user, crisis_id)
    if request.method == "POST":
        actions.unpublish(crisis, by=_who(request), at=now())
        messages.success(request, _("The page is taken down."))
        return redirect("touchpoints:pages", crisis_id)
    consequences = [
        _("Whoever opens its address finds nothing there."),
        _("Sites that carry the banner show nothing in its place."),
        _("The form closes. Words already received stay."),
        _("You can publish it again at any time."),
    ]
    back = reverse("touchpoints:pages", args=[crisis_id])
    question, label = _("Take the public page down?"), _("Take the page down")
    return confirm(request, question, label, back=back, consequences=consequences, danger=True)


PREVIEWS = {"page": page_html, "faq": faq_html, "banner": banner_html}


def preview(request: HttpRequest, crisis_id: int, language: str, kind: str) -> HttpResponse:
    """What would be published now, for colleagues only."""
    crisis = crisis_for(request.user, crisis_id)
    page = _page(crisis)
    if language not in {content.language for content in actions.contents_of(page)} or kind not in PREVIEWS:
        raise Http404
    actions.publish_style()
    return HttpResponse(PREVIEWS[kind](gather(page, language)))
