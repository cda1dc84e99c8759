"""Print files, from the press to the post, and the letters that come back.

The kind that prints knows nothing of the ledger: it leaves a folder (amarre.channels.kinds.letter.folder). Here each
folder gets its row, once; somebody says when it was posted; and the code on a returned letter finds its delivery.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from shutil import rmtree
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from amarre.accounts import journal
from amarre.accounts.models import JournalEntry, User
from amarre.channels.desk import desk
from amarre.channels.kinds.letter import folder
from amarre.channels.kinds.letter.codes import NotACode, check_of, read_code
from amarre.channels.kinds.letter.reasons import RETURNS, UNKNOWN
from amarre.channels.links import by_token
from amarre.channels.models import Batch, Delivery, PrintFile, Receipt
from amarre.channels.reading import batches_visible_to, deliveries_visible_to
from amarre.channels.receipts import note, take_back
from amarre.channels.tokens import number_in
from amarre.engine.mailin import Outcome
from amarre.lib import bulk
from amarre.lib.errors import Conflict, Invalid, NotFound

# Letters hold names and addresses: once posted, the files are kept so long for a second print, then deleted.
KEEP = timedelta(days=30)
# A wrong scan can be taken back for so long.
UNDO = timedelta(hours=1)
_PRINT = "print/"
_SHOWN = 200


@dataclass(frozen=True)
class Printed:
    """A print file with what is known of it. `uncounted`: letters in it that the ledger does not say are there."""

    row: PrintFile
    about: dict[str, Any]
    uncounted: int

    @property
    def kilograms(self) -> float:
        return float(self.about.get("grams", 0)) / 1000

    @property
    def has_files(self) -> bool:
        return bool(self.about)


def register() -> int:
    """Give each new folder of the press its row, and let go of those that the ledger has whole; how many were new."""
    made = 0
    for name in folder.waiting():
        pages, about = folder.tokens_of(name), folder.about(name)
        if not about:
            continue
        first = next(iter(pages), "")
        delivery = by_token(first) if first else None
        _row, is_new = PrintFile.objects.get_or_create(
            path=f"{_PRINT}{name}",
            defaults={
                "batch": delivery.batch if delivery else None,
                "letters": about["letters"],
                "pages": about["pages"],
                "made_at": datetime.fromisoformat(about["made_at"]),
            },
        )
        made += is_new
        if not _uncounted(name, pages):
            folder.in_ledger(name)
    return made


def printed_for(user: User) -> QuerySet[PrintFile]:
    """The print files that this colleague may see."""
    seen = Q(batch=None) | Q(batch__in=batches_visible_to(user).values("pk"))
    return PrintFile.objects.filter(seen).select_related("batch__channel", "posted_by")


def described(row: PrintFile) -> Printed:
    """What there is to say of a print file."""
    name = name_of(row)
    return Printed(row, folder.about(name), _uncounted(name, folder.tokens_of(name)))


def to_post(batch: Batch) -> int:
    """How many letters of this send are printed to a file and not posted yet; none once the send is stopped."""
    if batch.state == Batch.State.STOPPED:
        return 0
    register()
    return batch.print_files.filter(posted_at=None).aggregate(all=Sum("letters"))["all"] or 0


def name_of(row: PrintFile) -> str:
    """The name of its folder."""
    return row.path.removeprefix(_PRINT)


def file_of(row: PrintFile, which: str) -> Path:
    """One of its files. Raises NotFound when it is no longer there."""
    path = folder.print_root() / name_of(row) / which
    if which not in (folder.LETTERS, folder.LIST, folder.TABLE) or not path.is_file():
        raise NotFound(_("This file is no longer kept."))
    return path


def _uncounted(name: str, pages: dict[str, int]) -> int:
    numbers = {number_in(token): folder.reference(name, page) for token, page in pages.items()}
    known = bulk.having(Delivery, "id", [number for number in numbers if number], give=("id", "reference"))
    return len(numbers) - sum(numbers[number] == reference for number, reference in known)


@transaction.atomic
def post(row: PrintFile, *, by: User, at: datetime) -> None:
    """Somebody has brought the letters to the post. Raises Conflict when somebody else has said so, or they must not
    leave any more."""
    if row.batch is not None and row.batch.state == row.batch.State.STOPPED:
        raise Conflict(_("This send was stopped: these letters must not be posted."))
    if not PrintFile.objects.filter(pk=row.pk, posted_at=None).update(posted_at=at, posted_by=by):
        raise Conflict(_("Somebody has already said that these letters were posted."))
    journal.record("letter.post", by=by, at=at, subject=row, crisis_id=_crisis(row), count=row.letters)


@transaction.atomic
def unpost(row: PrintFile, *, by: User, at: datetime) -> None:
    """They were not posted after all. Raises Conflict when nobody said that they were."""
    if not PrintFile.objects.filter(pk=row.pk).exclude(posted_at=None).update(posted_at=None, posted_by=None):
        raise Conflict(_("Nobody has said that these letters were posted."))
    journal.record("letter.unpost", by=by, at=at, subject=row, crisis_id=_crisis(row), count=row.letters)


def _crisis(row: PrintFile) -> int | None:
    return row.batch.crisis_id if row.batch is not None else None


def forget_posted(*, at: datetime) -> int:
    """Delete the files of what was posted long ago; the rows stay. Returns how many were deleted."""
    gone = 0
    for row in PrintFile.objects.filter(posted_at__lt=at - KEEP):
        place = folder.print_root() / name_of(row)
        if place.is_dir():
            rmtree(place)
            gone += 1
    return gone


# Letters that come back


def letter_of(typed: str, *, user: User) -> Delivery:
    """The delivery whose letter bears this code. Raises NotFound, with words for the person who typed it."""
    try:
        meanings = read_code(typed)
    except NotACode:
        raise NotFound(
            _("“%(typed)s” is not the code of a letter.") % {"typed": typed[:40]},
            hint=_("It is below the square, for example R4K-9Q2M."),
        ) from None
    letters = deliveries_visible_to(user).filter(batch__channel__kind="letter")
    for number, check in meanings:
        found = letters.filter(pk=number).first()
        if found is not None and check_of(found.token) == check:
            return found
    raise NotFound(
        _("No letter of ours bears the code %(typed)s.") % {"typed": typed[:40]},
        hint=_("Scan it again, or type what is printed below the square."),
    )


@transaction.atomic
def came_back(delivery: Delivery, *, why: str, by: User, at: datetime) -> Receipt:
    """A letter was returned. Only “unknown at this address” says that the address is dead, and only when nobody else
    whom we know lives there. Raises Conflict when it was scanned before, Invalid for a reason that does not exist."""
    if why not in RETURNS:
        raise Invalid(_("Choose why the letter came back."), fields={"why": _("A reason is needed.")})
    if delivery.receipts.filter(kind=Receipt.Kind.BOUNCED, reason__in=RETURNS).exists():
        raise Conflict(_("This letter has been scanned already."))
    dead = why == UNKNOWN and len(desk().refs_at("post", delivery.address)) <= 1
    receipt = note(Receipt.Kind.BOUNCED, delivery=delivery, outcome=Outcome(delivery.address, dead, "", why, ""), at=at)
    journal.record("letter.returned", by=by, at=at, subject=delivery, crisis_id=delivery.batch.crisis_id, why=why)
    return receipt


@transaction.atomic
def take_back_return(receipt: Receipt, *, by: User, at: datetime) -> None:
    """The scan was a mistake: the letter did not come back. Raises Conflict after an hour."""
    if receipt.at < at - UNDO:
        raise Conflict(_("This was written down more than an hour ago: it can no longer be taken back here."))
    delivery = receipt.delivery
    take_back(receipt, by=by, at=at)
    crisis_id = delivery.batch.crisis_id if delivery is not None else None
    journal.record("letter.return_undone", by=by, at=at, subject=delivery, crisis_id=crisis_id)


def returns_of(user: User, *, at: datetime) -> QuerySet[Receipt]:
    """The letters that came back in the last hour, the latest first."""
    recent = JournalEntry.objects.filter(verb="letter.returned", at__gte=at - UNDO).values_list("subject_id", flat=True)
    letters = deliveries_visible_to(user).filter(pk__in=[int(number) for number in recent[:_SHOWN]])
    news = Receipt.objects.filter(delivery__in=letters, reason__in=RETURNS, at__gte=at - UNDO)
    return news.select_related("delivery__batch__channel").order_by("-pk")
