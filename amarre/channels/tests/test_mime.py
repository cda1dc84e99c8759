"""The bytes of a mail: what goes in comes out again, whatever people are called, and nobody can add a header."""

from __future__ import annotations

import base64
import email
import email.policy
from email.message import EmailMessage

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from amarre.channels.kinds.contract import Misconfigured
from amarre.channels.kinds.draft import Draft, Hole, Person
from amarre.channels.kinds.email import Config
from amarre.channels.kinds.email.dkim import signer
from amarre.channels.kinds.email.mime import mould
from amarre.engine.render import Place, parse

CONFIG = Config(
    host="mx.example", port=25, user="", password="", tls="none", from_address="contact@laiterie.example",
    domain="laiterie.example",
)  # fmt: skip
TOKEN = "0000000007" + "a" * 14
LINK = TOKEN + "b" * 16
words = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="{}\x85\u2028\u2029"), max_size=120
)


def parts(source: str) -> tuple[str | Place, ...]:
    return tuple(part for part in parse(source).parts if isinstance(part, str | Place))


def draft(text: str, subject: str = "Rappel du lot 12") -> Draft:
    holes = tuple(part if isinstance(part, str) else Hole(part, False, False) for part in parts(text))
    return Draft("fr", parts(subject), parts(text), holes, "Laiterie Morel", bases=("https://l.example/u/", ""))


def made(text: str, values: dict[str, str], subject: str = "Rappel du lot 12") -> bytes:
    return mould(draft(text, subject), CONFIG)(Person(TOKEN, "ana@example.org", values, LINK))


def read(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=email.policy.default)  # type: ignore[return-value]


def text_of(raw: bytes) -> str:
    body = read(raw).get_body(("plain",))
    assert body is not None
    return body.get_content()  # type: ignore[no-any-return]


@given(before=words, name=words, after=words)
def test_what_is_written_is_what_is_read(before, name, after):
    raw = made(f"{before}{{{{ person.name }}}}{after}", {"person.name": name})
    assert text_of(raw).rstrip("\n") == f"{before}{name}{after}".rstrip("\n")


@given(before=words, name=words)
def test_every_line_is_short_and_none_begins_with_a_dot(before, name):
    raw = made(f".{before}\n.{{{{ person.name }}}}\n{{{{ person.name }}}}.", {"person.name": f".{name}"})
    lines = raw.split(b"\r\n")
    assert all(len(line) <= 998 and not line.startswith(b".") for line in lines)
    body = raw.partition(b"\r\n\r\n")[2]
    assert all(len(line) <= 78 for line in body.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")


@given(name=st.text(max_size=60))
def test_a_name_in_the_subject_cannot_add_a_header(name):
    raw = made("Bonjour", {"person.name": name}, subject="Pour {{ person.name }}")
    mail = read(raw)
    assert mail["Bcc"] is None
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert len(mail.get_all("Subject") or []) == 1


def test_each_person_has_their_own_way_out_in_the_header_and_in_the_words():
    raw = made("Ne plus recevoir : {{ unsubscribe.url }}", {})
    assert f"<https://l.example/u/{LINK}/>" in read(raw)["List-Unsubscribe"]
    assert f"https://l.example/u/{LINK}/" in text_of(raw)


def test_the_same_mould_makes_another_message_for_another_person():
    pour = mould(draft("Bonjour {{ person.name }},"), CONFIG)
    ana = pour(Person(TOKEN, "ana@example.org", {"person.name": "Ana"}, LINK))
    bob = pour(Person("1" * 24, "bob@example.org", {"person.name": "Bob"}, LINK))
    assert (text_of(ana).strip(), text_of(bob).strip()) == ("Bonjour Ana,", "Bonjour Bob,")
    assert read(bob)["Message-ID"] == f"<{'1' * 24}@laiterie.example>"


def pem(key: rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@pytest.mark.parametrize("kind", ["rsa", "ed25519"])
def test_a_signed_mail_is_verified_by_others(kind):
    if kind == "rsa":
        key: rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey = rsa.generate_private_key(65537, 2048)
        public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    else:
        key = ed25519.Ed25519PrivateKey.generate()
        public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    record = f"v=DKIM1; k={kind}; p={base64.b64encode(public).decode()}".encode()
    config = Config(**{**vars(CONFIG), "dkim_selector": "amarre", "dkim_key": pem(key)})
    raw = mould(draft("Bonjour {{ person.name }}, «\u00a0été\u00a0»"), config, sign=signer(config))(
        Person(TOKEN, "ana@example.org", {"person.name": "Zoé"}, LINK)
    )
    asked: list[bytes] = []

    def dns(name: bytes, timeout: int = 5) -> bytes:
        asked.append(name)
        return record

    assert dkim.verify(raw, dnsfunc=dns)
    assert asked == [b"amarre._domainkey.laiterie.example."]
    assert not dkim.verify(raw.replace(b"Zo", b"Za", 1).replace(b"Bonjour", b"Bonsoir"), dnsfunc=dns)


def test_a_key_that_cannot_be_read_stops_the_send_and_says_why():
    with pytest.raises(Misconfigured, match="DKIM"):
        signer(Config(**{**vars(CONFIG), "dkim_selector": "amarre", "dkim_key": "not a key"}))
