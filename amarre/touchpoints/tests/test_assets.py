"""Whatever the company's colour, the words on it can be read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amarre.touchpoints.assets import AA, brand, contrast


@given(st.integers(0, 0xFFFFFF))
def test_words_on_the_colour_have_enough_contrast(number: int) -> None:
    colour, on_colour = re.findall(r"#[0-9a-f]{6}", brand(f"#{number:06x}"))
    assert contrast(colour, on_colour) >= AA


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#767676", "#ffffff", 4.54)]
)
def test_contrast_is_that_of_the_standard(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("colour", ["red", "", "#12345", "#17324d;}body{display:none}"])
def test_a_colour_that_is_none_cannot_write_css(colour: str) -> None:
    assert brand(colour).count("{") == 1
    assert "display" not in brand(colour)
