"""What every kind of channel promises, held against a server that plays its provider, at its best and at its worst."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils.translation import override

from amarre.channels.kinds import KINDS, http
from amarre.channels.kinds.contract import Answer, Envelope, Forged, Kind, Misconfigured, Result, Unreachable
from amarre.channels.tests.contract.fake import RETRY_SECONDS, Fake, Trouble
from amarre.channels.tests.contract.fakes import all_fakes

FAKES = all_fakes()
# Not asked by a form: for tests, and what the post office adds itself.
ELSEWHERE = {"base_url", "timeout", "body_timeout", "hook_url"}
TAKEN_UNANSWERED = (Trouble.RUBBISH, Trouble.TRUNCATED, Trouble.CUT, Trouble.SILENT)


def name(fake: type[Fake]) -> str:
    return "-".join(part for part in (fake.slug, fake.provider) if part)


def who_can(*troubles: Trouble) -> list[object]:
    """Each fake with each of these troubles it can have."""
    pairs = [(fake, trouble) for fake in FAKES for trouble in troubles if trouble not in fake.excused]
    return [pytest.param(fake, trouble, id=f"{name(fake)}-{trouble}", marks=marks(fake)) for fake, trouble in pairs]


def marks(fake: type[Fake]) -> list[pytest.MarkDecorator]:
    """The database is made only for tests that say beforehand that they need it."""
    return [pytest.mark.django_db(transaction=True)] if fake.needs_database else []


every = pytest.mark.parametrize("of", [pytest.param(fake, id=name(fake), marks=marks(fake)) for fake in FAKES])


@pytest.fixture
def fake(of: type[Fake], monkeypatch: pytest.MonkeyPatch) -> Iterator[Fake]:
    monkeypatch.setattr(http, "READ_SECONDS", 0.5)
    monkeypatch.setattr(http, "CONNECT_SECONDS", 2.0)
    with of() as opened:
        yield opened


class Pulled:
    """Envelopes given one by one, and how many of them were asked for."""

    def __init__(self, fake: Fake, count: int) -> None:
        self.envelopes = [fake.envelope(number) for number in range(count)]
        self.count = 0

    def __iter__(self) -> Iterator[Envelope]:
        for envelope in self.envelopes:
            self.count += 1
            yield envelope

    @property
    def begun(self) -> list[Envelope]:
        return self.envelopes[: self.count]


def send(fake: Fake, envelopes: Pulled) -> tuple[list[Result], Exception | None]:
    """What was answered, and what was raised at the end."""
    assert fake.kind.send is not None
    results: list[Result] = []
    try:
        for result in fake.kind.send(iter(envelopes), fake.config()):
            results.append(result)
    except (Unreachable, Misconfigured) as error:
        return results, error
    return results, None


def reached(fake: Fake, envelope: Envelope) -> int:
    """How many times this message is among what the provider took."""
    return sum(envelope.text in one.text and one.address == envelope.address for one in fake.received)


def answers(results: list[Result]) -> dict[str, Answer]:
    assert len({result.token for result in results}) == len(results), "answered twice"
    return {result.token: result.answer for result in results}


# Every kind


def test_every_kind_that_sends_has_a_fake():
    sending = {slug for slug in KINDS if KINDS.get(slug).send is not None}
    assert sending <= {fake.slug for fake in FAKES}
    assert {fake.slug for fake in FAKES} <= set(KINDS)


@every
def test_a_trouble_is_excused_with_a_reason(of):
    assert all(isinstance(trouble, Trouble) and len(why) > 10 for trouble, why in of.excused.items())
    assert of.has_server or set(of.excused) == set(Trouble)


@pytest.mark.parametrize("slug", list(KINDS))
def test_a_kind_says_what_it_is_in_both_languages_and_reads_empty_settings(slug):
    kind: Kind = KINDS.get(slug)
    assert kind.slug == slug
    for language in ("fr", "en"):
        with override(language):
            assert str(kind.name)
            assert str(kind.summary(kind.config({})))
            assert all(str(setting.label) for setting in kind.settings)
    assert len({setting.name for setting in kind.settings}) == len(kind.settings)


@every
def test_the_settings_used_here_are_those_its_form_asks_for(fake):
    declared = {setting.name for setting in fake.kind.settings}
    assert not set(fake.values()) - declared - ELSEWHERE
    secret = {setting.name for setting in fake.kind.settings if setting.type == "secret"}
    kept = {str(value) for name, value in fake.values().items() if name in secret}
    assert kept == set(fake.secrets)


@every
def test_the_summary_never_shows_a_secret(fake):
    for language in ("fr", "en"):
        with override(language):
            words = str(fake.kind.summary(fake.config()))
    assert words
    assert not [secret for secret in fake.secrets if secret in words]


@every
def test_a_normal_address_stays_as_it_is(fake):
    address = fake.envelope(1).address
    assert fake.kind.address_of(f" {address} ") == address


@every
def test_measuring_is_pure(fake):
    if fake.kind.measure is None:
        pytest.skip("nothing to measure")
    config = fake.config()
    for text in ("", "Bonjour", "L’été à la ferme : 3 € 🐄" * 40, "a\x00b"):
        first = fake.kind.measure("Objet", text, config)
        assert first == fake.kind.measure("Objet", text, config)
        assert first.units >= 0
        assert first.cost is None or first.cost >= 0
    assert fake.received == []


# When all goes well


@every
def test_every_message_is_answered_once_and_reaches_its_reader_with_its_words(fake):
    envelopes = Pulled(fake, 12)
    results, error = send(fake, envelopes)
    assert error is None
    assert answers(results) == {envelope.token: Answer.ACCEPTED for envelope in envelopes.envelopes}
    assert [reached(fake, envelope) for envelope in envelopes.envelopes] == [1] * 12


@every
def test_a_provider_that_confirms_gives_each_message_its_own_number(fake):
    if not fake.kind.confirms:
        pytest.skip("it tells nothing later")
    results, _error = send(fake, Pulled(fake, 5))
    names = {result.reference or result.token for result in results}
    assert len(names) == 5


@every
def test_a_message_is_pulled_only_when_it_is_about_to_be_handed_over(fake):
    if fake.kind.whole:
        pytest.skip("made whole or not at all")
    envelopes = Pulled(fake, 3 * fake.in_flight + 1)
    assert fake.kind.send is not None
    answered = 0
    for _result in fake.kind.send(iter(envelopes), fake.config()):
        answered += 1
        assert envelopes.count - answered < fake.in_flight + 1
    assert answered == envelopes.count == len(envelopes.envelopes)


@every
def test_nothing_to_send_is_nothing_sent(fake):
    assert send(fake, Pulled(fake, 0)) == ([], None)
    assert fake.received == []


# When it does not


@every
def test_an_address_that_is_refused_is_refused_and_the_next_person_is_served(fake):
    refused = fake.refused_envelopes()
    envelopes = Pulled(fake, 1)
    envelopes.envelopes = [*(envelope for envelope, _permanent in refused), *envelopes.envelopes]
    results, error = send(fake, envelopes)
    assert error is None
    by_token = {result.token: result for result in results}
    for envelope, permanent in refused:
        assert by_token[envelope.token].answer is Answer.REFUSED, by_token[envelope.token]
        assert by_token[envelope.token].permanent is permanent, by_token[envelope.token]
        assert reached(fake, envelope) == 0
    assert by_token[envelopes.envelopes[-1].token].answer is Answer.ACCEPTED


@pytest.mark.parametrize("of, trouble", who_can(Trouble.RATE_LIMIT, Trouble.BUSY))
def test_a_provider_that_says_not_now_is_heard(fake, trouble):
    fake.misbehave(trouble, after=2)
    envelopes = Pulled(fake, 5)
    results, error = send(fake, envelopes)
    assert error is None
    told = answers(results)
    assert sorted(told.values()) == [Answer.ACCEPTED] * 2 + [Answer.DEFERRED] * 3
    assert {envelope.token for envelope in envelopes.envelopes if reached(fake, envelope)} == {
        token for token, answer in told.items() if answer is Answer.ACCEPTED
    }
    if trouble is Trouble.RATE_LIMIT:
        waits = {result.retry_after for result in results if result.answer is Answer.DEFERRED}
        assert waits == {timedelta(seconds=RETRY_SECONDS)}


@pytest.mark.parametrize("of, trouble", who_can(Trouble.EXPIRED))
def test_a_provider_that_no_longer_wants_us_stops_the_send_and_loses_nothing(fake, trouble):
    fake.misbehave(trouble, after=3)
    envelopes = Pulled(fake, 30)
    results, error = send(fake, envelopes)
    assert isinstance(error, Misconfigured)
    assert str(error)
    assert not [secret for secret in fake.secrets if secret in str(error)]
    told = answers(results)
    assert {envelope.token for envelope in envelopes.envelopes if reached(fake, envelope)} == {
        token for token, answer in told.items() if answer is Answer.ACCEPTED
    }
    assert set(told.values()) <= {Answer.ACCEPTED, Answer.DEFERRED}
    assert envelopes.count < 30


@pytest.mark.parametrize("of, trouble", who_can(*TAKEN_UNANSWERED))
def test_a_message_that_left_without_a_readable_answer_is_unsure_and_never_sent_again(fake, trouble, monkeypatch):
    if trouble is Trouble.SILENT:
        monkeypatch.setattr(http, "READ_SECONDS", 0.15)  # what is waited out in full, four times over
    fake.misbehave(trouble, after=1)
    envelopes = Pulled(fake, 4)
    results, error = send(fake, envelopes)
    told = answers(results)
    assert not [secret for secret in fake.secrets if secret in str(error) + repr(results)]
    for envelope in envelopes.begun:
        times = reached(fake, envelope)
        assert times <= 1, "sent twice"
        if times and fake.kind.tells_doubles:
            assert told.get(envelope.token) in (Answer.ACCEPTED, Answer.UNSURE, Answer.DEFERRED)
        elif times:
            assert told.get(envelope.token) in (Answer.ACCEPTED, Answer.UNSURE)
    assert list(told.values()).count(Answer.ACCEPTED) <= 1, "no answer is no acceptance"


@pytest.mark.parametrize("of, trouble", who_can(Trouble.BROKEN))
def test_a_broken_provider_is_never_taken_for_an_acceptance_nor_for_a_refusal(fake, trouble):
    fake.misbehave(trouble)
    results, _error = send(fake, Pulled(fake, 3))
    assert set(answers(results).values()) <= {Answer.UNSURE, Answer.DEFERRED}


@every
def test_what_was_not_handed_over_is_not_answered_when_the_provider_is_away(fake):
    if not fake.has_server or fake.each_its_own:
        pytest.skip("nobody to be away, or one among many")
    config, envelopes = fake.config(), Pulled(fake, 30)
    assert fake.kind.send is not None
    with fake.away():
        results = []
        with pytest.raises(Unreachable) as raised:
            for result in fake.kind.send(iter(envelopes), config):
                results.append(result)
    assert not [secret for secret in fake.secrets if secret in str(raised.value)], "a secret would be written down"
    assert results == []
    assert envelopes.count <= fake.in_flight
    assert fake.received == []


@every
def test_a_channel_that_nobody_has_set_up_says_so_and_takes_no_message(fake, settings):
    if not fake.needs_setting_up:
        pytest.skip("nothing to set up")
    settings.SMTP_HOST = ""
    envelopes = Pulled(fake, 2)
    assert fake.kind.send is not None
    with pytest.raises(Misconfigured):
        list(fake.kind.send(iter(envelopes), fake.kind.config({})))
    assert envelopes.count <= 1


# What the provider pushes


@every
def test_news_of_messages_is_read(fake):
    for request, expected in fake.news():
        assert fake.kind.receipts is not None
        told = list(fake.kind.receipts(request, fake.config()))
        compared = ("kind", "token", "reference", "address", "permanent", "reason")
        assert [[getattr(one, field) for field in compared] for one in told] == [
            [getattr(one, field) for field in compared] for one in expected
        ]


@every
def test_a_kind_that_confirms_has_news_to_read(fake):
    assert bool(fake.news()) or not fake.kind.confirms


@every
def test_words_of_people_are_read(fake):
    for request, expected in fake.words():
        assert fake.kind.parse is not None
        told = list(fake.kind.parse(request, fake.config()))
        compared = ("address", "text", "message_id", "name", "in_reply_to", "subject")
        assert [[getattr(one, field) for field in compared] for one in told] == [
            [getattr(one, field) for field in compared] for one in expected
        ]
        for said in told:
            assert fake.kind.address_of(said.address) == said.address
            json.dumps([dict(attachment) for attachment in said.attachments])


@every
def test_news_is_not_words_and_words_are_not_news(fake):
    for request, _expected in fake.news():
        assert fake.kind.parse is None or list(fake.kind.parse(request, fake.config())) == []
    for request, _expected in fake.words():
        assert fake.kind.receipts is None or list(fake.kind.receipts(request, fake.config())) == []


@every
def test_a_call_that_the_provider_did_not_sign_is_refused(fake):
    readers = [reader for reader in (fake.kind.receipts, fake.kind.parse) if reader is not None]
    assert not fake.news() or fake.forged() or fake.unsigned, "who pushes news must be able to be forged"
    for request in fake.forged():
        for reader in readers:
            with pytest.raises(Forged):
                list(reader(request, fake.config()))


@every
def test_a_body_that_cannot_be_read_is_said_to_be_so(fake):
    readers = [reader for reader in (fake.kind.receipts, fake.kind.parse) if reader is not None]
    for request in fake.malformed():
        for reader in readers:
            with pytest.raises(ValueError):
                list(reader(request, fake.config()))
