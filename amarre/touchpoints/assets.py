"""The one style sheet of the public pages: amarre's tokens and base, the public components, the company's colour."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from amarre.accounts.models import Company

CSS = Path(__file__).resolve().parents[1] / "static" / "css"
PARTS = ("tokens", "base", "components/icon", "components/button", "components/notice", "components/form", "public")
FOLDER = "p/-"  # no crisis's slug is "-"
WHITE, BLACK = "#ffffff", "#000000"  # one of them always reaches AA: a lighter "black" would not
AA = 4.5


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2, definition of relative luminance)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def brand(colour: str) -> str:
    """The company's colour as tokens: whatever it is, the words on it can be read."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        colour = BLACK
    on_colour = WHITE if contrast(colour, WHITE) >= AA else BLACK
    return f":root{{--brand:{colour};--on-brand:{on_colour}}}"


def stylesheet(company: Company) -> tuple[str, bytes]:
    """The path of the sheet under PUBLIC_ROOT (named by its content, so that it can be kept for ever) and its bytes."""
    source = "\n".join((CSS / f"{part}.css").read_text(encoding="utf-8") for part in PARTS)
    small = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL))
    body = (small.strip() + brand(company.primary_colour)).encode()
    return f"{FOLDER}/style.{hashlib.sha256(body).hexdigest()[:12]}.css", body


def style_url(company: Company) -> str:
    return "/" + stylesheet(company)[0]
