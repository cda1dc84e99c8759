"""The scenes of a drill, in order. Each is what colleagues do through the same actions as on a real day."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amarre.accounts.models import Company, User
from amarre.broadcasts import actions as say
from amarre.broadcasts.models import Message
from amarre.broadcasts.sendings import deliveries_of
from amarre.channels import outbox
from amarre.channels.models import Batch, Channel, Delivery
from amarre.channels.outbox import send_chunk
from amarre.drill.models import Drill
from amarre.drill.outside import Outside, Taken
from amarre.drill.world import DRILL_COLUMN, World, csv_file, lot, mapping
from amarre.inbox.actions import claim_new, reply
from amarre.inbox.models import Conversation
from amarre.inbox.ready import ReadyAnswer, ready_answers
from amarre.knowledge.actions import publish_entry
from amarre.knowledge.facts import Sheet
from amarre.lib.errors import DomainError
from amarre.lib.words import pick
from amarre.people.actions import import_file, save_segment
from amarre.people.models import Segment
from amarre.plan.actions import keep_lesson
from amarre.plan.models import Playbook
from amarre.situation import actions as lead
from amarre.situation.models import Action, Crisis, FactVersion
from amarre.tasks.processes import Process
from amarre.touchpoints.actions import publish, republish_stale

ANSWERS_PER_DAY = 3  # per hundred customers: what a small team can do
SENDING_MAY_TAKE = 600.0  # seconds


@dataclass
class Stage:
    """Everything the scenes share. `clock` is the drill's own time, moved on by the scenes."""

    drill: Drill
    world: World
    folder: Path
    alix: User
    chloe: User
    bilal: User
    at: datetime
    outside: Outside | None = None
    crisis: Crisis | None = None
    segment: Segment | None = None
    channel: Channel | None = None
    statement: Message | None = None
    day: int = 1

    def clock(self) -> datetime:
        return self.at

    def pass_time(self, **hours: float) -> None:
        self.at += timedelta(**hours)

    def opened(self) -> Crisis:
        if self.crisis is None:
            raise RuntimeError("the crisis is not declared yet")
        return self.crisis

    def world_outside(self) -> Outside:
        if self.outside is None:
            raise RuntimeError("nobody is outside yet")
        return self.outside


Scene = Callable[[Stage], str]
"""Plays a part and says in one sentence what happened."""


def scenes(days: int) -> Iterator[tuple[str, int, Scene]]:
    """(name, day, scene) of a drill of so many days. Day 2 changes a fact (on day 1 when there is only one)."""
    yield from (("import", 1, bring_people), ("declare", 1, declare), ("facts", 1, establish), ("page", 1, show))
    yield from (("statement", 1, write_statement), ("approve", 1, approve_statement), ("send", 1, send_statement))
    for day in range(1, days + 1):
        if day == min(2, days):
            yield ("change", day, change_fact)
            yield ("correct", day, correct)
        yield ("hear", day, hear)
        yield ("answer", day, answer)
        if day < days:
            yield ("night", day, sleep)
    yield ("close", days, close)


def bring_people(stage: Stage) -> str:
    raw, refused = csv_file(stage.world)
    path = stage.folder / ("clients.csv" if stage.world.language == "fr" else "customers.csv")
    path.write_bytes(raw)
    done = import_file(path, mapping(stage.world.language), by=stage.chloe, at=stage.at, is_invented=True)
    if done.refused != refused:
        raise RuntimeError(f"{done.refused} lines were handed back, {refused} should have been")
    stage.segment = save_segment(
        None,
        name=_("Drill %(number)s") % {"number": stage.drill.pk},
        rule={"field": DRILL_COLUMN, "eq": stage.world.tag},
        by=stage.chloe,
        at=stage.at,
    )
    return _("%(people)s people imported, %(refused)s lines handed back with their reasons.") % {
        "people": done.created,
        "refused": done.refused,
    }


def declare(stage: Stage) -> str:
    stage.pass_time(minutes=20)
    playbook = Playbook.objects.get(slug=stage.world.scenario)
    other = next(code for code in ("fr", "en") if code != stage.world.language)
    title = _("Drill: %(kind)s") % {"kind": pick(playbook.title, stage.world.language)}
    stage.crisis = lead.declare(
        playbook, title=title, language=stage.world.language, languages=[stage.world.language, other],
        by=stage.alix, at=stage.at, is_drill=True,
    )  # fmt: skip
    Drill.objects.filter(pk=stage.drill.pk).update(crisis=stage.crisis)
    shock = stage.crisis.phases.filter(slug="shock").first()
    if shock is not None:
        lead.change_phase(stage.crisis, shock, by=stage.alix, at=stage.at)
    return _("Alix declares the crisis: %(title)s.") % {"title": title}


def establish(stage: Stage) -> str:
    stage.pass_time(hours=1)
    crisis = stage.opened()
    source = lead.add_source(crisis, name=_("Crisis cell"), by=stage.alix, at=stage.at)
    examples = {row["key"]: row["example"] for row in crisis.playbook.body["facts"]} if crisis.playbook else {}
    stated: list[FactVersion] = []
    for fact in crisis.facts.filter(key__in=examples):
        stage.pass_time(minutes=2)
        stated.append(
            lead.state_fact(
                fact, words=examples[fact.key], status="verified", source=source, by=stage.alix, at=stage.at
            )
        )
    lead.log_decision(
        crisis,
        what=_("Tell all customers today what we know."),
        why=_("Silence would be filled by rumours; what is known already helps people."),
        facts=stated[:3],
        by=stage.alix,
        at=stage.at,
    )
    return _("%(n)s facts verified, one decision logged.") % {"n": len(stated)}


def show(stage: Stage) -> str:
    stage.pass_time(minutes=30)
    crisis = stage.opened()
    shown = 0
    for entry in crisis.entries.filter(audience="public"):
        try:
            publish_entry(entry, by=stage.chloe, at=stage.at)
        except DomainError:
            continue  # it rests on a fact that is still open: it waits, as it would on a real day
        shown += 1
    files = publish(crisis, by=stage.chloe, at=stage.at)
    return _("The page is published with %(entries)s answers (%(files)s files).") % {
        "entries": shown,
        "files": len(files),
    }


def write_statement(stage: Stage) -> str:
    stage.pass_time(hours=1)
    crisis = stage.opened()
    template = crisis.playbook.templates.get(slug="statement_email") if crisis.playbook else None
    if template is None:
        raise RuntimeError("the playbook has no statement")
    stage.channel = _drill_channel(stage)
    stage.statement = say.write(
        crisis, occasion="statement", title=pick(template.title, crisis.language), template=template,
        channel=stage.channel, segment=stage.segment, by=stage.chloe, at=stage.at,
        texts={code: (pick(template.subject, code), pick(template.body, code)) for code in crisis.languages},
    )  # fmt: skip
    say.ask_approval(stage.statement, by=stage.chloe, at=stage.at)
    return _("Chloé writes the position statement and asks for approval.")


def approve_statement(stage: Stage) -> str:
    stage.pass_time(minutes=15)
    if stage.statement is None:
        raise RuntimeError("there is no statement")
    stage.statement = say.approve(stage.statement, by=stage.alix, at=stage.at)
    return _("Alix reads it again and approves.")


def send_statement(stage: Stage) -> str:
    if stage.statement is None:
        raise RuntimeError("there is no statement")
    (batch,) = say.freeze_and_send(stage.statement, by=stage.alix, at=stage.at)
    send_all(stage, batch)
    stage.statement.refresh_from_db()
    return _("The statement has left: %(words)s") % {"words": _told_words(batch)}


def change_fact(stage: Stage) -> str:
    crisis = stage.opened()
    fact = crisis.facts.get(key=stage.world.change_key)
    source = crisis.sources.first()
    lead.state_fact(fact, words=stage.world.change_words, status="verified", source=source, by=stage.alix, at=stage.at)
    renewed = republish_stale(crisis, at=stage.at)
    return ngettext(
        "A fact turns out otherwise (“%(question)s”): %(n)s public file is renewed at once.",
        "A fact turns out otherwise (“%(question)s”): %(n)s public files are renewed at once.",
        renewed,
    ) % {"question": pick(fact.question) or fact.key, "n": renewed}


def correct(stage: Stage) -> str:
    stage.pass_time(minutes=40)
    crisis = stage.opened()
    old = crisis.facts.get(key=stage.world.change_key).versions.order_by("number")[0]
    correction = say.write_correction(old, by=stage.chloe, at=stage.at)
    say.ask_approval(correction, by=stage.chloe, at=stage.at)
    correction = say.approve(correction, by=stage.alix, at=stage.at)
    (batch,) = say.freeze_and_send(correction, by=stage.alix, at=stage.at)
    send_all(stage, batch)
    return _("Those who were told the old version are told the new one: %(words)s") % {"words": _told_words(batch)}


def hear(stage: Stage) -> str:
    """What comes in on this day: letters returned, complaints, automatic replies, answers, forms, spam."""
    stage.pass_time(hours=3)
    outside, crisis = stage.world_outside(), stage.opened()
    letters = _letters_of(stage)
    for fate, play in (
        ("bounces_later", lambda letter, _person: outside.bounce(letter, full=False)),
        ("mailbox_full", lambda letter, _person: outside.bounce(letter, full=True)),
        ("complains", lambda letter, _person: outside.complain(letter)),
        ("auto_reply", outside.auto_reply),
        ("replies", lambda letter, person: outside.reply(letter, person, _reply_address())),
        ("unsubscribes", lambda letter, _person: outside.unsubscribe(letter)),
    ):
        for person in lot(stage.world.customers, fate, day=stage.day):
            if person.email in letters:
                play(letters[person.email], person)
    for person in lot(stage.world.customers, "writes_form", day=stage.day):
        outside.write_form(person, crisis.slug)
    for _n in range(max(1, len(stage.world.customers) * 3 // (1000 * stage.world.days))):
        outside.spam(_reply_address())
    opened = claim_new(at=stage.at, limit=100_000)
    return ngettext(
        "%(n)s request has come in and is sorted.", "%(n)s requests have come in and are sorted.", opened
    ) % {"n": opened}


def answer(stage: Stage) -> str:
    """The worst first, until the day is over."""
    crisis = stage.opened()
    room = max(10, len(stage.world.customers) * ANSWERS_PER_DAY // 100)
    waiting = crisis.conversations.filter(state=Conversation.State.OPEN, merged_into=None)
    sheet = Sheet.of(crisis)
    answered = 0
    for conversation in waiting.order_by("rank", "waiting_since", "pk")[:room]:
        stage.pass_time(seconds=40)
        chosen = _ready_answer(conversation, sheet)
        if chosen is None or "@" not in conversation.address:
            continue
        turn = reply(conversation, text=chosen.text, by=stage.bilal, at=stage.at)
        if turn.delivery is not None:
            send_all(stage, turn.delivery.batch)
        answered += 1
    return ngettext(
        "Bilal and his colleagues answer %(n)s person.",
        "Bilal and his colleagues answer %(n)s people, the worst first.",
        answered,
    ) % {"n": answered}


def sleep(stage: Stage) -> str:
    """Until nine the next morning; some actions are done meanwhile."""
    crisis = stage.opened()
    due = Action.objects.filter(workstream__crisis=crisis, state=Action.State.TODO, due_at__lte=stage.at)
    done = 0
    for action in due:
        lead.update_action(
            action, state=Action.State.DONE, owner=stage.alix, due_at=action.due_at, note="", by=stage.alix, at=stage.at
        )
        done += 1
    stage.day += 1
    stage.at = (stage.at + timedelta(days=1)).replace(hour=8, minute=0, second=0, microsecond=0)
    return ngettext("Day %(day)s. %(n)s action is done.", "Day %(day)s. %(n)s actions are done.", done) % {
        "day": stage.day,
        "n": done,
    }


def close(stage: Stage) -> str:
    stage.pass_time(hours=1)
    crisis = stage.opened()
    say.follow(at=stage.at)
    lead.close(crisis, note=_("The drill is over: thank you all."), by=stage.alix, at=stage.at)
    if crisis.playbook is not None:
        keep_lesson(
            crisis.playbook,
            outcome="worked",
            what=_(
                "A fact changed, and everybody who had been told the old version was told the new one within hours."
            ),
            why=_("Every message cites its facts, so the list of people was ready."),
            crisis_label=crisis.title,
            crisis_id=crisis.pk,
            is_drill=True,
            by=stage.alix,
            at=stage.at,
        )
    return _("Alix closes the crisis; the report and a lesson are kept.")


def send_all(stage: Stage, batch: Batch) -> None:
    """Send until nothing waits, letting time pass where a server asked us to come back later."""
    worker = str(Process.current())
    gives_up = time.monotonic() + SENDING_MAY_TAKE
    while time.monotonic() < gives_up:
        while send_chunk(batch.pk, worker=worker, clock=stage.clock):
            pass
        if batch.deliveries.filter(state=Delivery.State.SENDING).exists():
            time.sleep(0.2)  # the house's own worker is sending some of them
            continue
        batch.refresh_from_db(fields=["state"])
        if batch.state != Batch.State.SENDING:
            break
        stage.pass_time(minutes=10)  # a server asked us to come back later
    else:
        raise RuntimeError("the letters did not leave within ten minutes")
    stage.world_outside().read_record()
    say.follow(at=stage.at)


def _drill_channel(stage: Stage) -> Channel:
    config = {"host": "127.0.0.1", "port": stage.world_outside().port, "tls": "none"}
    name = _("Drill %(number)s: server") % {"number": stage.drill.pk}
    return outbox.add_channel(kind="email", name=name, config=config, is_drill=True, by=stage.alix, at=stage.at)


def _letters_of(stage: Stage) -> dict[str, Taken]:
    """The statement as each person received it: by address."""
    tokens = deliveries_of(stage.statement) if stage.statement else Delivery.objects.none()
    ids = {delivery.token for delivery in tokens.select_related("batch")}
    return {one.to: one for one in stage.world_outside().taken if one.message_id.split("@")[0] in ids}


def _reply_address() -> str:
    return Company.card().reply_address or settings.MAIL_FROM


def _ready_answer(conversation: Conversation, sheet: Sheet) -> ReadyAnswer | None:
    """The plan's words for what this person lives: the gravest first, then the angry, then what is next at hand."""
    answers = [one for one in ready_answers(conversation, sheet) if not one.lacking]
    if not answers:
        return None
    if conversation.impact == Conversation.Impact.URGENT:
        return answers[0]
    upset = [one for one in answers if one.template.slug.endswith("upset")]
    if conversation.anger >= 2 and upset:
        return upset[0]
    return answers[1 + conversation.pk % max(1, len(answers) - 1)] if len(answers) > 1 else answers[0]


def _told_words(batch: Batch) -> str:
    done = outbox.progress(Batch.objects.get(pk=batch.pk))
    return _("%(sent)s accepted, %(bounced)s came back, %(suppressed)s not written to.") % {
        "sent": done.sent + done.delivered,
        "bounced": done.bounced + done.failed,
        "suppressed": done.suppressed,
    }
