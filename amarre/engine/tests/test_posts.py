"""A post fits its network, ends at a sentence and keeps its link."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amarre.engine.posts import Length, fit, graphemes, links, mastodon, weighted

PAGE = "https://laiterie.example/p/rappel-du-lot-12/"
WORDS = (
    "Le lot 12 du yaourt à la fraise est rappelé. Ne le mangez pas. Rapportez-le en magasin : il vous est remboursé, "
    f"sans ticket. Tout est dit ici : {PAGE} Nous répondons au 01 23 45 67 89, de 8 h à 20 h."
)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0), ("été", 3), ("e\u0301te\u0301", 3), ("🇫🇷", 1), ("🇫🇷🇧🇪", 2), ("👨‍👩‍👧‍👦", 1), ("👍🏽", 1), ("1️⃣", 1),
        ("a👩‍🚀b", 3), ("L’eau", 5),
    ],
)  # fmt: skip
def test_what_the_eye_takes_for_one_counts_for_one(text: str, count: int) -> None:
    assert graphemes(text) == count


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("bonjour", 7), ("été", 3), ("😀", 2), ("👨‍👩‍👧‍👦", 2), ("👍🏽", 2), ("日本", 4),
        ("https://example.org/" + "x" * 200, 23),
        ("Lire : https://example.org/a", 30), ("l’eau…", 7),
    ],
)  # fmt: skip
def test_weights_are_those_of_x(text: str, weight: int) -> None:
    assert weighted(text) == weight


def test_a_link_and_the_server_of_a_user_are_short_on_mastodon() -> None:
    assert mastodon("https://example.org/" + "x" * 200) == 23
    assert mastodon("merci @ana@mastodon.example") == len("merci @ana")


def test_the_full_stop_after_a_link_is_not_part_of_it() -> None:
    assert links(f"Lire {PAGE}. Ou ({PAGE}a), puis « {PAGE}b ».") == [PAGE, f"{PAGE}a", f"{PAGE}b"]


def test_what_fits_is_left_alone() -> None:
    assert fit("Bonjour. ", 20).text == "Bonjour."
    assert not fit("Bonjour.", 8).is_cut


def test_what_is_too_long_ends_at_a_sentence_and_keeps_its_link() -> None:
    cut = fit(WORDS, 120, length=mastodon, keep=PAGE)
    assert cut.text == f"Le lot 12 du yaourt à la fraise est rappelé. Ne le mangez pas.\n\n{PAGE}"
    assert cut.is_cut


def test_a_link_that_is_in_what_is_kept_is_not_said_twice() -> None:
    assert fit(WORDS, 200, length=mastodon, keep=PAGE).text.count(PAGE) == 1


def test_one_long_sentence_ends_at_a_word() -> None:
    assert fit("Nous vous écrivons au sujet du lot douze", 20).text == "Nous vous écrivons…"
    assert fit("x" * 50, 10).text == "x" * 9 + "…"


@pytest.mark.parametrize("length", [len, graphemes, mastodon, weighted])
@given(text=st.text(max_size=400), limit=st.integers(60, 300), keeps=st.booleans())
def test_whatever_is_written_fits_and_its_link_is_there(length: Length, text: str, limit: int, keeps: bool) -> None:
    fitted = fit(text, limit, length=length, keep=PAGE if keeps else "")
    assert length(fitted.text) <= limit
    assert not (keeps and fitted.is_cut) or PAGE in fitted.text
    assert fitted.is_cut or fitted.text == text.strip()
