"""What can be written in the journal about questions and answers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from amarre.accounts.journal import register

register("faq.start", _("%(actor)s took %(count)s questions from the playbook"))
register("faq.write", _("%(actor)s wrote the question “%(question)s”"))
register("faq.change", _("%(actor)s changed the question “%(question)s”"))
register("faq.publish", _("%(actor)s published the question “%(question)s”"))
register("faq.unpublish", _("%(actor)s took the question “%(question)s” off the pages"))
register("faq.phrasing", _("%(actor)s added a way of asking “%(question)s”"))
register("faq.order", _("%(actor)s put the questions in another order"))
register("faq.import", _("%(actor)s imported an FAQ: %(created)s new, %(updated)s changed, %(refused)s refused"))
register("gap.note", _("%(actor)s noted a question that nobody can answer yet: “%(text)s”"), personal=("text",))
register("gap.fill", _("%(actor)s answered a gap with the question “%(question)s”"))
register("gap.dismiss", _("%(actor)s set a gap aside: %(why)s"), personal=("why",))
