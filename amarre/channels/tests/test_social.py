"""A post says the same on every network, as long as each allows, with its link and its picture."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from amarre.channels.kinds import social
from amarre.channels.kinds.contract import Answer, Envelope, Misconfigured
from amarre.channels.tests.contract.fake import Answered, Asked, Trouble
from amarre.channels.tests.contract.fakes.pictures import bomb, drawing
from amarre.channels.tests.contract.fakes.social import TOKEN, Apprise, Bluesky, Mastodon

PAGE = "https://laiterie.example/p/rappel-du-lot-12/"
SHORT = f"Le lot 12 du yaourt à la fraise est rappelé : {PAGE}"
LONG = "Ne mangez pas le lot 12. " * 30 + f"Tout est dit ici : {PAGE}"
NETWORKS = pytest.mark.parametrize("network", [Mastodon, Bluesky, Apprise])


def post(text: str = SHORT, **options: str) -> Envelope:
    return Envelope("a" * 24, "", "fr", "", text, "", options=options)


@pytest.fixture
def gallery(settings: Any) -> Iterator[str]:
    """Pictures of the house: /small.png, /large.png, /page.html; everything else is missing."""
    files = {"/small.png": drawing(40, 30), "/bomb.png": bomb(), "/page.html": b"<html></html>"}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = files.get(self.path)
            self.send_response(200 if body else 404)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    settings.BASE_URL = f"http://127.0.0.1:{server.server_port}"
    yield settings.BASE_URL
    server.shutdown()
    server.server_close()


@NETWORKS
def test_a_post_that_is_too_long_ends_at_a_sentence_and_keeps_its_link(network: Any) -> None:
    with network() as fake:
        (result,) = social.send([post(LONG)], fake.config())
        said = fake.received[0].text
    assert result.answer is Answer.ACCEPTED
    assert said.endswith(f"Ne mangez pas le lot 12.\n\n{PAGE}")
    assert social.network_of(fake.config()).length(said) <= social.network_of(fake.config()).limit


def test_a_link_on_bluesky_can_be_pressed() -> None:
    with Bluesky() as fake:
        list(social.send([post()], fake.config()))
        record = fake.posts[0]
    (facet,) = record["facets"]
    assert facet["features"] == [{"$type": "app.bsky.richtext.facet#link", "uri": PAGE}]
    place = facet["index"]
    assert record["text"].encode()[place["byteStart"] : place["byteEnd"]].decode() == PAGE
    assert record["langs"] == ["fr"]


def test_a_second_copy_on_mastodon_is_the_first_post() -> None:
    with Mastodon() as fake:
        results = [next(iter(social.send([post()], fake.config()))) for _time in range(2)]
        assert len(fake.posts) == 1
    assert results[0].reference == results[1].reference != ""
    assert fake.posts[0] == {"status": SHORT, "language": "fr", "visibility": "public"}


@NETWORKS
def test_a_picture_is_posted_with_its_words(network: Any, gallery: str) -> None:
    with network() as fake:
        letter = post(picture=f"{gallery}/small.png", picture_alt="Le pot, et où lire son numéro de lot")
        (result,) = social.send([letter], fake.config())
        uploaded, posted = fake.pictures[0], fake.posts[0]
    assert result.answer is Answer.ACCEPTED
    assert drawing(40, 30) in uploaded.body
    words = uploaded.body.decode("utf-8", "replace") + str(posted)
    assert "Le pot, et où lire son numéro de lot" in words


@pytest.mark.parametrize("name", ["bomb.png", "page.html", "missing.png"])
def test_without_its_picture_nothing_is_said(gallery: str, name: str) -> None:
    with Bluesky() as fake:
        (result,) = social.send([post(picture=f"{gallery}/{name}")], fake.config())
        assert fake.received == []
    assert (result.answer, result.permanent) == (Answer.REFUSED, False)
    assert "picture" in result.words


def test_a_picture_on_somebody_elses_private_network_is_not_fetched(gallery: str, settings: Any) -> None:
    settings.BASE_URL = "https://crise.laiterie.example"
    with Mastodon() as fake:
        (result,) = social.send([post(picture=f"{gallery}/small.png")], fake.config())
    assert result.answer is Answer.REFUSED


def test_a_picture_that_the_server_breaks_on_is_tried_again_since_nothing_was_said(gallery: str) -> None:
    class Broken(Mastodon):
        def answer(self, asked: Asked) -> Answered:
            return Answered(500) if asked.path == "/api/v2/media" else super().answer(asked)

    with Broken() as fake:
        (result,) = social.send([post(picture=f"{gallery}/small.png")], fake.config())
        assert fake.received == []
    assert result.answer is Answer.DEFERRED


def test_bluesky_that_does_not_answer_at_sign_in_has_posted_nothing() -> None:
    class Slow(Bluesky):
        def answer(self, asked: Asked) -> Answered:
            return Answered(502) if asked.path.endswith("createSession") else super().answer(asked)

    with Slow() as fake:
        (result,) = social.send([post()], fake.config())
    assert result.answer is Answer.DEFERRED


def test_an_account_that_is_no_longer_ours_stops_the_send_without_its_secret() -> None:
    with Apprise() as fake, pytest.raises(Misconfigured) as raised:
        fake.misbehave(Trouble.EXPIRED)
        list(social.send([post()], fake.config()))
    assert TOKEN not in str(raised.value)


def test_an_address_that_apprise_does_not_know_is_said_without_being_shown() -> None:
    config = social.configure({"provider": "apprise", "url": "nowhere://secret@example.org"})
    with pytest.raises(Misconfigured) as raised:
        list(social.send([post()], config))
    assert "secret" not in str(raised.value) + str(social.summary(config))


@pytest.mark.parametrize(
    ("values", "limit"),
    [
        ({"provider": "mastodon"}, 500),
        ({"provider": "mastodon", "limit": 1000}, 1000),
        ({"provider": "bluesky"}, 300),
        ({"provider": "apprise", "url": "twitter://a/b/c/d?mode=tweet"}, 280),
        ({"provider": "apprise", "url": "discord://a/b"}, 500),
    ],
)  # fmt: skip
def test_the_writer_learns_beforehand_where_the_post_will_end(values: dict[str, Any], limit: int) -> None:
    config = social.configure(values)
    assert not social.measure("", SHORT, config).warnings
    assert social.measure("", " ", config).problems
    long = social.measure("", LONG * 3, config)
    assert long.units > limit
    assert str(limit) in str(long.warnings[0]) and "lot 12" in str(long.warnings[0])
