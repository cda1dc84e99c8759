"""The printer: what reaches it is what stands on the pages of the print files."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import Any

from amarre.channels.kinds.contract import Envelope
from amarre.channels.kinds.letter import folder
from amarre.channels.tests.contract.fake import Fake, Received, Trouble
from amarre.channels.tests.pdf_reading import Pdf


@dataclass
class Letter(Fake):
    slug = "letter"
    has_server = False
    excused = {trouble: "a print file is written whole or not at all" for trouble in Trouble}

    def values(self) -> dict[str, Any]:
        return {"sender": "Laiterie Morel, 3 chemin du Pré, 69400 Villefranche", "town": "Lyon", "postage": "1,39"}

    def envelope(self, number: int) -> Envelope:
        words = f"Bonjour, le lot {number:05} est rappelé."
        address = f"{number + 1} rue des Lilas\n69003 Lyon"
        return Envelope(f"{number:024x}", address, "fr", "Rappel", words, f"<p>{words}</p>", name="Ana Ruiz")

    def refused_envelopes(self) -> list[tuple[Envelope, bool | None]]:
        made = self.envelope(900)
        return [(Envelope(made.token, "Lyon", "fr", "Rappel", made.text, made.html, name=made.name), False)]

    @property
    def received(self) -> list[Received]:
        return [one for path in sorted(folder.print_root().glob(f"*/{folder.TABLE}")) for one in self._in(path.parent)]

    @received.setter
    def received(self, nothing: list[Received]) -> None:
        """What was printed is read from the files."""

    def _in(self, place: Any) -> list[Received]:
        pdf = Pdf(place / folder.LETTERS)
        with (place / folder.TABLE).open(encoding="utf-8-sig", newline="") as table:
            lines = [list(line.values()) for line in csv.DictReader(table, delimiter=";")]
        found = []
        for line in lines:
            pages, first, token = int(line[3]), int(line[5]), line[8]
            words = " ".join(pdf.text(page) for page in range(first, first + pages))
            found.append(Received(self.envelope(int(token, 16)).address, words))
        return found


FAKES = (Letter,)
