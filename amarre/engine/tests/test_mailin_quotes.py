"""What the person wrote: the mail it answers, the signature and the small print are taken off, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amarre.engine.mailin.quotes import own_words

OURS = "Le lot 12 de nos yaourts est rappelé.\nNe les mangez pas."
QUOTED = "> Le lot 12 de nos yaourts est rappelé.\n> Ne les mangez pas."
WORDS = "Bonjour,\n\nmon fils en a mangé hier. Que faire ?"

# What each program puts between the answer and the mail it answers: one section each.
SECTIONS = (Path(__file__).parent / "mail" / "quotations.txt").read_text(encoding="utf-8").split("=== ")[1:]
PROGRAMS = {name: text.rstrip("\n") for name, _, text in (section.partition("\n") for section in SECTIONS)}


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_quoted_mail_is_taken_off_whatever_program_put_it_there(program: str) -> None:
    assert own_words(f"{WORDS}\n\n{PROGRAMS[program]}") == WORDS


@pytest.mark.parametrize("program", ["gmail fr", "gmail en", "thunderbird fr", "apple mail fr", "orange"])
def test_an_answer_written_under_the_quotation_is_kept_alone(program: str) -> None:
    assert own_words(f"{PROGRAMS[program]}\n\n{WORDS}") == WORDS


def test_answers_between_the_quoted_lines_keep_what_they_answer() -> None:
    text = (
        "Bonjour, mes réponses ci-dessous.\n\nLe 2 mars 2026 à 10:02, Laiterie Morel a écrit :\n"
        "> Avez-vous mangé le lot 12 ?\n\nOui, hier soir.\n\n> Êtes-vous malade ?\n\nNon, pas encore."
    )
    kept = own_words(text)
    assert "> Avez-vous mangé le lot 12 ?" in kept
    assert "Oui, hier soir." in kept
    assert kept.endswith("Non, pas encore.")
    assert "a écrit" not in kept


def test_a_mail_forwarded_without_a_word_is_kept_whole() -> None:
    head = "De : Laiterie Morel <crise@laiterie.example>\nDate: lun. 2 mars 2026\nSubject: Rappel\nTo: <ana@c.example>"
    text = f"---------- Forwarded message ---------\n{head}\n\n{OURS}"
    assert "Le lot 12" in own_words(text)


def test_a_note_above_a_forwarded_mail_is_what_the_person_wrote() -> None:
    head = "> De: Laiterie Morel <crise@laiterie.example>\n> Objet: Rappel\n> Date: 2 mars 2026"
    text = f"{WORDS}\n\nDébut du message transféré :\n\n{head}\n> \n{QUOTED}"
    assert own_words(text) == WORDS


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nAna Ferrand\n06 12 34 56 78",
        "--\nAna Ferrand",
        "Envoyé de mon iPhone",
        "Envoyé depuis mon téléphone Orange",
        "Envoyé depuis l'application Mail Orange",
        "Sent from my Galaxy",
        "Get Outlook for iOS",
        "Télécharger Outlook pour Android",
        "Garanti sans virus. www.antivirus.example",
        "Ce message et ses pièces jointes peuvent contenir des informations confidentielles.\nMerci de le détruire.",
        "This e-mail and any attachments are confidential and intended for the addressee only.",
        "Pensez à l'environnement avant d'imprimer ce message.",
        "____________\nAna Ferrand\nTél. 01 23 45 67 89\nwww.client.example",
    ],
)
def test_signatures_and_small_print_are_taken_off(signature: str) -> None:
    assert own_words(f"{WORDS}\n\n{signature}") == WORDS


def test_after_the_closing_formula_the_name_stays_and_the_visiting_card_goes() -> None:
    text = f"{WORDS}\n\nCordialement,\n\nAna Ferrand\nDirectrice\nTél. : 01 23 45 67 89\n12 rue des Lilas\n75011 Paris"
    assert own_words(text) == f"{WORDS}\n\nCordialement,\n\nAna Ferrand"


@pytest.mark.parametrize(
    "letter",
    [
        "Bonjour,\n\nLe lot 12 : \n- 3 pots\n- 2 pots\n\nMerci",
        "Les numéros :\n-----\n4812\n4813\n-----\nMerci de les vérifier.",
        "On Monday I wrote to you, and nobody answered:\nplease call me.",
        "De : Paris\nÀ : Lyon\nvoilà le trajet de mon colis perdu.",
        "Le vendeur m'a écrit : « tout va bien ». Ce n'est pas vrai.",
        "Voici le code :\n```\n# ne pas couper\n> ni ceci\n-- \n```\nMerci",
        "Je n'ai rien reçu.\n\nRappelez-moi au 06 12 34 56 78.",
        "Objet : réclamation\n\nMon produit est cassé.",
        "J'ai envoyé un mail depuis mon téléphone mardi et je n'ai pas de réponse à ce jour, pouvez-vous vérifier ?",
        "Merci\n\nJ'attends votre retour.\n\nhttps://photos.example/lot12",
    ],
)
def test_a_letter_without_any_quotation_is_left_as_it_is(letter: str) -> None:
    assert own_words(letter) == letter


@given(st.text(alphabet=st.sampled_from("ab >-_|:\n.@<é*#`~On wrote"), max_size=300))
def test_any_text_is_read_without_failing_and_nothing_is_invented(text: str) -> None:
    kept = own_words(text)
    lines = {line.rstrip() for line in text.replace("\r\n", "\n").split("\n")} | {""}
    assert all(line.rstrip() in lines for line in kept.split("\n"))


@given(st.text(max_size=400))
def test_cutting_twice_is_cutting_once_for_plain_words(text: str) -> None:
    words = " ".join(text.split()).replace(">", "").replace("|", "")
    assert own_words(own_words(words)) == own_words(words)
