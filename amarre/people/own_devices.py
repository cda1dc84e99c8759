"""Where a person can have their own device notified: the public pages lie above this room, and say so here."""

from __future__ import annotations

from collections.abc import Callable

from amarre.lib.registry import Registry

#: From a crisis and a language to the address of a page that asks the device, "" when there is none.
OFFERS: Registry[Callable[[int, str], str]] = Registry("pages for devices")


def offer_for(crisis_id: int | None, language: str, link: str) -> str:
    """The address at which the holder of this link can have their device notified as theirs; "" when there is none.

    The link stands after the # sign: a browser sends that part to no server, and it is in no log.
    """
    found = [address for _slug, offer in OFFERS.items() if crisis_id and (address := offer(crisis_id, language))]
    return f"{found[0]}#me={link}" if found else ""
