"""What WhatsApp answers, and the meaning of its error codes.

https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
"""

from __future__ import annotations

import requests

from amarre.channels.kinds import http, meta
from amarre.channels.kinds.contract import Answer, Envelope, Misconfigured, Result

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
    131_026: "user_doubtful", 131_047: "policy", 131_049: "rate_limited", 131_050: "blocked", 131_048: "rate_limited",
    131_051: "content", 131_053: "content", 130_472: "policy", 131_021: "policy", 131_000: "system_error",
    131_016: "system_error", 131_042: "sender_rejected", 132_015: "policy", 368: "policy",
}  # fmt: skip


def answer(envelope: Envelope, response: requests.Response) -> Result:
    """The result of one call. Raises Misconfigured for what would refuse every message."""
    error = meta.error_in(response)
    if error.code in LATER:
        return Result(envelope.token, Answer.DEFERRED, words=error.words, retry_after=http.retry_after(response))
    if error.code in OURS or error.is_nowhere:
        raise Misconfigured(error.words)
    said = http.refusal(envelope, response, words=error.words)
    if said is not None:
        return said
    if response.status_code >= 400:
        words = error.words or f"{response.status_code}"
        return Result(envelope.token, Answer.REFUSED, words=words, permanent=False)
    for message in meta.objects(http.read_json(response), "messages"):
        if message.get("id"):
            return Result(envelope.token, Answer.ACCEPTED, reference=str(message["id"]))
    return Result(envelope.token, Answer.UNSURE, words="the answer of WhatsApp cannot be read")
