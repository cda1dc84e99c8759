"""Pictures made on the spot: drawings, photographs as cameras write them, and what an enemy would send."""

from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image


def drawing(width: int, height: int, mode: str = "RGB", colour: Any = (200, 30, 30)) -> bytes:
    """One colour, PNG."""
    return saved(Image.new(mode, (width, height), colour), "PNG", optimize=True)


def noise(width: int, height: int, kind: str, mode: str = "RGB", **options: Any) -> bytes:
    """What no format makes small."""
    points = random.Random(7).randbytes(width * height * len(mode))
    return saved(Image.frombytes(mode, (width, height), points), kind, **options)


def photograph(width: int, height: int, *, orientation: int = 1) -> bytes:
    """A JPEG that says where it was taken, by whom, and how the camera was held; its upper left corner is black."""
    image = Image.new("RGB", (width, height), (250, 250, 250))
    image.paste((0, 0, 0), (0, 0, width // 4, height // 4))
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = orientation, "Jeanne Martin"
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 30.0), 3: "E", 4: (2.0, 17.0, 40.0)})
    return saved(image, "JPEG", exif=exif, comment=b"chez Jeanne", quality=95)


def moving(width: int, height: int) -> bytes:
    frames = [Image.new("RGB", (width, height), (80 * n, 0, 0)) for n in range(3)]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100)


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of some hundred bytes that claims thousands of millions of points."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(bytes(1000)))


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


# Helps the fakes of the networks; it is none itself.
FAKES: tuple[type, ...] = ()
