"""Why a mail was refused, and whether the address is dead.

The words of the server are read before its numbers: one `5.1.1` in two says something else than
'no such mailbox', and a mailbox that is full answers `550` as readily as one that does not exist.
Numbers (RFC 3463, RFC 5248, RFC 7372, RFC 7505) and the command that was refused decide only where
the words say nothing.
"""

from __future__ import annotations

import re

from amarre.engine.mailin.refusals import BY_STATUS, WORDS

# Reasons for which the next mail to the same address will fail as well.
DEAD = frozenset({"user_unknown", "domain_unknown", "moved", "no_mail_host"})

_COMPILED = tuple(
    (slug, re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I)) for slug, patterns in WORDS
)
# Words so general that a number, if there is one, says more.
_VAGUE = frozenset({"content", "policy", "protocol", "system_error", "network_error", "expired"})

STATUS = re.compile(r"(?<![\d.])([245])[.](\d{1,3})[.](\d{1,3})(?![\d.]*\d)")
REPLY = re.compile(r"(?<![\d.\-/:])([245][0-5]\d)(?=[\s\-:<(]|$)(?!\s*(?:ms|kb|mb|bytes|octets))", re.I)


def find_status(text: str) -> str:
    """The first enhanced status code (RFC 3463) that says more than `x.0.0`, else that, else empty."""
    codes = [".".join(match.groups()) for match in STATUS.finditer(text)]
    told = [code for code in codes if not code.endswith(".0.0") and not code.startswith("2")]
    return (told or codes or [""])[0]


def find_reply(text: str) -> str:
    """The first SMTP reply code of a refusal in the text (RFC 5321), or empty."""
    return next((match.group(1) for match in REPLY.finditer(text) if match.group(1)[0] in "45"), "")


def reason_for(diagnostic: str, status: str = "", command: str = "") -> str:
    """The slug for a refusal: from its words, else its status, else the command refused, else `unknown`."""
    words = _bare(diagnostic)
    said = next((slug for slug, pattern in _COMPILED if pattern.search(words)), "")
    coded = by_status(status, diagnostic)
    if coded == "sender_rejected" or (command == "MAIL" and said in (*DEAD, "suspended")):
        return "sender_rejected"
    if said == "user_unknown" and not _confirmed(diagnostic, status, command):
        return coded if coded in ("mailbox_full", "suspended", "moved", "too_big") else "user_doubtful"
    if said and said not in _VAGUE:
        return _settle(said, coded, command, words)
    return _by_number(said, coded, status, find_reply(diagnostic), command)


def _confirmed(diagnostic: str, status: str, command: str) -> bool:
    """Whether 'unknown user' has a second witness: a code of the addressing class, or a refusal at RCPT.

    Several carriers say it after DATA, when a filter of the recipient refuses the mail; the mailbox is
    there. Without a word on the command, a reply that quotes the recipient answers RCPT.
    """
    if status.startswith("5.1.") or find_status(diagnostic).startswith("5.1.") or command == "RCPT":
        return True
    if _LOOKED_UP.search(diagnostic):
        return True
    return not command and not status.startswith("5.2.") and bool(_QUOTES_RECIPIENT.search(diagnostic))


# Words of a server that has looked into its own directory, or that speaks of RCPT by its nature.
_LOOKED_UP = re.compile(
    r"not listed in|unlisted|no mailbox here by|does not exist at the organi[sz]ation|recip(?:ient)?notfound"
    r"|recipient address rejected|couldn'?t be found at|not found in (?:the )?(?:directory|address book)",
    re.I,
)
_QUOTES_RECIPIENT = re.compile(r"\b5\d\d[ :\d.\-]{1,10}<[^<>\s]+@[^<>\s]+>")


def _bare(diagnostic: str) -> str:
    """The words alone: addresses and links name hosts such as `spam.example.net` that say nothing."""
    text = re.sub(r"https?://\S+", " ", diagnostic)
    text = re.sub(r"\b(?:remote )?(?:host|server|mx) \S+ ?[\[(][\d.:a-fA-F]*[\])](?: said)?:?", " ", text, flags=re.I)
    text = re.sub(r"<?[^\s<>()\[\]\"'=:;]+@[^\s<>()\[\]\"',:;]+>?", " ", text)
    return " ".join(text.split())


def by_status(status: str, diagnostic: str = "") -> str:
    """What the enhanced status alone means; empty when it says nothing."""
    subject = status.partition(".")[2]
    if subject == "1.10" and "null" not in diagnostic.lower():
        return "user_unknown"  # Exchange Online's own use of the code
    return BY_STATUS.get(subject, "")


def _settle(said: str, coded: str, command: str, words: str) -> str:
    if said == "user_unknown" and coded in ("mailbox_full", "too_big", "moved"):
        return coded
    if said == "user_unknown" and coded == "domain_unknown" and "user" not in words.lower():
        return coded
    return said


def _by_number(said: str, coded: str, status: str, reply: str, command: str) -> str:
    if status.startswith("4") or (not status and reply.startswith("4")):
        return coded if coded in ("mailbox_full", "suspended", "rate_limited", "network_error") else said or "expired"
    if coded in ("user_unknown", "domain_unknown", "moved") and said in ("policy", "content"):
        return said
    if coded and coded != "user_unknown":
        return coded
    if coded and said in ("", "system_error", "network_error", "expired"):
        return coded
    if said:
        return said
    if command == "RCPT" and reply in ("550", "551", "553"):
        return "user_unknown"
    return "filtered" if command == "DATA" else "unknown"


def is_permanent(reason: str, status: str = "", action: str = "") -> bool:
    """Whether the address is dead. A notice of delay, or a temporary code, never says so."""
    if action in ("delayed", "delivered", "relayed", "expanded"):
        return False
    return reason in DEAD
