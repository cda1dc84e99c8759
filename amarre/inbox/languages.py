"""In which language a person is answered, and the values that make the answer theirs."""

from __future__ import annotations

from amarre.accounts.models import Company
from amarre.engine.etiquette import LANGS
from amarre.inbox.models import Conversation
from amarre.people.addresses import values_of

# What customers read: in their language, not in that of the colleague at the screen.
_WORDS = {
    "fr": {"greeting": "Bonjour %s,", "greeting_nobody": "Bonjour,", "subject": "Votre message"},
    "en": {"greeting": "Hello %s,", "greeting_nobody": "Hello,", "subject": "Your message"},
}


def language_of(conversation: Conversation) -> str:
    """The language of their words when the house speaks it, else that of the crisis, else the company's."""
    crisis = conversation.crisis.language if conversation.crisis else ""
    spoken = (conversation.language[:2], crisis, Company.card().language)
    return next((language for language in spoken if language in LANGS), "fr")


def personal_values(conversation: Conversation, language: str) -> dict[str, str]:
    """Values for the places of an answer: who they are, who we are. Empty values are left out."""
    card = Company.card(is_drill=conversation.crisis is not None and conversation.crisis.is_drill)
    values = {
        "company.name": card.name,
        "company.signature": card.signature or card.name,
        "company.contact": card.contact,
    }
    if conversation.person is not None:
        values |= values_of(conversation.person, language=language)
    else:
        values["person.greeting"] = _greet_stranger(conversation.name, language)
    return {name: value for name, value in values.items() if value}


def _greet_stranger(name: str, language: str) -> str:
    words = _WORDS[language]
    return words["greeting"] % name if name else words["greeting_nobody"]


def answer_subject(conversation: Conversation, language: str) -> str:
    """The subject of an answer: theirs, marked as answered; or plain words when they gave none."""
    subject = conversation.subject.strip() or _WORDS[language]["subject"]
    return subject if subject.lower().startswith("re:") else f"Re: {subject}"
