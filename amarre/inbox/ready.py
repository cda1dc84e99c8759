"""Words at hand for an answer, facts already in: how it opens, ready answers of the plan, answered questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from amarre.accounts.models import Company
from amarre.inbox.languages import language_of, personal_values
from amarre.inbox.models import Conversation
from amarre.knowledge.facts import Sheet, read_template
from amarre.knowledge.models import Entry
from amarre.knowledge.reading import answer_text
from amarre.lib.errors import NotFound
from amarre.lib.words import pick
from amarre.plan.models import MessageTemplate
from amarre.situation.models import Crisis

OPENING = "{{ person.greeting }}\n\n\n\n{{ company.signature }}"


@dataclass(frozen=True)
class ReadyAnswer:
    """A whole answer prepared cold. `lacking`: facts that cannot be told yet, by name; they stay as places."""

    template: MessageTemplate
    title: str
    text: str
    lacking: tuple[str, ...]

    @property
    def slug(self) -> str:
        return f"template:{self.template.pk}"


def opening(conversation: Conversation) -> str:
    """How an answer begins and ends, before anything is said: their greeting, our signature."""
    return fill(OPENING, Sheet({}), language_of(conversation), personal_values(conversation, language_of(conversation)))


def fill(text: str, sheet: Sheet, language: str, values: Mapping[str, str]) -> str:
    """The words with facts and personal values in. Facts that cannot be told, and values nobody knows, stay places."""
    template = read_template(text)
    told = [key for key in template.facts() if sheet.may_be_told([key])]
    return template.bind(sheet.values(told, language)).bind(dict(values)).source


def ready_answers(conversation: Conversation, sheet: Sheet) -> list[ReadyAnswer]:
    """The plan's answers, in the person's language, with what is known filled in."""
    if conversation.crisis is None or conversation.crisis.playbook_id is None:
        return []
    language = language_of(conversation)
    values = personal_values(conversation, language)
    templates = MessageTemplate.objects.filter(
        playbook=conversation.crisis.playbook_id, occasion="answer", channel="email", audience__in=["customers", "all"]
    )
    return [_ready(template, sheet, language, values) for template in templates]


def _ready(template: MessageTemplate, sheet: Sheet, language: str, values: Mapping[str, str]) -> ReadyAnswer:
    body = pick(template.body, language)
    lacking = tuple(key for key in read_template(body).facts() if not sheet.may_be_told([key]))
    text = fill(body, sheet, language, values).strip()
    return ReadyAnswer(template, pick(template.title), text, sheet.names(lacking))


def insert(text: str, what: str, conversation: Conversation) -> str:
    """`text` with a ready answer (`template:12`) or an entry's answer (`entry:7`) put in.

    A whole letter takes the place of one that is still empty; anything else goes before the signature.
    Raises NotFound for words that are not at hand for this request.
    """
    kind, _, number = what.partition(":")
    if conversation.crisis is None or not number.isdigit():
        raise NotFound("words")
    sheet = Sheet.of(conversation.crisis)
    begun = text.strip() and text.split() != opening(conversation).split()
    if kind == "template":
        ready = next((each for each in ready_answers(conversation, sheet) if each.slug == what), None)
        if ready is None:
            raise NotFound("words")
        return ready.text if not begun else _before_signature(text, ready.text, conversation)
    entry = Entry.objects.filter(pk=number, crisis=conversation.crisis, audience=Entry.Audience.PUBLIC).first()
    if entry is None:
        raise NotFound("words")
    answer = answer_text(entry, language_of(conversation), sheet=sheet)
    return _before_signature(text if text.strip() else opening(conversation), answer.markdown, conversation)


def _before_signature(text: str, words: str, conversation: Conversation) -> str:
    signature = personal_values(conversation, language_of(conversation)).get("company.signature", "")
    body = text.rstrip()
    if signature and body.endswith(signature):
        body = body[: -len(signature)].rstrip()
        return f"{body}\n\n{words.strip()}\n\n{signature}"
    return f"{body}\n\n{words.strip()}"


def common_words(crisis: Crisis, entry_id: int, language: str) -> str:
    """An answer to all who ask the question of that entry: the greeting and the signature stay places."""
    entry = Entry.objects.filter(pk=entry_id, crisis=crisis, audience=Entry.Audience.PUBLIC).first()
    greeting, signature = common_opening().split("\n\n\n\n")
    words = answer_text(entry, language).markdown if entry else ""
    return f"{greeting}\n\n{words}\n\n{signature}"


def common_opening() -> str:
    """How an answer to many begins and ends: the greeting stays a place, the signature is the same for all."""
    card = Company.card()
    return OPENING.replace("{{ company.signature }}", card.signature or card.name)
