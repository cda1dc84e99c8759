"""What can be written in the journal about customers' requests. Their own words are never copied here."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from amarre.accounts.journal import register

register("inbox.claim", _("%(actor)s opened a request that came in by %(channel)s"))
register("inbox.reopen", _("%(actor)s opened a request again"))
register("inbox.answer", _("%(actor)s answered a request"))
register("inbox.bulk_answer", _("%(actor)s answered %(count)s requests at once"))
register("inbox.override", _("%(actor)s set a request to %(impact)s, anger %(anger)s: %(why)s"), personal=("why",))
register("inbox.assign", _("%(actor)s gave a request to %(name)s"), personal=("name",))
register("inbox.unassign", _("%(actor)s gave a request back to everybody"))
register("inbox.note", _("%(actor)s left a note on a request"))
register("inbox.merge", _("%(actor)s put two requests of one person together"))
register("inbox.close", _("%(actor)s closed a request: %(why)s"), personal=("why",))
register("inbox.link", _("%(actor)s said who wrote a request"))
register("inbox.move", _("%(actor)s moved a request to this crisis"))
register("inbox.gap", _("%(actor)s said that nobody can answer a request yet"))
