"""What can be written in the journal about colleagues and the company."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from amarre.accounts.journal import register

register("colleague.invite", _("%(actor)s gave access to %(name)s (%(role)s)"), personal=("name", "email"))
register("colleague.change", _("%(actor)s changed the access of %(name)s (%(role)s)"), personal=("name",))
register("colleague.signin_link", _("%(actor)s made a sign-in link for %(name)s"), personal=("name",))
register("company.change", _("%(actor)s changed the company's card"))
register("token.create", _("%(actor)s made an API token for %(name)s"))
register("token.revoke", _("%(actor)s revoked the API token of %(name)s"))
