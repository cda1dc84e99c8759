"""Mail through a provider says what it says over SMTP, in the name of the channel's own account."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from django.http import HttpRequest

from amarre.channels import hooks
from amarre.channels.kinds import email
from amarre.channels.kinds.contract import Answer, Envelope, Forged, Misconfigured
from amarre.channels.kinds.email import pushed
from amarre.channels.kinds.email.providers import PROVIDERS, message_of
from amarre.channels.models import Channel, Inbound, Receipt
from amarre.channels.tests.contract.fake import Answered, Asked
from amarre.channels.tests.contract.fakes.providers import Brevo, Mailgun, Mailtrap, Postmark, Scaleway

LETTER = Envelope(
    "a" * 24, "ana@example.org", "fr", "Rappel", "Ne mangez pas le lot 12.", "<p>Ne mangez pas le lot 12.</p>",
    sender_name='Morel "& fils"', reply_to="contact@laiterie.example", unsubscribe_url="https://laiterie.example/u/x/",
)  # fmt: skip


def config(provider: str = "brevo", **values: str) -> email.Config:
    return email.configure({"provider": provider, "from_address": "crise@laiterie.example", **values})


def test_there_are_thirteen_and_each_says_its_name_and_no_secret() -> None:
    assert len(PROVIDERS) == 13
    for slug in PROVIDERS:
        words = str(email.summary(config(slug, api_key="secret-clef")))
        assert "crise@laiterie.example" in words and "secret-clef" not in words


def test_mail_to_many_carries_its_way_out_and_no_tracking() -> None:
    message = message_of(LETTER, config(), PROVIDERS["brevo"])
    assert message.from_email == '"Morel \\"& fils\\"" <crise@laiterie.example>'
    assert message.extra_headers["List-Unsubscribe"] == "<https://laiterie.example/u/x/>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.metadata == {"token": "a" * 24}
    assert (message.track_opens, message.track_clicks) == (False, False)


def test_an_answer_to_one_person_is_threaded_and_has_no_way_out() -> None:
    answer = Envelope(
        "a" * 24, "ana@example.org", "fr", "Re", "Bonjour", "", is_bulk=False, in_reply_to="<q1@example.org>"
    )
    message = message_of(answer, config("postmark"), PROVIDERS["postmark"])
    assert message.extra_headers["In-Reply-To"] == "<q1@example.org>"
    assert message.extra_headers["Message-ID"] == f"<{'a' * 24}@laiterie.example>"
    assert "List-Unsubscribe" not in message.extra_headers


def test_words_from_outside_cannot_add_a_header() -> None:
    eve = Envelope("a" * 24, "ana@example.org", "fr", "Été\r\nBcc: eve@example.org", "x", "", sender_name="Eve\nBcc: x")
    message = message_of(eve, config(), PROVIDERS["brevo"])
    assert "\n" not in message.subject + message.from_email


@pytest.mark.parametrize(
    "words",
    [
        "The sender crise@laiterie.example is not valid here.",
        "The From address (crise@laiterie.example) must be confirmed first.",
        "Domain laiterie.example is not verified", "Your account is suspended",
    ],
)  # fmt: skip
def test_a_sender_that_is_not_verified_stops_the_send_instead_of_losing_everybody(words: str) -> None:
    class Strict(Brevo):
        def answer(self, asked: Asked) -> Answered:
            return Answered(400, {"code": "invalid_parameter", "message": words})

    with Strict() as fake, pytest.raises(Misconfigured):
        list(email.KIND.send([fake.envelope(1)], fake.config()))  # type: ignore[misc]


def test_a_refusal_of_one_address_is_only_that() -> None:
    class Picky(Brevo):
        def answer(self, asked: Asked) -> Answered:
            to, _text = self.read(asked)
            return Answered(400, {"message": f"sender crise@x may not write: {to} is not a valid address"})

    with Picky() as fake:
        (result,) = email.KIND.send([fake.envelope(1)], fake.config())  # type: ignore[misc]
    assert (result.answer, result.permanent) == (Answer.REFUSED, None)


def test_a_provider_that_moves_is_not_followed() -> None:
    class Moved(Brevo):
        def answer(self, asked: Asked) -> Answered:
            if asked.path == "/smtp/email":
                return Answered(302, b"", {"Location": f"{self.base_url}/elsewhere"})
            raise AssertionError("followed")

    with Moved() as fake, pytest.raises(Misconfigured):
        list(email.KIND.send([fake.envelope(1)], fake.config()))  # type: ignore[misc]


def test_two_channels_have_two_accounts() -> None:
    with Brevo() as one, Brevo() as other:
        list(email.KIND.send([one.envelope(1)], one.config()))  # type: ignore[misc]
        list(email.KIND.send([other.envelope(2)], other.config()))  # type: ignore[misc]
        assert [len(one.received), len(other.received)] == [1, 1]


def test_connections_are_kept_for_many_messages() -> None:
    with Scaleway() as fake:
        results = list(email.KIND.send([fake.envelope(number) for number in range(40)], fake.config()))  # type: ignore[misc]
        assert len({one.reference for one in results}) == 40


def test_a_provider_that_must_sign_is_not_believed_without_its_secret() -> None:
    with Mailgun() as fake:
        request = fake.news()[0][0]
        with pytest.raises(Forged):
            list(pushed.receipts(request, config("mailgun", api_key="clef")))


@pytest.mark.django_db
def test_a_bounce_is_noted_and_a_mail_that_comes_in_is_read_like_any_other(at: datetime) -> None:
    with Postmark() as fake:
        channel = Channel.objects.create(kind="email", name="Postmark", config=fake.values())
        for request, _news in fake.news():
            hooks.take(channel, request, at=at)
        mail = fake.mail()
        assert isinstance(mail, HttpRequest)
        assert hooks.take(channel, mail, at=at).messages == 1
        assert hooks.take(channel, mail, at=at).messages == 0
    assert sorted(Receipt.objects.values_list("kind", flat=True)) == ["bounced", "delivered"]
    row = Inbound.objects.get()
    assert (row.from_address, row.subject, row.text, row.channel_kind) == (
        "claire@example.org", "Ma commande", "Où est ma commande ?", "email",
    )  # fmt: skip
    assert row.raw_path


def test_what_makes_no_difference_is_not_news() -> None:
    with Brevo() as fake:
        opened = fake.call({"event": "opened", "email": "ana@example.org", "message-id": "<m1>"})
        assert list(pushed.receipts(opened, fake.config())) == []


def test_a_bounce_that_only_its_provider_calls_hard_is_no_evidence() -> None:
    with Brevo() as fake:
        call = fake.call(
            {
                "event": "hard_bounce",
                "email": "ana@example.org",
                "message-id": "<m1>",
                "X-Mailin-custom": json.dumps({}),
            }
        )
        (news,) = pushed.receipts(call, fake.config())
    assert (news.kind, news.permanent) == ("bounced", None)


def test_the_trial_call_of_mailtrap_is_mail_that_brings_nothing() -> None:
    with Mailtrap() as fake:
        trial = fake.call({"events": [{"event": "inbound.message_received", "inbox_id": 1, "message_id": "m"}]})
        assert list(pushed.receipts(trial, fake.config())) == []
        assert list(pushed.parse(trial, fake.config())) == []
