"""Reading what a playbook asks for."""

from __future__ import annotations

from amarre.lib.words import pick
from amarre.plan.models import Playbook


def fact_example(playbook: Playbook | None, key: str) -> str:
    """Example words for a fact, in the reader's language; "" when the playbook has none."""
    if playbook is None:
        return ""
    return next((pick(row.get("example")) for row in playbook.body["facts"] if row["key"] == key), "")
