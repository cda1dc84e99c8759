"""Prepare a drill, play it, take it over by hand."""

from __future__ import annotations

import logging
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import Role, User
from amarre.channels.models import Channel, Inbound
from amarre.drill.models import Drill
from amarre.drill.outside import Outside
from amarre.drill.scenes import Stage, scenes
from amarre.drill.sums import Sums, add_up, disagreements
from amarre.drill.world import LANGUAGES, SCENARIOS, build
from amarre.lib.errors import Conflict, Invalid
from amarre.lib.time import clock as drill_clock

logger = logging.getLogger("amarre.drill")

MOST_PEOPLE, MOST_DAYS = 200_000, 60
CAST = {"alix": ("Alix", Role.LEAD), "chloe": ("Chloé", Role.WRITER), "bilal": ("Bilal", Role.AGENT)}

Told = Callable[[str, int, str], None]
"""Called after each scene with its name, the day and a sentence."""


def check_choices(*, scenario: str, people: int, days: int, language: str) -> None:
    """Whether such a drill can be played; asks no database. Raises Invalid with the field's reason."""
    fields = {}
    if scenario not in SCENARIOS:
        fields["scenario"] = _("Choose one from the list.")
    if language not in LANGUAGES:
        fields["language"] = _("Choose one from the list.")
    if not 10 <= people <= MOST_PEOPLE:
        fields["people"] = _("Between 10 and %(most)s people.") % {"most": MOST_PEOPLE}
    if not 1 <= days <= MOST_DAYS:
        fields["days"] = _("Between 1 and %(most)s days.") % {"most": MOST_DAYS}
    if fields:
        raise Invalid(_("This drill cannot be played."), fields=fields)


@transaction.atomic
def prepare(*, scenario: str, people: int, days: int, seed: int, language: str, by: User | None, at: datetime) -> Drill:
    """A drill ready to be played. Raises Invalid with the field's reason."""
    check_choices(scenario=scenario, people=people, days=days, language=language)
    drill = Drill.objects.create(
        scenario=scenario, people=people, days=days, seed=seed, language=language, started_by=by, created_at=at
    )
    record("drill.prepare", by=by, at=at, subject=drill, scenario=scenario, people=people, days=days)
    return drill


def play(drill: Drill, *, at: datetime, told: Told | None = None, pause: float = 0.0) -> Sums | None:
    """Play the drill to its end, or until somebody takes it over (then None). `at` is the present moment.

    The drill's days end at the present: what it writes is in the past, as a real crisis would be. `pause` is how many
    seconds to wait after each scene, so that people can watch. Raises what stopped it; the drill then says so.
    """
    if not Drill.objects.filter(pk=drill.pk, state=Drill.State.READY).update(state=Drill.State.RUNNING, started_at=at):
        raise Conflict(_("This drill has been played already."), hint=_("Prepare another one."))
    try:
        with translation.override(drill.language), tempfile.TemporaryDirectory(prefix="amarre-drill-") as folder:
            return _play(drill, Path(folder), at=at, told=told, pause=pause)
    except Exception as error:
        Drill.objects.filter(pk=drill.pk).update(
            state=Drill.State.FAILED, problem="".join(traceback.format_exception_only(error)), finished_at=at
        )
        raise
    finally:
        _close_channel(drill)


def _play(drill: Drill, folder: Path, *, at: datetime, told: Told | None, pause: float) -> Sums | None:
    world = build(
        scenario=drill.scenario, people=drill.people, days=drill.days, seed=drill.seed, language=drill.language,
        tag=f"d{drill.pk}",
    )  # fmt: skip
    began = time.monotonic()
    last_inbound = Inbound.objects.aggregate(last=Max("pk"))["last"] or 0
    morning = (at - timedelta(days=drill.days)).replace(hour=8, minute=0, second=0, microsecond=0)
    stage = Stage(
        drill, world, folder, alix=_person("alix"), chloe=_person("chloe"), bilal=_person("bilal"), at=morning
    )
    stage.outside = Outside(world, folder, stage.clock)
    with ExitStack() as stack:
        stack.enter_context(stage.outside.open())
        stack.enter_context(drill_clock(stage.clock))
        for name, day, scene in scenes(drill.days):
            if not _goes_on(drill, name):
                return None
            sentence = scene(stage)
            _log(drill, name, day, stage.at, sentence)
            if told:
                told(name, day, sentence)
            if pause:
                time.sleep(pause)
        stage.outside.read_record()
    if stage.crisis is None or stage.statement is None:
        raise RuntimeError("the drill ended without a crisis or a statement")
    stage.statement.refresh_from_db()
    sums = add_up(
        stage.crisis, stage.statement, stage.outside, since_inbound=last_inbound, seconds=time.monotonic() - began
    )
    wrong = disagreements(sums, stage.crisis, stage.statement, stage.outside)
    _finish(drill, sums, wrong, at=at)
    return sums


def _person(key: str) -> User:
    """Alix, Chloé and Bilal of the drills: real accounts without a password, so that every rule applies to them."""
    name, role = CAST[key]
    email = f"{key}@drill.example"
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, name=f"{name} ({_('drill')})", role=role)
    return user


def _goes_on(drill: Drill, name: str) -> bool:
    """Whether nobody has taken the drill over; remembers the scene that begins."""
    return bool(Drill.objects.filter(pk=drill.pk, state=Drill.State.RUNNING).update(step=name))


def _log(drill: Drill, name: str, day: int, moment: datetime, sentence: str) -> None:
    with transaction.atomic():
        row = Drill.objects.select_for_update().get(pk=drill.pk)
        row.log = [*row.log, {"at": moment.isoformat(), "day": day, "step": name, "words": sentence}]
        row.save(update_fields=["log"])


@transaction.atomic
def _finish(drill: Drill, sums: Sums, wrong: list[str], *, at: datetime) -> None:
    state = Drill.State.FAILED if wrong else Drill.State.FINISHED
    Drill.objects.filter(pk=drill.pk).update(
        state=state, sums=sums.as_dict(), problem="\n".join(wrong), finished_at=at, step=""
    )
    record("drill.finish", by=None, at=at, subject=drill, answered=sums.answered, corrected=sums.corrected)


@transaction.atomic
def take_over(drill: Drill, *, by: User, at: datetime) -> Drill:
    """From here on people play. The scene under way ends first; nothing more is done by itself."""
    states = [Drill.State.READY, Drill.State.RUNNING]
    if not Drill.objects.filter(pk=drill.pk, state__in=states).update(state=Drill.State.BY_HAND, finished_at=at):
        raise Conflict(_("This drill is over: there is nothing left to take over."))
    record("drill.take_over", by=by, at=at, subject=drill, crisis_id=drill.crisis_id)
    drill.refresh_from_db()
    return drill


def _close_channel(drill: Drill) -> None:
    """The receiving server is gone: what people send from here on goes to the drills' tray."""
    Channel.objects.filter(is_drill=True, kind="email", is_enabled=True).update(is_enabled=False)
