"""What WhatsApp answers, and the meaning of its error codes.

https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
"""

from __future__ import annotations

import requests

from amarre.channels.kinds import http, meta, trouble
from amarre.channels.kinds.contract import Answer, Envelope, Misconfigured, Result
from amarre.channels.kinds.whatsapp import reasons as why

# Every message would fail: our number, account, payment, or the template (unknown, paused, wrong number of places).
OURS = meta.OURS | {
    33, 131_005, 131_031, 131_037, 131_042, 131_045, 132_000, 132_001, 132_005, 132_007, 132_012, 132_015, 132_016,
    133_000, 133_004, 133_006, 133_008, 133_009, 133_010, 133_015,
}  # fmt: skip
# Limits of calls, of one pair of numbers, of a number that many report; services that are down for a while.
LATER = meta.LIMITS | meta.TEMPORARY | {130_429, 131_016, 131_048, 131_056, 131_057, 133_016}
# Why a message did not arrive, where there is a slug for it. None of them proves that the number is dead: 131026 is
# also said of people with an old application or who have not accepted the terms.
REASONS = {
    131_026: why.UNREACHABLE, 131_047: why.WINDOW, 131_049: why.ENOUGH, 131_050: why.STOPPED, 130_472: why.ENOUGH,
    131_051: why.FORM, 131_053: why.FORM, 131_021: trouble.OWN_NUMBER, 131_000: trouble.FAULT, 131_016: trouble.FAULT,
    131_048: trouble.BUSY, 131_042: trouble.CREDIT, 132_015: trouble.TEMPLATE, 368: trouble.ACCOUNT,
}  # fmt: skip
# Of what would refuse every message: what is wrong with us; the rest is the account.
_OURS_BECAUSE = {131_042: trouble.CREDIT, 33: trouble.SENDER, 131_037: trouble.SENDER, 131_045: trouble.SENDER}
_OF_TEMPLATES = range(132_000, 133_000)


def answer(envelope: Envelope, response: requests.Response) -> Result:
    """The result of one call. Raises Misconfigured for what would refuse every message."""
    error = meta.error_in(response)
    if error.code in LATER:
        later = trouble.told(REASONS.get(error.code, trouble.BUSY), error.words)
        return Result(envelope.token, Answer.DEFERRED, words=later, retry_after=http.retry_after(response))
    if error.code in OURS or error.is_nowhere:
        template = trouble.TEMPLATE if error.code in _OF_TEMPLATES else trouble.ACCOUNT
        raise Misconfigured(trouble.told(_OURS_BECAUSE.get(error.code, template), error.words))
    said = http.refusal(envelope, response, words=error.words)
    if said is not None:
        return said
    if response.status_code >= 400:
        known = REASONS.get(error.code)
        words, status = known or error.words or f"{response.status_code}", str(error.code) if known else ""
        return Result(envelope.token, Answer.REFUSED, status=status, words=words, permanent=False)
    for message in meta.objects(http.read_json(response), "messages"):
        if message.get("id"):
            return Result(envelope.token, Answer.ACCEPTED, reference=str(message["id"]))
    return Result(envelope.token, Answer.UNSURE, words="the answer of WhatsApp cannot be read")
