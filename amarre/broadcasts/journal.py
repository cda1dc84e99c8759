"""What can be written in the journal about messages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from amarre.accounts.journal import register

register("message.write", _("%(actor)s wrote the message “%(title)s”"))
register("message.change", _("%(actor)s changed the message “%(title)s”"))
register("message.discard", _("%(actor)s threw away the draft “%(title)s”"))
register("message.ask", _("%(actor)s asked for approval of the message “%(title)s”"))
register("message.approve", _("%(actor)s approved the message “%(title)s”"))
register("message.refuse", _("%(actor)s sent back the message “%(title)s”: %(comment)s"))
register("message.flag", _("The message “%(title)s” must be read again: the fact “%(fact)s” has changed"))
register("message.hold", _("The sending of “%(title)s” was paused: the fact “%(fact)s” has changed"))
register("message.send", _("%(actor)s sent the message “%(title)s” to %(queued)s people"))
register("message.return", _("The message “%(title)s” could not leave: %(why)s"))
register("message.sent", _("The message “%(title)s” has been sent"))
register("message.schedule", _("%(actor)s planned the message “%(title)s” for %(when)s"))
register("message.unschedule", _("%(actor)s took back the time at which “%(title)s” was to leave"))
register("message.missed", _("The message “%(title)s” did not leave at its time: %(why)s"))
register("message.confirm", _("%(actor)s confirmed that the words of “%(title)s” still hold: %(why)s"))
register("message.fall_back", _("%(count)s people whom “%(title)s” had not reached are written to by %(channel)s"))
register("message.held_back", _("Those whom “%(title)s” had not reached are not written to: %(why)s"))
register("sequence.write", _("%(actor)s wrote the sequence “%(name)s”"))
register("sequence.change", _("%(actor)s changed the sequence “%(name)s”"))
register("sequence.discard", _("%(actor)s threw away the sequence “%(name)s”"))
register("sequence.start", _("%(actor)s started the sequence “%(name)s”"))
register("sequence.pause", _("%(actor)s paused the sequence “%(name)s”"))
register("sequence.resume", _("%(actor)s resumed the sequence “%(name)s”"))
register("sequence.stop", _("%(actor)s stopped the sequence “%(name)s”"))
register("sequence.replace", _("%(actor)s put the message “%(title)s” into the sequence “%(name)s”"))
register("sequence.rewrite", _("%(actor)s wrote changes to the sequence “%(name)s”, to be approved"))
register("sequence.keep", _("%(actor)s threw away the changes to the sequence “%(name)s”"))
register("sequence.revise", _("%(actor)s approved changes to the sequence “%(name)s”, on which %(count)s wait"))
register("sequence.send", _("The sequence “%(name)s” sent “%(title)s” to %(count)s people"))
register("sequence.wait", _("The sequence “%(name)s” waits: %(why)s"))
register("sequence.ask", _("The sequence “%(name)s” was paused and asks: %(why)s"))
register("message.correct", _("%(actor)s wrote a correction for those who were told the old “%(fact)s”"))
register("message.test", _("%(actor)s tried the message “%(title)s” on themselves, by %(by_what)s"))
register("layout.save", _("%(actor)s changed the layout “%(name)s”"))
register("layout.remove", _("%(actor)s threw away the layout “%(name)s”"))
