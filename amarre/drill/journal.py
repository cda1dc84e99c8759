"""What can be written in the journal about drills."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from amarre.accounts.journal import register

register("drill.prepare", _("%(actor)s prepared a drill: %(scenario)s, %(people)s people, %(days)s days"))
register("drill.take_over", _("%(actor)s took the drill over by hand"))
register("drill.finish", _("The drill is over: %(answered)s requests answered, %(corrected)s people told better"))
