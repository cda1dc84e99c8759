"""What can be written in the journal about what leaves and what is held back."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from amarre.accounts.journal import register

register("send.start", _("%(actor)s started to send “%(label)s” to %(count)s people"))
register("send.pause", _("%(actor)s paused the send “%(label)s”"))
register("send.resume", _("%(actor)s resumed the send “%(label)s”"))
register("send.hold", _("The send “%(label)s” was held until it is approved again: %(why)s"))
register("send.release", _("%(actor)s let “%(label)s” go on as it was approved"))
register("send.stop", _("%(actor)s stopped the send “%(label)s”: %(count)s people will not receive it"))
register("send.stop_everything", _("%(actor)s stopped everything that was leaving: %(count)s sends"))
register("send.retry", _("%(actor)s tried again “%(label)s” for %(count)s people"))
register("send.resend_unsure", _("%(actor)s sent again “%(label)s” to %(count)s people whose message was unsure"))
register("channel.add", _("%(actor)s added the channel “%(name)s”"))
register("channel.change", _("%(actor)s changed the settings of the channel “%(name)s”"))
register("channel.pace", _("%(actor)s changed the pace of the channel “%(name)s”"))
register("channel.open", _("%(actor)s opened the channel “%(name)s”"))
register("channel.close", _("%(actor)s closed the channel “%(name)s”"))
register("channel.default", _("%(actor)s chose “%(name)s” as the channel used unless another is chosen"))
register("suppression.add", _("%(actor)s put %(address)s on the suppression list"), personal=("address",))
register("suppression.lift", _("%(actor)s took %(address)s off the suppression list"), personal=("address", "why"))
register("inbound.to_message", _("%(actor)s said that a mail taken for spam is a message"))
register("letter.post", _("%(actor)s posted %(count)s letters"))
register("letter.unpost", _("%(actor)s said that %(count)s letters were not posted after all"))
register("letter.returned", _("%(actor)s scanned a letter that came back"))
register("letter.return_undone", _("%(actor)s took back the scan of a letter"))
register("call.undo", _("%(actor)s took back what was written down of a call"))
register("call.stop", _("%(actor)s stopped the list of calls “%(label)s”: %(count)s people will not be called"))
