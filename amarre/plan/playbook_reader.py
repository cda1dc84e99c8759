"""A strict reader of nested YAML that collects every fault with its place instead of stopping at the first."""

import re
from dataclasses import dataclass, field
from typing import Any

SLUG = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    fr: str
    en: str

    def to(self, lang: str) -> str:
        """The text in `lang`. Raises KeyError for a language that we do not write."""
        return self.as_dict()[lang]

    def as_dict(self) -> dict[str, str]:
        """`{"fr": ..., "en": ...}`, as the database keeps words."""
        return {"fr": self.fr, "en": self.en}


@dataclass(slots=True)
class Reader:
    """Walks one file; `problems` grows with lines such as `recall.yaml: facts[2].key: missing`."""

    name: str
    problems: list[str] = field(default_factory=list)

    def problem(self, where: str, what: str) -> None:
        self.problems.append(f"{self.name}: {where}: {what}" if where else f"{self.name}: {what}")

    def mapping(self, node: Any, where: str) -> "Mapping":
        if not isinstance(node, dict):
            self.problem(where, "expected keys and values")
            node = {}
        return Mapping(self, node, where)


@dataclass(slots=True)
class Mapping:
    """Keys and values at one place of the file. Each getter reports what is wrong and returns something harmless."""

    reader: Reader
    node: dict[Any, Any]
    where: str
    seen: set[str] = field(default_factory=set)

    def has(self, key: str) -> bool:
        """Whether a value stands under `key`; an explicit null counts as absent."""
        self.seen.add(key)
        return self.node.get(key) is not None

    def done(self) -> None:
        """Report keys that nobody asked for: a misspelt key must not pass in silence."""
        for key in self.node:
            if key not in self.seen:
                self._problem(str(key), "unknown key")

    def text(self, key: str) -> str:
        if not self.has(key):
            self._problem(key, "missing")
            return ""
        return self._text(self.node[key], key)

    def slug(self, key: str) -> str:
        text = self.text(key)
        if text and not SLUG.fullmatch(text):
            self._problem(key, f'"{text}" is not a slug (lower case letters, digits, _ or -)')
        return text

    def choice(self, key: str, allowed: tuple[str, ...], *, default: str | None = None) -> str:
        if default is not None and not self.has(key):
            return default
        text = self.text(key)
        if text and text not in allowed:
            self._problem(key, f'"{text}" is not one of {", ".join(allowed)}')
        return text

    def flag(self, key: str) -> bool:
        if not self.has(key):
            self._problem(key, "missing")
        elif not isinstance(self.node[key], bool):
            self._problem(key, "expected true or false")
        return self.node.get(key) is True

    def whole_number(self, key: str) -> int:
        if not self.has(key):
            self._problem(key, "missing")
            return 0
        value = self.node[key]
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self._problem(key, "expected a whole number, 0 or more")
            return 0
        return value

    def words(self, key: str) -> Words:
        if not self.has(key):
            self._problem(key, "missing")
            return Words("", "")
        return self._words(self.node[key], self._at(key))

    def words_list(self, key: str) -> tuple[Words, ...]:
        """Texts in both languages; the list may be absent or empty."""
        return tuple(self._words(item, f"{self._at(key)}[{row}]") for row, item in enumerate(self._list(key)))

    def items(self, key: str) -> list["Mapping"]:
        """The entries of a list of mappings; at least one is required."""
        entries = self._list(key)
        if not entries:
            self._problem(key, "expected at least one entry")
        return [self.reader.mapping(item, f"{self._at(key)}[{row}]") for row, item in enumerate(entries)]

    def name_lists(self, key: str, allowed: tuple[str, ...], *, required: bool = False) -> dict[str, tuple[str, ...]]:
        """Lists of texts under each of the `allowed` keys; with `required`, each of them must be filled."""
        if not self.has(key) and not required:
            return {}
        inner = self.reader.mapping(self.node.get(key), self._at(key))
        lists: dict[str, tuple[str, ...]] = {}
        for name in allowed:
            values = inner._list(name)
            if values:
                lists[name] = tuple(inner._text(value, f"{name}[{row}]") for row, value in enumerate(values))
            elif required:
                inner._problem(name, "expected at least one entry")
        inner.done()
        return lists

    def _words(self, node: Any, where: str) -> Words:
        inner = self.reader.mapping(node, where)
        words = Words(fr=inner.text("fr"), en=inner.text("en"))
        inner.done()
        return words

    def _list(self, key: str) -> list[Any]:
        if not self.has(key):
            return []
        value = self.node[key]
        if not isinstance(value, list):
            self._problem(key, "expected a list")
            return []
        return value

    def _text(self, value: Any, key: str) -> str:
        if not isinstance(value, str) or not value.strip():
            self._problem(key, "expected words")
            return ""
        return value.strip()

    def _at(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key

    def _problem(self, key: str, what: str) -> None:
        self.reader.problem(self._at(key), what)
