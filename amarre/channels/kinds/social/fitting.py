"""A picture made to fit a network: never larger than it was, without what a camera wrote into it, such as the place.

Every still picture is written anew, so nothing but its points goes out: no EXIF, no comment, no file hidden behind it.
Anybody may be the author of a picture: its size is read before it is unpacked, and too many points are refused.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps

from amarre.channels.kinds.social import reasons as why

#: More is refused before it is unpacked: 40 million points are 120 MB in memory.
MOST_POINTS = 40_000_000
#: Below this a picture that is still too heavy is no longer worth posting.
_SMALLEST_SIDE = 200
_QUALITIES = (85, 75, 65)
_FORMATS = ("PNG", "JPEG", "GIF")
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error)


@dataclass(frozen=True)
class Frame:
    """What a network takes: so many bytes, points on the longer side, and points in all (0: no limit)."""

    weight: int
    side: int
    points: int = 0


@dataclass(frozen=True)
class Fitted:
    """The picture as it is posted: its bytes, their type, its width and height in points."""

    body: bytes
    type: str
    width: int
    height: int


class CannotFit(Exception):
    """Why the picture cannot be posted: a slug of `reasons`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def fit(body: bytes, frame: Frame) -> Fitted:
    """The picture within the frame. Raises CannotFit for what is no PNG, JPEG or GIF, is broken, claims more than
    MOST_POINTS, or stays too heavy; an animated one is taken as it is, or not at all."""
    try:
        with Image.open(BytesIO(body), formats=_FORMATS) as opened:
            width, height = opened.size
            if width * height > MOST_POINTS:
                raise CannotFit(why.HUGE_PICTURE)
            if getattr(opened, "is_animated", False):
                return _as_it_is(body, opened, frame)
            return _still(opened, frame)
    except Image.DecompressionBombError as error:
        raise CannotFit(why.HUGE_PICTURE) from error
    except Image.UnidentifiedImageError as error:
        raise CannotFit(why.NOT_A_PICTURE) from error
    except _BROKEN as error:
        raise CannotFit(why.BROKEN_PICTURE) from error


def _as_it_is(body: bytes, opened: Image.Image, frame: Frame) -> Fitted:
    width, height = opened.size
    if len(body) > frame.weight or max(width, height) > frame.side:
        raise CannotFit(why.MOVING_PICTURE)
    return Fitted(body, f"image/{(opened.format or '').lower()}", width, height)


def _still(opened: Image.Image, frame: Frame) -> Fitted:
    is_photo = opened.format == "JPEG"
    opened.draft("RGB", (frame.side, frame.side))  # a JPEG that is far too large is unpacked at a fraction of its size
    image = _plain(ImageOps.exif_transpose(opened), is_photo=is_photo)
    scale = min(1.0, frame.side / max(image.size))
    if frame.points:
        scale = min(scale, (frame.points / (image.width * image.height)) ** 0.5)
    image = _scaled(image, scale)
    while True:
        for written in _written(image, is_photo=is_photo):
            if len(written.body) <= frame.weight:
                return written
        if max(image.size) * 0.8 < _SMALLEST_SIDE:
            raise CannotFit(why.HEAVY_PICTURE)
        image = _scaled(image, 0.8)


def _plain(image: Image.Image, *, is_photo: bool) -> Image.Image:
    """Its points in a mode that both formats know, transparency kept where some is seen."""
    if is_photo:
        return image.convert("L" if image.mode == "L" else "RGB")
    if not image.has_transparency_data:
        return image.convert("L" if image.mode in ("1", "L") else "RGB")
    clear = image.convert("RGBA")
    return clear.convert("RGB") if clear.getchannel("A").getextrema() == (255, 255) else clear


def _scaled(image: Image.Image, scale: float) -> Image.Image:
    if scale >= 1:
        return image
    size = tuple(max(1, int(side * scale)) for side in image.size)
    return image.resize((size[0], size[1]), Image.Resampling.LANCZOS, reducing_gap=3)


def _written(image: Image.Image, *, is_photo: bool) -> Iterator[Fitted]:
    """The ways to write the same points, the best first. Drawings stay PNG as long as that is light enough."""
    if not is_photo:
        yield _saved(image, "PNG", optimize=True)
    if image.mode != "RGBA":
        for quality in ((90,) if is_photo else ()) + _QUALITIES:
            yield _saved(image, "JPEG", quality=quality, optimize=True, progressive=True)


def _saved(image: Image.Image, kind: str, **options: Any) -> Fitted:
    bare = Image.new(image.mode, image.size)
    bare.paste(image)  # points only: what else the file held stays behind
    out = BytesIO()
    bare.save(out, kind, **options)
    return Fitted(out.getvalue(), f"image/{kind.lower()}", image.width, image.height)
