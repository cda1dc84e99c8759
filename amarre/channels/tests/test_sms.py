"""How long a text message is, what it costs, and how it reads on a telephone."""

from __future__ import annotations

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from amarre.channels.addresses import is_phone, normal_phone
from amarre.channels.kinds.contract import Misconfigured
from amarre.channels.kinds.sms import KIND, configure, gsm
from amarre.channels.kinds.sms.config import words_to_send
from amarre.channels.tests.contract.fake import Trouble
from amarre.channels.tests.contract.fakes.sms import Ovh, Twilio, message

# From 3GPP TS 23.038, 6.2.1 and 6.2.1.1, written here once more by code so that a slip in one of the two shows.
CODES = {
    0x00: "@", 0x01: "£", 0x02: "$", 0x03: "¥", 0x04: "è", 0x05: "é", 0x06: "ù", 0x07: "ì", 0x08: "ò", 0x09: "Ç",
    0x0A: "\n", 0x0B: "Ø", 0x0C: "ø", 0x0D: "\r", 0x0E: "Å", 0x0F: "å", 0x10: "Δ", 0x11: "_", 0x12: "Φ", 0x13: "Γ",
    0x14: "Λ", 0x15: "Ω", 0x16: "Π", 0x17: "Ψ", 0x18: "Σ", 0x19: "Θ", 0x1A: "Ξ", 0x1C: "Æ", 0x1D: "æ", 0x1E: "ß",
    0x1F: "É", 0x24: "¤", 0x40: "¡", 0x5B: "Ä", 0x5C: "Ö", 0x5D: "Ñ", 0x5E: "Ü", 0x5F: "§", 0x60: "¿", 0x7B: "ä",
    0x7C: "ö", 0x7D: "ñ", 0x7E: "ü", 0x7F: "à",
}  # fmt: skip
AS_IN_ASCII = [code for code in (*range(0x20, 0x5B), *range(0x61, 0x7B)) if code not in CODES]
TWICE = "\f^{}\\[~]|€"


# The alphabet


@pytest.mark.parametrize("code", [code for code in range(0x80) if code != 0x1B])
def test_each_code_of_the_basic_table_is_its_character(code):
    char = CODES.get(code, chr(code))
    assert code in CODES or code in AS_IN_ASCII
    assert gsm.BASIC[code] == char
    assert gsm.length(char) == gsm.Length(True, 1, 1, 159)


@pytest.mark.parametrize("char", TWICE)
def test_each_character_of_the_extension_table_takes_two(char):
    assert gsm.length(char) == gsm.Length(True, 2, 1, 158)


def test_there_are_no_more_than_these():
    alphabet = {char for code in range(0x110000) if not gsm.outside(char := chr(code))}
    assert alphabet == {CODES.get(code, chr(code)) for code in range(0x80) if code != 0x1B} | set(TWICE)


@pytest.mark.parametrize("char", "êîôûâëïçÀÈÊœ’«»…–`\t\x1b🐄→")
def test_one_such_character_makes_the_whole_message_dear(char):
    found = gsm.length("Bonjour " * 8 + char)
    assert not found.is_gsm
    assert found.parts == 1 and found.left <= 5


# The length


@pytest.mark.parametrize(
    "text, is_gsm, parts, left",
    [
        ("", True, 0, 160),
        ("a" * 160, True, 1, 0),
        ("a" * 161, True, 2, 145),
        ("a" * 306, True, 2, 0),
        ("a" * 307, True, 3, 152),
        ("€" * 80, True, 1, 0),
        # 76 of them fill 152 of the 153 septets: the last one stays empty.
        ("€" * 81, True, 2, 143),
        # 152 of 153 septets: the euro does not fit in the last one, and goes whole into the next part.
        ("a" * 152 + "€" + "a" * 8, True, 2, 143),
        ("ê" * 70, False, 1, 0),
        ("ê" * 71, False, 2, 63),
        ("ê" * 134, False, 2, 0),
        ("ê" * 135, False, 3, 66),
        ("🐄" * 35, False, 1, 0),
        # 66 of 67 units: a pictogram is not cut in two.
        ("ê" * 66 + "🐄" + "ê" * 5, False, 2, 60),
    ],
)
def test_a_text_makes_so_many_parts(text, is_gsm, parts, left):
    found = gsm.length(text)
    assert (found.is_gsm, found.parts, found.left) == (is_gsm, parts, left)


@given(st.text(max_size=600))
def test_every_part_holds_something_and_none_too_much(text):
    found = gsm.length(text)
    room = gsm.SEPTETS_IN_PART if found.is_gsm else gsm.UNITS_IN_PART
    assert bool(found.parts) == bool(text)
    assert found.left >= 0
    if found.parts > 1:
        # At most one place of each part is lost to what cannot be cut.
        assert (found.parts - 1) * (room - 1) < found.used <= found.parts * room
    more = gsm.length(text + "a")
    assert more.parts >= found.parts and more.is_gsm == found.is_gsm


# The words


@pytest.mark.parametrize(
    "written, sent",
    [
        ("L’été « chaud » : c’est l’œuf…", "L'été \"chaud\" : c'est l'oeuf..."),
        ("Prix : 3 € – 20 %", "Prix : 3 € - 20 %"),
        ("Rendez-vous à 14 h", "Rendez-vous à 14 h"),
        ("e\u0301te\u0301", "été"),
        # An accent that is lacking stays: dropping it changes a word. So does the rest then: nothing would be gained.
        ("Fenêtre d’été", "Fenêtre d’été"),
        ("L’été 🐄", "L’été 🐄"),
    ],
)
def test_typographic_signs_become_plain_when_that_makes_the_message_cheaper(written, sent):
    assert words_to_send(written, configure({}), is_bulk=False) == sent


def test_accents_are_dropped_only_when_the_operator_says_so():
    assert words_to_send("Fenêtre, reçu, À bientôt", configure({"plain": "accents"}), is_bulk=False) == (
        "Fenetre, recu, A bientot"
    )
    assert words_to_send("l’été", configure({"plain": "none"}), is_bulk=False) == "l’été"


@given(st.text(max_size=200))
def test_what_was_made_plain_stays_so_and_never_costs_more(text):
    made = gsm.plain(text)
    assert gsm.plain(made) == made
    if made and gsm.length(made).is_gsm:
        assert gsm.length(made).parts <= max(gsm.length(text).parts, 1) * 3


@pytest.mark.parametrize("char", list(gsm.TYPOGRAPHY))
def test_each_replacement_is_in_the_alphabet(char):
    assert gsm.outside(char), f"{char} needs none"
    assert not gsm.outside(gsm.TYPOGRAPHY[char])


def test_mail_to_many_says_how_to_stop_and_an_answer_does_not():
    config = configure({"stop_mention": "STOP au 36123"})
    assert words_to_send("Lot rappelé.", config, is_bulk=True) == "Lot rappelé.\nSTOP au 36123"
    assert words_to_send("Lot rappelé.", config, is_bulk=False) == "Lot rappelé."


# What it costs


def test_the_price_is_that_of_all_parts_with_the_mention_counted():
    config = configure({"price": "0.05", "currency": "EUR", "stop_mention": "STOP 36123"})
    assert KIND.measure is not None
    short, long = (KIND.measure("", "a" * count, config) for count in (149, 150))
    assert (short.units, short.cost, short.currency) == (1, 0.05, "EUR")
    assert (long.units, long.cost) == (2, 0.1)
    assert KIND.measure("", "a", configure({})).cost is None


def test_ovh_adds_its_own_mention_to_commercial_messages():
    assert KIND.measure is not None
    assert KIND.measure("", "a" * 149, configure({"commercial": True})).units == 1
    assert KIND.measure("", "a" * 150, configure({"commercial": True})).units == 2


def test_the_characters_that_cost_are_named_with_what_could_stand_for_them():
    assert KIND.measure is not None
    with override("fr"):
        warnings = [str(each) for each in KIND.measure("", "Fenêtre ouverte 🐄", configure({})).warnings]
        assert any("ê 🐄" in each for each in warnings)
        assert any("ê → e" in each for each in warnings)
        assert not any("🐄 →" in each for each in warnings)
        invisible = KIND.measure("", "a\u202fb", configure({"plain": "none"})).warnings
        assert "U+202F" in str(invisible[0])


def test_no_words_and_too_many_are_problems():
    assert KIND.measure is not None
    assert KIND.measure("", " ", configure({})).problems
    assert KIND.measure("", "a" * 1531, configure({})).problems
    assert not KIND.measure("", "a" * 1530, configure({})).problems


# Numbers


@pytest.mark.parametrize(
    "typed, number",
    [
        ("+33612345678", "+33612345678"), ("06 12 34 56 78", "+33612345678"), ("0033 6 12 34 56 78", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"), (" +447911123456 ", "+447911123456"),
        ("pas un numéro", "pas un numéro"), ("", ""),
    ],
)  # fmt: skip
def test_a_number_has_one_normal_form(typed, number):
    assert normal_phone(typed) == number
    assert normal_phone(number) == number


@pytest.mark.parametrize(
    "number, good", [("+33612345678", True), ("+336123", False), ("0612345678", False), ("", False)]
)
def test_what_could_be_called(number, good):
    assert is_phone(number) is good


# Providers


def test_ovh_is_asked_for_the_hour_so_that_a_clock_that_is_wrong_stops_nothing():
    with Ovh() as fake:
        fake.clock_ahead = 4000
        assert [result.reference for result in KIND.send([message(1)], fake.config())] == ["26929925"]


def test_an_empty_ovh_account_stops_before_the_first_message():
    with Ovh() as fake:
        fake.credits = 0.0
        with pytest.raises(Misconfigured, match="credit"):
            list(KIND.send([message(1)], fake.config()))
        assert fake.received == []


def test_ovh_is_asked_for_the_dear_alphabet_only_when_it_is_needed():
    with Ovh() as fake:
        list(KIND.send([message(1, text="Été"), message(2, text="Fenêtre")], fake.config()))
        sent = {asked.json()["message"]: asked.json() for asked in fake.requests if asked.path.endswith("/jobs")}
    assert (sent["Été"]["coding"], sent["Fenêtre"]["coding"]) == ("7bit", "8bit")
    assert sent["Été"]["noStopClause"] is True and sent["Été"]["senderForResponse"] is True


def test_an_unknown_sender_is_our_own_mistake_at_both_providers():
    for provider, sender in ((Ovh, "INCONNU"), (Twilio, "+33700000000")):
        with provider() as fake:
            config = KIND.config({**fake.values(), "sender": sender})
            with pytest.raises(Misconfigured):
                list(KIND.send([message(1)], config))


def test_a_limit_of_twilio_on_one_sender_is_waited_for():
    with Twilio() as fake:
        fake.misbehave(Trouble.RATE_LIMIT)
        (result,) = KIND.send([message(1)], fake.config())
    assert "20429" in result.words
