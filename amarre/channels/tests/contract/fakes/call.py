"""The list of calls has no server: what it accepts is the ledger's own row."""

from __future__ import annotations

from dataclasses import dataclass

from amarre.channels.kinds.contract import Envelope
from amarre.channels.tests.contract.fake import Fake, Received, Trouble


@dataclass
class Call(Fake):
    slug = "call"
    has_server = False
    needs_setting_up = False
    excused = {trouble: "the next hop is a colleague" for trouble in Trouble}

    def envelope(self, number: int) -> Envelope:
        # Accepted is kept: there is nothing else to look at. 06 39 98 is kept for fiction in the French plan.
        made = Envelope(f"{number:024x}", f"+336399800{number:02}", "fr", "", f"Bonjour {number:03}.", "")
        self.received.append(Received(made.address, made.text))
        return made

    def refused_envelopes(self) -> list[tuple[Envelope, bool | None]]:
        return [(Envelope(f"{99:024x}", "le fixe de ma mère", "fr", "", "Bonjour 099.", ""), False)]


FAKES = (Call,)
