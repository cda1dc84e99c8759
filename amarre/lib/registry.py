"""Typed registries: a key is registered once, and an unknown key raises instead of passing silently."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class UnknownKey(KeyError):
    """The key was never registered; the message lists those that were."""


class Registry(Generic[T]):
    """A dictionary that refuses doubles and unknown keys. `name` is used in messages."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._items: dict[str, T] = {}

    def add(self, key: str, item: T) -> T:
        """Register `item`; raises ValueError when the key is taken by another item."""
        if key in self._items and self._items[key] != item:
            raise ValueError(f"{self.name} {key!r} is registered twice")
        self._items[key] = item
        return item

    def get(self, key: str) -> T:
        """The item; raises UnknownKey."""
        try:
            return self._items[key]
        except KeyError:
            raise UnknownKey(f"unknown {self.name} {key!r}; known: {', '.join(sorted(self._items))}") from None

    def __contains__(self, key: str) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def items(self) -> list[tuple[str, T]]:
        return list(self._items.items())
