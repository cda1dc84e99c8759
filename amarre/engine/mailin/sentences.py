"""Saying in one plain sentence why a mail is what it is, in French or English."""

from __future__ import annotations

from amarre.engine.mailin.model import AUTO_REPLY, BOUNCE, MESSAGE, REPORT, Mail

_BOUNCES = {
    "user_unknown": ("This address does not exist.", "Cette adresse n’existe pas."),
    "user_doubtful": (
        "The server says that it does not know this address, without confirming it.",
        "Le serveur dit ne pas connaître cette adresse, sans le confirmer.",
    ),
    "domain_unknown": ("The domain of this address does not exist.", "Le domaine de cette adresse n’existe pas."),
    "moved": ("The person has left this address.", "La personne a quitté cette adresse."),
    "no_mail_host": (
        "The domain of this address takes no e-mail.",
        "Le domaine de cette adresse ne reçoit pas d’e-mail.",
    ),
    "mailbox_full": ("The mailbox is full.", "La boîte est pleine."),
    "suspended": ("The mailbox is closed or suspended for now.", "La boîte est fermée ou suspendue pour l’instant."),
    "greylisted": ("The server asks to try again later.", "Le serveur demande de réessayer plus tard."),
    "sender_rejected": (
        "The server does not accept our sender address.",
        "Le serveur refuse notre adresse d’expédition.",
    ),
    "relay_denied": (
        "The server does not take mail for this address.",
        "Le serveur ne prend pas le courrier de cette adresse.",
    ),
    "virus": ("The server took the mail for a virus.", "Le serveur a pris le message pour un virus."),
    "auth_failure": (
        "Our mail could not be authenticated (SPF, DKIM or DMARC).",
        "Notre message n’a pas pu être authentifié (SPF, DKIM ou DMARC).",
    ),
    "no_ptr": (
        "The name of our sending server could not be verified.",
        "Le nom de notre serveur d’envoi n’a pas pu être vérifié.",
    ),
    "reputation": (
        "Our sending server has a poor reputation there.",
        "Notre serveur d’envoi a là-bas une mauvaise réputation.",
    ),
    "spam_blocked": ("The server took the mail for spam.", "Le serveur a pris le message pour un indésirable."),
    "blocked": ("The server refuses mail from our sending server.", "Le serveur refuse notre serveur d’envoi."),
    "system_full": ("The receiving server has no room left.", "Le serveur destinataire n’a plus de place."),
    "too_big": ("The mail is too large for this mailbox.", "Le message est trop lourd pour cette boîte."),
    "too_many_recipients": ("The mail has too many recipients.", "Le message a trop de destinataires."),
    "rate_limited": ("We are sending too fast for this server.", "Nous envoyons trop vite pour ce serveur."),
    "expired": ("The mail could not be delivered in time.", "Le message n’a pas pu être remis à temps."),
    "network_error": ("The receiving server could not be reached.", "Le serveur destinataire n’a pas pu être joint."),
    "content": (
        "The server refuses the form or content of the mail.",
        "Le serveur refuse la forme ou le contenu du message.",
    ),
    "policy": (
        "The rules of the receiving server refuse this mail.",
        "Les règles du serveur destinataire refusent ce message.",
    ),
    "filtered": ("The recipient’s filter refused the mail.", "Le filtre du destinataire a refusé le message."),
    "protocol": ("The two servers did not understand each other.", "Les deux serveurs ne se sont pas compris."),
    "system_error": ("The receiving server has a fault.", "Le serveur destinataire est en panne."),
    "delivered": (
        "The mail was delivered: this is a confirmation.",
        "Le message a été remis : ceci est une confirmation.",
    ),
    "unknown": (
        "The mail was not delivered; the server does not say why.",
        "Le message n’a pas été remis ; le serveur ne dit pas pourquoi.",
    ),
}
_REPORTS = {
    "abuse": ("This person marked our mail as spam.", "Cette personne a signalé notre message comme indésirable."),
    "opt_out": (
        "This person asks to receive no more messages from us.",
        "Cette personne demande à ne plus recevoir nos messages.",
    ),
    "opt_in": (
        "This person asks to receive our messages again.",
        "Cette personne demande à recevoir de nouveau nos messages.",
    ),
    "auth_failure": (
        "A server reports a mail in our name that failed authentication.",
        "Un serveur signale un message à notre nom qui n’a pas pu être authentifié.",
    ),
    "not_spam": (
        "This person says that our mail is not spam.",
        "Cette personne indique que notre message n’est pas indésirable.",
    ),
    "fraud": ("Our mail was reported as fraud.", "Notre message a été signalé comme frauduleux."),
    "virus": ("Our mail was reported as carrying a virus.", "Notre message a été signalé comme porteur d’un virus."),
    "other": ("A provider sent a report about our mail.", "Un fournisseur a envoyé un rapport sur notre message."),
}
_AUTOMATIC = {
    "absence": ("Automatic reply: the person is away.", "Réponse automatique : la personne est absente."),
    "left": (
        "Automatic reply: the person no longer uses this address.",
        "Réponse automatique : la personne n’utilise plus cette adresse.",
    ),
    "acknowledgement": ("Automatic acknowledgement of our mail.", "Accusé de réception automatique de notre message."),
    "read_receipt": ("Read receipt.", "Accusé de lecture."),
    "challenge": (
        "Automatic request to prove that the sender is human.",
        "Demande automatique de prouver que l’expéditeur est humain.",
    ),
    "calendar": ("Automatic answer to an invitation.", "Réponse automatique à une invitation."),
    "auto_submitted": ("Sent by a program, not by a person.", "Envoyé par un programme, non par une personne."),
    "auto_header": ("Sent by a program, not by a person.", "Envoyé par un programme, non par une personne."),
}
_MESSAGES = {"person": ("Written by a person.", "Écrit par une personne.")}
_TABLES = {BOUNCE: _BOUNCES, REPORT: _REPORTS, AUTO_REPLY: _AUTOMATIC, MESSAGE: _MESSAGES}

_MORE = (" {count} other addresses are named as well.", " {count} autres adresses sont aussi nommées.")
_ONE_MORE = (" One other address is named as well.", " Une autre adresse est aussi nommée.")


def say(kind: str, reason: str, *, lang: str) -> str:
    """The sentence for a kind and a reason slug; a slug of another version of this program reads as 'unknown'."""
    table = _TABLES[kind]
    pair = table.get(reason) or table.get("unknown") or next(iter(table.values()))
    return pair[1 if lang == "fr" else 0]


def explain(mail: Mail, *, lang: str) -> str:
    """Why this mail is what it is, in plain words. `lang` is `fr` or `en`."""
    side = 1 if lang == "fr" else 0
    sentence = say(mail.kind, mail.reason, lang=lang)
    others = len(mail.outcomes) - 1
    if others < 1:
        return sentence
    return sentence + (_ONE_MORE[side] if others == 1 else _MORE[side].format(count=others))
