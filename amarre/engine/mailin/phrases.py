"""The words by which mail programs introduce what they quote, in the languages our customers' programs speak.

French and English first; the rest because a customer's telephone may be set to any of them.
"""

from __future__ import annotations

import re

_DATE = (
    r"(?:\d{1,4}\s?[-./]\s?\d{1,2}\s?[-./]\s?\d{1,4}|\d{1,2}[:.h]\s?\d{2}"
    r"|\d{1,2}(?:er)?\.?\s+(?:de\s+)?\w{3,10}\.?,?\s+(?:del?\s+)?\d{2,4}"
    r"|\w{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:at\s+)?\d{2,4})"
)

# A line (or two to four joined) that says who wrote the quoted words, and when.
_WROTE = (
    r"^(?:On|At|In a message dated|In a message of)\b.{3,300}\b(?:wrote|writes|said"
    r"|shared)\s*(?:the following)?\s*[:,]?\s*-*$",
    r"^(?:(?:Le|En date du|En date de\s?:?|Quelque temps vers le|Quelque temps avant le)\b.{3,300})?\b(?:a"
    r"|avez|ai|aurait)\s+(?:[ée]crit|[ée]crits|[ée]crite|[ée]crivit|r[ée]pondu)\s*[:,]?\s*-*$",
    r"^(?:Le|On)\s.{3,200}<[^<>\s]+@[^<>\s]+>\s*:$",
    # Yahoo on a telephone: the quoted words begin on the same line.
    r"^(?:Le|On)\s.{5,120}<[^<>\s]+@[^<>\s]+>\s*(?:a [ée]crit|wrote)\s?:\s.+$",
    r"^.{1,200}<\s?[^<>]+@[^<>]+>.{0,40}\b(?:wrote|writes|a [ée]crit|schrieb|escribi[óo]|ha scritto"
    r"|escreveu|schreef|skrev|написал\w*|пишет)\s?:?$",
    r"^(?:Am|On)\b.{3,300}\bschrieb(?:\s.{0,120})?\s?:?$",
    r"^.{1,200}\bschrieb\s+am\b.{3,80}$",
    r"^(?:El|En)\b.{3,300}\bescribi[óo]\s?:?$",
    r"^(?:Il(?: giorno)?|In data|Data)\b.{3,300}\bha scritto\s?:?$",
    r"^(?:Em|No dia|A)\b.{3,300}\bescreveu\s?:?$",
    r"^Op\b.{3,300}\b(?:schreef|het volgende geschreven)(?:\s.{0,120})?\s?:?$",
    r"^(?:Den|Le)\b.{3,300}\bskrev(?:\s.{0,120})?\s?:?$",
    r"^(?:Dnia|W dniu)\b.{3,300}\b(?:napisa[łl]|pisze)(?:\(a\)|a)?\s?:?$",
    r"^(?:Pe|În data|La)\b.{3,300}\ba scris\s?:?$",
    r"^.{3,300}\bkirjoitti\s?:?$",
    r"^.{3,300}(?:написал(?:\(а\)|а)?|пишет)\s?:?$",
    r"^在.{3,200}写道\s?[：:]?$",
    r"^.{3,200}(?:のメール|が書きました|は書きました|に書きました)\s?[：:]?$",
    r"^.{3,200}(?:작성|썼습니다)\s?:?$",
    # Gmail before 2014, and still some programs: the date first, then the name, no verb.
    r"^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:,? \d{1,2}:\d{2})?(?: (?:GMT"
    r"|UTC)[+\-]\d{1,2}:?\d{2})?,? [^\d:].{1,200}$",
    r"^-{2,}\s?(?:On|Le|Am|El|Il|Op)\b.{3,200}\b(?:wrote|a [ée]crit|schrieb|escribi[óo]|ha scritto"
    r"|schreef)\s?:?\s?-{2,}$",
)
ATTRIBUTION = re.compile("|".join(f"(?:{pattern})" for pattern in _WROTE), re.I)
_HAS_DATE = re.compile(_DATE, re.I)
_HAS_ADDRESS = re.compile(r"[^\s<>]+@[^\s<>]+\.\w|<[^<>\n]*@[^<>\n]*>?")
# What the first line of an attribution may begin with: keeps the search cheap on long mails.
ATTRIBUTION_START = re.compile(
    r"^[\s>*|\-]*(?:On|At|In a|In data|In|Le|En|Am|El|Il|Em|No dia|A|Op|Den|Dnia|W dniu|Pe|La|În|Data"
    r"|Quelque|在|\d{1,4}[-/.年]|.{1,120}<.{0,120}@|.{1,120}\b(?:wrote|a [ée]crit|schrieb)\b)",
    re.I,
)


def is_attribution(line: str) -> bool:
    """Whether this line, alone, introduces a quotation ('On ... wrote:')."""
    text = line.strip().strip("*_").strip()
    if not 8 <= len(text) <= 400 or not ATTRIBUTION.match(text):
        return False
    return bool(_HAS_DATE.search(text) or _HAS_ADDRESS.search(text)) or text.lower() == "you wrote:"


_ORIGINAL = (
    r"original message|original e?-?mail|forwarded message|forwarded by .*|begin forwarded message"
    r"|reply message"
    r"|message (?:d[’']origine|original|initial|transf[ée]r[ée]|transmis|reçu|re[çc]u)|mail (?:original"
    r"|transf[ée]r[ée])"
    r"|courriel (?:original|d[’']origine|transf[ée]r[ée])|message de .{2,80}|d[ée]but du (?:message"
    r"|courriel) (?:transf[ée]r[ée]|r[ée]exp[ée]di[ée])"
    r"|urspr[üu]ngliche (?:nachricht|mail)|originalnachricht|weitergeleitete nachricht|mensaje (?:original"
    r"|reenviado)"
    r"|messaggio (?:originale|inoltrato)|mensagem (?:original|encaminhada)|oorspronkelijk bericht"
    r"|doorgestuurd bericht"
    r"|ursprungligt meddelande|opprinnelig melding|oprindelig meddelelse|пересылаемое сообщение"
    r"|исходное сообщение"
    r"|原始邮件|原始郵件|转发邮件|元のメッセージ|original ?nachricht"
)
_RULE = r"[-‐‑–—_=*#~+\s]"
ORIGINAL_MARK = re.compile(
    rf"^[>\s]*(?:{_RULE}{{2,}}(?:{_ORIGINAL})\s?:?{_RULE}{{2,}}|{_RULE}{{5,}}(?:{_ORIGINAL})\s?:?)$", re.I
)
FORWARD_MARK = re.compile(
    r"^[>\s]*(?:Begin forwarded message|Start of forwarded message|D[ée]but du (?:message"
    r"|courriel) (?:transf[ée]r[ée]|r[ée]exp[ée]di[ée])"
    r"|Anfang der weitergeleiteten (?:Nachricht|E-?Mail)|Inicio del mensaje reenviado"
    r"|Inizio messaggio inoltrato)\s?:?$",
    re.I,
)
# Orange and La Poste quote with '> Message du 12/03/20 14:03'.
WEBMAIL_MARK = re.compile(r"^[>\s]*Message du \d{1,2}/\d{1,2}/\d{2,4}(?:\s.{0,20})?$", re.I)

_HEADERS = {
    "from": r"from|de|von|da|van|från|fra|od|exp[ée]diteur|remitente|absender|от|发件人|差出人",
    "sent": r"sent|date|envoy[ée]e?(?: le)?|gesendet|datum|enviado(?: el)?|fecha|data|inviato|verzonden|skickat"
    r"|sendt|wysłano|дата|отправлено|发送时间|日時",
    "to": r"to|[àaá]|an|para|pour|aan|till|til|do|destinataires?|кому|收件人|宛先",
    "subject": r"subject|objet|sujet|betreff|asunto|oggetto|assunto|onderwerp|[äa]mne|emne|temat|тема|主题|件名",
    "copy": r"cc|bcc|cci|copie(?: [àa])?|kopia|kopie|kopi|c[óo]pia|reply-to|r[ée]pondre [àa]|answer-to|antwort an"
    r"|risposta|importance|priority|priorit[ée]|pi[èe]ces? jointes?|attachments?|organi[sz]ation"
    r"|organisation|return-path|message-id|list-id",
}
HEADER_LINE = {
    name: re.compile(rf"^[>|\s]*\*{{0,2}}(?:{words})\s?\*{{0,2}}\s?[:：]\s?\*{{0,2}}(?:\s|\S|$)", re.I)
    for name, words in _HEADERS.items()
}

_DEVICE = (
    r"(?:i ?(?:phone|pad|pod)|mac(?:book)?|android|blackberry|windows|samsung|galaxy|huawei|xiaomi|redmi"
    r"|oppo|pixel|nokia|sony|xperia|honor|wiko|oneplus"
    r"|mobile|mobil|phone|smart ?phone|telephone|t[ée]l[ée]phone|portable|tablette?|tablet|handy|handheld"
    r"|m[óo]vil|cellulare|celular"
    r"|outlook|yahoo|gmail|hotmail|aol|mail|courrier|proton ?mail|thunderbird|orange|free|sfr|la ?poste"
    r"|bouygues|tutanota|k-9|zimbra|fairemail|spark|inbox|gmx)"
)
MOBILE_SIGNATURE = re.compile(
    r"^[>\s]*[-–—_*\[(]*\s?(?:"
    rf"(?:sent|send|posted|written|typed|sent wirelessly|sent securely) (?:from|via|with|using"
    rf"|by)\b.{{0,60}}{_DEVICE}.{{0,90}}"
    rf"|(?:message |mail |courriel |e-mail |email )?(?:envoy[ée]|exp[ée]di[ée]|r[ée]dig[ée]|[ée]crit"
    rf"|transmis)e?s? (?:de(?:puis)?|[àa] partir d[eu’']|via|avec|par|gr[âa]ce [àa]"
    rf"|d[’'])\s?.{{0,60}}{_DEVICE}.{{0,90}}"
    rf"|(?:von|gesendet|diese nachricht wurde) .{{0,60}}{_DEVICE}.{{0,40}}(?:gesendet|geschickt)\.?"
    rf"|(?:von|gesendet mit|gesendet von|gesendet aus)\b.{{0,40}}{_DEVICE}.{{0,60}}"
    rf"|(?:enviado|inviato|verzonden|verstuurd|skickat|sendt|wysłane?|отправлено|l[äa]hetetty"
    rf"|odesl[áa]no) .{{0,60}}(?:{_DEVICE}|iPhone\w*|iPad\w*).{{0,60}}"
    r"|(?:t[ée]l[ée]charge[rz]?|obtenez|obtenir|get|download|hol(?:en)? (?:sie )?|descarga"
    r"|scarica) (?:outlook|yahoo|bluemail|gmail)\b.{0,90}"
    r"|provenance\s?:\s?(?:courrier|mail|outlook).{0,90}"
    r"|从我的.{1,20}发送|発信元：.{0,40}|iPhoneから送信|나의 iPhone에서 보냄"
    r"|ᐧ"
    r")\s?[\])*_]*\.?$",
    re.I,
)

# Sentences that firms and virus scanners add under a mail.
FOOTER = re.compile(
    r"(?:ce(?:t)? (?:message|courriel|e-?mail|courrier)(?: [ée]lectronique)?,? (?:et|ainsi que|est|peut"
    r"|contient|,).{0,160}(?:confidentiel|destinataire|usage exclusif|pi[èe]ces? jointes?)"
    r"|this (?:e-?mail|message|communication|transmission)(?:,| and| is| may| contains"
    r"|\s\().{0,160}(?:confidential|intended|privileged|recipient|attachments?)"
    r"|the (?:information|contents?) (?:contained )?(?:in|of) this (?:e-?mail|message|communication).{0,120}"
    r"|(?:please|merci de|before|avant|think|pensez|n[’']imprimez|do not print"
    r"|faites un geste).{0,60}(?:consider|pens[ez]|print|imprim).{0,80}(?:environment|environnement"
    r"|e-?mail|mail|message|plan[èe]te|trees?)"
    r"|(?:garanti )?sans virus\b.{0,60}|virus[- ]free\b.{0,60}|l[’']absence de virus dans ce"
    r"|cet? (?:e-?mail|courrier [ée]lectronique|message) a [ée]t[ée] (?:v[ée]rifi|analys"
    r"|contr[ôo]l).{0,80}"
    r"|this (?:e-?mail|message) has been (?:checked|scanned|analy[sz]ed).{0,80}|diese (?:e-?mail"
    r"|nachricht) (?:enth[äa]lt|wurde).{0,160}"
    r"|questo messaggio e['’] stato analizzato.{0,80}|si vous avez re[çc]u ce (?:message|courriel|mail"
    r"|e-?mail) par erreur.{0,80}"
    r"|if you (?:have received|are not the (?:intended|named)).{0,100}|to unsubscribe (?:from|send"
    r"|,).{0,160}|pour (?:vous )?(?:d[ée]sinscrire|d[ée]sabonner).{0,160}"
    r"|you (?:received|are receiving) this (?:message|email|e-mail) because.{0,160}"
    r"|reply to this email directly or.{0,160})",
    re.I,
)

CLOSING = re.compile(
    r"^[\s>]*(?:(?:bien |tr[èe]s |avec mes )?(?:cordialement|cdlt|cdt|bav|respectueusement|sinc[èe]rement"
    r"|amicalement)"
    r"|(?:sinc[èe]res |meilleures |mes |nos )?salutations(?: distingu[ée]es| cordiales| respectueuses)?"
    r"|bonne (?:journ[ée]e|soir[ée]e|r[ée]ception)|bien [àa] vous"
    r"|(?:kind|best|warm|kindest|warmest)(?: regards| wishes)?|regards|sincerely|yours (?:sincerely"
    r"|faithfully|truly)|cheers|many thanks|thanks|thank you|merci(?: d[’']avance| par avance"
    r"| beaucoup)?)\s?[,.!]?$",
    re.I,
)
CONTACT = re.compile(
    r"(?:\b(?:t[ée]l|tel|phone|mob|mobile|portable|port|fax|gsm|cell|direct|standard|ligne directe|skype"
    r"|linkedin|twitter|facebook|instagram)\b\.?\s*(?:[:.+]|\d)"
    r"|https?://|\bwww\.|[\w.+-]+@[\w-]+\.\w{2,}|\+\d{2}[\d .()-]{6,}|\b0\d(?:[ .-]?\d{2}){4}\b"
    r"|\b\d{5} [A-ZÉÈ][\w-]+|\bRCS\b|\bSIRET\b|\bcapital de\b|\bVAT\b)",
    re.I,
)
