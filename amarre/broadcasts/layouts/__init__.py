"""How the mail of messages looks: MJML (https://mjml.io) with a place for the words, made into HTML with `mrml`.

A layout is read once when it is saved, and once for each language when a message is frozen; each person's message is
then only filled. The plain text of a mail is the words themselves: it has no layout.
"""

from amarre.broadcasts.layouts.check import Checked, check
from amarre.broadcasts.layouts.make import Broken, Card, default_mjml, document, layout_of

__all__ = ["Broken", "Card", "Checked", "check", "default_mjml", "document", "layout_of"]
