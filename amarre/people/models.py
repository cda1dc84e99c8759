"""Tables of people. Imported columns that have no field of their own live in `Person.attributes`, typed."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amarre.channels.addresses import normal_email
from amarre.engine.tabular.names import fold


class Organisation(models.Model):
    name = models.CharField(_("name"), max_length=200)
    external_id = models.CharField(_("number"), max_length=80, blank=True, db_index=True)

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    class Kind(models.TextChoices):
        CUSTOMER = "customer", _("customer")
        EMPLOYEE = "employee", _("employee")
        SUPPLIER = "supplier", _("supplier or partner")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.CUSTOMER, db_index=True)
    external_id = models.CharField(_("customer number"), max_length=80, blank=True)
    civility = models.CharField(_("title"), max_length=20, blank=True)  # "mme", "m", "mx" or as given
    first_name = models.CharField(_("first name"), max_length=120, blank=True)
    last_name = models.CharField(_("last name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True)  # "" = not known: the crisis's own language
    preferred_channel = models.CharField(_("preferred channel"), max_length=30, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True)
    postal_address = models.TextField(_("postal address"), blank=True)  # its lines, as on an envelope
    # What the person asked of us (amarre.people.wishes); the history is in `PreferenceChange`. Slugs between commas,
    # ",news,help,": a send to a million asks the database, which finds one in a text without parsing it.
    paused_until = models.DateField(_("nothing before"), null=True, blank=True)
    unwanted_topics = models.CharField(_("topics not wanted"), max_length=120, blank=True)
    unwanted_channels = models.CharField(_("channels not wanted"), max_length=120, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="contacts"
    )
    attributes = models.JSONField(
        default=dict, blank=True
    )  # {"orders_pending": 2, "city": "Lyon", "since": "2019-04-01"}
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    # Last and first name, folded (small letters, no accents): the order of lists and the key of the search.
    sort_name = models.CharField(max_length=260, blank=True, editable=False)
    last_import = models.ForeignKey("Import", null=True, on_delete=models.SET_NULL, related_name="+")
    erased_at = models.DateTimeField(null=True)
    # Made for a drill: messages of real crises never reach them, those of drills reach nobody else.
    is_invented = models.BooleanField(default=False, db_index=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["kind", "sort_name", "id"]),
            models.Index(fields=["external_id"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "external_id", "is_invented"],
                condition=~models.Q(external_id=""),
                name="customer_number_once",
            )
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.first_name, self.last_name) if part) or self.external_id or "?"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_name = sort_name(self.last_name, self.first_name)
        super().save(*args, **kwargs)


def sort_name(last_name: str, first_name: str) -> str:
    """Last and first name as lists sort them: *Lefèvre*, *Zoé* gives `lefevre zoe`."""
    return " ".join(part for part in (_folded(last_name), _folded(first_name)) if part)


#: The same names come back again and again in a file of customers.
_folded = lru_cache(maxsize=50_000)(fold)


class ContactPoint(models.Model):
    """One address of one person on one kind of channel, with what they allowed."""

    class Consent(models.TextChoices):
        UNKNOWN = "unknown", _("not asked")
        GIVEN = "given", _("given")
        REFUSED = "refused", _("refused")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=20)  # email, phone
    address = models.CharField(max_length=320)  # normalised: e-mail as typed but lower-case domain, phone E.164
    normal = models.CharField(max_length=320, editable=False)  # `normal_form`: what makes two spellings one mailbox
    is_preferred = models.BooleanField(default=True)
    consent = models.CharField(max_length=10, choices=Consent.choices, default=Consent.UNKNOWN)
    consent_source = models.CharField(max_length=200, blank=True)
    consent_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "normal"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind", "normal"], name="address_once_per_person"),
            # Freezing joins people with their preferred address, and nobody may come twice.
            models.UniqueConstraint(
                fields=["person", "kind"], condition=models.Q(is_preferred=True), name="one_preferred_address"
            ),
        ]

    def __str__(self) -> str:
        return self.address

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.normal = normal_form(self.kind, self.address)
        if self._state.adding and self.is_preferred:
            # The first address of a kind is preferred until somebody prefers another.
            rivals = ContactPoint.objects.filter(person_id=self.person_id, kind=self.kind, is_preferred=True)
            self.is_preferred = not rivals.exists()
        super().save(*args, **kwargs)


def normal_form(kind: str, address: str) -> str:
    """What makes two spellings one address, as the post office sees it too: small letters, the domain in ASCII."""
    if kind == "email" and not address.isascii():
        return normal_email(address)
    return address.strip().lower()


class PreferenceChange(models.Model):
    """What a person asked of us, when, how we know, and what held before: the record of consent. Only added to."""

    class Source(models.TextChoices):
        PERSON = "person", _("chosen by the person on their page")
        TOLD = "told", _("told to a colleague")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="preference_changes")
    at = models.DateTimeField()
    source = models.CharField(max_length=10, choices=Source.choices)
    note = models.CharField(max_length=300, blank=True)  # how consent was given: "on the telephone, 3 March"
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    delivery_ref = models.BigIntegerField(null=True)  # the message whose link was followed
    before = models.JSONField(default=dict)  # amarre.people.wishes.Wishes.to_data
    after = models.JSONField(default=dict)
    undoes = models.OneToOneField("self", null=True, on_delete=models.SET_NULL, related_name="undone_by")

    class Meta:
        ordering: ClassVar = ["-id"]


class Frequency(models.Model):
    """How often the company writes to one person at most: one row. Answers and vital words do not count."""

    is_on = models.BooleanField(_("keep to a limit"), default=True)
    most = models.PositiveSmallIntegerField(_("messages to one person at most"), default=4)
    days = models.PositiveSmallIntegerField(_("in so many days"), default=7)
    per_channel = models.JSONField(default=dict)  # {"sms": 2}: of these, by one kind of channel

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(pk=1), name="only_one_frequency")]

    @classmethod
    def of_the_house(cls) -> Frequency:
        """The one row; what a new house begins with until somebody changes it."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)


class Column(models.Model):
    """A column once imported: its type, for the rule builder and for messages."""

    class Type(models.TextChoices):
        TEXT = "text", _("text")
        NUMBER = "number", pgettext_lazy("type of values", "number")
        DATE = "date", _("date")
        BOOLEAN = "boolean", _("yes or no")

    name = models.SlugField(max_length=60, unique=True)
    label = models.CharField(max_length=120)
    type = models.CharField(max_length=10, choices=Type.choices)

    class Meta:
        ordering: ClassVar = ["label"]


class Import(models.Model):
    """One file of people: where it is, how its columns map, how far it got, what was refused."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("waiting for its columns")
        QUEUED = "queued", _("about to start")
        RUNNING = "running", _("being imported")
        DONE = "done", _("done")
        FAILED = "failed", _("stopped by a problem")

    file_name = models.CharField(max_length=200)
    is_invented = models.BooleanField(default=False)  # its people are those of a drill
    path = models.CharField(max_length=300)  # under MEDIA_ROOT
    kind = models.CharField(max_length=10, choices=Person.Kind.choices, default=Person.Kind.CUSTOMER)
    mapping = models.JSONField(default=dict)  # amarre.people.mapping.Mapping.to_data
    encoding = models.CharField(max_length=20, blank=True)
    separator = models.CharField(max_length=4, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    problem = models.CharField(max_length=300, blank=True)
    size = models.BigIntegerField(default=0)  # bytes
    read = models.BigIntegerField(default=0)  # bytes read so far: the progress bar
    lines = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)  # lines of which nothing was kept
    refused_path = models.CharField(max_length=300, blank=True)
    incomplete = models.PositiveIntegerField(default=0)  # lines imported without a value that could not be read
    incomplete_path = models.CharField(max_length=300, blank=True)
    last_line = models.PositiveIntegerField(default=0)  # written so far: where to go on after a stop
    ambiguous = models.JSONField(default=dict)  # {line: address}: refused because several people have it
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-uploaded_at"]


class Segment(models.Model):
    """A group of people described by a rule, counted live."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    kind = models.CharField(max_length=10, choices=Person.Kind.choices, default=Person.Kind.CUSTOMER)
    rule = models.JSONField(default=dict)  # {} = everybody of the kind
    note = models.CharField(_("what for"), max_length=300, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name
