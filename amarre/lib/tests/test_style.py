"""The design tokens hold what the design promises: contrast, two equal dark papers, no name invented on the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2]
CSS = PACKAGE / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")
AA, AAA, SHAPE = 4.5, 7.0, 3.0


def palette(selector: str, *, nth: int = 0) -> dict[str, str]:
    block = re.findall(re.escape(selector) + r"\s*\{([^{}]*)\}", TOKENS)[nth]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", block))


LIGHT = palette('[data-theme="light"]')
DARK = palette('[data-theme="dark"]')


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "paper", "least"),
    [
        ("ink", "paper", AAA),
        ("ink", "raised", AAA),
        ("ink", "sunk", AAA),
        ("ink-soft", "paper", AAA),
        ("ink-soft", "sunk", AA),
        ("link", "paper", AAA),
        ("on-sea", "sea", AA),
        ("sea-strong", "sea-wash", AAA),
        ("amber-ink", "amber-wash", AAA),
        ("red", "paper", AA),
        ("red-strong", "red-wash", AAA),
        ("on-red", "red", AA),
        ("moderate", "raised", AA),
        ("on-bar", "bar", AAA),
        ("on-bar-soft", "bar", AAA),
        ("line-strong", "raised", SHAPE),
        ("focus", "paper", SHAPE),
    ],
)
def test_what_is_read_under_stress_can_be_read(colours: dict[str, str], ink: str, paper: str, least: float) -> None:
    assert contrast(colours[ink], colours[paper]) >= least


def test_both_dark_papers_are_the_same() -> None:
    in_media = re.search(r"prefers-color-scheme: dark\)\s*\{\s*:root\s*\{([^{}]*)\}", TOKENS)
    assert in_media is not None
    assert dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", in_media[1])) == DARK


def test_dark_names_every_colour_of_light() -> None:
    assert DARK.keys() == LIGHT.keys()


def test_components_use_names_that_exist() -> None:
    named = set(re.findall(r"--([\w-]+):", TOKENS)) | {"brand", "on-brand"}  # the last two come with each company
    for sheet in CSS.rglob("*.css"):
        used = set(re.findall(r"var\(--([\w-]+)", sheet.read_text(encoding="utf-8")))
        assert used <= named, sheet.name


def test_no_text_is_smaller_than_16_px() -> None:
    for sheet in CSS.rglob("*.css"):
        for size in re.findall(r"font-size:\s*([\d.]+)rem", sheet.read_text(encoding="utf-8")):
            assert float(size) >= 1, sheet.name


def test_templates_carry_no_style_nor_script_of_their_own() -> None:
    for template in PACKAGE.rglob("templates/**/*.html"):
        words = template.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|\son(click|change|submit|load)=|javascript:", words), template
        for script in re.findall(r"<script\b[^>]*>", words):
            assert "src=" in script or 'type="application/' in script, template
