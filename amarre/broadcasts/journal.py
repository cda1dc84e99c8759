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
register("message.correct", _("%(actor)s wrote a correction for those who were told the old “%(fact)s”"))
