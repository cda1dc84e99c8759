"""Notices on devices: read by their owner alone, and no device can stop the notices to the others."""

from __future__ import annotations

import base64
import json
import stat
from datetime import datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from amarre.channels import devices
from amarre.channels.checks import notice_key
from amarre.channels.kinds import push
from amarre.channels.kinds.contract import Answer, Envelope
from amarre.channels.kinds.push import keys
from amarre.channels.kinds.push.notice import LARGEST, payload
from amarre.channels.models import PushSubscription, Suppression
from amarre.channels.suppression import suppress
from amarre.channels.tests.contract.fake import Answered, Asked
from amarre.channels.tests.contract.fakes.push import Push
from amarre.lib.errors import Invalid

PAGE = "https://laiterie.example/p/rappel-du-lot-12/fr/"
# Keys as a browser gives them (RFC 8291, appendix A).
POINT = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
ENDPOINT = "https://updates.push.example/wpush/v2/abc"


def letter(**values: object) -> Envelope:
    usual = {"token": "a" * 24, "address": "", "language": "fr", "subject": "Rappel", "text": "Bonjour.", "html": ""}
    return Envelope(**{**usual, **values})  # type: ignore[arg-type]


def test_the_link_of_the_words_is_what_a_press_opens() -> None:
    said = json.loads(payload(letter(text=f"Ne mangez pas le lot 12. Tout est dit ici : {PAGE}")))
    assert said["url"] == PAGE
    assert said["body"] == "Ne mangez pas le lot 12. Tout est dit ici :"
    assert (said["title"], said["lang"], said["tag"]) == ("Rappel", "fr", "a" * 24)


def test_a_long_message_ends_at_a_sentence_and_fits_what_every_service_takes() -> None:
    said = json.loads(payload(letter(text="Nous vous écrivons au sujet du lot. " * 60)))
    assert said["body"].endswith("au sujet du lot.")
    assert len(said["body"]) <= push.BODY
    assert len(payload(letter(subject="🧀" * 500, text="🧀 " * 3000, options={"url": PAGE + "x" * 900}))) <= LARGEST


def test_only_an_address_of_the_web_is_opened() -> None:
    assert json.loads(payload(letter(options={"url": "javascript:alert(1)"})))["url"] == ""


def test_the_key_is_made_once_and_for_its_owner_only(settings: object, tmp_path: Path) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    first = keys.public_key()
    assert keys.public_key() == first
    assert stat.S_IMODE((tmp_path / keys.FILE).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [keys.FILE]
    assert len(base64.urlsafe_b64decode(first + "=")) == 65


def test_a_key_can_be_given_in_both_ways_of_writing_it(settings: object) -> None:
    made = ec.generate_private_key(ec.SECP256R1())
    pem = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    raw = base64.urlsafe_b64encode(made.private_numbers().private_value.to_bytes(32)).rstrip(b"=").decode()
    settings.VAPID_PRIVATE_KEY = pem  # type: ignore[attr-defined]
    public = keys.public_key()
    settings.VAPID_PRIVATE_KEY = raw  # type: ignore[attr-defined]
    assert keys.public_key() == public


@pytest.mark.parametrize("written", ["court", "pas de la base64 !", "A" * 60])
def test_a_key_that_cannot_be_read_pauses_the_send_and_is_not_shown(settings: object, written: str) -> None:
    settings.VAPID_PRIVATE_KEY = written  # type: ignore[attr-defined]
    with pytest.raises(push.Misconfigured) as raised:
        list(push.send([letter()], push.configure({})))
    assert written not in str(raised.value)


@pytest.mark.django_db
def test_a_device_is_kept_once_under_a_name_that_tells_nothing(at: datetime) -> None:
    for _time in range(2):
        row = devices.subscribe(endpoint=ENDPOINT, p256dh=POINT, auth=AUTH, language="fr", crisis_id=7, at=at)
    assert PushSubscription.objects.count() == 1
    assert "push.example" not in row.handle
    assert devices.following(7) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("endpoint", "p256dh", "auth"),
    [
        ("http://updates.push.example/x", POINT, AUTH), ("https://127.0.0.1/x", POINT, AUTH),
        ("https://updates.push.example:8080/x", POINT, AUTH), ("https://me@push.example/x", POINT, AUTH),
        ("https://push.example/" + "x" * 1000, POINT, AUTH), (ENDPOINT, "BA", AUTH), (ENDPOINT, POINT, "court"),
        (ENDPOINT, "B" + "A" * 86, AUTH), (ENDPOINT, "é" * 87, AUTH),
    ],
)  # fmt: skip
def test_what_no_browser_gives_is_refused(at: datetime, endpoint: str, p256dh: str, auth: str) -> None:
    with pytest.raises(Invalid):
        devices.subscribe(endpoint=endpoint, p256dh=p256dh, auth=auth, language="fr", crisis_id=None, at=at)
    assert not PushSubscription.objects.exists()


@pytest.mark.django_db
def test_a_device_that_stopped_is_no_longer_notified_until_it_asks_again(at: datetime) -> None:
    row = devices.subscribe(endpoint=ENDPOINT, p256dh=POINT, auth=AUTH, language="fr", crisis_id=7, at=at)
    devices.stop(ENDPOINT, at=at)
    suppress(channel_kind="push", address=row.handle, cause="unsubscribed", by=None, at=at)
    assert devices.following(7) == 0
    (result,) = push.send([letter(address=row.handle)], push.configure({}))
    assert (result.answer, result.permanent) == (Answer.REFUSED, True)
    devices.subscribe(endpoint=ENDPOINT, p256dh=POINT, auth=AUTH, language="fr", crisis_id=7, at=at)
    assert devices.following(7) == 1
    assert not Suppression.objects.filter(lifted_at=None).exists()


@pytest.mark.django_db
def test_a_service_that_says_gone_ends_the_subscription_and_one_that_refuses_us_does_not() -> None:
    class Rude(Push):
        def answer(self, asked: Asked) -> Answered:
            return Answered(403) if asked.path.endswith("-3") else super().answer(asked)

    with Rude() as fake:
        letters = [fake.envelope(number) for number in (410, 3, 1)]
        results = {one.token: one for one in push.send(letters, push.configure({}))}
    assert [results[one.token].answer for one in letters] == [Answer.REFUSED, Answer.REFUSED, Answer.ACCEPTED]
    ended = PushSubscription.objects.exclude(ended_at=None).values_list("handle", flat=True)
    assert list(ended) == [letters[0].address]
    assert results[letters[2].token].reference == "message-1"


@pytest.mark.django_db
def test_a_device_whose_address_leads_inside_is_not_asked(settings: object) -> None:
    with Push() as fake:
        settings.PUSH_ALLOW = []  # type: ignore[attr-defined]
        (result,) = push.send([fake.envelope(1)], push.configure({}))
        assert fake.requests == []
    assert result.answer is Answer.REFUSED


@pytest.mark.django_db
def test_one_service_that_is_away_stops_nobody_else() -> None:
    with Push() as away, Push() as there:
        away._close()
        results = list(push.send([away.envelope(1), letter(address=there.envelope(2).address)], push.configure({})))
    assert sorted(one.answer for one in results) == [Answer.ACCEPTED, Answer.DEFERRED]


@pytest.mark.django_db
def test_urgent_words_are_marked_so() -> None:
    with Push() as fake:
        one = fake.envelope(1)
        list(push.send([letter(address=one.address, options={"urgency": "high"})], push.configure({"ttl_hours": 2})))
        headers = fake.requests[0].headers
    assert (headers["urgency"], headers["ttl"]) == ("high", "7200")


def test_what_a_screen_will_not_show_is_said() -> None:
    assert not push.measure("Rappel", "Court.", push.configure({})).warnings
    long = push.measure("x" * 130, "y" * 700, push.configure({}))
    assert (long.units, len(long.warnings)) == (700, 2)


def test_a_key_that_cannot_be_read_is_found_at_start_and_none_is_made_by_looking(
    settings: object, tmp_path: Path
) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    assert notice_key(None) == []
    assert not keys.is_made()
    settings.VAPID_PRIVATE_KEY = "illisible"  # type: ignore[attr-defined]
    assert [one.id for one in notice_key(None)] == ["channels.E004"]
