"""People for the tests of the post office, which knows none: all may be written to, unless a test says otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from amarre.channels.desk import Asked, Standing
from amarre.channels.models import Delivery


class Everybody:
    """A desk that lets everybody be written to; `standings` holds the exceptions, by person."""

    def __init__(self) -> None:
        self.standings: dict[int, Standing] = {}
        self.asked: list[Asked] = []

    def standing(self, asked: Asked) -> Mapping[int, Standing]:
        self.asked.append(asked)
        return self.standings

    def refs_at(self, address_kind: str, address: str) -> Sequence[int]:
        rows = Delivery.objects.filter(address=address, person_ref__isnull=False)
        return list(rows.values_list("person_ref", flat=True).distinct())

    def name_of(self, refs: Sequence[int]) -> Mapping[int, str]:
        return {ref: f"Personne {ref}" for ref in refs}


DESK = Everybody()
