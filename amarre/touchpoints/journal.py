"""What the journal says of published pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from amarre.accounts.journal import register

register("pages.prepare", _("%(actor)s prepared the public page"))
register("pages.edit", _("%(actor)s changed the words of the public page"))
register("pages.publish", _("%(actor)s published the public page (%(changed)s files changed)"))
register("pages.renew", _("%(actor)s renewed the public page after a change (%(changed)s files changed)"))
register("pages.unpublish", _("%(actor)s took the public page down"))
