"""Tables of the post office. Everything above refers to people by `person_ref`, the number of a `people.Person`."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from amarre.channels.tokens import token_of
from amarre.lib.secrets import SealedJSONField


def new_key() -> str:
    """128 random bits, in hexadecimal."""
    return secrets.token_hex(16)


class Channel(models.Model):
    """A way out or in, configured: `kind` is a key of the registry of channel kinds (tray, email, form, ...)."""

    kind = models.CharField(_("kind"), max_length=30)
    name = models.CharField(_("name"), max_length=80)
    config = SealedJSONField(default=dict, blank=True)  # its secrets are encrypted at rest
    pace = models.JSONField(default=dict, blank=True)  # amarre.engine.pace.Pace.to_data: how fast, when, when to stop
    key = models.CharField(max_length=32, default=new_key)  # in the address to which its provider pushes news
    is_enabled = models.BooleanField(_("open"), default=True)
    is_default = models.BooleanField(_("used unless another is chosen"), default=False)
    # Drills have channels of their own: nothing of a drill leaves by a real one, nothing real by a drill's.
    is_drill = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Batch(models.Model):
    """One send to many (or to one): the same content, one row per recipient in `Delivery`."""

    class State(models.TextChoices):
        PREPARING = "preparing", _("being prepared")
        READY = "ready", _("ready")
        SENDING = "sending", _("being sent")
        PAUSED = "paused", _("paused")
        STOPPED = "stopped", _("stopped")
        FINISHED = "finished", _("finished")

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="batches")
    label = models.CharField(max_length=200)
    occasion = models.CharField(max_length=20)  # statement, news, answer, payment, renewal, refusal, correction, staff
    origin = models.CharField(max_length=60, blank=True, db_index=True)  # "broadcasts.message:12": who asked for it
    crisis_id = models.BigIntegerField(null=True, db_index=True)  # no foreign key: situation lies above
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARING)
    state_reason = models.CharField(max_length=200, blank=True)
    is_vital = models.BooleanField(default=False)  # vital for safety: passes caps and pauses, never a legal suppression
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    in_reply_to = models.CharField(max_length=300, blank=True)  # the person's own mail, when this is an answer to it
    next_at = models.DateTimeField(null=True)  # when the sender looks again: a retry, or a server that was away
    worked_at = models.DateTimeField(null=True)  # the sender's last sign of life
    troubles = models.PositiveSmallIntegerField(default=0)  # times in a row that the next hop could not be reached
    key = models.CharField(max_length=32, default=new_key)  # makes the tokens of its deliveries
    # Why it may not be resumed before somebody has approved it again ("what it says has changed"); empty: it may.
    hold = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.label


class Content(models.Model):
    """What a batch says in one language: facts already put in and frozen; only `{{ person.x }}`-like values remain."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="contents")
    language = models.CharField(max_length=5)
    subject = models.TextField(blank=True)
    text = models.TextField()
    html = models.TextField(blank=True)
    options = models.JSONField(default=dict)  # what it asks of the kind: {"template": ..., "picture": ...}

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["batch", "language"], name="one_content_per_language")]


class Delivery(models.Model):
    """One row per recipient of a batch: the proof of what happened to it.

    `sent` means accepted by the next hop; `delivered` needs a receipt. `unsure`: the sender died between handing it
    over and writing it down. `suppressed`: not sent, on purpose (`reason` says why).
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        DELIVERED = "delivered", _("delivered")
        BOUNCED = "bounced", _("came back")
        FAILED = "failed", _("failed")
        STOPPED = "stopped", _("stopped")
        SUPPRESSED = "suppressed", _("not sent, on purpose")
        UNSURE = "unsure", _("unsure")

    # No index of its own: the one on (batch, state) begins with it. No check by the database: PostgreSQL would ask once
    # for each of a million rows whether their batch, locked by the same transaction, is there.
    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, related_name="deliveries", db_index=False, db_constraint=False
    )
    person_ref = models.BigIntegerField(null=True)
    address = models.CharField(max_length=320)  # "erased" once the person is
    language = models.CharField(max_length=5)
    # Personal values as they were put in the words, strings; {"if.0": true} says that a part was shown. Written when
    # the message leaves, unless they were known before.
    values = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    reason = models.CharField(max_length=300, blank=True)  # slug of the latest outcome, or the next hop's own words
    reply = models.CharField(max_length=300, blank=True)  # what the next hop said when it accepted: its queue number
    reference = models.CharField(max_length=120, blank=True)  # the provider's number, by which its receipts name it
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)  # a retry, or the end of quiet hours
    lease_ref = models.BigIntegerField(null=True)  # the Lease under which it is being sent
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)  # delivered, bounced, failed, stopped
    in_reply_to = models.CharField(max_length=300, blank=True)  # threads an answer under the person's own mail
    old_token = models.CharField(max_length=24, blank=True)  # of rows older than `tokens`; they keep their name

    class Meta:
        # Each index is paid a million times by a large send: none without a page that needs it.
        indexes: ClassVar = [
            models.Index(fields=["batch", "state", "id"], name="delivery_of_batch"),
            models.Index(
                fields=["person_ref"], name="delivery_of_person", condition=models.Q(person_ref__isnull=False)
            ),
            models.Index(fields=["address"], name="delivery_of_nobody", condition=models.Q(person_ref=None)),
            models.Index(fields=["lease_ref"], name="delivery_in_flight", condition=models.Q(lease_ref__isnull=False)),
            models.Index(fields=["reference"], name="delivery_reference", condition=~models.Q(reference="")),
            models.Index(fields=["old_token"], name="delivery_old_token", condition=~models.Q(old_token="")),
        ]

    @property
    def token(self) -> str:
        """Its name in Message-ID, return path and links: 24 hexadecimal digits that nobody can guess, always the same.
        Reads `batch`."""
        return self.old_token or token_of(self.batch.key, self.pk)


class Tally(models.Model):
    """What was last counted of a large batch: a million rows are not counted again for each look at its page."""

    batch = models.OneToOneField(Batch, primary_key=True, on_delete=models.CASCADE, related_name="tally")
    counted_at = models.DateTimeField()
    seconds = models.FloatField()  # what counting cost
    states = models.JSONField(default=dict)  # {"sent": 12, ...}
    causes = models.JSONField(default=list)  # [[state, reason, how many, when the first is due or null], ...]
    before_at = models.DateTimeField(null=True)  # the count before this one, from which the rate is read
    before_gone = models.PositiveIntegerField(default=0)


class Lease(models.Model):
    """Some deliveries of one batch, taken by one worker to be sent. Its rows are `sending`; it ends with its record.

    `record` is the worker's own file of what it began and what was answered, which survives its death.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="leases")
    worker = models.CharField(max_length=120, db_index=True)
    record = models.CharField(max_length=200)
    taken_at = models.DateTimeField()
    until = models.DateTimeField()


class PaceWindow(models.Model):
    """How many messages left by a channel, to one domain ("" = to all), in one span of time."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="windows")
    domain = models.CharField(max_length=255, blank=True)
    starts_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["channel", "domain", "starts_at"], name="one_pace_window")
        ]


class PrintFile(models.Model):
    """Letters made ready for the printer: one PDF with its cover list, until somebody says that it was posted."""

    batch = models.ForeignKey(Batch, null=True, on_delete=models.SET_NULL, related_name="print_files")
    path = models.CharField(max_length=300, unique=True)  # its folder, under MEDIA_ROOT
    letters = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    posted_at = models.DateTimeField(null=True)
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["-id"]


class PushSubscription(models.Model):
    """A browser that a person allowed to be notified (RFC 8030, 8291). `handle` is its address in people's files."""

    handle = models.CharField(max_length=64, unique=True)  # SHA-256 of the endpoint
    endpoint = models.TextField()
    p256dh = models.CharField(max_length=200)
    auth = models.CharField(max_length=100)
    language = models.CharField(max_length=5, blank=True)
    # The crisis on whose page it was asked for (a browser keeps one a page); no foreign key: it lies above.
    crisis_id = models.BigIntegerField(null=True, db_index=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # stopped on the device, or the push service said that it is gone


class Inbound(models.Model):
    """One row per word that came in, whatever the channel; claimed by `inbox` (a message) or kept as evidence."""

    class Kind(models.TextChoices):
        MESSAGE = "message", _("message")
        BOUNCE = "bounce", _("returned mail")
        REPORT = "report", _("report")
        AUTO_REPLY = "auto_reply", _("automatic reply")
        SPAM = "spam", _("spam")

    channel_kind = models.CharField(max_length=30)  # email, form, ...
    channel = models.ForeignKey(Channel, null=True, on_delete=models.SET_NULL, related_name="inbounds")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.CharField(max_length=80, blank=True)  # why this kind: a slug
    received_at = models.DateTimeField(db_index=True)
    digest = models.CharField(max_length=64, db_index=True)  # SHA-256 of what came: the same mail twice is one row
    message_id = models.CharField(max_length=300, blank=True, db_index=True)
    in_reply_to = models.CharField(max_length=300, blank=True)
    references = models.JSONField(default=list)
    from_address = models.CharField(max_length=320, blank=True, db_index=True)
    from_name = models.CharField(max_length=200, blank=True)
    to_address = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=400, blank=True)
    text = models.TextField(blank=True)  # what the person wrote, quotes and signature cut
    full_text = models.TextField(blank=True)
    language = models.CharField(max_length=5, blank=True)
    attachments = models.JSONField(default=list)  # [{"name", "content_type", "size"}]
    fields = models.JSONField(default=dict)  # what a form asked besides the words
    raw_path = models.CharField(max_length=200, blank=True)  # under MAIL_ROOT
    crisis_id = models.BigIntegerField(null=True, db_index=True)
    person_ref = models.BigIntegerField(null=True, db_index=True)
    delivery = models.ForeignKey(Delivery, null=True, on_delete=models.SET_NULL, related_name="inbounds")
    claimed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["channel_kind", "digest"], name="inbound_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="inbound_unclaimed", condition=models.Q(claimed_at=None, kind="message"))
        ]


class Receipt(models.Model):
    """News of a delivery that came later: delivered, bounced, complained, unsubscribed, replied automatically."""

    class Kind(models.TextChoices):
        DELIVERED = "delivered", _("delivered")
        BOUNCED = "bounced", _("came back")
        DELAYED = "delayed", _("delayed")
        COMPLAINED = "complained", _("reported as unwanted")
        UNSUBSCRIBED = "unsubscribed", _("asked for no more")
        AUTO_REPLIED = "auto_replied", _("automatic reply")

    # None: about no message of ours, or not known yet (`reference` then finds it later).
    delivery = models.ForeignKey(Delivery, null=True, on_delete=models.CASCADE, related_name="receipts")
    inbound = models.ForeignKey(Inbound, null=True, on_delete=models.SET_NULL, related_name="receipts")
    # That told it. No index: a database that chose it would read all the news of a channel for that of one message.
    channel = models.ForeignKey(Channel, null=True, on_delete=models.SET_NULL, related_name="receipts", db_index=False)
    reference = models.CharField(max_length=120, blank=True)  # the provider's number of the message
    kind = models.CharField(max_length=12, choices=Kind.choices)
    address = models.CharField(max_length=320, blank=True)
    permanent = models.BooleanField(null=True)
    status = models.CharField(max_length=12, blank=True)  # RFC 3463
    reason = models.CharField(max_length=40, blank=True)  # slug: user_unknown, mailbox_full, ...
    diagnostic = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)  # when the layer above has read it

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["reference"],
                name="receipt_waiting_for",
                condition=models.Q(delivery=None) & ~models.Q(reference=""),
            )
        ]


class Suppression(models.Model):
    """An address that is not written to any more, why, on which evidence; lifted by a person, never deleted."""

    class Cause(models.TextChoices):
        UNSUBSCRIBED = "unsubscribed", _("asked for no more")
        COMPLAINED = "complained", _("reported our mail as unwanted")
        DEAD = "dead", _("the address does not exist")
        BY_HAND = "by_hand", _("added by a colleague")

    channel_kind = models.CharField(max_length=30)
    address = models.CharField(max_length=320)  # normalised
    cause = models.CharField(max_length=14, choices=Cause.choices)
    receipt = models.ForeignKey(Receipt, null=True, on_delete=models.SET_NULL, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    lifted_why = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["channel_kind", "address"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["channel_kind", "address"], condition=models.Q(lifted_at=None), name="one_live_suppression"
            )
        ]


class CallTask(models.Model):
    """A person to call, from the first time that a colleague takes them: whose hands they are in, and what came of it.

    Nobody has two callers: taking is a conditional update, and ends by itself at `until`. The delivery says the rest:
    it is `sent` until somebody was reached, or there is nothing more to try.
    """

    class Outcome(models.TextChoices):
        SPOKEN = "spoken", _("spoken to")
        VOICEMAIL = "voicemail", _("left a message")
        NO_ANSWER = "no_answer", _("no answer")
        WRONG_NUMBER = "wrong_number", _("wrong number")
        NOT_AGAIN = "not_again", _("asked not to be called")

    delivery = models.OneToOneField(Delivery, on_delete=models.CASCADE, related_name="call")
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)  # of the latest call
    note = models.TextField(blank=True)
    called_at = models.DateTimeField(null=True)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["not_before", "id"], name="calls_to_make", condition=models.Q(ended_at=None)),
        ]
