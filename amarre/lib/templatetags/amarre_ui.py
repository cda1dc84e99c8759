"""The tags every page is made of. Their exact words are in docs/design.md; `/patterns` shows them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import lucide
from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField, CheckboxInput, FileInput
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from amarre.lib.ui import charts, marks, numbers, pictures, times, tones
from amarre.lib.words import pick

register = template.Library()

STYLES = (
    "tokens", "base",
    *(f"components/{name}" for name in (
        "icon", "button", "frame", "menu", "tag", "notice", "form", "list", "figure", "panel", "words", "compose",
        "entrance",
    )),
)  # fmt: skip


def _now(context: Context) -> dt.datetime:
    """The page's own time when it has one (a drill runs on its own clock), else the real one."""
    frame = context.get("frame")
    framed = frame.get("now") if isinstance(frame, Mapping) else getattr(frame, "now", None)
    return context.get("now") or framed or timezone.now()


# Icons and pictures


@cache
def _icon(name: str) -> SafeString:
    svg = lucide._render_icon(name, None, **{"class": "icon", "aria-hidden": "true", "focusable": "false"})
    return mark_safe(svg)  # noqa: S308 (a file of the lucide package)


@register.simple_tag
def icon(name: str, word: str = "") -> SafeString:
    """A Lucide icon (https://lucide.dev) of 20 px, and the word it goes with. Unknown names raise."""
    drawn = _icon(str(name))
    return format_html('<span class="with-icon">{}<span>{}</span></span>', drawn, word) if word else drawn


@register.simple_tag
def pictogram(name: str, word: str = "") -> SafeString:
    """One of our own public pictograms, inline so that it takes the colour of the text. Unknown names raise."""
    says = format_html('role="img" aria-label="{}"', word) if word else mark_safe('aria-hidden="true"')
    return mark_safe(pictures.drawing(name).replace("<svg ", f'<svg class="pictogram" {says} ', 1))  # noqa: S308 (our own files)


@register.simple_tag
def styles() -> Sequence[str]:
    """The style sheets of the back office, in the order in which they build on each other."""
    return STYLES


# Time and numbers


def _moment(when: dt.datetime, words: str, stacked: bool) -> SafeString:
    full = times.exact(when)
    stamp = when.isoformat(timespec="seconds")
    if stacked:
        return format_html('<time datetime="{}">{}<br><span class="soft">{}</span></time>', stamp, words, full)
    return format_html('<time datetime="{}" title="{}">{}</time>', stamp, full, words)


@register.simple_tag(takes_context=True)
def time_ago(context: Context, when: dt.datetime | None, stacked: bool = False) -> SafeString:
    """'2 h ago' in a <time>; `stacked=True` writes the exact moment beneath. None is said as unknown."""
    return _moment(when, times.since(when, _now(context)), stacked) if when else unknown()


@register.simple_tag(takes_context=True)
def time_left(context: Context, due: dt.datetime | None, stacked: bool = False) -> SafeString:
    """'31 h left' or '2 h late'."""
    return _moment(due, times.until(due, _now(context)), stacked) if due else unknown()


@register.simple_tag
def time_exact(when: dt.datetime | None, weekday: bool = True) -> SafeString:
    """The moment in full, for records that are read later."""
    if not when:
        return unknown()
    words = times.exact(when, weekday=weekday)
    return format_html('<time datetime="{}">{}</time>', when.isoformat(timespec="seconds"), words)


@register.simple_tag
def unknown(word: str = "") -> SafeString:
    """What is not known, said so; never an empty cell and never a zero."""
    return format_html('<span class="unknown">{}</span>', word or gettext("unknown"))


@register.simple_tag
def number(value: numbers.Number | None, unit: str = "", decimals: int | None = None) -> SafeString:
    """A number grouped by thousands with its unit; None is said as unknown."""
    if value is None:
        return unknown()
    grouped = numbers.grouped(value, decimals)
    if not unit:
        return format_html('<span class="nowrap">{}</span>', grouped)
    return format_html('<span class="nowrap">{}</span> {}', grouped, unit)


@register.filter
def words(value: Mapping[str, str] | str | None) -> str:
    """Data kept in several languages (`{"fr": ..., "en": ...}`), in the reader's language or another that has some."""
    return pick(value)


@register.filter
def num(value: numbers.Number | None) -> str:
    """The number grouped by thousands, as plain text (for titles and buttons)."""
    return gettext("unknown") if value is None else numbers.grouped(value)


# Status


@register.simple_tag
def tag(word: str, tone: str = "neutral", icon: str = "") -> SafeString:
    """A small label. `tone`: neutral, plain, good, needs, danger, drill."""
    if tone not in tones.TONES:
        raise ValueError(f"unknown tone {tone!r}; one of {', '.join(tones.TONES)}")
    return format_html('<span class="tag tag--{}">{}{}</span>', tone, _icon(icon) if icon else "", word)


@register.simple_tag
def status(key: str, label: str = "") -> SafeString:
    """The tag of a status known to `amarre.lib.ui.tones`; `label` replaces its word.

    An unknown key raises unless a label is given, and then shows neutral.
    """
    known = tones.STATUSES.get(str(key))
    if known is None:
        if not label:
            raise ValueError(f"unknown status {key!r}; add it to amarre.lib.ui.tones or give a label")
        return tag(label)
    return tag(label or str(known.word), known.tone, known.icon)


@register.inclusion_tag("components/impact.html")
def impact(level: str) -> dict[str, Any]:
    """The level of impact: shape, word, colour. `level`: urgent, important, moderate, low."""
    return {"level": str(level), "word": tones.IMPACTS[str(level)]}


@register.inclusion_tag("components/anger.html")
def anger(level: int) -> dict[str, Any]:
    """Anger from 0 to 3, as a word and three strokes."""
    return {"level": int(level), "word": tones.ANGERS[int(level)]}


# Boxes


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "") -> SafeString:
    """What must be read. `tone`: info, good, needs, danger."""
    icons = {"info": "info", "good": "circle-check", "needs": "bell", "danger": "triangle-alert"}
    head = format_html('<p class="notice__title">{}</p>', title) if title else ""
    body = content if content.lstrip().startswith("<") else format_html("<p>{}</p>", mark_safe(content))  # noqa: S308
    return format_html(
        '<div class="notice notice--{}">{}<div class="notice__body">{}{}</div></div>',
        tone, _icon(icons[tone]), head, body,
    )  # fmt: skip


@register.inclusion_tag("components/figure.html")
def figure(
    label: str, value: numbers.Number | None, unit: str = "", *, url: str = "", note: str = "", tone: str = "",
    decimals: int | None = None,
) -> dict[str, Any]:  # fmt: skip
    """A figure that opens the rows behind it. `tone`: '' , needs, danger; `note`: its age or its trend, in words."""
    shown = None if value is None else numbers.grouped(value, decimals)
    return {"label": label, "value": shown, "unit": unit, "url": url, "note": note, "tone": tone}


def _rate(per_second: numbers.Number) -> str:
    """The pace of a work, by the second, or by the minute when it is slow."""
    if float(per_second) >= 2:
        return gettext("%(rate)s a second") % {"rate": numbers.grouped(round(per_second))}
    return gettext("%(rate)s a minute") % {"rate": numbers.grouped(round(float(per_second) * 60))}


@register.inclusion_tag("components/progress.html")
def progress(
    done: int, total: int, label: str, *, rate: numbers.Number | None = None, left: float | None = None,
    unit: str = "",
) -> dict[str, Any]:  # fmt: skip
    """How far a long work is. `rate`: units a second; `left`: seconds to go (an estimate, and called one)."""
    return {
        "done": done, "total": total, "label": label, "unit": unit,
        "words": gettext("%(done)s of %(total)s") % {"done": numbers.grouped(done), "total": numbers.grouped(total)},
        "share": numbers.share(done, total),
        "rate": None if rate is None else _rate(rate),
        "left": None if left is None else times.duration(left),
    }  # fmt: skip


@register.inclusion_tag("components/bars.html")
def bars(rows: Iterable[Sequence[Any]], caption: str, unit: str = "") -> dict[str, Any]:
    """Bars side by side with their names. `rows`: (label, value[, url[, tone]])."""
    return {"bars": charts.bars(rows), "caption": caption, "unit": unit}


@register.inclusion_tag("components/columns.html")
def columns(rows: Iterable[Sequence[Any]], caption: str, unit: str = "", head: str = "") -> dict[str, Any]:
    """Columns over time, with the same figures in a table beneath. `head`: the name of the first column there."""
    drawn = charts.columns(rows)
    return {
        "columns": drawn, "caption": caption, "unit": unit, "head": head or gettext("When"),
        "width": charts.WIDTH, "height": charts.HEIGHT, "foot": charts.HEIGHT - charts.FOOT,
        "top": max(drawn, key=lambda column: column.bar.value, default=None),
    }  # fmt: skip


# Forms


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, CheckboxInput):
        return "check"
    if bound.use_fieldset:
        return "choices"
    return "file" if isinstance(widget, FileInput) else "text"


@register.inclusion_tag("components/field.html")
def field(
    bound: BoundField, label: str = "", help: str = "", width: str = "", segmented: bool = False
) -> dict[str, Any]:
    """A form field with label, help and its trouble. `width`: '', short, wide; `segmented` for a few radio choices."""
    unmarked = getattr(bound.form, "unmarked", ())
    return {
        "field": bound, "label": label or bound.label, "help": help or bound.help_text, "width": width,
        "kind": _kind(bound), "segmented": segmented,
        "is_optional": not bound.field.required and bound.name not in unmarked,
    }  # fmt: skip


@register.inclusion_tag("components/fields.html")
def fields(form: BaseForm) -> dict[str, Any]:
    """Every field of a form, hidden ones included."""
    return {"form": form}


@register.inclusion_tag("components/errors.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """What stands in the way, at the top of the page, each line leading to its field."""
    return {"forms": [form for form in forms if form.is_bound and form.errors]}


# Moving about


@register.inclusion_tag("components/breadcrumb.html")
def breadcrumb(*pairs: str) -> dict[str, Any]:
    """Where this page hangs: label, url, label, url ... (the page itself is not repeated)."""
    return {"crumbs": list(zip(pairs[::2], pairs[1::2], strict=True))}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], name: str = "page") -> dict[str, Any]:
    """Links to the pages around a Django `Page`, keeping the rest of the query."""
    query = context["request"].GET.copy()

    def link(to: int) -> str:
        query[name] = str(to)
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "before": link(page.previous_page_number()) if page.has_previous() else "",
        "after": link(page.next_page_number()) if page.has_next() else "",
    }


@register.simple_tag(takes_context=True)
def keep_query(context: Context, **changes: Any) -> str:
    """The current query with some values changed (None removes one), for filter and sort links."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    for key, value in changes.items():
        if value is None:
            query.pop(key, None)
        else:
            query[key] = str(value)
    return f"?{query.urlencode()}"


# Words in which passages are marked


@register.inclusion_tag("components/marked.html")
def marked(text: str, found: Iterable[Any], tone: str = "", prefix: str = "finding") -> dict[str, Any]:
    """A text with its findings (or, tone='reason', the reasons of its triage) marked and numbered.

    Each of `found` has `start` and `end`, and is listed by `{% findings %}` with the same `prefix`.
    """
    return {"pieces": marks.pieces(text, found), "tone": tone, "prefix": prefix}


@register.inclusion_tag("components/findings.html")
def findings(found: Iterable[Any], prefix: str = "finding") -> dict[str, Any]:
    """The list under a marked text: what, why, and better words. Each has `message` or `reason`, `suggestion`."""
    return {"found": marks.in_order(found), "prefix": prefix}
