"""The words and codes of refusals, by reason.

Words were gathered from the RFCs, the manuals and the sources of mail servers; codes are those of RFC 3463, RFC 5248,
RFC 7372 and RFC 7505, without their class.
"""

from __future__ import annotations

# Slug: patterns, tried in this order. The order settles texts that say two things: a refusal that
# names the sender, a list or a policy is never held against the recipient's address.
WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
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
            r"(?:host|domain|server|site|system)[^.]{0,40}(?:does not|doesn'?t|do not|never|cannot) (?:accept"
            r"|receive|handle)s? (?:any )?(?:e-?)?mail",
            r"(?:domain|host)[^.]{0,60}(?:accepts|receives) no (?:e-?)?mail",
            r"no (?:valid |usable )?(?:mx|mail exchanger)s?(?: hosts?| records?| entry)? (?:found )?(?:for"
            r"|in) ?(?:this |the )?(?:domain|host)?",
            r"smtp protocol returned a permanent error.{0,40}521|\b521\b.{0,40}(?:no smtp|not accept)",
        ),
    ),
    (
        "sender_rejected",
        (
            r"(?:sender|from|return[ -]path|envelope[ -]sender|mail from)(?: e?-?mail)?(?: address| domain"
            r"| host)?\b[^.;]{0,80}(?:rejected|denied|refused|not (?:accepted|allowed|exist|permitted|verified"
            r"|valid)|does not (?:exist|resolve)|unresolvable|invalid|unknown|unverified|verify failed|not found"
            r"|blocked|malformed|must exist)",
            r"(?:could not|cannot|can'?t|unable to|failed to) (?:verify|resolve) (?:the )?(?:envelope )?(?:sender"
            r"|domain of sender|return)",
            r"domain of sender|sender verif|sender address has null|callout verification|address of sender"
            r"|unknown sender",
            r"(?:not|isn'?t) (?:allowed|permitted|authori[sz]ed) to (?:send|post)|not authori[sz]ed to send"
            r"|allow_?list only|whitelisted senders? only|only (?:accepts?|allows?) (?:mails?|messages?) from",
            r"you (?:are|were) not allowed|list of (?:allowed|approved|permitted) senders|restricted (?:recipient"
            r"|sender)|restricts? who can",
            r"resolver\.rst\.\w*(?:notauth|restrict)|requires? authenticated senders?|does not accept (?:mail"
            r"|messages?) from (?:you|external|anonymous|unknown)",
        ),
    ),
    (
        "relay_denied",
        (
            r"relay(?:ing)?(?: access| attempt| mail| service)?[ -]*(?:is |was )?(?:denied|not (?:permitted"
            r"|allowed)|prohibited|rejected|refused|forbidden|restricted|disallowed|failed)",
            r"(?:unable|not (?:permitted|allowed|authori[sz]ed)|cannot|refus\w+|won'?t|don'?t|do(?:es)? not"
            r"|not) (?:to )?relay|insecure mail relay",
            r"not in (?:my |the )?(?:list of allowed )?rcpthosts|not (?:a |one of (?:our|my) )?local (?:domain"
            r"|recipient)s?|this (?:mail)?server (?:is not|isn'?t) (?:configured|responsible)",
            r"is not (?:a )?gateway|not (?:a |an )?(?:mail )?(?:gateway|relay) for"
            r"|authentication (?:is )?required (?:for|to) relay|we do(?:n'?t| not) handle (?:mail )?for",
        ),
    ),
    (
        "suspended",
        (
            r"(?:user|account|mailbox|recipient)[^.;]{0,40} (?:is |has been )?(?:temporar\w+ )?(?:locked|disabled"
            r"|suspended|inactive|deactivated)\b",
        ),
    ),
    (
        "domain_unknown",
        (
            r"account or domain may not exist|unroutee?able address"
            r"|(?<![\w.-])(?:[a-z0-9-]+\.)+[a-z]{2,18} does not exist",
        ),
    ),
    (
        "network_error",
        (
            r"connect(?:ion)? (?:to|attempt)[^;]{0,120}(?:refused|timed out|unreachable)|connection refused\s*$"
            r"|did not accept our requests to connect|no route to host",
        ),
    ),
    ("expired", (r"message expired|delivery time expired|retry timeout exceeded|undeliverable for \d+",)),
    (
        "user_unknown",
        (
            r"\buser (?:is )?(?:unknown|not found|not known|does not exist|doesn'?t exist)"
            r"|unknown (?:local )?(?:user|recipient|mailbox|e-?mail address)|no such (?:user|mailbox|recipient"
            r"|address|account|person|local user|e-?mail)|(?:mailbox|recipient) (?:not found|does not exist"
            r"|unknown)|invalid (?:recipient|mailbox|user)\b",
            r"recip(?:ient)?notfound|tried to reach does not exist|recipient address rejected: (?:access denied"
            r"|undeliverable|no such|unknown|invalid)|not a valid (?:mailbox|recipient|user)"
            r"|this user does ?n[o'’]?t have|no mailbox here|account (?:does not|doesn'?t) exist"
            r"|adresse (?:e-?mail )?(?:du )?destinataire (?:invalide|inconnue|inexistante)",
        ),
    ),
    ("virus", (r"virus|malware|infected|trojan|\bclamav\b|phish",)),
    (
        "auth_failure",
        (
            r"\bspf\b|\bdkim\b|\bdmarc\b|\barc\b (?:seal|valid)|sender id \(?pra|sender policy framework|openspf",
            r"unauthenticated (?:e-?mail|mail|message|sender)|(?:message|mail|e-?mail|sender)[^.]{0,40}(?:not|un"
            r"|failed?) ?authenticat|fails? (?:to pass )?authentication|authentication (?:checks?|information"
            r"|results?)",
        ),
    ),
    (
        "no_ptr",
        (
            r"reverse[ -]?dns|reverse[ -](?:lookup|host|name)|\brdns\b|\bptr\b|in-addr\.arpa"
            r"|cannot find your (?:reverse )?host ?name|(?:ip|client|your)(?: address| host)?[^.]{0,60}(?:does not"
            r"|doesn'?t|not|unable to) (?:have|resolve|map)|can'?t (?:find|resolve) your (?:host)?name"
            r"|hostname lookup|no (?:matches to )?nameserver|fcrdns|generic (?:reverse|host|rdns)"
            r"|unresolvable (?:client|host)|helo (?:command )?rejected|invalid helo|ehlo/helo",
        ),
    ),
    ("reputation", (r"reputation|senderscore|sender ?base|low(?:ered)? trust|score (?:is )?too (?:low|bad)",)),
    (
        "spam_blocked",
        (
            r"spam(?!haus|cop)|junk ?(?:e-?)?mail|unsolicited|\bu[bc]e\b|bulk ?(?:e-?)?mail|unwanted (?:mail"
            r"|content)|suspicious|mass ?mail",
        ),
    ),
    (
        "blocked",
        (
            r"black ?-?list|block ?-?list|block ?list|deny ?list|\b[drs]?[nbu]?bl\b|\brbl\b|\bdnsbl\b|spamhaus"
            r"|spamcop|sorbs|barracudacentral|uceprotect|abuseat|cloudmark|(?<!not )(?<!un)\blisted (?:in|at|by"
            r"|on)|\bis listed\b",
            r"(?:ip|host|client|connection|server|network|mail from|access|messages?|mails? from"
            r"|your mail)\b[^.]{0,60}(?:is |are |was |has been |have been )?(?:temporarily "
            r"|permanently )?(?:blocked|banned|barred|refused|denied|rejected due to abuse|rejected for)",
            r"(?:blocked|banned|refused|rejected)[^.]{0,40}(?:ip|client host|connection|due to)"
            r"|you(?:r \w+)? (?:are|is|have been|has been) (?:blocked|banned)|bad (?:ip|host)"
            r"|connections? (?:will )?not (?:be )?accepted|not accepted from|dynamic(?:ally)? (?:ip|allocated"
            r"|assigned)|dialup|due to abuse|access denied\.? ip|service refused",
        ),
    ),
    (
        "mailbox_full",
        (
            r"(?:mail ?box|mail ?drop|mail ?dir|in ?box|mail ?folder|mail ?quota|account|user|recipient|spool"
            r"|storage|disk|dest(?:ination)?|store|box)[^.;]{0,60}\b(?:is |are |was |has |currently |almost "
            r"|over)*(?:full|over ?-?quota|over (?:the |its )?(?:size|storage|allocation|quota)|out of (?:storage"
            r"|space)|too (?:large|big))",
            r"(?:over|exceed\w*|exceeds|above|out of|beyond|insufficient|not enough|no)\b[^.;]{0,60}\b(?:quota"
            r"|mailbox size|storage (?:space|allocation|limit)?|mailbox (?:space|storage|limit)|disk quota"
            r"|allocat\w+ (?:space|storage)|inbox)",
            r"quota[^.;]{0,60}(?:exceed|full|over|reached|violation|limit|not enough)|overquota|quota_?exceeded"
            r"|\bquota\b",
            r"full mail ?box|mail ?box(?:es)?(?: has)? (?:exceed|reach)|exceed\w* (?:its |the |his "
            r"|their )?(?:local|max\w*|mailbox)[^.;]{0,30}(?:limit|size|storage)|too many (?:messages"
            r"|mails) in (?:the )?mailbox|recipient storage full|account is over|mailbox (?:size )?limit"
            r"|number of messages in recipient'?s mailbox",
            r"mailfolder is full|has (?:too many|no space)[^.;]{0,40}(?:messages|mailbox|space)"
            r"|not enough (?:disk |storage )?space|bo[iî]te[^.]{0,60}(?:pleine|satur[ée]e)"
            r"|quota[^.]{0,20}d[ée]pass[ée]|postfach[^.]{0,30}voll|buz[oó]n[^.]{0,30}lleno|casella[^.]{0,30}piena"
            r"|メールボックス[^。]{0,30}(?:一杯|いっぱい|満杯|容量)|容量",
        ),
    ),
    (
        "system_full",
        (
            r"insufficient (?:system|disk) (?:storage|space|resources)|no space left on device|disk (?:is )?full"
            r"|system (?:storage|disk)[^.]{0,20}full|file system is full|system resources|out of (?:memory|disk)",
        ),
    ),
    (
        "too_big",
        (
            r"(?:message|mail|e-?mail|size|content|data|attachment|header)[^.;]{0,60}(?:exceed\w*|too (?:big|large"
            r"|long)|larger than|bigger than|over (?:the )?(?:max|limit|size))",
            r"exceed\w*[^.;]{0,40}(?:message|mail|maximum|fixed|allowed|line) ?(?:size|length|limit)|size (?:limit"
            r"|restriction)|maximum (?:message )?size|too large|message size",
        ),
    ),
    ("too_many_recipients", (r"too many (?:recipient|rcpt|address)",)),
    (
        "rate_limited",
        (
            r"rate[ -]?(?:limit|control)|too (?:many|much|fast|frequent)|throttl|(?:daily|hourly|sending"
            r"|connection|concurren\w+|message|mail)s?[^.;]{0,40}(?:limit|quota)(?:ation)?s?[^.;]{0,20}(?:exceed"
            r"|reach)|exceed\w*[^.;]{0,50}(?:rate|connections?|per (?:hour|day|minute|second|connection)|frequency"
            r"|sessions?|threads?)|maximum (?:number of )?(?:concurrent )?(?:connections|sessions)|slow down"
            r"|sending (?:limit|quota)|overload|server (?:is )?(?:too )?busy|concurren",
        ),
    ),
    (
        "moved",
        (
            r"(?:user|recipient|account|mailbox|person|address|addressee|customer|subscriber|mail"
            r"|e-?mail)s?\b[^.;]{0,40}(?:has|have|had|is|was)? ?(?:moved|changed (?:to|e-?mail|address|his|her"
            r"|their)|relocated|forward(?:ed|ing) (?:to|address)|been replaced by)|no longer (?:at"
            r"|on) this (?:address|server|site)|new (?:e-?mail )?address(?: is|:)|user not local;? please try"
            r"|please (?:update|try|use) <?[^\s<>]+@|changed (?:his|her|their|its) (?:e-?mail )?address"
            r"|\b551\b.{0,30}(?:not local|moved)|a chang[ée] d[’']adresse|nouvelle adresse",
        ),
    ),
    (
        "suspended",
        (
            r"(?:account|mail ?box|user|recipient|address|e-?mail|domain|subscriber|mail service"
            r"|service)\b[^.;]{0,60}(?:is |was |has been |been |are |currently |temporarily |now )*(?:disabled"
            r"|suspended|de-?activated|inactive|inactivated|locked|frozen|expired|on hold|blocked|not active"
            r"|not activated|dormant|closed|discontinued|restricted|blacklisted|unpaid|not enabled)",
            r"(?:disabled|suspended|inactive|deactivated|expired|dormant|locked|frozen) (?:user|account|mailbox"
            r"|recipient|address|due)|account_?(?:disabled|suspended|inactive)|user_?(?:disabled|suspended"
            r"|inactive)|mailbox_?(?:disabled|inactive)|vacation\s+mode|not (?:logged in|been used)"
            r"|over its bandwidth|d[ée]sactiv[ée]|suspendu|non activ",
        ),
    ),
    (
        "domain_unknown",
        (
            r"(?:host|domain|site|node|server|hostname"
            r"|system)(?: (?:or domain ?)?name)?(?: part)?\b[^.;:]{0,60}(?:not found|unknown|does ?n[o']t exist"
            r"|not exist|doesn'?t exist|non-?existent|unresolvable|could(?:n'?t| not) be (?:found|resolved)"
            r"|cannot be (?:found|resolved)|not known|is invalid|lookup fail\w*|unroutable|not resolved)",
            r"(?:unknown|no such|invalid|bad|illegal|unresolvable|unrout(?:e)?able|nonexistent"
            r"|non-existent) (?:mail |e-?mail |internet |destination |recipient |remote )?(?:host|domain|site|node"
            r"|server name|destination system|hostname)(?: name)?|unrouteable mail domain|nxdomain"
            r"|name or service not known|no address associated|can'?t (?:find|resolve)[^.;]{0,30}(?:host|domain)"
            r"|cannot (?:find|resolve|locate)[^.;]{0,40}(?:host|domain|server)|(?:all"
            r"|no) (?:relevant )?mx records point to non-?existent|dns (?:error|lookup|query)[^.;]{0,60}(?:not|no"
            r"|fail|exist)|name server:[^.]{0,80}(?:host not found|no data)|domain[^.;]{0,30}(?:misspell|typ(?:o"
            r"|ing))|domain .{1,80} (?:couldn|wasn)'?t be found|bad destination system|cannot route"
            r"|no route to domain|unroutable address|unrouteable address(?=.{0,40}domain)",
            r"h[ôo]te inconnu|domaine[^.]{0,40}(?:inconnu|n[’']existe pas|introuvable)|unbekannter (?:host"
            r"|rechner)|dominio[^.]{0,40}(?:no existe|desconocido)",
        ),
    ),
    (
        "user_unknown",
        (
            r"(?:user|mail ?box|recipient|rcpt|addressee|account|address|e-?mail|alias|local[ -]?part|person"
            r"|customer|subscriber|member|login|group|list|to)\b[^.;:]{0,80}?(?:\bunknown|not? (?:be )?(?:found"
            r"|known|exist\w*|valid|available|listed|recognized|recognised|registered|delivered here)|not a valid"
            r"|does ?n[o'’]?t (?:exist|have)|doesn'?t exist|don'?t exist|nonexist\w*|non-exist\w*|is invalid"
            r"|invalid|undeliverable|unavailable|isn'?t (?:valid|found|known)|could(?:n'?t| not) be (?:found"
            r"|delivered)|cannot be (?:found|resolved|reached)|unrouteable|is not (?:here|local|one of)|rejected"
            r"|no longer (?:exists?|available|valid|active|in use|with|works|employed|on)|not allowed"
            r"|not our customer|never existed|has been (?:deleted|removed|terminated|cancel))",
            r"(?:unknown|no such|invalid|bad|illegal|nonexistent|non-existent|incorrect|wrong|undeliverable"
            r"|unresolvable|not (?:a )?(?:valid|known)|no (?:valid )?) ?(?:e-?mail |mail |local |destination "
            r"|recipient'?s? |virtual |rcpt |final )*(?:user|mail ?box|recipient|rcpt|addressee|address|account"
            r"|alias|local[ -]?part|person|customer|id|name|inbox|delivery)s?",
            r"(?:recip|rcpt|user|recipient|mailbox|account|address)[ _-]?(?:not[ _-]?found|unknown|invalid"
            r"|notfound)|recipnotfound|recipientnotfound|no mailbox (?:here|by)|no (?:one|body) (?:here|by)"
            r"|nobody by|not listed in|unlisted|no (?:account|user|person|recipient|match)[^.;]{0,20}(?:by|with"
            r"|for|here|found|exists?)|not (?:our|a) (?:customer|user|member|subscriber)"
            r"|this user does ?n[o'’]?t have|doesn'?t have an? .{1,40} account|who does not exist"
            r"|couldn'?t be found at|wasn'?t found at|mailbox unavailable|does not like recipient|user doesn"
            r"|cuda_nsu|\bnsu\b|not in (?:the )?(?:directory|address book|database)|recipient table|alias table"
            r"|delivery user|can'?t (?:find|create) (?:user|output)|user (?:not|is) |unknown",
            r"n[’']existe (?:pas|plus)|(?:utilisateur|destinataire|adresse|compte|bo[iî]te)[^.]{0,60}(?:inconnue?"
            r"|invalide|introuvable|inexistante?|non trouv|supprim|ferm[ée]e?)|unbekannt|existiert nicht"
            r"|nicht gefunden|no existe|desconocid|inexistente|n[ãa]o existe|sconosciut|non esiste|nie istnieje"
            r"|не существует|onbekend|存在しません|存在しない|見つかりません|宛先不明|不存在|用户不存在",
        ),
    ),
    (
        "expired",
        (
            r"(?:delivery|retry|queue|message|mail|lifetime|retransmission)\b[^.;]{0,60}(?:expired|timed? ?-?out"
            r"|exceeded|too long)|time(?:d)? ?-?out exceeded|(?:cannot|could not|unable to|can'?t) (?:send"
            r"|deliver)[^.;]{0,40}(?:for|after|within) .{0,10}(?:\d+|several) (?:hour|day|minute)"
            r"|not (?:be(?:en)? )?(?:delivered|collected|sent)[^.;]{0,40}(?:after|for|within|in) .{0,20}(?:hour"
            r"|day)|retry time not reached|too (?:long|old)|expired|has been (?:delayed|deferred|queued)"
            r"|not yet been delivered|still being retried|will (?:be )?(?:retr|keep trying|continue)|delayed"
            r"|giving up|failed for too long|connection timed out",
        ),
    ),
    (
        "network_error",
        (
            r"connection (?:was )?(?:refused|reset|lost|dropped|closed|failed|died|timed out|interrupted)"
            r"|timed? ?-?out|no route to host|(?:network|host)[^.;]{0,20}(?:is )?(?:unreachable|down)|could(?:n'?t"
            r"| not) (?:connect|establish)|unable to connect|cannot (?:connect|contact)|not respond|no response"
            r"|broken pipe|lost connection|loop|too many hops|hop count|routing|tls|ssl|certificate|name ?server"
            r"|dns|mail exchanger|server (?:is )?(?:down|unavailable)|lowest numbered mx|try again",
        ),
    ),
    (
        "content",
        (
            r"content|attachment|mime|base64|\bbinary\b|8bit|charset|format|header|line length|bare (?:lf|cr)"
            r"|malformed|rfc ?\d{3,4}|encoding|url|link|subject",
        ),
    ),
    (
        "policy",
        (
            r"polic(?:y|ies)|not (?:allowed|permitted|authori[sz]ed|accepted)|prohibit|denied|refused|forbidden"
            r"|violat|administrat|restrict|rejected|reject|filter|security|blocked|permission|unacceptable",
        ),
    ),
    ("protocol", (r"syntax|bad sequence|unrecogni[sz]ed|not implemented|command|protocol|need (?:rcpt|mail)",)),
    (
        "system_error",
        (
            r"local(?:ly)? (?:error|configuration|problem|delivery)|internal|system error|i/o|config"
            r"|can'?t (?:open|create)|cannot (?:open|create|execute|exec)|service unavailable|temporar|unavailable"
            r"|mailer|pipe|child|exit|program|process|failure|error",
        ),
    ),
)
BY_STATUS = {
    "1.0": "user_unknown", "1.1": "user_unknown", "1.2": "domain_unknown", "1.3": "user_unknown", "1.4": "user_unknown",
    "1.6": "moved", "1.7": "sender_rejected", "1.8": "sender_rejected", "1.9": "sender_rejected",
    "1.10": "no_mail_host",
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
