"""The tray has no server: what it accepts is the ledger's own row."""

from __future__ import annotations

from dataclasses import dataclass

from amarre.channels.kinds.contract import Envelope
from amarre.channels.tests.contract.fake import Fake, Received, Trouble


@dataclass
class Tray(Fake):
    slug = "tray"
    has_server = False
    needs_setting_up = False
    excused = {trouble: "nothing leaves the house" for trouble in Trouble}

    def envelope(self, number: int) -> Envelope:
        # Accepted is kept: there is nothing else to look at.
        made = Envelope(f"{number:024x}", f"p{number}@example.org", "fr", "Lot 12", f"Bonjour {number:03}.", "")
        self.received.append(Received(made.address, made.text))
        return made


FAKES = (Tray,)
