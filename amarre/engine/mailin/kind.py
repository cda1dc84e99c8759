"""Deciding what a mail is: a person's message, a bounce, a report or an automatic reply.

The parts of the mail decide first, then its headers, then its sender and words together. A human
sender who quotes a bounce or says 'I am away' stays a person: words alone weigh only with a machine
behind them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from amarre.engine.mailin import auto, bounce, report
from amarre.engine.mailin.model import AUTO_REPLY, BOUNCE, MESSAGE, REPORT, Outcome
from amarre.engine.mailin.parse import Parsed, first_address
from amarre.engine.mailin.quotes import own_words


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind, why, and for a bounce or report whom it is about."""

    kind: str
    reason: str
    outcomes: tuple[Outcome, ...] = ()
    notice: bounce.Notice | None = None


_DAEMON = re.compile(
    r"^(?:mailer[-_.]?d(?:a?e)?mon|mail[-_.]?d(?:a?e)?mon|mail[-_.]delivery[-_.]?(?:system|subsystem)?"
    r"|post[-_.]?master|mdaemon|daemon"
    r"|bounces?(?:[-+].*)?|ndr|mail[-_.]?error|mmdf|listserv|symantec_antivirus\w*|mail[-_.]?system"
    r"|mailmarshal|microsoftexchange\w*|.*-bounces?)$",
    re.I,
)
# Names that no person bears. A postmaster may be somebody.
_STRICT_DAEMON = re.compile(
    r"^(?:mailer[-_.]?d(?:a?e)?mon|mail[-_.]?d(?:a?e)?mon|mdaemon|bounces?(?:[-+].*)?|microsoftexchange\w*)$", re.I
)
_GREETING = re.compile(
    r"^\W*(?:bonjour|bonsoir|madame|monsieur|hello|dear|good (?:morning|afternoon|evening)"
    r"|hi[ ,](?!\. this is))\b",
    re.I,
)
_DAEMON_NAME = re.compile(
    r"mail(?:er)?[- ]?(?:delivery|daemon|deliver|administrator|system)|delivery (?:sub)?system"
    r"|post ?master|\bndr\b|system administrator|administrateur (?:du )?(?:syst[èe]me|messagerie)"
    r"|internet mail delivery|mail delivery|microsoft outlook|microsoft exchange|returned mail"
    r"|e-?mail interconnect|mail router|serveur de messagerie|sous-syst[èe]me",
    re.I,
)
_SUBJECT = re.compile(
    r"^\W*(?:undeliver(?:able|ed)\b|(?:mail|message|e-?mail|delivery)[ :\-]+(?:delivery |transfer |system "
    r"|status )?(?:fail\w*|error|problem|undeliver\w*|returned|not delivered|could not be delivered"
    r"|rejected|delayed|status|notification|has failed)|delivery (?:status )?(?:notification|failure"
    r"|failed|problem|report|error|has)|fail(?:ed|ure)[ :](?:delivery|notice|mail|to deliver)|(?:failed"
    r"|failure) (?:delivery|notice)|failure(?: delivery)?(?: notice)?\s?(?::|$)"
    r"|returned (?:mail|message|e-?mail|to sender)|return(?:ing)? (?:mail|message) to sender"
    r"|unable to deliver|could not (?:deliver|send)|couldn'?t deliver|cannot deliver|warning: (?:message"
    r"|could not|e-?mail)|delayed (?:mail|delivery)|nondeliver(?:y|able)|non[- ]?delivery|non[- ](?:remis"
    r"|distribu[ée]|d[ée]livr[ée])|mail could not|message (?:undeliverable|delayed|blocked)"
    r"|rejected (?:mail|message|e-?mail)|\*+ ?(?:message|mail) you sent|user unknown|ndn\b"
    r"|mail system error|mail failure|bounced? (?:mail|message|e-?mail)|dead mail|address not found"
    r"|unknown (?:user|recipient)|relay notification|successful mail delivery|delivered:"
    r"|(?:[ée]chec|erreur|probl[èe]me|d[ée]faut) (?:de |d[’'])?(?:la )?(?:remise|distribution|livraison"
    r"|envoi|transmission|d[ée]livrance|notification)|non remis(?:e|able)?"
    r"|notification (?:d[’'][ée]tat de remise|de (?:non-?)?(?:remise|distribution)|d[’'][ée]chec)"
    r"|message non (?:remis|distribu[ée]|d[ée]livr[ée])|courrier (?:non remis|retourn[ée]"
    r"|ind[ée]sirable rejet)|retour (?:de courrier|à l[’']exp[ée]diteur)|[ée]tat de (?:la )?remise"
    r"|unzustellbar|zustellung|nicht zustellbar|mail ?zustell|fehler bei der|no se puede entregar"
    r"|error de entrega|notificaci[óo]n de (?:estado|error)|mancata consegna|impossibile recapitare"
    r"|non recapitabile|onbestelbaar|niet bezorgd|falha na entrega|n[ãa]o (?:foi )?entreg|ikke leveret"
    r"|kunde inte levereras|nie mo[żz]na dostarczy|недоставлен\w*|не доставлен|配信(?:不能|エラー|できません)"
    r"|送信(?:できません|エラー)|投递失败|退信|系统退信)",
    re.I,
)
_MACHINE_WORDS = re.compile(
    r"(?:this (?:message|mail|e-?mail|report|is) (?:was |has been |is |an? )?(?:created|generated|sent"
    r"|automatic\w*|automated)[^.]{0,60}(?:automatically|mail|deliver|by)|i(?:'m| am) (?:sorry"
    r"|afraid)[^.]{0,60}(?:i |to )?(?:have to inform|wasn'?t able|was not able|could not|couldn't"
    r"|inform you)|this is the (?:mail system|qmail|mailer|mail delivery|postfix|courier|e-?mail system"
    r"|mail server)|hi\. this is"
    r"|(?:your|the|this|a)(?: following| attached| original)? (?:message|mail|e-?mail"
    r"|attempt)[^.]{0,160}(?:could not be|cannot be|can't be|couldn't be|was not|wasn't|has not been"
    r"|not be|did not|failed to (?:be )?|has been|not)[^.]{0,30}(?:deliver|reach|sent|undeliver|return"
    r"|reject|delay|block|send)|delivery (?:has failed|to (?:the following|this|these)|failed|of (?:this"
    r"|your)|attempt|status|temporarily)|(?:the )?following (?:recipient|address|message|destination|mail"
    r"|user|addressee)[^.]{0,60}(?:fail|fatal|problem|deliver|unde?|not|reach|reject|could|cannot)"
    r"|(?:unable|failed|not able|impossible) to deliver|(?:permanent|fatal|transient|delivery"
    r"|non-fatal)[ -](?:fatal |delivery )?(?:error|failure|problem)|undeliverable|recipients? (?:could not"
    r"|cannot|of your)|transcript of session|reason (?:for|of) (?:failure|rejection|the)"
    r"|message (?:delivery )?(?:failure|undeliverable|delayed|has been delayed)"
    r"|mail(?:box)? (?:is )?(?:full|delivery (?:failed|failure|error|system))|invalid (?:user"
    r"|recipient) address|unknown (?:user|recipient)|could not be delivered|did not reach"
    r"|we'?re writing to let you know|unrouteable|there was a (?:temporary )?problem (?:while )?deliver"
    r"|returned (?:mail|to you)|sorry[^.]{0,80}(?:deliver|unable)|an? error (?:occurred|has occurred"
    r"|message)[^.]{0,60}|delays? in delivering|trouble deliver|body of message generated"
    r"|requested action not taken|not listed in|the user\(s\) account)"
    r"|(?:votre|le|ce|un|les)(?: pr[ée]sent)? (?:message|courriel|e-?mail|mail"
    r"|courrier)s?[^.]{0,120}(?:n[’']a (?:pas )?(?:pu|p[ûu]|[ée]t[ée])|ne peut|n[’']ont pu|impossible"
    r"|pas [ée]t[ée] (?:remis|distribu|d[ée]livr))|(?:la )?remise (?:a [ée]chou[ée]|aux? |[àa] )"
    r"|[ée]chec de (?:la )?(?:remise|distribution)|impossible de (?:remettre|distribuer|d[ée]livrer)"
    r"|konnte nicht (?:zugestellt|[üu]bermittelt)|nicht zugestellt|no (?:se )?(?:pudo"
    r"|ha podido) (?:ser )?entreg|non [èe] stato (?:possibile )?(?:recapit|consegn)"
    r"|kon niet worden (?:bezorgd|afgeleverd)|n[ãa]o (?:p[ôo]de|foi) (?:ser )?entreg"
    r"|送信できません|送信に失敗|配信できません|届けることができません|届きません|お届けできません|宛先|無法|无法(?:投递|发送)|退回|以下のメール",
    re.I,
)
_TRANSCRIPT = re.compile(
    r"^\W*(?:[45]\d\d[ \-]|<<<|>>> |\(reason:)|\b[45]\.\d\.\d{1,3}\b|\bsmtp (?:error|code)|\bsaid: [45]"
    r"|Remote host said|\(#[45]\.\d\.\d\)|\b[45]\d\d [45]\.\d",
    re.I | re.M,
)
_REPLY_OR_FORWARD = re.compile(r"^\s*(?:re|r[ée]p|aw|sv|antw?|tr|fw|fwd|wg|rv|enc|i|rif)\s?(?:\[\d+\])?\s?:", re.I)


def decide(parsed: Parsed, text: str, sender: str, sender_name: str) -> Verdict:
    """What this mail is. `text` is its whole text, `sender` the address of its From header."""
    return (
        _by_parts(parsed, text)
        or _by_service(parsed, text)
        or _opt_out(parsed, text, sender)
        or _by_signs_of_bounce(parsed, text, sender, sender_name)
        or _by_signs_of_automation(parsed, text, sender, sender_name)
        or Verdict(MESSAGE, "person")
    )


def _by_parts(parsed: Parsed, text: str) -> Verdict | None:
    declared = str(parsed.message.get_param("report-type", "")).lower()
    if parsed.feedback_parts or declared == "feedback-report":
        reason, outcomes = report.from_arf(parsed)
        return Verdict(REPORT, reason, outcomes)
    if auto.is_receipt(parsed, text):
        return Verdict(AUTO_REPLY, "read_receipt")
    if parsed.status_parts or (declared == "delivery-status" and parsed.message.is_multipart()):
        return _bounce(parsed, text)
    return None


def _by_service(parsed: Parsed, text: str) -> Verdict | None:
    data = report.json_notice(text)
    if data is not None:
        kind, reason, outcomes = report.from_json(data)
        return Verdict(kind, reason, outcomes)
    found = report.loose_report(parsed, text)
    return Verdict(REPORT, *found) if found else None


def _opt_out(parsed: Parsed, text: str, sender: str) -> Verdict | None:
    found = report.opt_out_request(parsed, own_words(text) or text, sender)
    return Verdict(REPORT, *found) if found else None


def _bounce(parsed: Parsed, text: str) -> Verdict:
    notice = bounce.read_notice(parsed, text)
    outcomes = bounce.outcomes_of(parsed, notice, text)
    return Verdict(BOUNCE, outcomes[0].reason if outcomes else "unknown", outcomes, notice)


def is_daemon(parsed: Parsed, sender: str, name: str) -> bool:
    """Whether the From header names a mail system rather than a person."""
    written = parsed.raw_header("From")
    if written is not None and not sender:
        return written.strip('<> "') == "" or bool(_DAEMON_NAME.search(written) or _DAEMON.match(written.strip('<> "')))
    return bool(_DAEMON.match(sender.split("@")[0]) or _DAEMON_NAME.search(name))


def null_sender(parsed: Parsed) -> bool:
    """Whether the envelope sender is empty or the mail system itself: people always have one."""
    path = parsed.raw_header("Return-Path")
    if path is None:
        return False
    bare = path.strip('<> "')
    return bare == "" or bool(
        _DAEMON.match(bare.split("@")[0]) and bare.lower().startswith(("mailer", "mail-d", "postm"))
    )


def _by_signs_of_bounce(parsed: Parsed, text: str, sender: str, name: str) -> Verdict | None:
    subject = parsed.header("Subject")
    daemon, null = is_daemon(parsed, sender, name) or _no_reply(sender), null_sender(parsed)
    if parsed.message.get("X-Failed-Recipients") is not None:
        return _bounce(parsed, text)
    if not (daemon or null):
        return _forwarded_or_odd(parsed, text, subject)
    about_failure = bool(_SUBJECT.match(subject))
    words = bool(_MACHINE_WORDS.search(text[:3000]))
    transcript = bool(_TRANSCRIPT.search(text[:6000]))
    fields = bounce.has_status_fields(text)
    if auto.from_headers(parsed) and not daemon and not (about_failure or fields):
        return None
    if auto.SUBJECT.match(subject) and not (about_failure or fields):
        return None
    signs = about_failure + words + transcript + 2 * fields
    if signs >= (1 if (null and daemon) or _STRICT_DAEMON.match(sender.split("@")[0]) else 2):
        return _bounce(parsed, text)
    return None


def _forwarded_or_odd(parsed: Parsed, text: str, subject: str) -> Verdict | None:
    """A sender that looks human: a bounce only when the mail system's own fields are in the text, the
    failed address is not ours, and nobody added more than a word or two."""
    if bounce.has_status_fields(text):
        verdict = _bounce(parsed, text)
        failed = verdict.outcomes[0].address if verdict.outcomes else ""
        ours = first_address(parsed.header("To")).rpartition("@")[2]
        added = own_words(text).split()
        bare = not _REPLY_OR_FORWARD.match(subject) and bool(_SUBJECT.match(subject))
        if failed and (bare or (len(added) <= 6 and failed.rpartition("@")[2] != ours)):
            return verdict
        return None
    if _GREETING.match(text):
        return None
    strong = _SUBJECT.match(subject) and _MACHINE_WORDS.search(text[:600]) and _TRANSCRIPT.search(text[:6000])
    if strong and not parsed.message.get("In-Reply-To") and not _REPLY_OR_FORWARD.match(subject):
        return _bounce(parsed, text)
    return None


def _by_signs_of_automation(parsed: Parsed, text: str, sender: str, name: str) -> Verdict | None:
    own = own_words(text) or text
    flagged = auto.from_headers(parsed)
    if flagged:
        return Verdict(AUTO_REPLY, _nature(parsed, own, flagged))
    machine = null_sender(parsed) or is_daemon(parsed, sender, name) or _no_reply(sender)
    if parsed.calendar_reply:
        return Verdict(AUTO_REPLY, "calendar")
    if auto.from_words(parsed, own, machine_sender=machine):
        return Verdict(AUTO_REPLY, auto.nature(parsed, own))
    if parsed.raw_header("Return-Path") == "<>":
        return Verdict(AUTO_REPLY, auto.nature(parsed, own))
    return None


def _nature(parsed: Parsed, text: str, flagged: str) -> str:
    nature = auto.nature(parsed, text)
    return flagged if nature == "auto_submitted" else nature


def _no_reply(sender: str) -> bool:
    return bool(
        re.match(r"(?:no|do[-_.]?not|ne[-_.]?pas|ne)[-_.]?(?:reply|repondre|respond)", sender.split("@")[0], re.I)
    )
