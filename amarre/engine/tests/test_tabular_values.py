"""Cells: numbers, dates, yes and no, languages, telephones, addresses, names of columns."""

from datetime import date

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amarre.engine.tabular.columns import guess_columns, guess_type
from amarre.engine.tabular.contacts import Phone, read_email, read_phone
from amarre.engine.tabular.names import attribute_key, fold, target_of
from amarre.engine.tabular.problem import Problem
from amarre.engine.tabular.values import (
    Dates,
    Numbers,
    clean,
    guess_dates,
    guess_numbers,
    read_boolean,
    read_channel,
    read_consent,
    read_language,
    speaks_of_refusal,
)

FRENCH_DATES = Dates(day_first=True, last_year=2030)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("  Zoé\u00a0 ", "Zoé"),
        ("\ufeffZoé\u200b", "Zoé"),
        ('="0612345678"', "0612345678"),
        ("#N/A", ""),
        ("NULL", ""),
        ("Null", "Null"),
    ],
)
def test_a_cell_is_cleaned_of_what_only_machines_see(cell, expected):
    assert clean(cell) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", 12),
        ("12,50", 12.5),
        ("1\u202f234,56", 1234.56),
        ("1.234,56", 1234.56),
        ("1.234.567", 1234567),
        ("-3", -3),
        ("(12,5)", -12.5),
        ("99,90 €", 99.9),
        ("12 %", 12),
        ("douze", None),
        ("12/03/2026", None),
        ("1,2,3", None),
        ("9" * 40, None),
    ],
)
def test_french_numbers(text, expected):
    assert Numbers(",").read(text) == expected


def test_english_numbers_are_told_by_their_column():
    assert guess_numbers(["1,234.50", "12.5"]).read("1,234") == 1234
    assert guess_numbers(["1 234,50", "12"]).read("1,234") == 1.234


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31/12/2026", date(2026, 12, 31)),
        ("31-12-26", date(2026, 12, 31)),
        ("1.3.2026", date(2026, 3, 1)),
        ("31/12/68", date(1968, 12, 31)),
        ("2026-12-31", date(2026, 12, 31)),
        ("2026-12-31T08:30:00Z", date(2026, 12, 31)),
        ("31/12/2026 00:00:00", date(2026, 12, 31)),
        ("31 décembre 2026", date(2026, 12, 31)),
        ("mardi 1er mars 2022", date(2022, 3, 1)),
        ("31-déc-26", date(2026, 12, 31)),
        ("December 31, 2026", date(2026, 12, 31)),
        ("20261231", date(2026, 12, 31)),
        ("46022", date(2025, 12, 31)),
        ("31/02/2026", None),
        ("00/00/0000", None),
        ("hier", None),
        ("12/2026", None),
    ],
)
def test_dates(text, expected):
    assert FRENCH_DATES.read(text) == expected


def test_american_dates_are_told_by_their_column():
    column = guess_dates(["03/04/2026", "12/31/2026"], last_year=2030)
    assert column.read("03/04/2026") == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oui", True),
        ("O", True),
        ("VRAI", True),
        ("x", True),
        ("non", False),
        ("N", False),
        ("faux", False),
        ("?", None),
    ],
)
def test_yes_and_no(text, expected):
    assert read_boolean(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Français", "fr"),
        ("FR", "fr"),
        ("fr_FR", "fr"),
        ("Anglais", "en"),
        ("EN-gb", "en"),
        ("klingon", None),
    ],
)
def test_languages(text, expected):
    assert read_language(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "0612345678",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "6 12 34 56 78",
        "612345678",
        "0033612345678",
        "+33 6 12 34 56 78",
        "+33(0)6 12 34 56 78",
        "33612345678",
        "06 12 34 56 78 / 04 72 00 00 00",
        "tél : 06 12 34 56 78",
    ],
)
def test_a_french_mobile_is_read_however_it_was_typed(text):
    assert read_phone(text, region="FR") == Phone("+33612345678", mobile=True)


def test_a_number_without_prefix_is_dialled_from_the_region_given():
    assert read_phone("0472000000", region="FR") == Phone("+33472000000", mobile=False)
    assert read_phone("0692 12 34 56", region="FR") == Phone("+262692123456", mobile=True)
    assert read_phone("0472 12 34 56", region="BE") == Phone("+32472123456", mobile=True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("6,12E+08", "digits_rounded"),
        ("6.12345E8", "digits_rounded"),
        ("06 12 34 56", "phone_invalid"),
        ("0000000000", "phone_invalid"),
        ("sur demande", "phone_unreadable"),
    ],
)
def test_what_is_not_a_telephone_number_is_said(text, code):
    problem = read_phone(text, region="FR")
    assert isinstance(problem, Problem) and problem.code == code


@given(st.sampled_from(["FR", "BE", "CH", "DE", "GB"]), st.from_regex(r"0?[1-9][0-9]{6,12}", fullmatch=True))
def test_the_quick_reading_of_numbers_agrees_with_the_full_one(region, digits):
    number = phonenumbers.parse(digits, region)
    read = read_phone(digits, region=region)
    if phonenumbers.is_valid_number(number):
        assert isinstance(read, Phone)
        assert read.number == phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        kind = phonenumbers.number_type(number)
        assert (read.mobile is True) is (kind == phonenumbers.PhoneNumberType.MOBILE)
    elif region != "FR":  # overseas numbers, written as in France, have prefixes of their own
        assert isinstance(read, Problem)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zoe@exemple.fr", "zoe@exemple.fr"),
        (" Zoe.Lefevre@Exemple.FR ", "Zoe.Lefevre@exemple.fr"),
        ("mailto:zoe@exemple.fr", "zoe@exemple.fr"),
        ("Zoé <zoe@exemple.fr>", "zoe@exemple.fr"),
        ("zoe@exemple.fr.", "zoe@exemple.fr"),
        ("zoe@exemple.fr;", "zoe@exemple.fr"),
        ("o'hara+crise@exemple.co.uk", "o'hara+crise@exemple.co.uk"),
        ("zoé@mairie-nîmes.fr", "zoé@mairie-nîmes.fr"),
        ("a@mail.com", "a@mail.com"),
        ("a@yahoo.ca", "a@yahoo.ca"),
        ("a@grange.fr", "a@grange.fr"),
    ],
)
def test_an_address_is_only_tidied(text, expected):
    assert read_email(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("zoe.exemple.fr", "email_no_at"),
        ("zoe@@exemple.fr", "email_no_at"),
        ("a@exemple.fr, b@exemple.fr", "email_several"),
        ("zoe@exemple", "email_malformed"),
        ("zoe lefevre@exemple.fr", "email_malformed"),
        ("zoe@exemple..fr", "email_malformed"),
        (".zoe@exemple.fr", "email_malformed"),
        ("@exemple.fr", "email_malformed"),
        ("zoe@-exemple.fr", "email_malformed"),
        ("zoe@exemple.f", "email_malformed"),
    ],
)
def test_what_is_not_an_address_is_said(text, code):
    problem = read_email(text)
    assert isinstance(problem, Problem) and problem.code == code


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("zoe@gmail.con", "zoe@gmail.com"),
        ("zoe@gmial.com", "zoe@gmail.com"),
        ("zoe@hotmial.fr", "zoe@hotmail.fr"),
        ("zoe@ornge.fr", "zoe@orange.fr"),
        ("zoe@exemple.con", "zoe@exemple.com"),
        ("zoe@gmil.con", "zoe@gmail.com"),
    ],
)
def test_a_mistyped_domain_is_refused_with_the_likely_one_and_never_replaced(text, suggestion):
    problem = read_email(text)
    assert problem == Problem("email_domain_mistyped", {"text": text, "suggestion": suggestion})


@given(st.text(max_size=60))
def test_any_cell_at_all_is_read_or_explained(text):
    for answer in (read_email(text), read_phone(text, region="FR")):
        assert isinstance(answer, (str, Phone, Problem))
    for reader in (
        FRENCH_DATES.read,
        Numbers(",").read,
        Numbers(".").read,
        read_boolean,
        read_language,
        target_of,
    ):
        reader(text)


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("Nom", "last_name"),
        ("NOM DE FAMILLE", "last_name"),
        ("Prénom", "first_name"),
        ("prénom usuel", "first_name"),
        ("Nom et prénom", "name"),
        ("Full name", "name"),
        ("Courriel", "email"),
        ("E-mail", "email"),
        ("Adresse e-mail", "email"),
        ("adresse_mail", "email"),
        ("Mél.", "email"),
        ("emailAddress", "email"),
        ("Tél.", "phone"),
        ("Tél. portable", "mobile"),
        ("N° de tél mobile", "mobile"),
        ("Mobile", "mobile"),
        ("Téléphone fixe", "phone"),
        ("Code client", "key"),
        ("N° client", "key"),
        ("customer_id", "key"),
        ("ID", "key"),
        ("Langue", "language"),
        ("Civilité", "title"),
        ("Société", "organisation"),
        ("Raison sociale", "organisation"),
        ("Company name", "organisation"),
        ("CP", "postcode"),
        ("Code postal", "postcode"),
        ("Ville", "city"),
        ("Pays", "country"),
        ("Adresse", "street"),
        ("Fonction", "role"),
        ("Commandes en attente", None),
        ("Montant dû", None),
        ("Date de naissance", None),
        ("Mail envoyé le", None),
    ],
)
def test_names_of_columns(name, target):
    assert target_of(name) == target


def test_a_name_of_column_becomes_a_field_of_the_rule_language():
    assert fold("N° de tél. (privé)") == "n de tel prive"
    assert attribute_key("Montant TTC (€)") == "montant_ttc"
    assert attribute_key("Montant TTC", {"montant_ttc"}) == "montant_ttc_2"
    assert attribute_key("2024") == "c_2024"
    assert attribute_key("€") == "column"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["oui", "non", "oui"], "boolean"),
        (["0", "1", "1"], "number"),
        (["12,5", "3", "1 200"], "number"),
        (["00123", "00456"], "text"),
        (["31/12/2026", "01/02/2026"], "date"),
        (["Lyon", "Paris"], "text"),
        ([], "text"),
        (["1"] * 19 + ["néant"], "number"),
    ],
)
def test_the_type_of_a_column_is_guessed_from_its_cells(cells, expected):
    assert guess_type(cells, last_year=2030) == expected


def test_columns_are_guessed_by_name_then_by_cells():
    names = ["Réf. client", "Contact", "Joignable", "mail", "Encours"]
    rows = [[f"C{i}", f"Zoé {i}", f"06123456{i:02}", f"z{i}@exemple.fr", f"{i},5"] for i in range(10)]
    guesses = guess_columns(names, rows, region="FR", last_year=2030)
    assert [guess.target for guess in guesses] == ["key", "name", "phone", "email", None]
    assert (guesses[4].key, guesses[4].type) == ("encours", "number")
    assert [guess.by_name for guess in guesses] == [True, True, False, True, False]


def test_a_column_named_mail_that_says_yes_or_no_is_not_an_address():
    guesses = guess_columns(
        ["mail", "courriel"], [["oui", "a@exemple.fr"], ["non", "b@exemple.fr"]], region="FR", last_year=2030
    )
    assert [(guess.target, guess.type) for guess in guesses] == [(None, "boolean"), ("email", "text")]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("oui", True), ("Opt-in", True), ("Accepté", True), ("abonnée", True), ("x", True), ("D'accord", True),
        ("non", False), ("Refusé", False), ("opt-out", False), ("OptOut", False), ("Désinscrit", False),
        ("STOP", False), ("ne pas contacter", False), ("peut-être", None), ("à voir", None),
    ],
)  # fmt: skip
def test_consent_is_read_as_files_write_it(cell, said):
    assert read_consent(cell) is said


@pytest.mark.parametrize(
    ("name", "target", "refusal"),
    [
        ("Consentement e-mail", "consent_email", False), ("Désinscrit", "consent_email", True),
        ("Opt-out SMS", "consent_sms", True), ("Accepte les appels", "consent_call", False),
        ("Ne pas téléphoner", None, True), ("No téléphone", "phone", False), ("N° de tél.", "phone", False),
        ("Canal préféré", "preferred_channel", False), ("Fuseau horaire", "time_zone", False),
        ("E-mail", "email", False), ("Adresse complète", "postal_address", False),
        ("Newsletter", "consent_email", False),
    ],
)  # fmt: skip
def test_columns_of_consent_are_known_by_their_names(name, target, refusal):
    assert (target_of(name), speaks_of_refusal(name)) == (target, refusal)


@pytest.mark.parametrize(
    ("cell", "channel"), [("Courriel", "email"), ("par téléphone", "call"), ("Lettre", "letter"), ("pigeon", None)]
)
def test_a_channel_is_read_by_its_names(cell, channel):
    assert read_channel(cell) == channel
