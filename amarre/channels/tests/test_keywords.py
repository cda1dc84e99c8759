"""Who asks for no more, in a few words, and who only uses one of them."""

from __future__ import annotations

import pytest

from amarre.channels.keywords import START, STOP, read


@pytest.mark.parametrize(
    "text",
    [
        "STOP", "stop", " Stop. ", "STOP!!", "stop svp", "STOP SMS", "STOP au 36123", "Arrêt", "ARRET", "arrêtez",
        "Stopper", "stop merci", "désabonnement", "je veux me désabonner", "Désinscription s'il vous plaît",
        "unsubscribe", "Unsubscribe me please", "STOP ALL", "stopall", "opt-out", "opt out", "plus de sms",
        "Je ne veux plus recevoir vos messages", "ne m'envoyez plus de SMS", "no more texts", "stop stop",
        "ＳＴＯＰ", "/stop",
    ],
)  # fmt: skip
def test_they_ask_for_no_more(text):
    assert read(text) == STOP


@pytest.mark.parametrize(
    "text", ["START", "start", "Reprendre", "reprendre svp", "UNSTOP", "je veux me réabonner", "/start"]
)
def test_they_ask_for_news_again(text):
    assert read(text) == START


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "?", "12", "AIDE", "HELP", "INFO", "annuler", "CANCEL", "end", "oui", "merci",
        "stop, on m'a livré deux fois le même colis", "Arrêtez la livraison", "Quand allez-vous stopper le rappel ?",
        "je veux plus d'informations", "Ma commande n'arrive plus", "Please stop the delivery of order 12",
        "Mon abonnement : comment faire la reprise de contrat ?", "Le bus s'arrête où ?", "non stop ?",
    ],
)  # fmt: skip
def test_it_is_a_message_for_a_colleague(text):
    assert read(text) == ""
