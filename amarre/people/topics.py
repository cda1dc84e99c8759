"""What messages are about, as people choose among them: a topic gathers occasions (`Batch.occasion`)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amarre.lib.registry import Registry


@dataclass(frozen=True)
class Topic:
    """`occasions` are those of batches; `explanation` completes the name for the person who chooses."""

    name: str | Promise
    explanation: str | Promise
    occasions: tuple[str, ...]


TOPICS: Registry[Topic] = Registry("topic")
TOPICS.add(
    "news",
    Topic(
        _("News of a crisis"),
        _("What happens, what changes for you, what we do about it."),
        ("statement", "news", "staff"),
    ),
)
TOPICS.add(
    "payment",
    Topic(_("Payment and contract"), _("Bills, reminders, renewals and due dates."), ("payment", "renewal")),
)
TOPICS.add(
    "help",
    Topic(_("Offers of help"), _("Aid to which you may be entitled, and gestures of ours."), ("help", "aid", "offer")),
)
TOPICS.add(
    "questions",
    Topic(_("Questions to you"), _("How you are, what you need, what you think of us."), ("question", "survey")),
)

#: One person asked, and is answered: no topic, no pause and no limit holds that back.
ANSWERS = frozenset({"answer", "refusal"})
#: These go whatever the topic, and do not count towards the limit: who was told wrong is told right.
UNCOUNTED = ANSWERS | {"correction"}
_TOPIC_OF = {occasion: slug for slug, topic in TOPICS.items() for occasion in topic.occasions}


def topic_of(occasion: str) -> str:
    """The topic of an occasion; "" for what goes whatever the topics. What nobody filed is news."""
    return "" if occasion in UNCOUNTED else _TOPIC_OF.get(occasion, "news")


def mark(slug: str) -> str:
    """A slug as it is found in a text of them: ",news,"."""
    return f",{slug},"


def joined(slugs: set[str] | frozenset[str]) -> str:
    """Slugs as `Person.unwanted_topics` keeps them: ",help,news,", "" for none."""
    return f",{','.join(sorted(slugs))}," if slugs else ""


def split(text: str) -> frozenset[str]:
    return frozenset(slug for slug in text.split(",") if slug)
