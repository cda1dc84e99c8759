"""What every crisis needs when no playbook fits: the five phases, the four workstreams, the facts of a first word."""

from __future__ import annotations

from typing import Any, Final

from amarre.plan.playbook_shape import MEASURES

BARE_KIND: Final = "other"


def _fact(key: str, visibility: str, topic: tuple[str, str], question: tuple[str, str]) -> dict[str, Any]:
    return {
        "key": key,
        "topic": _both(topic),
        "question": _both(question),
        "hint": {},
        "visibility": visibility,
        "first_word": True,
    }


def _workstream(fr: str, en: str) -> dict[str, Any]:
    return {"title": {"fr": fr, "en": en}, "aim": {}, "actions": []}


def _both(words: tuple[str, str]) -> dict[str, str]:
    return {"fr": words[0], "en": words[1]}


BARE_BODY: Final[dict[str, Any]] = {
    "phases": [
        {"slug": "alert", "title": {"fr": "Alerte", "en": "Alert"}, "aim": {}},
        {"slug": "shock", "title": {"fr": "Choc", "en": "Shock"}, "aim": {}},
        {"slug": "long_haul", "title": {"fr": "Durée", "en": "Long haul"}, "aim": {}},
        {"slug": "way_out", "title": {"fr": "Sortie", "en": "Way out"}, "aim": {}},
        {"slug": "after", "title": {"fr": "Après", "en": "After"}, "aim": {}},
    ],
    "workstreams": [
        _workstream("Santé des personnes", "Health of people"),
        _workstream("Moyens de travailler à distance", "Means to work at a distance"),
        _workstream("Trésorerie, salaires, fournisseurs fragiles", "Cash, salaries, fragile suppliers"),
        _workstream("Le jour d’après", "The day after"),
    ],
    "seats": [
        {
            "function": "management",
            "cell_role": "orchestrator",
            "responsibility": "accountable",
            "title": {"fr": "Direction générale", "en": "General management"},
        },
        {
            "function": "customer_service",
            "cell_role": "doer",
            "responsibility": "responsible",
            "title": {"fr": "Service clients", "en": "Customer service"},
        },
    ],
    "facts": [
        _fact(
            "what_happened", "public", ("La situation", "The situation"),
            ("Que se passe-t-il ?", "What is happening?"),
        ),
        _fact(
            "who_is_affected", "public", ("Les personnes touchées", "Who is affected"),
            ("Qui est touché, et comment ?", "Who is affected, and how?"),
        ),
        _fact(
            "what_we_do", "public", ("Ce que nous faisons", "What we are doing"),
            ("Qu’avons-nous déjà fait ?", "What have we already done?"),
        ),
        _fact("helpline", "public", ("Contact", "Contact"), ("Quel numéro appeler ?", "Which number can people ring?")),
        _fact(
            "hours", "public", ("Contact", "Contact"),
            ("Quand répondons-nous au téléphone ?", "When do we answer the telephone?"),
        ),
        _fact(
            "next_update", "public", ("Rendez-vous", "Next word"),
            ("Quand donnerons-nous des nouvelles ?", "When will we give news?"),
        ),
        _fact(
            "staff_rules", "internal", ("Équipes", "Staff"),
            ("Que demandons-nous aux équipes dès maintenant ?", "What do we ask of staff from now on?"),
        ),
    ],
    "faq": [],
    "measures": [{"slug": slug} for slug in MEASURES],
    "segments": [],
}  # fmt: skip
