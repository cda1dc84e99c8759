"""What can be written in the journal about playbooks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from amarre.accounts.journal import register

register("playbook.load", _("%(actor)s loaded the playbook “%(slug)s”"))
register("playbook.renew", _("%(actor)s renewed the playbook “%(slug)s” with the new version"))
register("template.edit", _("%(actor)s changed the template “%(title)s”"))
register("lesson.keep", _("%(actor)s kept a lesson in the playbook “%(playbook)s”"))
