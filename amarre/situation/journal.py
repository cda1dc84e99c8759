"""What can be written in the journal about a crisis."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from amarre.accounts.journal import register

register("crisis.declare", _("%(actor)s declared the crisis “%(title)s”"))
register("crisis.phase", _("%(actor)s changed the phase to “%(phase)s”"))
register("crisis.close", _("%(actor)s closed the crisis: %(note)s"))
register("crisis.reopen", _("%(actor)s opened the crisis again: %(why)s"))
register("source.add", _("%(actor)s added the source “%(name)s”"))
register("source.change", _("%(actor)s changed the source “%(name)s”"))
register("fact.ask", _("%(actor)s asked: “%(question)s”"))
register("fact.rumour", _("%(actor)s noted as a rumour: “%(question)s” (version %(number)s)"))
register("fact.to_verify", _("%(actor)s stated, to be verified: “%(question)s” (version %(number)s)"))
register("fact.verified", _("%(actor)s stated as verified: “%(question)s” (version %(number)s)"))
register("fact.denied", _("%(actor)s stated as denied: “%(question)s” (version %(number)s)"))
register("fact.expired", _("%(actor)s set as expired: “%(question)s” (version %(number)s)"))
register("decision.log", _("%(actor)s logged a decision: %(what)s"))
register("action.add", _("%(actor)s added the action “%(title)s”"))
register("action.change", _("%(actor)s reported on the action “%(title)s”"))
register("seat.add", _("%(actor)s added the seat “%(title)s” to the cell"))
register("seat.fill", _("%(actor)s gave the seat “%(title)s” to %(holder)s"), personal=("holder",))
register("seat.empty", _("%(actor)s freed the seat “%(title)s”"))
register("clock.meet", _("%(actor)s noted that the first word was said: %(met_by)s"))
register("measure.read", _("%(actor)s wrote down the measure “%(measure)s”: %(value)s"))
