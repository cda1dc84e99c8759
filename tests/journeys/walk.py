"""Walk the product as a person does, without a browser: read words, follow links, fill in fields, press buttons.

What is not on the page cannot be pressed: the walker posts only what a real form would have posted, hidden fields and
all, and without JavaScript. So a journey that passes also works where scripts do not.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client, TestCase

_SILENT = {"script", "style", "svg", "template"}
_VOID = {"input", "br", "img", "meta", "link", "hr", "source", "wbr"}


@dataclass
class Button:
    words: str
    name: str
    value: str
    to: str = ""


@dataclass
class Form:
    """What a form would send: values by name (lists, since a name may come twice), and where."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    buttons: list[Button] = field(default_factory=list)


class Seen(HTMLParser):
    """The words, links, forms and labels of a page."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[tuple[str, str]] = []
        self.forms: list[Form] = []
        self.by_id: dict[str, Form] = {}
        self.labels: dict[str, str] = {}
        self._field_ids: dict[str, str] = {}
        self._label_for: list[tuple[str, str]] = []
        self._buttons: list[tuple[str, Form | None, Button]] = []
        self._words: list[str] = []
        self._silent = 0
        self._open: Form | None = None
        self._collect: list[tuple[str, dict[str, str], list[str]]] = []
        self._select: tuple[Form, str, bool] | None = None
        self.feed(source)
        self.close()
        self.text = tidy("".join(self._words))
        for wanted, around, button in self._buttons:  # a button may stand before the form that it belongs to
            form = self.by_id.get(wanted) if wanted else around
            if form is not None:
                form.buttons.append(button)
        for target, words in self._label_for:
            if target in self._field_ids:
                self.labels[words] = self._field_ids[target]

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        attrs = {name: value or "" for name, value in given}
        if tag in _SILENT:
            self._silent += 1
        if tag not in {"a", "b", "strong", "em", "span", "i", "mark", "code", "time", "abbr", "u", "small"}:
            self._words.append("\n")
        if tag == "form":
            self._open = Form(attrs.get("action", ""), attrs.get("method", "get").lower())
            self.forms.append(self._open)
            if "id" in attrs:
                self.by_id[attrs["id"]] = self._open
        form = self.by_id.get(attrs.get("form", "")) or self._open
        if tag in {"input", "select", "textarea"} and "id" in attrs and "name" in attrs:
            self._field_ids[attrs["id"]] = attrs["name"]
        if tag == "input" and form:
            self._input(form, attrs)
        elif tag == "select" and form and "name" in attrs:
            self._select = (form, attrs["name"], "multiple" in attrs)
            form.names.add(attrs["name"])
        elif tag == "option" and self._select:
            self._option(attrs)
        if tag in {"a", "button", "textarea", "label", "option"}:
            self._collect.append((tag, attrs, []))

    def _input(self, form: Form, attrs: dict[str, str]) -> None:
        kind, name = attrs.get("type", "text"), attrs.get("name", "")
        if not name or "disabled" in attrs:
            return
        form.names.add(name)
        if kind in {"radio", "checkbox"}:
            form.choices.setdefault(name, []).append(attrs.get("value", "on"))
            if "checked" in attrs:
                form.values.setdefault(name, []).append(attrs.get("value", "on"))
        elif kind in {"submit", "image"}:
            form.buttons.append(Button(attrs.get("value", ""), name, attrs.get("value", "")))
        elif kind != "file":
            form.values.setdefault(name, []).append(attrs.get("value", ""))

    def _option(self, attrs: dict[str, str]) -> None:
        assert self._select
        form, name, multiple = self._select
        value = attrs.get("value", "")
        first = not form.choices.get(name)
        form.choices.setdefault(name, []).append(value)
        if "selected" in attrs:
            form.values[name] = [*form.values.get(name, []), value] if multiple else [value]
        elif first and not multiple:
            form.values.setdefault(name, [value])

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent -= 1
        if tag == "form":
            self._open = None
        if tag == "select":
            self._select = None
        if self._collect and self._collect[-1][0] == tag:
            self._collected(*self._collect.pop())
        if tag in {"p", "li", "div", "h1", "h2", "h3", "td", "th", "dd", "dt", "label", "button", "a"}:
            self._words.append(" ")

    def _collected(self, tag: str, attrs: dict[str, str], pieces: list[str]) -> None:
        words = tidy("".join(pieces))
        form = self.by_id.get(attrs.get("form", "")) or self._open
        if tag == "a" and "href" in attrs:
            self.links.append((words or attrs.get("aria-label", ""), attrs["href"]))
        elif tag == "label":
            self._label_for.append((attrs.get("for", ""), words))
        elif tag == "textarea" and form and "name" in attrs:
            form.names.add(attrs["name"])
            form.values.setdefault(attrs["name"], []).append("".join(pieces).removeprefix("\n"))
        elif tag == "button" and attrs.get("type", "submit") == "submit":
            button = Button(words or attrs.get("aria-label", ""), attrs.get("name", ""), attrs.get("value", ""))
            button.to = attrs.get("formaction", "")
            self._buttons.append((attrs.get("form", ""), self._open, button))

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        in_field = any(tag in {"textarea", "option"} for tag, _, _ in self._collect)
        if not in_field:
            self._words.append(data)
        for _tag, _attrs, pieces in self._collect:
            pieces.append(data)


def tidy(words: str) -> str:
    """One ordinary space between words, whatever the page has there (also the no-break ones of French)."""
    return re.sub(r"[\s\u00a0\u202f]+", " ", words).strip()


class Walker:
    """A person at work: one signed-in session, one page before their eyes."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.url = "/"
        self.response: Any = HttpResponse()
        self.page = Seen("")

    def go(self, url: str, *, status: int = 200, **headers: Any) -> Walker:
        """Open an address and follow where it leads."""
        return self._arrive(self.client.get(urljoin(self.url, url), follow=True, **headers), url, status)

    def click(self, words: str) -> Walker:
        """Follow the link that reads so (or begins so)."""
        found = [href for text, href in self.page.links if text == words]
        found = found or [href for text, href in self.page.links if words in text]
        assert found, f"no link {words!r} on {self.url}: {[text for text, _ in self.page.links]}"
        return self.go(found[0])

    def press(self, words: str, values: dict[str, Any] | None = None, *, status: int = 200) -> Walker:
        """Fill in the fields (named as the form does, or by their label) and press the button that reads so."""
        form, button = self._button(words)
        sent: dict[str, Any] = {name: list(given) for name, given in form.values.items()}
        for wanted, value in (values or {}).items():
            name = wanted if wanted in form.names else self.page.labels.get(wanted, "")
            assert name in form.names, f"no field {wanted!r} in the form of {words!r}: {sorted(form.names)}"
            self._is_offered(form, name, value)
            sent[name] = value
        if button.name:
            sent[button.name] = button.value
        target = urljoin(self.url, button.to or form.action or self.url)
        if form.method == "get":
            return self._arrive(self.client.get(target, sent, follow=True), target, status)
        with TestCase.captureOnCommitCallbacks(execute=True):  # a test's own transaction never commits
            return self._arrive(self.client.post(target, sent, follow=True), target, status)

    def _is_offered(self, form: Form, name: str, value: Any) -> None:
        offered = form.choices.get(name)
        if offered is not None:
            for one in value if isinstance(value, list) else [value]:
                assert str(one) in offered, f"{name} offers {offered}, not {one!r}"

    def _button(self, words: str) -> tuple[Form, Button]:
        every = [(form, button) for form in self.page.forms for button in form.buttons]
        for matches in (lambda text: text == words, lambda text: words in text):
            for form, button in every:
                if matches(button.words):
                    return form, button
        raise AssertionError(f"no button {words!r} on {self.url}: {[button.words for _, button in every]}")

    def _arrive(self, response: Any, url: str, status: int) -> Walker:
        chain = getattr(response, "redirect_chain", [])
        where = urljoin(self.url, chain[-1][0] if chain else url)
        parts = urlsplit(where)
        self.url = parts.path + (f"?{parts.query}" if parts.query else "")
        self.response = response
        body = b"".join(response.streaming_content) if response.streaming else response.content
        is_page = "html" in response.headers.get("Content-Type", "")
        self.page = Seen(body.decode() if is_page else "")
        self.body = body
        assert response.status_code == status, f"{self.url} answered {response.status_code}: {self.page.text[:800]}"
        return self

    @property
    def text(self) -> str:
        """All that can be read on the page."""
        return self.page.text

    def reads(self, *words: str) -> Walker:
        """The page says all of these."""
        for one in words:
            assert tidy(html.unescape(one)) in self.text, f"{one!r} is not on {self.url}: {self.text[:3000]}"
        return self

    def reads_not(self, *words: str) -> Walker:
        for one in words:
            assert tidy(one) not in self.text, f"{one!r} is on {self.url}"
        return self

    def offers(self, words: str) -> bool:
        """Whether there is a button or a link that reads so."""
        buttons = [button.words for form in self.page.forms for button in form.buttons]
        return any(words in text for text in (*buttons, *(text for text, _ in self.page.links)))
