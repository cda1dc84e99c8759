"""What triage makes of the words of customers, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from amarre.engine.triage import LEVELS, Triage, rank, triage
from amarre.engine.triage.marks import sums

MESSAGES = yaml.safe_load((Path(__file__).parent / "triage_messages.yaml").read_text(encoding="utf-8"))
# Figures reached when these tests were written (see docs/triage.md); a change of the tables must not go below.
FLOORS = {
    "developed": {"impact": 55, "anger": 57, "threat": 60},
    "held_out": {"impact": 40, "anger": 53, "threat": 58},
}


def reasons(judged: Triage, kind: str) -> list[str]:
    return [because.reason for because in judged.because if because.kind == kind]


@pytest.mark.parametrize(
    ("text", "impact"),
    [
        ("Mon fils n'arrive plus à respirer", "urgent"),
        ("nou bezoin manjé ak dlo, timoun yo malad", "urgent"),
        ("ya pu de couran ni deau dans limmeuble depui hier, ma mere est sous oxygene", "urgent"),
        ("We are trapped on the roof and the water is rising", "urgent"),
        ("No electricity at home since Sunday", "important"),
        ("Ma carte bancaire est bloquée, je ne peux plus retirer d'argent", "important"),
        ("Mon colis n'est pas arrivé", "moderate"),
        ("The parcel was damaged", "moderate"),
        ("Quels sont vos horaires ?", "low"),
        ("Thank you all for your kindness", "low"),
    ],
)
def test_impact_follows_the_situation(text: str, impact: str) -> None:
    assert triage(text).impact == impact


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("Ma fille est blessée", "Ma fille n'est pas blessée"),
        ("Il y a un blessé", "Il n'y a aucun blessé"),
        ("We are in danger", "We are not in danger"),
        ("My son is hurt", "Nobody is hurt, all went well"),
        ("The power is cut", "What happens if the power is cut?"),
        ("L'eau est coupée", "Que se passe-t-il si l'eau est coupée ?"),
        ("The internet is down", "The internet is back on now, thank you"),
    ],
)
def test_what_is_denied_supposed_or_over_weighs_less(said: str, denied: str) -> None:
    assert LEVELS.index(triage(denied).impact) > LEVELS.index(triage(said).impact)


def test_a_fragile_person_makes_a_cut_urgent_but_not_a_late_parcel() -> None:
    assert triage("Plus de chauffage depuis hier").impact == "important"
    assert triage("Plus de chauffage depuis hier et ma grand-mère a 92 ans").impact == "urgent"
    assert triage("Le colis de ma grand-mère est en retard").impact == "moderate"


def test_a_sum_counts_beside_a_trouble_only() -> None:
    assert triage("You still have not refunded me the 450 pounds").impact == "important"
    assert triage("Vous ne m'avez pas remboursé 12 €").impact == "moderate"
    assert triage("Votre offre à 450 € est-elle toujours valable ?").impact == "low"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1 250,50 €", 1250.5),
        ("1.250,50 euros", 1250.5),
        ("£1,250.50", 1250.5),
        ("2k€", 2000),
        ("$ 300", 300),
        ("12 000 EUR", 12000),
        ("45,9 €", 45.9),
        ("three parcels in 24 hours", None),
    ],
)
def test_sums_are_read_as_people_write_them(text: str, amount: float | None) -> None:
    assert [found[2] for found in sums(text)] == ([] if amount is None else [amount])


@pytest.mark.parametrize(
    ("text", "anger"),
    [
        ("Bonjour, pouvez-vous me rappeler ? Merci", 0),
        ("Je suis déçu de votre service", 1),
        ("I am a little worried about my order", 1),
        ("C'est inadmissible, vous vous moquez de vos clients", 2),
        ("Bravo, merci pour rien", 2),
        ("This is outrageous", 2),
        ("You are a bunch of crooks", 3),
        ("BANDE DE VOLEURS !!!", 3),
        ("Dernier avertissement avant le tribunal", 3),
    ],
)
def test_anger_shows_in_the_words(text: str, anger: int) -> None:
    assert triage(text).anger == anger


@pytest.mark.parametrize(
    "text",
    [
        "How can you help me with my order?",
        "The site won't let me log in, could you reset my account?",
        "There is not enough stock in Leeds, can you check another shop?",
        "As I told you on the phone, the meter is in the basement.",
        "Great job everyone, the new app works really well",
        "Could you tell me if the lawyer's letter arrived safely?",
        "La ferme de mes parents n'a plus de livraison depuis lundi.",
        "Les freins de mon vélo ont lâché, le pneu est crevé.",
        "Le ramassage des ordures est-il maintenu jeudi ?",
        "Je pars en vacances vendredi, pouvez-vous garder mon colis ?",
        "Super, merci beaucoup pour votre aide !",
        "Mon avocat vous a-t-il envoyé la procuration ?",
    ],
)
def test_calm_words_stay_calm(text: str) -> None:
    judged = triage(text)
    assert (judged.anger, judged.threat) == (0, False)


def test_praise_is_irony_beside_a_trouble_only() -> None:
    assert triage("Super service, trois semaines pour m'envoyer le mauvais article").anger == 2
    assert triage("Super service, tout est arrivé").anger == 0


@pytest.mark.parametrize(
    "text",
    [
        "nous somme a la place boyer nous avon besoin deau et de nouriture",
        "svp nous navons rien pour manger depuis 3 jour",
        "ma maison est tombe mes enfant dorme dans la rue",
        "on a pa recu aide y a bcp de blesse",
        "il pleut sur nous on a pas de bache",
        "mon frere est sous les decombre il vit encore",
    ],
)
def test_people_in_need_are_heard_however_they_spell(text: str) -> None:
    assert triage(text).impact == "urgent"


@pytest.mark.parametrize(
    "text",
    [
        "slt on a fin on a pa manjé depui 2 jour on est 15 ds la cour",
        "nou pa gen dlo ni manje depi 3 jou",
        "nou dormon deor il pleu on besoin de tente",
        "koman fer pr avoir du riz on a rien resu",
        "pliz sen food and wata we ar many",
        "people still trapped under the school, please send someone with machines",
    ],
)
def test_needs_are_heard_in_creole_and_in_quick_spelling(text: str) -> None:
    assert triage(text).impact in ("urgent", "important")


@pytest.mark.parametrize(
    "text",
    [
        "The Red Cross distributed 5,000 food parcels in the flooded district on Monday.",
        "Rescue teams from five countries reached the capital on Thursday, the UN said.",
        "Un séisme de magnitude 6,1 a frappé la région hier, faisant douze morts selon les autorités.",
        "UNICEF a acheminé 30 tonnes de médicaments vers les zones sinistrées, selon un communiqué.",
        "hello how can i have internet on my phone",
        "Please help me with my login, the code never arrives.",
        "Where can I get bread and milk in the village on Sundays?",
    ],
)
def test_news_and_everyday_questions_are_not_a_call_for_rescue(text: str) -> None:
    assert triage(text).impact in ("moderate", "low")


@pytest.mark.parametrize(
    ("text", "impact"),
    [
        ("My mother is 84 and lives alone, she has the recalled kettle in her kitchen", "urgent"),
        ("ma mère, 84 ans, seule chez elle, se sert de la bouilloire que vous rappelez", "urgent"),
        ("Mon voisin handicapé a encore le radiateur rappelé, comment le prévenir ?", "urgent"),
        ("I have the recalled kettle, how do I send it back?", "moderate"),
        ("J'ai la bouilloire rappelée, comment être remboursé ?", "moderate"),
    ],
)
def test_a_fragile_person_near_a_recalled_product_is_urgent(text: str, impact: str) -> None:
    assert triage(text).impact == impact


@pytest.mark.parametrize(
    "text",
    [
        "Je suis consterné par la façon dont on m'a répondu.",
        "Cela fait dix fois qu'on me dit « demain ».",
        "Votre conseiller devait passer mardi. Personne n'est venu, personne n'a prévenu.",
        "I was told twice that someone would call me back and twice nobody did.",
        "This is the third time I'm writing. Does anybody read these?",
        "You took £620 within seconds; returning it has required 7 weeks and 11 phone calls.",
    ],
)
def test_bitterness_is_heard_when_it_is_told_calmly(text: str) -> None:
    assert triage(text).anger == 2


@pytest.mark.parametrize("text", ["He'll call you on Friday", "We'll see, I'll wait", "We're at home all day"])
def test_contractions_are_not_read_as_other_words(text: str) -> None:
    judged = triage(text, lang="en")
    assert (judged.anger, judged.threat) == (0, False)
    assert judged.impact in ("moderate", "low")


def test_capitals_alone_are_not_anger() -> None:
    assert triage("WE NEED WATER AND A DOCTOR PLEASE").anger == 0


def test_the_rude_words_of_another_are_not_the_customer_s() -> None:
    assert triage("Votre conseiller m'a dit « vous êtes un imbécile ».").anger < 3


@pytest.mark.parametrize(
    ("text", "threat"),
    [
        ("Je vais saisir la DGCCRF", True),
        ("Sans réponse de votre part, mon avocat prendra le relais", True),
        ("I am switching to another provider", True),
        ("Je préviens 60 millions de consommateurs", True),
        ("Si rien ne bouge, j'en parlerai sur Facebook", True),
        ("J'envisage de témoigner dans l'émission de Julien Courbet", True),
        ("Next stop is Trustpilot", True),
        ("I made a complaint which was answered quickly, thank you", False),
        ("I saw the recall on the BBC, is model X2 affected?", False),
        ("I will post this on Twitter", True),
        ("Je résilie", True),
        ("J'ai demandé la résiliation en mars et vous prélevez encore", False),
        ("Votre publicité à la télévision est jolie", False),
        ("Can I change my contact details?", False),
    ],
)
def test_a_threat_is_something_announced(text: str, threat: bool) -> None:
    assert triage(text).threat is threat


def test_reasons_point_at_the_words_in_the_language_of_the_agent() -> None:
    text = "Bonjour, l’électricité est coupée chez ma mère."
    judged = triage(text, ui_lang="en")
    assert judged.lang == "fr"
    assert ("électricité est coupée", "without an essential service") in [
        (text[b.start : b.end].removeprefix("l’"), b.reason) for b in judged.because
    ]
    assert all(because.kind in ("impact", "anger", "threat") for because in judged.because)


def test_a_language_that_is_known_is_believed() -> None:
    assert triage("Danger", lang="en").lang == "en"
    assert triage("ok", lang="xx").lang in ("fr", "en")


@pytest.mark.parametrize("half", ["developed", "held_out"])
def test_our_own_messages_are_sorted_as_well_as_they_were(half: str) -> None:
    right = dict.fromkeys(("impact", "anger", "threat"), 0)
    for message in MESSAGES[half]:
        judged = triage(message["text"])
        for name in right:
            right[name] += getattr(judged, name) == message[name]
    assert len(MESSAGES[half]) == 60
    assert all(right[name] >= floor for name, floor in FLOORS[half].items()), right


def test_the_queue_is_worked_from_the_top() -> None:
    calm, furious, public = (3, 0, False), (3, 3, False), (3, 1, True)
    order = sorted(
        [("low", *furious[1:]), ("urgent", *calm[1:]), ("urgent", *public[1:]), ("urgent", *furious[1:])],
        key=lambda case: rank(*case),
    )
    assert order == [("urgent", 1, True), ("urgent", 3, False), ("urgent", 0, False), ("low", 3, False)]


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="tuple"):
        rank("grave", 0, False)


PIECES = """plus d'eau pas de réponse danger mon bébé malade 300 € déçu scandaleux je résilie avocat if not help we
need water refund the parcel late !!! ??? « » " ( ) it's DERNIER AVERTISSEMENT nobody hurt 🙂 ﬁ İ"""
WORDS = st.sampled_from(PIECES.split())


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=40).map(" ".join)))
def test_whatever_is_written_the_judgement_is_sound(text: str) -> None:
    judged = triage(text)
    assert judged == triage(text)
    assert judged.impact in LEVELS
    assert judged.anger in (0, 1, 2, 3)
    assert all(0 <= because.start < because.end <= len(text) for because in judged.because)
    assert bool(reasons(judged, "impact")) == (judged.impact != "low")
    assert (judged.anger > 0) <= bool(reasons(judged, "anger") or reasons(judged, "threat"))
    assert judged.threat == bool(reasons(judged, "threat"))


@settings(max_examples=50, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=30).map(" ".join))
def test_accents_do_not_change_the_judgement_of_french(text: str) -> None:
    bare = text.translate(str.maketrans("éèêàç", "eeeac"))
    with_accents, without = triage(text, lang="fr"), triage(bare, lang="fr")
    assert (with_accents.impact, with_accents.anger) == (without.impact, without.anger)
