"""Why a mail was refused, and whether the address is dead.

The words of the server are read before its numbers: one `5.1.1` in two says something else than
'no such mailbox', and a mailbox that is full answers `550` as readily as one that does not exist.
Numbers (RFC 3463, RFC 5248, RFC 7372, RFC 7505) and the command that was refused decide only where
the words say nothing.
"""

# ruff: noqa: E501 - a table of patterns reads better whole than folded
from __future__ import annotations

import re

# Reasons for which the next mail to the same address will fail as well.
DEAD = frozenset({"user_unknown", "domain_unknown", "moved", "no_mail_host"})

# Slug: patterns, tried in this order. The order settles texts that say two things: a refusal that
# names the sender, a list or a policy is never held against the recipient's address.
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "greylisted",
        (
            r"gr[ae]y-?list",
            r"(?:try|retry) (?:again )?(?:in|after) \d+ (?:second|minute)",
        ),
    ),
    (
        "no_mail_host",
        (
            r"null ?mx|nullmx",
            r"(?:host|domain|server|site|system)[^.]{0,40}(?:does not|doesn'?t|do not|never|cannot) (?:accept|receive|handle)s? (?:any )?(?:e-?)?mail",
            r"(?:domain|host)[^.]{0,60}(?:accepts|receives) no (?:e-?)?mail",
            r"no (?:valid |usable )?(?:mx|mail exchanger)s?(?: hosts?| records?| entry)? (?:found )?(?:for|in) ?(?:this |the )?(?:domain|host)?",
            r"smtp protocol returned a permanent error.{0,40}521|\b521\b.{0,40}(?:no smtp|not accept)",
        ),
    ),
    (
        "sender_rejected",
        (
            r"(?:sender|from|return[ -]path|envelope[ -]sender|mail from)(?: e?-?mail)?(?: address| domain| host)?\b[^.;]{0,80}(?:rejected|denied|refused|not (?:accepted|allowed|exist|permitted|verified|valid)|does not (?:exist|resolve)|unresolvable|invalid|unknown|unverified|verify failed|not found|blocked|malformed|must exist)",
            r"(?:could not|cannot|can'?t|unable to|failed to) (?:verify|resolve) (?:the )?(?:envelope )?(?:sender|domain of sender|return)",
            r"domain of sender|sender verif|sender address has null|callout verification|address of sender|unknown sender",
            r"(?:not|isn'?t) (?:allowed|permitted|authori[sz]ed) to (?:send|post)|not authori[sz]ed to send|allow_?list only|whitelisted senders? only|only (?:accepts?|allows?) (?:mails?|messages?) from",
            r"you (?:are|were) not allowed|list of (?:allowed|approved|permitted) senders|restricted (?:recipient|sender)|restricts? who can",
            r"resolver\.rst\.\w*(?:notauth|restrict)|requires? authenticated senders?|does not accept (?:mail|messages?) from (?:you|external|anonymous|unknown)",
        ),
    ),
    (
        "relay_denied",
        (
            r"relay(?:ing)?(?: access| attempt| mail| service)?[ -]*(?:is |was )?(?:denied|not (?:permitted|allowed)|prohibited|rejected|refused|forbidden|restricted|disallowed|failed)",
            r"(?:unable|not (?:permitted|allowed|authori[sz]ed)|cannot|refus\w+|won'?t|don'?t|do(?:es)? not|not) (?:to )?relay|insecure mail relay",
            r"not in (?:my |the )?(?:list of allowed )?rcpthosts|not (?:a |one of (?:our|my) )?local (?:domain|recipient)s?|this (?:mail)?server (?:is not|isn'?t) (?:configured|responsible)",
            r"is not (?:a )?gateway|not (?:a |an )?(?:mail )?(?:gateway|relay) for|authentication (?:is )?required (?:for|to) relay|we do(?:n'?t| not) handle (?:mail )?for",
        ),
    ),
    (
        "suspended",
        (
            r"(?:user|account|mailbox|recipient)[^.;]{0,40} (?:is |has been )?(?:temporar\w+ )?(?:locked|disabled|suspended|inactive|deactivated)\b",
        ),
    ),
    (
        "domain_unknown",
        (
            r"account or domain may not exist|unroutee?able address|(?<![\w.-])(?:[a-z0-9-]+\.)+[a-z]{2,18} does not exist",
        ),
    ),
    (
        "network_error",
        (
            r"connect(?:ion)? (?:to|attempt)[^;]{0,120}(?:refused|timed out|unreachable)|connection refused\s*$|did not accept our requests to connect|no route to host",
        ),
    ),
    ("expired", (r"message expired|delivery time expired|retry timeout exceeded|undeliverable for \d+",)),
    (
        "user_unknown",
        (
            r"\buser (?:is )?(?:unknown|not found|not known|does not exist|doesn'?t exist)|unknown (?:local )?(?:user|recipient|mailbox|e-?mail address)|no such (?:user|mailbox|recipient|address|account|person|local user|e-?mail)|(?:mailbox|recipient) (?:not found|does not exist|unknown)|invalid (?:recipient|mailbox|user)\b",
            r"recip(?:ient)?notfound|tried to reach does not exist|recipient address rejected: (?:access denied|undeliverable|no such|unknown|invalid)|not a valid (?:mailbox|recipient|user)|this user does ?n[o'’]?t have|no mailbox here|account (?:does not|doesn'?t) exist|adresse (?:e-?mail )?(?:du )?destinataire (?:invalide|inconnue|inexistante)",
        ),
    ),
    ("virus", (r"virus|malware|infected|trojan|\bclamav\b|phish",)),
    (
        "auth_failure",
        (
            r"\bspf\b|\bdkim\b|\bdmarc\b|\barc\b (?:seal|valid)|sender id \(?pra|sender policy framework|openspf",
            r"unauthenticated (?:e-?mail|mail|message|sender)|(?:message|mail|e-?mail|sender)[^.]{0,40}(?:not|un|failed?) ?authenticat|fails? (?:to pass )?authentication|authentication (?:checks?|information|results?)",
        ),
    ),
    (
        "no_ptr",
        (
            r"reverse[ -]?dns|reverse[ -](?:lookup|host|name)|\brdns\b|\bptr\b|in-addr\.arpa|cannot find your (?:reverse )?host ?name|(?:ip|client|your)(?: address| host)?[^.]{0,60}(?:does not|doesn'?t|not|unable to) (?:have|resolve|map)|can'?t (?:find|resolve) your (?:host)?name|hostname lookup|no (?:matches to )?nameserver|fcrdns|generic (?:reverse|host|rdns)|unresolvable (?:client|host)|helo (?:command )?rejected|invalid helo|ehlo/helo",
        ),
    ),
    ("reputation", (r"reputation|senderscore|sender ?base|low(?:ered)? trust|score (?:is )?too (?:low|bad)",)),
    (
        "spam_blocked",
        (
            r"spam(?!haus|cop)|junk ?(?:e-?)?mail|unsolicited|\bu[bc]e\b|bulk ?(?:e-?)?mail|unwanted (?:mail|content)|suspicious|mass ?mail",
        ),
    ),
    (
        "blocked",
        (
            r"black ?-?list|block ?-?list|block ?list|deny ?list|\b[drs]?[nbu]?bl\b|\brbl\b|\bdnsbl\b|spamhaus|spamcop|sorbs|barracudacentral|uceprotect|abuseat|cloudmark|(?<!not )(?<!un)\blisted (?:in|at|by|on)|\bis listed\b",
            r"(?:ip|host|client|connection|server|network|mail from|access|messages?|mails? from|your mail)\b[^.]{0,60}(?:is |are |was |has been |have been )?(?:temporarily |permanently )?(?:blocked|banned|barred|refused|denied|rejected due to abuse|rejected for)",
            r"(?:blocked|banned|refused|rejected)[^.]{0,40}(?:ip|client host|connection|due to)|you(?:r \w+)? (?:are|is|have been|has been) (?:blocked|banned)|bad (?:ip|host)|connections? (?:will )?not (?:be )?accepted|not accepted from|dynamic(?:ally)? (?:ip|allocated|assigned)|dialup|due to abuse|access denied\.? ip|service refused",
        ),
    ),
    (
        "mailbox_full",
        (
            r"(?:mail ?box|mail ?drop|mail ?dir|in ?box|mail ?folder|mail ?quota|account|user|recipient|spool|storage|disk|dest(?:ination)?|store|box)[^.;]{0,60}\b(?:is |are |was |has |currently |almost |over)*(?:full|over ?-?quota|over (?:the |its )?(?:size|storage|allocation|quota)|out of (?:storage|space)|too (?:large|big))",
            r"(?:over|exceed\w*|exceeds|above|out of|beyond|insufficient|not enough|no)\b[^.;]{0,60}\b(?:quota|mailbox size|storage (?:space|allocation|limit)?|mailbox (?:space|storage|limit)|disk quota|allocat\w+ (?:space|storage)|inbox)",
            r"quota[^.;]{0,60}(?:exceed|full|over|reached|violation|limit|not enough)|overquota|quota_?exceeded|\bquota\b",
            r"full mail ?box|mail ?box(?:es)?(?: has)? (?:exceed|reach)|exceed\w* (?:its |the |his |their )?(?:local|max\w*|mailbox)[^.;]{0,30}(?:limit|size|storage)|too many (?:messages|mails) in (?:the )?mailbox|recipient storage full|account is over|mailbox (?:size )?limit|number of messages in recipient'?s mailbox",
            r"mailfolder is full|has (?:too many|no space)[^.;]{0,40}(?:messages|mailbox|space)|not enough (?:disk |storage )?space|bo[iî]te[^.]{0,60}(?:pleine|satur[ée]e)|quota[^.]{0,20}d[ée]pass[ée]|postfach[^.]{0,30}voll|buz[oó]n[^.]{0,30}lleno|casella[^.]{0,30}piena|メールボックス[^。]{0,30}(?:一杯|いっぱい|満杯|容量)|容量",
        ),
    ),
    (
        "system_full",
        (
            r"insufficient (?:system|disk) (?:storage|space|resources)|no space left on device|disk (?:is )?full|system (?:storage|disk)[^.]{0,20}full|file system is full|system resources|out of (?:memory|disk)",
        ),
    ),
    (
        "too_big",
        (
            r"(?:message|mail|e-?mail|size|content|data|attachment|header)[^.;]{0,60}(?:exceed\w*|too (?:big|large|long)|larger than|bigger than|over (?:the )?(?:max|limit|size))",
            r"exceed\w*[^.;]{0,40}(?:message|mail|maximum|fixed|allowed|line) ?(?:size|length|limit)|size (?:limit|restriction)|maximum (?:message )?size|too large|message size",
        ),
    ),
    ("too_many_recipients", (r"too many (?:recipient|rcpt|address)",)),
    (
        "rate_limited",
        (
            r"rate[ -]?(?:limit|control)|too (?:many|much|fast|frequent)|throttl|(?:daily|hourly|sending|connection|concurren\w+|message|mail)s?[^.;]{0,40}(?:limit|quota)(?:ation)?s?[^.;]{0,20}(?:exceed|reach)|exceed\w*[^.;]{0,50}(?:rate|connections?|per (?:hour|day|minute|second|connection)|frequency|sessions?|threads?)|maximum (?:number of )?(?:concurrent )?(?:connections|sessions)|slow down|sending (?:limit|quota)|overload|server (?:is )?(?:too )?busy|concurren",
        ),
    ),
    (
        "moved",
        (
            r"(?:user|recipient|account|mailbox|person|address|addressee|customer|subscriber|mail|e-?mail)s?\b[^.;]{0,40}(?:has|have|had|is|was)? ?(?:moved|changed (?:to|e-?mail|address|his|her|their)|relocated|forward(?:ed|ing) (?:to|address)|been replaced by)|no longer (?:at|on) this (?:address|server|site)|new (?:e-?mail )?address(?: is|:)|user not local;? please try|please (?:update|try|use) <?[^\s<>]+@|changed (?:his|her|their|its) (?:e-?mail )?address|\b551\b.{0,30}(?:not local|moved)|a chang[ée] d[’']adresse|nouvelle adresse",
        ),
    ),
    (
        "suspended",
        (
            r"(?:account|mail ?box|user|recipient|address|e-?mail|domain|subscriber|mail service|service)\b[^.;]{0,60}(?:is |was |has been |been |are |currently |temporarily |now )*(?:disabled|suspended|de-?activated|inactive|inactivated|locked|frozen|expired|on hold|blocked|not active|not activated|dormant|closed|discontinued|restricted|blacklisted|unpaid|not enabled)",
            r"(?:disabled|suspended|inactive|deactivated|expired|dormant|locked|frozen) (?:user|account|mailbox|recipient|address|due)|account_?(?:disabled|suspended|inactive)|user_?(?:disabled|suspended|inactive)|mailbox_?(?:disabled|inactive)|vacation\s+mode|not (?:logged in|been used)|over its bandwidth|d[ée]sactiv[ée]|suspendu|non activ",
        ),
    ),
    (
        "domain_unknown",
        (
            r"(?:host|domain|site|node|server|hostname|system)(?: (?:or domain ?)?name)?(?: part)?\b[^.;:]{0,60}(?:not found|unknown|does ?n[o']t exist|not exist|doesn'?t exist|non-?existent|unresolvable|could(?:n'?t| not) be (?:found|resolved)|cannot be (?:found|resolved)|not known|is invalid|lookup fail\w*|unroutable|not resolved)",
            r"(?:unknown|no such|invalid|bad|illegal|unresolvable|unrout(?:e)?able|nonexistent|non-existent) (?:mail |e-?mail |internet |destination |recipient |remote )?(?:host|domain|site|node|server name|destination system|hostname)(?: name)?|unrouteable mail domain|nxdomain|name or service not known|no address associated|can'?t (?:find|resolve)[^.;]{0,30}(?:host|domain)|cannot (?:find|resolve|locate)[^.;]{0,40}(?:host|domain|server)|(?:all|no) (?:relevant )?mx records point to non-?existent|dns (?:error|lookup|query)[^.;]{0,60}(?:not|no|fail|exist)|name server:[^.]{0,80}(?:host not found|no data)|domain[^.;]{0,30}(?:misspell|typ(?:o|ing))|domain .{1,80} (?:couldn|wasn)'?t be found|bad destination system|cannot route|no route to domain|unroutable address|unrouteable address(?=.{0,40}domain)",
            r"h[ôo]te inconnu|domaine[^.]{0,40}(?:inconnu|n[’']existe pas|introuvable)|unbekannter (?:host|rechner)|dominio[^.]{0,40}(?:no existe|desconocido)",
        ),
    ),
    (
        "user_unknown",
        (
            r"(?:user|mail ?box|recipient|rcpt|addressee|account|address|e-?mail|alias|local[ -]?part|person|customer|subscriber|member|login|group|list|to)\b[^.;:]{0,80}?(?:\bunknown|not? (?:be )?(?:found|known|exist\w*|valid|available|listed|recognized|recognised|registered|delivered here)|not a valid|does ?n[o'’]?t (?:exist|have)|doesn'?t exist|don'?t exist|nonexist\w*|non-exist\w*|is invalid|invalid|undeliverable|unavailable|isn'?t (?:valid|found|known)|could(?:n'?t| not) be (?:found|delivered)|cannot be (?:found|resolved|reached)|unrouteable|is not (?:here|local|one of)|rejected|no longer (?:exists?|available|valid|active|in use|with|works|employed|on)|not allowed|not our customer|never existed|has been (?:deleted|removed|terminated|cancel))",
            r"(?:unknown|no such|invalid|bad|illegal|nonexistent|non-existent|incorrect|wrong|undeliverable|unresolvable|not (?:a )?(?:valid|known)|no (?:valid )?) ?(?:e-?mail |mail |local |destination |recipient'?s? |virtual |rcpt |final )*(?:user|mail ?box|recipient|rcpt|addressee|address|account|alias|local[ -]?part|person|customer|id|name|inbox|delivery)s?",
            r"(?:recip|rcpt|user|recipient|mailbox|account|address)[ _-]?(?:not[ _-]?found|unknown|invalid|notfound)|recipnotfound|recipientnotfound|no mailbox (?:here|by)|no (?:one|body) (?:here|by)|nobody by|not listed in|unlisted|no (?:account|user|person|recipient|match)[^.;]{0,20}(?:by|with|for|here|found|exists?)|not (?:our|a) (?:customer|user|member|subscriber)|this user does ?n[o'’]?t have|doesn'?t have an? .{1,40} account|who does not exist|couldn'?t be found at|wasn'?t found at|mailbox unavailable|does not like recipient|user doesn|cuda_nsu|\bnsu\b|not in (?:the )?(?:directory|address book|database)|recipient table|alias table|delivery user|can'?t (?:find|create) (?:user|output)|user (?:not|is) |unknown",
            r"n[’']existe (?:pas|plus)|(?:utilisateur|destinataire|adresse|compte|bo[iî]te)[^.]{0,60}(?:inconnue?|invalide|introuvable|inexistante?|non trouv|supprim|ferm[ée]e?)|unbekannt|existiert nicht|nicht gefunden|no existe|desconocid|inexistente|n[ãa]o existe|sconosciut|non esiste|nie istnieje|не существует|onbekend|存在しません|存在しない|見つかりません|宛先不明|不存在|用户不存在",
        ),
    ),
    (
        "expired",
        (
            r"(?:delivery|retry|queue|message|mail|lifetime|retransmission)\b[^.;]{0,60}(?:expired|timed? ?-?out|exceeded|too long)|time(?:d)? ?-?out exceeded|(?:cannot|could not|unable to|can'?t) (?:send|deliver)[^.;]{0,40}(?:for|after|within) .{0,10}(?:\d+|several) (?:hour|day|minute)|not (?:be(?:en)? )?(?:delivered|collected|sent)[^.;]{0,40}(?:after|for|within|in) .{0,20}(?:hour|day)|retry time not reached|too (?:long|old)|expired|has been (?:delayed|deferred|queued)|not yet been delivered|still being retried|will (?:be )?(?:retr|keep trying|continue)|delayed|giving up|failed for too long|connection timed out",
        ),
    ),
    (
        "network_error",
        (
            r"connection (?:was )?(?:refused|reset|lost|dropped|closed|failed|died|timed out|interrupted)|timed? ?-?out|no route to host|(?:network|host)[^.;]{0,20}(?:is )?(?:unreachable|down)|could(?:n'?t| not) (?:connect|establish)|unable to connect|cannot (?:connect|contact)|not respond|no response|broken pipe|lost connection|loop|too many hops|hop count|routing|tls|ssl|certificate|name ?server|dns|mail exchanger|server (?:is )?(?:down|unavailable)|lowest numbered mx|try again",
        ),
    ),
    (
        "content",
        (
            r"content|attachment|mime|base64|\bbinary\b|8bit|charset|format|header|line length|bare (?:lf|cr)|malformed|rfc ?\d{3,4}|encoding|url|link|subject",
        ),
    ),
    (
        "policy",
        (
            r"polic(?:y|ies)|not (?:allowed|permitted|authori[sz]ed|accepted)|prohibit|denied|refused|forbidden|violat|administrat|restrict|rejected|reject|filter|security|blocked|permission|unacceptable",
        ),
    ),
    ("protocol", (r"syntax|bad sequence|unrecogni[sz]ed|not implemented|command|protocol|need (?:rcpt|mail)",)),
    (
        "system_error",
        (
            r"local(?:ly)? (?:error|configuration|problem|delivery)|internal|system error|i/o|config|can'?t (?:open|create)|cannot (?:open|create|execute|exec)|service unavailable|temporar|unavailable|mailer|pipe|child|exit|program|process|failure|error",
        ),
    ),
)
_COMPILED = tuple(
    (slug, re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I)) for slug, patterns in _WORDS
)
# Words so general that a number, if there is one, says more.
_VAGUE = frozenset({"content", "policy", "protocol", "system_error", "network_error", "expired"})

_BY_STATUS = {
    "1.0": "user_unknown", "1.1": "user_unknown", "1.2": "domain_unknown", "1.3": "user_unknown", "1.4": "user_unknown",
    "1.6": "moved", "1.7": "sender_rejected", "1.8": "sender_rejected", "1.9": "sender_rejected", "1.10": "no_mail_host",
    "2.0": "filtered", "2.1": "suspended", "2.2": "mailbox_full", "2.3": "too_big", "2.4": "system_error",
    "3.0": "system_error", "3.1": "system_full", "3.2": "system_error", "3.3": "system_error", "3.4": "too_big",
    "3.5": "system_error", "4.0": "network_error", "4.1": "network_error", "4.2": "network_error",
    "4.3": "network_error", "4.4": "domain_unknown", "4.5": "rate_limited", "4.6": "network_error",
    "4.7": "expired", "5.0": "protocol", "5.1": "protocol", "5.2": "protocol", "5.3": "too_many_recipients",
    "5.4": "protocol", "5.5": "protocol", "5.6": "protocol", "6.0": "content", "6.1": "content", "6.2": "content",
    "6.3": "content", "6.4": "content", "6.5": "content", "6.6": "content", "6.7": "content",
    "7.0": "policy", "7.1": "policy", "7.2": "policy", "7.3": "policy", "7.4": "policy", "7.5": "policy",
    "7.6": "policy", "7.7": "policy", "7.8": "policy", "7.9": "policy", "7.13": "suspended",
    "7.20": "auth_failure", "7.21": "auth_failure", "7.22": "auth_failure", "7.23": "auth_failure",
    "7.24": "auth_failure", "7.25": "no_ptr", "7.26": "auth_failure", "7.27": "sender_rejected", "7.28": "rate_limited",
    "7.29": "auth_failure",
}  # fmt: skip

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
    return _BY_STATUS.get(subject, "")


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
