"""A mail is read in whatever state it arrives: charsets, HTML, broken MIME, forged headers. Its text is never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amarre.engine.mailin import address, permanent, read_mail
from amarre.engine.mailin.model import KINDS

MAILS = [path.read_bytes() for path in sorted((Path(__file__).parent / "mail").glob("*.eml"))]


def mail(body: str | bytes, *, content_type: str = "text/plain; charset=utf-8", **headers: str) -> bytes:
    head = {"From": "Ana Ferrand <Ana@Client.example>", "To": "contact@laiterie.example", "Subject": "Lot 12"}
    head |= {name.replace("_", "-"): value for name, value in headers.items()} | {"Content-Type": content_type}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return lines.encode() + b"\r\n" + (body if isinstance(body, bytes) else body.encode())


def test_who_wrote_to_whom_when_and_under_what() -> None:
    read = read_mail(
        mail(
            "Que faire ?",
            To="contact+4f2a@laiterie.example, bob@example.org",
            Date="Mon, 2 Mar 2026 10:02:10 +0100",
            Message_ID="<q1@client.example>",
            In_Reply_To="<a1@laiterie.example>",
            References="<a0@laiterie.example> <a1@laiterie.example>",
        )
    )
    assert (read.from_address, read.from_name, read.token) == ("ana@client.example", "Ana Ferrand", "4f2a")
    assert read.to == ("contact+4f2a@laiterie.example", "bob@example.org")
    assert read.date is not None
    assert read.date.isoformat() == "2026-03-02T10:02:10+01:00"
    assert (read.message_id, read.in_reply_to) == ("q1@client.example", "a1@laiterie.example")
    assert read.references == ("a0@laiterie.example", "a1@laiterie.example")
    assert (read.lang, address(read), permanent(read)) == ("fr", "ana@client.example", None)


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("us-ascii", "utf-8"),
        ("x-unknown", "utf-8"),
        ("", "utf-8"),
        ("utf-8", "cp1252"),
    ],
)
def test_accents_survive_right_missing_and_lying_charsets(charset: str, encoding: str) -> None:
    words = "Où rapporter les yaourts achetés à l’école ? Ça m’inquiète."
    kind = f"text/plain; charset={charset}" if charset else "text/plain"
    assert read_mail(mail(words.encode(encoding), content_type=kind)).text == words


def test_raw_accents_in_headers_are_read_too() -> None:
    read = read_mail("From: Chloé <chloe@client.example>\r\nSubject: Été pourri\r\n\r\nBonjour".encode())
    assert (read.from_name, read.subject) == ("Chloé", "Été pourri")


def test_encoded_headers_are_decoded_and_broken_ones_shown_as_they_came() -> None:
    assert read_mail(mail("x", Subject="=?utf-8?B?w4l0w6k=?=")).subject == "Été"
    assert read_mail(mail("x", Subject="=?utf-8?B?w4l0w6?= ?")).subject
    assert read_mail(mail("x", Subject="=?martian?Q?abc?=")).subject == "abc"


def test_html_alone_becomes_text_with_the_quotation_taken_off() -> None:
    html = (
        "<html><head><style>p{color:red}</style></head><body><p>Bonjour,</p><p>que faire&nbsp;?</p>"
        "<script>alert(1)</script><div style='display:none'>piège</div><ul><li>un</li><li>deux</li></ul>"
        "<div>Le 2 mars 2026 à 10:02, Laiterie Morel &lt;c@laiterie.example&gt; a écrit :</div>"
        "<blockquote type='cite'><p>Le lot 12 est rappelé.</p></blockquote></body></html>"
    )
    read = read_mail(mail(html, content_type="text/html; charset=utf-8"))
    assert read.text == "Bonjour,\n\nque faire\u00a0?\n\n- un\n- deux"
    assert "> Le lot 12 est rappelé." in read.full_text
    assert "alert" not in read.full_text
    assert "piège" not in read.full_text


def test_the_plain_version_is_read_unless_it_says_nothing() -> None:
    def both(plain: str) -> bytes:
        rich = "Content-Type: text/html\r\n\r\n<p>La vraie lettre, entière</p>"
        parts = f"--b\r\nContent-Type: text/plain\r\n\r\n{plain}\r\n--b\r\n{rich}\r\n--b--\r\n"
        return mail(parts, content_type='multipart/alternative; boundary="b"')

    assert read_mail(both("La lettre")).text == "La lettre"
    assert read_mail(both("")).text == "La vraie lettre, entière"
    assert read_mail(both("Your mail reader does not show HTML.")).text == "La vraie lettre, entière"


def test_attachments_are_listed_and_not_read() -> None:
    parts = (
        "--b\r\nContent-Type: text/plain\r\n\r\nVoici la photo.\r\n"
        '--b\r\nContent-Type: image/jpeg; name="lot.jpg"\r\nContent-Transfer-Encoding: base64\r\n'
        "Content-Disposition: attachment\r\n\r\nAAAA\r\n--b--\r\n"
    )
    read = read_mail(mail(parts, content_type='multipart/mixed; boundary="b"'))
    assert read.text == "Voici la photo."
    assert [(one.name, one.content_type, one.size) for one in read.attachments] == [("lot.jpg", "image/jpeg", 3)]


def test_lines_broken_by_the_mail_program_are_joined_again() -> None:
    text = "Une longue phrase que le programme \r\na coupée.\r\n-- \r\nAna"
    assert (
        read_mail(mail(text, content_type="text/plain; format=flowed")).text
        == "Une longue phrase que le programme a coupée."
    )


def test_a_lost_boundary_does_not_lose_the_letter() -> None:
    body = "--xyz\r\nContent-Type: text/plain\r\n\r\nAu secours\r\n--xyz--\r\n"
    assert "Au secours" in read_mail(mail(body, content_type="multipart/mixed")).full_text


def test_nothing_in_the_text_can_turn_the_page_around() -> None:
    read = read_mail(mail("abc\u202edef\x00\x07 \u200bfin"))
    assert read.text == "abcdef fin"


def test_what_the_filter_said_of_spam_is_kept_and_silence_is_not_taken_for_innocence() -> None:
    assert read_mail(mail("x", X_Spam_Flag="YES")).spam is True
    assert read_mail(mail("x", X_Spam_Status="No, score=-1.2")).spam is False
    assert read_mail(mail("x", X_MS_Exchange_Organization_SCL="9")).spam is True
    assert read_mail(mail("x")).spam is None


def test_a_bottomless_mail_is_still_a_mail() -> None:
    deep = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(1500))
    assert read_mail(f"From: ana@client.example\r\n{deep}Content-Type: text/plain\r\n\r\nx".encode()).kind == "message"


def test_each_address_of_a_notice_has_its_own_outcome() -> None:
    raw = next(raw for raw in MAILS if b"bob@client.example>: mailbox full" in raw)
    outcomes = read_mail(raw).outcomes
    assert [(one.address, one.permanent, one.reason) for one in outcomes] == [
        ("ana@client.example", True, "user_unknown"),
        ("bob@client.example", False, "mailbox_full"),
    ]


def test_a_notice_names_the_mail_it_returns() -> None:
    raw = next(raw for raw in MAILS if b"qmail-send program at mx.client.example" in raw)
    read = read_mail(raw)
    assert read.original_message_id == "0123456789abcdef01234567@laiterie.example"
    assert read.original_recipient == "ana@client.example"


@given(st.binary(max_size=600))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read(raw: bytes) -> None:
    assert read_mail(raw).kind in KINDS


@given(st.sampled_from(MAILS), st.data())
@settings(max_examples=150, deadline=None)
def test_a_mail_cut_or_garbled_on_the_way_is_read(raw: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    garbled = raw[:start] + data.draw(st.binary(max_size=12)) + raw[end:]
    read = read_mail(garbled)
    assert read.kind in KINDS
    assert permanent(read) in (True, False, None)
