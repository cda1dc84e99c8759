"""Addresses as postmen read them, and codes as tired fingers type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amarre.channels.kinds.letter import addresses, codes
from amarre.channels.kinds.letter.addresses import Undeliverable, block, fold, tidy
from amarre.channels.tokens import token_of

KEY = "0f" * 16


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("12 rue des Lilas\n69003 Lyon", ["12 RUE DES LILAS", "69003 LYON"]),
        ("12, rue des Lilas, 69003 Lyon", ["12 RUE DES LILAS", "69003 LYON"]),
        ("12 bis rue de l’Église 69003 Lyon", ["12 BIS RUE DE L EGLISE", "69003 LYON"]),
        ("12 rue des Lilas\n69003\nLyon", ["12 RUE DES LILAS", "69003 LYON"]),
        ("12 rue des Lilas\nLyon 69003", ["12 RUE DES LILAS", "69003 LYON"]),
        ("12 rue des Lilas\nF-69003 LYON\nFrance", ["12 RUE DES LILAS", "69003 LYON"]),
        ("BP 12345\n69003 LYON CEDEX 03", ["BP 12345", "69003 LYON CEDEX 03"]),
        ("Le Bourg\n24220 L'Isle-Jourdain", ["LE BOURG", "24220 L ISLE JOURDAIN"]),
        ("Appt 4, bât. B\n3 allée A\n01000 Bourg", ["Appt 4", "bât. B", "3 ALLEE A", "01000 BOURG"]),
        ("12 rue Victor Hugo\n75011 Paris 11e", ["12 RUE VICTOR HUGO", "75011 PARIS 11E"]),
        ("12 rue des Lilas\n97400 Saint-Denis\nLa Réunion", ["12 RUE DES LILAS", "97400 SAINT DENIS", "LA REUNION"]),
        ("Rue de la Loi 16\n1000 Bruxelles\nBelgique", ["Rue de la Loi 16", "1000 BRUXELLES", "BELGIQUE"]),
        ("1 High Street\nLondon SW1A 2AA\nUnited Kingdom", ["1 High Street", "LONDON SW1A 2AA", "UNITED KINGDOM"]),
    ],
)  # fmt: skip
def test_an_address_is_written_as_its_post_wants_it(typed, shown):
    assert list(block(typed, "Ana Ruiz").lines) == ["Ana Ruiz", *shown]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", addresses.NO_TOWN),
        ("12 rue des Lilas", addresses.NO_TOWN),
        ("Lyon", addresses.NO_TOWN),
        ("69003 Lyon", addresses.NO_STREET),
        ("12 rue des Lilas\n1000 Bourg-en-Bresse", addresses.SHORT_CODE),
        ("3 rue " + "a" * 60 + "\n69003 Lyon", addresses.TOO_LONG),
        ("Une ligne de trente-huit signes, ou deux\n" * 8 + "69003 Lyon", addresses.TOO_MANY),
    ],
)  # fmt: skip
def test_an_address_that_no_postman_could_use_is_refused_with_the_reason(typed, why):
    with pytest.raises(Undeliverable, match=why):
        block(typed, "Ana Ruiz")


def test_a_long_line_is_shortened_as_postmen_do_before_it_is_continued_below():
    shown = block("128 avenue du Général Leclerc de Hauteclocque\n69003 Lyon", "Ana Ruiz").lines
    assert shown[1] == "128 AV DU GAL LECLERC DE HAUTECLOCQUE"
    long = block(
        "Ana Ruiz\nRésidence du Parc\n12 rue du Vieux Moulin à Vent sur la Colline Verte\n69003 Lyon", "Ana Ruiz"
    )
    assert long.lines[2:4] == ("12 RUE DU VIEUX MOULIN A VENT SUR LA", "COLLINE VERTE")


def test_the_name_stands_once_whether_the_address_says_it_or_not():
    assert block("Mme RUIZ Ana\n12 rue des Lilas\n69003 Lyon", "Ana Ruiz").lines[0] == "Mme RUIZ Ana"
    hugo = block("12 rue Victor Hugo\n69003 Lyon", "Victor Hugo")
    assert hugo.lines == ("Victor Hugo", "12 RUE VICTOR HUGO", "69003 LYON")


def test_letters_are_sorted_by_country_code_town_street_and_number():
    typed = [
        "1 rue Z\n1000 Bruxelles\nBelgique", "12 rue des Lilas\n69003 Lyon", "2 rue des Lilas\n69003 Lyon",
        "9 rue des Acacias\n69003 Lyon", "1 rue A\n01000 Bourg",
    ]  # fmt: skip
    ordered = sorted((block(one, "Ana Ruiz") for one in typed), key=lambda one: one.order)
    assert [one.lines[1] for one in ordered] == [
        "1 RUE A",
        "9 RUE DES ACACIAS",
        "2 RUE DES LILAS",
        "12 RUE DES LILAS",
        "1 rue Z",
    ]


_LINE = st.text(alphabet="abcdéèç '-,0123456789", min_size=1, max_size=45)


@given(
    st.lists(_LINE, max_size=6),
    st.sampled_from(["69003 Lyon", "01000 Saint-Denis-lès-Bourg", "1012 AB Amsterdam\nPays-Bas"]),
)
def test_no_word_of_an_address_is_ever_lost(lines, last):
    """Only words that have an official abbreviation may change; none of these is made of the letters used here."""
    typed = "\n".join([*lines, last])
    try:
        shown = block(typed, "Ana Ruiz").lines
    except Undeliverable:
        return
    assert sorted(fold(" ".join(shown)).replace(" ", "")) == sorted(fold(f"Ana Ruiz {typed}").replace(" ", "")) or (
        fold(typed.splitlines()[0]) == "ana ruiz"
    )
    assert len(shown) <= addresses.LINES_ABROAD
    assert max(map(len, shown)) <= addresses.WIDEST


@given(st.text(max_size=200))
def test_anything_typed_is_an_address_or_is_refused(typed):
    try:
        shown = block(typed, "Ana Ruiz").lines
    except Undeliverable:
        return
    assert 2 <= len(shown) <= addresses.LINES_ABROAD


@given(st.text(max_size=60))
def test_the_normal_form_of_an_address_is_its_own_normal_form(typed):
    assert tidy(tidy(typed)) == tidy(typed)


@given(st.integers(1, 10**10))
def test_a_code_typed_in_any_fashion_names_its_delivery_and_is_checked(number):
    token = token_of(KEY, number)
    code = codes.code_of(token)
    for typed in (
        code,
        code.lower(),
        code.replace("-", ""),
        f" {code[:2]} {code[2:]} ",
        code.replace("0", "O").replace("1", "l"),
    ):
        assert (number, codes.check_of(token)) in codes.read_code(typed)


def test_a_scanner_that_thinks_it_is_american_is_understood_on_a_french_keyboard():
    token = token_of(KEY, 123_456)
    french = str.maketrans("0123456789-AQZWM", "à&é\"'(-è_ç)QAWZ?")
    assert (123_456, codes.check_of(token)) in codes.read_code(codes.code_of(token).translate(french))


@pytest.mark.parametrize("typed", ["", "-", "bonjour!", "12", "R4K", "*" * 12, "0" * 40])
def test_what_is_no_code_is_said_to_be_none(typed):
    with pytest.raises(codes.NotACode):
        codes.read_code(typed)
