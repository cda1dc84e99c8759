"""A Mastodon server, a Bluesky server, and a network that only apprise speaks to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from amarre.channels.kinds.contract import Envelope
from amarre.channels.tests.contract.fake import Answered, Asked, HttpFake, Trouble

TOKEN = "jeton-du-compte"


@dataclass
class _Network(HttpFake):
    slug = "social"
    secrets = (TOKEN,)
    in_flight = 1

    posts: list[dict[str, Any]] = field(default_factory=list)
    pictures: list[Asked] = field(default_factory=list)

    def envelope(self, number: int) -> Envelope:
        return Envelope(f"{number:024x}", "", "fr", "", f"Le lot {number:05} est rappelé.", "")

    def refused_envelopes(self) -> list[tuple[Envelope, bool | None]]:
        return [(Envelope("e" * 24, "", "fr", "", "Interdit.", ""), False)]


@dataclass
class Mastodon(_Network):
    provider = "mastodon"
    seen: dict[str, str] = field(default_factory=dict)

    def values(self) -> dict[str, Any]:
        return {"provider": "mastodon", "server": self.base_url, "token": TOKEN}

    def is_message(self, asked: Asked) -> bool:
        return asked.path == "/api/v1/statuses"

    def answer(self, asked: Asked) -> Answered:
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return Answered(401, {"error": "The access token is invalid"})
        if asked.path == "/api/v2/media":
            self.pictures.append(asked)
            return Answered(202, {"id": "22", "type": "image", "url": None})
        if asked.path != "/api/v1/statuses":
            return Answered(404, {"error": "Record not found"})
        said = asked.json()
        if said["status"] == "Interdit." or len(re.sub(r"https?://\S+", "x" * 23, said["status"])) > 500:
            return Answered(422, {"error": "Validation failed"})
        key = asked.headers["idempotency-key"]
        if key not in self.seen:
            self.seen[key] = f"1{len(self.seen):05}"
            self.posts.append(said)
            self.take("", said["status"])
        number = self.seen[key]
        return Answered(200, {"id": number, "url": f"{self.base_url}/@laiterie/{number}", "content": said["status"]})


@dataclass
class Bluesky(_Network):
    provider = "bluesky"

    def values(self) -> dict[str, Any]:
        return {"provider": "bluesky", "account": "@laiterie.example", "token": TOKEN, "base_url": self.base_url}

    def is_message(self, asked: Asked) -> bool:
        return asked.path.endswith("createRecord")

    def answer(self, asked: Asked) -> Answered:
        method = asked.path.removeprefix("/xrpc/")
        if method == "com.atproto.server.createSession":
            if asked.json() != {"identifier": "laiterie.example", "password": TOKEN}:
                return Answered(401, {"error": "AuthenticationRequired", "message": "Invalid identifier or password"})
            return Answered(
                200, {"accessJwt": "jwt", "refreshJwt": "r", "did": "did:plc:abc", "handle": "laiterie.example"}
            )
        if asked.headers.get("authorization") != "Bearer jwt":
            return Answered(401, {"error": "AuthMissing"})
        if method == "com.atproto.repo.uploadBlob":
            self.pictures.append(asked)
            size, kind = len(asked.body), asked.headers["content-type"]
            return Answered(200, {"blob": {"$type": "blob", "ref": {"$link": "bafk"}, "mimeType": kind, "size": size}})
        said = asked.json()
        record = said["record"]
        if record["text"] == "Interdit." or said["repo"] != "did:plc:abc" or said["collection"] != record["$type"]:
            return Answered(400, {"error": "InvalidRequest", "message": "Record is not valid"})
        self.posts.append(record)
        self.take("", record["text"])
        return Answered(200, {"uri": f"at://did:plc:abc/app.bsky.feed.post/3k{len(self.posts):05}", "cid": "bafy"})


@dataclass
class Apprise(_Network):
    provider = "apprise"
    excused = {
        Trouble.RATE_LIMIT: "apprise says that it was too much and not until when",
        Trouble.RUBBISH: "apprise believes the status and reads nothing else",
        Trouble.TRUNCATED: "apprise believes the status and reads nothing else",
    }

    @property
    def secrets(self) -> tuple[str, ...]:  # type: ignore[override]
        return (self.values()["url"],)

    def values(self) -> dict[str, Any]:
        return {"provider": "apprise", "url": f"mastodon://{TOKEN}@{self.base_url.removeprefix('http://')}"}

    def is_message(self, asked: Asked) -> bool:
        return asked.path == "/api/v1/statuses"

    def answer(self, asked: Asked) -> Answered:
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return Answered(401, {"error": "no"})
        if asked.path != "/api/v1/statuses":
            self.pictures.append(asked)
            return Answered(200, {"id": "22"})
        said = asked.json()
        if said["status"] == "Interdit.":
            return Answered(422, {"error": "Validation failed"})
        self.posts.append(said)
        self.take("", said["status"])
        return Answered(200, {"id": "1"})


FAKES = (Mastodon, Bluesky, Apprise)
