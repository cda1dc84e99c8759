"""Which entry answers a question, and when it is better to hand over to a person."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amarre.engine.answer import Doc, Index

FRENCH = [
    ("lot", "Comment savoir si mon lait fait partie du lot rappelé ?", "Le numéro de lot est imprimé sous la boîte."),
    ("remise", "Comment être remboursé d’un produit rappelé ?", "Rapportez-le en magasin, même sans ticket."),
    ("sante", "Mon enfant a bu du lait rappelé, que faire ?", "Appelez votre médecin, ou le 15 en cas de fièvre."),
    ("retard", "Quand ma commande sera-t-elle livrée ?", "Les livraisons ont environ cinq jours de retard."),
    ("annuler", "Puis-je annuler ma commande sans frais ?", "Oui, jusqu’à l’expédition du colis."),
    ("horaires", "Les magasins sont-ils ouverts le dimanche ?", "Oui, de 9 h à 13 h."),
    ("coupure", "Quand le courant sera-t-il rétabli ?", "Le rétablissement est prévu dans la soirée."),
    ("donnees", "Mes données bancaires ont-elles été volées ?", "Non, aucune donnée de paiement n’a été touchée."),
    ("passe", "Comment changer mon mot de passe ?", "Dans votre espace, rubrique Sécurité."),
    ("penalite", "Aurai-je des pénalités si je paie en retard ?", "Non, elles sont suspendues pendant la crise."),
]
ENGLISH = [
    ("batch", "How do I know if my milk is part of the recalled batch?", "The batch number is printed under the tin."),
    ("when", "When will my order be delivered?", "Deliveries are about five days late."),
    ("sunday", "Are the shops open on Sunday?", "Yes, from 9 to 1."),
]


def index(**phrasings: tuple[str, ...]) -> Index:
    french = [Doc(id, "fr", question, answer, phrasings.get(id, ())) for id, question, answer in FRENCH]
    return Index([*french, *(Doc(id, "en", question, answer) for id, question, answer in ENGLISH)])


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("fr", "c'est quand que ma comande va etre livré", "retard"),
        ("fr", "Je voudrais annuler la commande d'hier", "annuler"),
        ("fr", "vous ouvrez le dimanche ?", "horaires"),
        ("fr", "on m'a volé mon RIB chez vous ? mes donnees bancaire ?", "donnees"),
        ("fr", "remboursement du lait rappelé", "remise"),
        ("fr", "j'ai oublié mon mot de passe, comment le changer", "passe"),
        ("en", "is your shop opened on sundays", "sunday"),
        ("en", "when does my parcel get here, my order is late", "when"),
    ],
)
def test_the_entry_is_found_in_the_words_of_customers(lang: str, text: str, found: str) -> None:
    assert index().suggest(text, lang=lang)[0].id == found


@pytest.mark.parametrize(
    "text",
    [
        "Comment changer mon mot de passe ?",
        "Quand ma commande sera-t-elle livrée ?",
        "Les magasins sont-ils ouverts le dimanche ?",
    ],
)
def test_the_question_itself_is_answered_with_confidence(text: str) -> None:
    first, *others = index().suggest(text, lang="fr")
    assert first.confident
    assert not any(other.confident for other in others)


@pytest.mark.parametrize(
    "text",
    [
        "Quel est le salaire de votre directeur ?",
        "Pourquoi les magasins sont-ils ouverts le dimanche ?",
        "Où se trouve le magasin de Nantes ?",
        "Mon chat est malade",
        "commande",
    ],
)
def test_what_the_faq_does_not_answer_is_handed_over(text: str) -> None:
    assert not any(suggestion.confident for suggestion in index().suggest(text, lang="fr"))


def test_a_known_way_of_asking_makes_the_answer_sure() -> None:
    asked = "J’ai plus de jus chez moi, ça revient quand ?"
    assert not any(s.confident for s in index().suggest(asked, lang="fr"))
    first = index(coupure=("plus de jus, ça revient quand",)).suggest(asked, lang="fr")[0]
    assert (first.id, first.confident) == ("coupure", True)


def test_it_says_which_words_were_found() -> None:
    first = index().suggest("Je veux annuler cette commande zzz", lang="fr")[0]
    assert first.because == ("annuler", "commande")


def test_each_language_has_its_own_shelf() -> None:
    assert index().suggest("Are the shops open on Sunday?", lang="fr") == []
    assert index().suggest("dimanche", lang="de") == []
    assert Index([]).suggest("dimanche", lang="fr") == []


def test_the_number_of_suggestions_is_bounded() -> None:
    assert len(index().suggest("ma commande de lait rappelé en retard", lang="fr", limit=2)) == 2


@pytest.mark.parametrize("text", ["", "   ", "?!", "le la les", "🙂"])
def test_nothing_said_nothing_suggested(text: str) -> None:
    assert index().suggest(text, lang="fr") == []


def test_entries_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Doc("a", "fr", "q", "r").question = "autre"  # type: ignore[misc]


SHARED = index()


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from(" ".join(q for _, q, _ in FRENCH).split())).map(" ".join))
)
def test_whatever_is_asked_the_suggestions_are_sound(text: str) -> None:
    suggestions = SHARED.suggest(text, lang="fr", limit=4)
    scores = [suggestion.score for suggestion in suggestions]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1.01 for score in scores)
    assert len({suggestion.id for suggestion in suggestions}) == len(suggestions)
    assert not any(suggestion.confident for suggestion in suggestions[1:])
    assert all(suggestion.because for suggestion in suggestions)
    assert suggestions == SHARED.suggest(text, lang="fr", limit=4)
