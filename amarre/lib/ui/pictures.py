"""The pictograms drawn for this project: one SVG each, in the colour of the text around it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PICTOGRAMS = Path(__file__).resolve().parents[2] / "static" / "pictograms"


@cache
def drawing(name: str) -> str:
    """The SVG of a pictogram. Raises KeyError for a name that does not exist."""
    files = {path.stem: path for path in PICTOGRAMS.glob("*.svg")}
    svg = files[name].read_text(encoding="utf-8").strip()
    return svg.replace(' color="#13233b"', "")  # as a file of its own it has no text around it
