"""What can be written in the journal about people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from amarre.accounts.journal import register

register("people.import_start", _("%(actor)s uploaded the file “%(name)s”"))
register("people.import_run", _("%(actor)s imported the file “%(name)s”"))
register("people.import_resume", _("%(actor)s went on importing the file “%(name)s”"))
register("people.import_remove", _("%(actor)s gave up importing the file “%(name)s”"))
register(
    "people.consent", _("%(actor)s wrote down for %(person)s: %(kind)s %(consent)s (%(source)s)"), personal=("person",)
)
register("people.language", _("%(actor)s set the language of %(person)s to %(language)s"), personal=("person",))
register("people.channel", _("%(actor)s set the preferred channel of %(person)s"), personal=("person",))
register("people.contact", _("%(actor)s added an address for %(person)s"), personal=("person",))
register("segment.save", _("%(actor)s saved the segment “%(name)s”: %(sentence)s"))
register("segment.remove", _("%(actor)s removed the segment “%(name)s”"))
register(
    "people.wishes", _("%(actor)s wrote down what %(person)s wants to receive (%(note)s)"), personal=("person", "note")
)
register("people.wishes_own", _("%(person)s chose what they want to receive"), personal=("person",))
register("people.frequency", _("%(actor)s set the limit to %(most)s messages to one person in %(days)s days"))
register("people.frequency_off", _("%(actor)s switched the limit of messages off"))
