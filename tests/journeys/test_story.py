"""The whole story of a crisis, told by those who live it: declared, said, shown, heard, answered, closed.

No browser and no JavaScript: what is pressed here is what the pages offer. One office works in French, one in English;
the customers are French, with one who reads English.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from amarre.accounts.models import JournalEntry
from amarre.broadcasts.models import Message
from amarre.channels.inbound import receive
from amarre.channels.links import unsubscribe_url
from amarre.channels.models import Delivery, Inbound, Suppression
from amarre.inbox.models import Conversation
from amarre.lib.time import now
from amarre.people.models import Import, Person, Segment
from amarre.plan.models import Lesson
from amarre.situation.models import Crisis, FactVersion
from tests.journeys.walk import Walker
from tests.personas import Office

Say = Callable[[str, str], str]

FACTS = {
    "what_happened": (
        "La bouilloire Lina peut s’ouvrir pendant la chauffe.",
        "The Lina kettle may open while heating.",
    ),
    "risk": ("L’eau chaude peut brûler les mains.", "Hot water can burn the hands."),
    "who_is_affected": ("Le rappel porte sur les lots L24 à L31.", "The recall covers batches L24 to L31."),
    "what_you_can_do": ("Débranchez-la et rapportez-la en magasin.", "Unplug it and bring it back to a shop."),
    "what_we_do": ("La vente est arrêtée depuis lundi.", "Sales stopped on Monday."),
    "helpline": ("01 99 00 24 31", "+33 1 99 00 24 31"),
    "hours": ("tous les jours de 8 h à 22 h", "every day from 8 am to 10 pm"),
    "next_update": ("vendredi 6 mars avant midi", "on Friday 6 March, before noon"),
    "refund": ("Nous vous remboursons le prix payé.", "You get back what you paid."),
}

# As a French spreadsheet writes it: semicolons, numbers that lost their prefix, a line twice, a line cut short.
PEOPLE = """N° client;Civilité;Nom;Prénom;E-mail;Téléphone;Langue;Ville;Commandes en cours
C-001;Mme;Lefèvre;Zoé;zoe.lefevre@example.org;0199002401;fr;Lyon;2
C-002;M.;Œuvrard;Loïc;loic@example.org;01 99 00 24 02;fr;Orléans;0
C-003;Mrs;Hill;Ann;ann.hill@example.org;;en;London;1
C-001;Mme;Lefèvre;Zoé;zoe.lefevre@example.org;0199002401;fr;Lyon;2
C-004;M.;Sans adresse;Jean;;0199002404;fr;Brest;1
C-005;Mme;Tordue;Léa;lea(at)example;0199002405;fr;Nice;3
;;;;;;;;
C-006;M.;Trop;de;colonnes@example.org;0199002406;fr;Metz;1;et;encore;une
"""


def french_or_english(language: str) -> Say:
    """The words as this office reads them: `say("Envoyer", "Send")`."""
    return lambda french, english: french if language == "fr" else english


@pytest.mark.django_db
def test_a_recall_from_its_first_hour_to_its_lessons(office: Office, language: str) -> None:
    say = french_or_english(language)
    crisis = declare(office, say)
    establish(office, crisis, say)
    import_people(office, say)
    segment = make_segment(office, say)
    message = write_statement(office, crisis, segment, say)
    approve_and_send(office, crisis, message, say)
    read_in_the_tray(office, message, say)
    refuse_further_messages(office, message, say)
    publish(office, crisis, say)
    correct_what_changed(office, crisis, message, say)
    hear(office, crisis, say)
    answer(office, crisis, say)
    close(office, crisis, say)


def declare(office: Office, say: Say) -> Crisis:
    alix = office.alix.go("/").reads(
        say("Aucune crise n’est en cours", "No crisis is under way"),
        say("Jouer un exercice", "Play a drill"),
        say("Importer des clients", "Import customers"),
    )
    alix.click(say("Déclarer une crise", "Declare a crisis"))
    alix.press(
        say("Déclarer la crise", "Declare the crisis"),
        {"playbook": "recall", "title": "Rappel de la bouilloire Lina", "languages": ["fr", "en"], "language": "fr"},
    ).reads(
        say("La crise est déclarée.", "The crisis is declared."),
        say("10 faits manquent pour le premier mot", "10 facts are missing for the first word"),
        say("Qu’a-t-on trouvé, sur quel produit ?", "What was found, and in which product?"),
    )
    crisis = Crisis.objects.get()
    assert crisis.phase is not None and crisis.phase.slug == "alert"
    assert journal(crisis) == ["crisis.declare", "faq.start", "pages.prepare"]
    return crisis


def journal(crisis: Crisis) -> list[str]:
    return list(JournalEntry.objects.filter(crisis_id=crisis.pk).order_by("pk").values_list("verb", flat=True))


def establish(office: Office, crisis: Crisis, say: Say) -> None:
    """Chloé enters what she hears as to be verified; Alix verifies, with the source. What has no source is refused."""
    press = say("Établir ce fait", "State this fact")
    chloe, alix = office.chloe, office.alix
    chloe.go(f"/c/{crisis.pk}/facts/").click(say("Qu’a-t-on trouvé", "What was found"))
    chloe.press(press, {"words_fr": "Une bouilloire s’est ouverte.", "status": "to_verify"}).reads(
        say("Établi (version 1).", "Stated (version 1)."), say("à vérifier", "to be verified")
    )
    for key, (french, english) in FACTS.items():
        fact = crisis.facts.get(key=key)
        values = {"words_fr": french, "words_en": english, "status": "verified"}
        alix.go(f"/c/{crisis.pk}/facts/{fact.pk}/")
        if key == "what_happened":
            alix.press(press, values, status=422).reads(say("a besoin d’une source", "needs a source"))
            assert field(alix, "words_fr") == french, "what was typed is still there"
        alix.press(press, values | {"new_source": "Service qualité"}).reads(
            say("vérifié", "verified"), "Service qualité", say(french, english), "Alix"
        )
    versions = FactVersion.objects.filter(fact__crisis=crisis, fact__key="what_happened").order_by("number")
    assert [version.status for version in versions] == ["to_verify", "verified"]
    assert crisis.sources.count() == 1, "the same source typed again is the same source"
    assert journal(crisis).count("fact.verified") == len(FACTS)
    alix.go(f"/c/{crisis.pk}/").reads(
        say(
            "Pas encore vérifié : Que demandons-nous aux équipes dès maintenant ?",
            "Not verified yet: What do we ask of staff from now on?",
        )
    )
    decision = {"what": "Le ticket de caisse n’est pas exigé.", "why": "Personne ne doit garder une bouilloire."}
    alix.go(f"/c/{crisis.pk}/decisions/new/")
    rests_on = str(versions[1].pk)
    alix.press(say("Consigner la décision", "Log the decision"), decision | {"facts": [rests_on]})
    alix.reads("Le ticket de caisse n’est pas exigé.", say("La bouilloire Lina peut", "The Lina kettle may"))


def import_people(office: Office, say: Say) -> None:
    """A file of Windows-1252 with a mark that says UTF-8 is nowhere: as it comes out of Excel in France."""
    chloe = office.chloe.go("/people/import/")
    file = SimpleUploadedFile("clients.csv", PEOPLE.replace("\n", "\r\n").encode("cp1252"), "text/csv")
    chloe.press(say("Regarder les colonnes", "Look at the columns"), {"file": file, "kind": "customer"})
    chloe.reads(say("Que contiennent ces colonnes", "What are these columns"), "Lefèvre", "Œuvrard", "Zoé")
    chloe.press(say("Importer ces personnes", "Import these people"))
    office.work()
    done = Import.objects.get()
    chloe.go(chloe.url).reads(
        say("Personnes nouvelles", "New people"), say("Télécharger les lignes refusées", "Download the refused lines")
    )
    assert done.state == Import.State.DONE
    assert (done.created, done.refused) == (5, 2), "the line too long and the line twice"
    assert set(Person.objects.values_list("last_name", flat=True)) >= {"Lefèvre", "Œuvrard", "Hill"}
    refused = chloe.click(say("Télécharger les lignes refusées", "Download the refused lines")).body.decode("utf-8-sig")
    assert "C-006" in refused and say("cellules", "cells") in refused
    zoe = Person.objects.get(external_id="C-001")
    assert zoe.contact_points.get(kind="phone").address == "+33199002401"
    chloe.go("/people/").reads("Lefèvre", "Zoé")


def make_segment(office: Office, say: Say) -> Segment:
    """Those who have an order pending: counted before it is saved."""
    chloe = office.chloe.go("/segments/new/")
    pending = next(value for value in choices(chloe, "new_field") if "commandes" in value)
    chloe.press(say("Ajouter", "Add"), {"new_field": pending})
    named = {"name": "Commandes en cours", "question-0": "ge", "value-0": "1"}
    chloe.press(say("Recompter", "Count again"), named).reads(say("4dans le segment", "4in the segment"))
    chloe.press(say("Enregistrer le segment", "Save the segment"))
    chloe.reads("Commandes en cours", "Ann Hill", "Zoé Lefèvre").reads_not("Loïc Œuvrard")
    return Segment.objects.get()


def choices(walker: Walker, name: str) -> list[str]:
    return next(form.choices[name] for form in walker.page.forms if name in form.choices)


def write_statement(office: Office, crisis: Crisis, segment: Segment, say: Say) -> Message:
    """Chloé starts from the plan's words, is shown what may hurt, mends it, and may not approve it herself."""
    chloe = office.chloe.go(f"/c/{crisis.pk}/messages/new/")
    chloe.click(say("Premier mot, par e-mail", "First word, by e-mail"))
    french = field(chloe, "body_fr")
    assert "{{ fact.what_happened }}" in french and "{{ person.greeting }}" in french
    promo = french + "\n\nProfitez de -20 % sur toute la gamme, une offre exceptionnelle."
    chloe.press(say("Relecture", "Review"), {"body_fr": promo, "segment": str(segment.pk)})
    chloe.reads("-20 %", say("remarque", "remark"))
    assert not Message.objects.exists(), "reviewing saves nothing"
    chloe.press(say("Enregistrer les mots", "Save the words"), {"body_fr": french, "segment": str(segment.pk)})
    chloe.reads(FACTS["what_happened"][0], say("Faits sur lesquels il repose", "Facts it rests on"))
    chloe.press(say("Demander la validation", "Ask for approval"))
    chloe.reads(say("Quelqu’un d’autre que l’auteur le valide", "Somebody else than the author approves it"))
    assert not chloe.offers(say("Valider seulement", "Approve only"))
    message = Message.objects.get()
    assert office.chloe.client.post(f"{chloe.url}approve/").status_code == 403
    assert message.state == Message.State.IN_REVIEW
    return message


def field(walker: Walker, name: str) -> str:
    return next(form.values[name][0] for form in walker.page.forms if name in form.names)


def approve_and_send(office: Office, crisis: Crisis, message: Message, say: Say) -> None:
    """Alix approves, reads how many people it goes to, and sends; each person has one row."""
    alix = office.alix.go(f"/c/{crisis.pk}/messages/{message.pk}/")
    values = {"comment": "Relu avec la qualité."}
    alix.press(say("Valider seulement", "Approve only"), values).click(say("Envoyer", "Send"))
    alix.reads(
        say("Envoyer à 2 personnes", "Send to 2 people"),
        say("Rien ne quitte la maison", "nothing leaves the house")
        if False
        else say("Par la corbeille", "By the tray"),
        say("validé par Alix", "approved by Alix"),
        say("2 personnes n’ont pas d’adresse", "2 people have no address"),
    )
    alix.press(say("Envoyer à 2 personnes", "Send to 2 people"))
    office.work()
    states = Delivery.objects.filter(batch__sending__message=message).values_list("state", "reason")
    assert sorted(states) == [("sent", ""), ("sent", ""), ("suppressed", "no_address"), ("suppressed", "no_address")]
    message.refresh_from_db()
    assert message.state == Message.State.SENT
    alix.go(f"/c/{crisis.pk}/").reads(say("2 personnes", "2 people"))
    assert {"message.write", "message.ask", "message.approve", "message.send", "clock.meet"} <= set(journal(crisis))


def read_in_the_tray(office: Office, message: Message, say: Say) -> None:
    """Each reads their own language and name, and the ledger says on which versions of the facts."""
    bilal = office.bilal.go("/tray/").reads("zoe.lefevre@example.org", "ann.hill@example.org")
    bilal.click("Recall: please stop using this product").reads("ann.hill@example.org", FACTS["risk"][1])
    bilal.go("/tray/").click("Rappel : merci de ne plus utiliser ce produit")
    bilal.reads("Lefèvre", FACTS["risk"][0], FACTS["helpline"][0], "Bouilloires Lina")
    assert message.citations.count() >= 8
    person = Person.objects.get(external_id="C-001")
    bilal.go(f"/people/{person.pk}/").reads(say("Premier mot, par e-mail", "First word, by e-mail"))


def refuse_further_messages(office: Office, message: Message, say: Say) -> None:
    """A look at the page changes nothing; one press, or the mail program's own request, does (RFC 8058)."""
    row = Delivery.objects.get(batch__sending__message=message, address="ann.hill@example.org")
    address = urlsplit(unsubscribe_url(row)).path
    customer = office.customer.go(address).reads("Receive no more messages", "ann.hill@example.org")
    customer.go(address)
    assert not Suppression.objects.exists()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Suppression.objects.get().address == "ann.hill@example.org"
    customer.go(address).reads("You will receive no more messages")
    office.alix.go("/settings/suppressions/").reads("ann.hill@example.org")


def publish(office: Office, crisis: Crisis, say: Say) -> None:
    """The page, its questions and its banner are files, made of the facts that hold."""
    chloe = office.chloe.go(f"/c/{crisis.pk}/faq/")
    chloe.press(say("Publier ces", "Publish these"))
    chloe.go(f"/c/{crisis.pk}/pages/").press(say("Publier la page", "Publish the page"))
    chloe.reads(say("La page est publique", "The page is public"))
    page = public(crisis, "fr/index.html")
    assert FACTS["what_happened"][0] in page and FACTS["hours"][0] in page
    assert FACTS["what_happened"][1] in public(crisis, "en/index.html")
    assert (Path(settings.PUBLIC_ROOT) / "p" / crisis.slug / "banner.js").is_file()


def public(crisis: Crisis, name: str) -> str:
    """A published file, with its characters as people read them."""
    return html.unescape((Path(settings.PUBLIC_ROOT) / "p" / crisis.slug / name).read_text())


def correct_what_changed(office: Office, crisis: Crisis, message: Message, say: Say) -> None:
    """One fact changes: pages follow, the unsent draft is flagged, those told are counted, and told in two clicks."""
    chloe, alix = office.chloe, office.alix
    chloe.go(f"/c/{crisis.pk}/messages/new/?template=blank")
    chloe.press(
        say("Enregistrer les mots", "Save the words"),
        {
            "title": "Nos horaires", "occasion": "news",
            "subject_fr": "Nos horaires", "body_fr": "Bonjour,\n\nNous répondons {{ fact.hours }}.",
            "subject_en": "Our hours", "body_en": "Hello,\n\nWe answer {{ fact.hours }}.",
        },
    )  # fmt: skip
    draft = Message.objects.exclude(pk=message.pk).get()
    fact = crisis.facts.get(key="hours")
    alix.go(f"/c/{crisis.pk}/facts/{fact.pk}/")
    new = {"words_fr": "tous les jours de 7 h à 23 h", "words_en": "every day from 7 am to 11 pm"}
    alix.press(say("Établir ce fait", "State this fact"), new)
    office.work()
    assert "de 7 h à 23 h" in public(crisis, "fr/index.html")
    assert FACTS["hours"][0] not in public(crisis, "fr/index.html")
    chloe.go(f"/c/{crisis.pk}/messages/").reads("Nos horaires", say("à relire", "to read again"))
    chloe.go(f"/c/{crisis.pk}/messages/{draft.pk}/").reads("tous les jours de 7 h à 23 h")
    chloe.go(f"/c/{crisis.pk}/messages/{message.pk}/").reads(
        say("2 personnes croient encore ce qui n’est plus vrai", "2 people still believe what no longer holds")
    )
    chloe.click(say("Voir qui", "See who")).reads(say(*FACTS["hours"]))
    chloe.press(say("Prévenir ces 2 personnes", "Tell these 2 people"))
    alix.go(chloe.url)
    alix.press(
        say("Valider et envoyer à 2 personnes", "Approve and send to 2 people"), {"comment": "Les heures seules."}
    )
    office.work()
    correction = Message.objects.get(corrects_version__isnull=False)
    rows = Delivery.objects.filter(batch__sending__message=correction)
    assert dict(rows.values_list("address", "state"))["zoe.lefevre@example.org"] == "sent"
    assert dict(rows.values_list("address", "reason")).get("ann.hill@example.org") in {None, "unsubscribed"}


def hear(office: Office, crisis: Crisis, say: Say) -> None:
    """Words come by e-mail and by the form; a returned mail and an automatic answer are nobody's complaint."""
    first = Delivery.objects.get(address="zoe.lefevre@example.org", batch__occasion="statement")
    hurt = "Ma fille s’est brûlé la main avec la bouilloire, que faire ?"
    receive(mail("zoe.lefevre@example.org", "Re: Rappel", hurt, reply_to=first), at=now())
    receive(mail("loic@example.org", "Colis", "Bonjour, où en est ma commande ? Merci d’avance."), at=now())
    away = mail("ann.hill@example.org", "Automatic reply: Recall", "I am out of the office until Monday.", away=True)
    receive(away, at=now())
    form = office.customer.go(f"/write/{crisis.slug}/fr/").reads("Nous écrire", "Une personne lit chaque mot")
    words = "C’est une honte, je vais en parler à la presse et porter plainte."
    form.press("Envoyer", {"text": words, "name": "Paul Roy", "email": "paul@example.org"})
    form.reads("Nous avons reçu vos mots", "Votre référence")
    office.work()
    kinds = sorted(Inbound.objects.values_list("kind", flat=True))
    assert kinds == ["auto_reply", "message", "message", "message"]
    bilal = office.bilal.go(f"/c/{crisis.pk}/inbox/")

    order = [bilal.text.index(words) for words in (hurt, words, "où en est ma commande ?")]
    assert order == sorted(order), "who is hurt, then who is angry, then the others"
    zoe = Conversation.objects.get(address="zoe.lefevre@example.org")
    assert (zoe.impact, zoe.person.external_id, zoe.crisis_id) == ("urgent", "C-001", crisis.pk)
    assert Conversation.objects.get(address="paul@example.org").threat


def mail(sender: str, subject: str, text: str, *, reply_to: Delivery | None = None, away: bool = False) -> bytes:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = sender, "contact@example.com", subject
    letter["Message-ID"] = f"<{abs(hash((sender, subject)))}@example.org>"
    if reply_to:
        letter["In-Reply-To"] = f"<{reply_to.token}@{settings.MAIL_DOMAIN}>"
    if away:
        letter["Auto-Submitted"] = "auto-replied"
    letter.set_content(text)
    return letter.as_bytes()


def answer(office: Office, crisis: Crisis, say: Say) -> None:
    """Bilal reads why it is urgent, sees the past, answers with the facts; one is moved by hand, with the reason."""
    zoe = Conversation.objects.get(address="zoe.lefevre@example.org")
    bilal = office.bilal.go(f"/c/{crisis.pk}/inbox/").click("Ma fille s’est brûlé la main")
    bilal.reads("brûlé la main", say("Pourquoi elle est classée ainsi", "Why it stands here"), say("urgent", "urgent"))
    bilal.reads(say("Premier mot, par e-mail", "First word, by e-mail"))
    send = say("Envoyer la réponse", "Send the answer")
    words = (
        "Madame,\n\nJe regrette ce qui est arrivé à votre fille et j’espère que sa main va mieux. Passez la main sous "
        "l’eau froide et appelez le 15 si la peau a cloqué. Nous répondons au {{ fact.helpline }}, {{ fact.hours }}."
        "\n\nBilal, Bouilloires Lina"
    )
    bilal.press(send, {"text": "Madame, {{ fact.cause }}"}, status=422).reads("Madame,")
    bilal.press(send, {"text": words})
    office.work()
    bilal.go(f"/c/{crisis.pk}/inbox/{zoe.pk}/").reads("01 99 00 24 31, tous les jours de 7 h à 23 h", "Bilal")
    row = Delivery.objects.get(batch__occasion="answer")
    assert (row.address, row.state) == ("zoe.lefevre@example.org", "sent")
    paul = Conversation.objects.get(address="paul@example.org")
    bilal.go(f"/c/{crisis.pk}/inbox/{paul.pk}/")
    moved = {"impact": "important", "anger": "2", "why": "Il a un enfant en bas âge."}
    bilal.press(say("Changer", "Change"), moved).reads(
        say("Classée par Bilal : Il a un enfant en bas âge.", "Levels set by Bilal: Il a un enfant en bas âge.")
    )
    assert {"inbox.answer", "inbox.override"} <= set(journal(crisis))
    office.alix.go(f"/c/{crisis.pk}/").reads("Paul Roy").reads_not("Zoé Lefèvre")


def close(office: Office, crisis: Crisis, say: Say) -> None:
    """What happened is told plainly, who was told what can be proved, and the lesson stays with the plan."""
    alix = office.alix.go(f"/c/{crisis.pk}/close/")
    alix.press(say("Clore la crise", "Close the crisis"), {"note": "Toutes les bouilloires sont revenues."})
    alix.reads(
        say("La crise est close.", "The crisis is closed."),
        "Toutes les bouilloires sont revenues.",
        say("sous 48 heures", "within 48 hours"),
        say("Alix a clos la crise", "Alix closed the crisis"),
        say("réponses automatiques : 1", "automatic replies: 1"),
    )
    alix.go(f"/c/{crisis.pk}/lessons/").press(
        say("Garder cette leçon", "Keep this lesson"),
        {"outcome": "worked", "what": "Le numéro gratuit était ouvert avant le premier mot."},
    )
    lesson = Lesson.objects.get()
    assert (lesson.playbook.slug, lesson.is_drill) == ("recall", False)
    bilal = office.bilal.go("/playbooks/recall/").click(say("Leçons", "Lessons"))
    bilal.reads("Le numéro gratuit était ouvert avant le premier mot.")
    proof = alix.go(f"/c/{crisis.pk}/proof.csv").body.decode("utf-8-sig")
    assert "zoe.lefevre@example.org" in proof and "Service qualité" in proof
    assert journal(crisis)[-2:] == ["crisis.close", "lesson.keep"]
    assert office.dora.client.get(f"/c/{crisis.pk}/").status_code == 403
