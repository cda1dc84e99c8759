"""A picture is made to fit a network: smaller if need be, never larger, without what the camera wrote into it."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from amarre.channels.kinds.social.fitting import CannotFit, Fitted, Frame, fit
from amarre.channels.kinds.social.networks import BLUESKY, NETWORKS
from amarre.channels.kinds.social.reasons import REASONS
from amarre.channels.tests.contract.fakes.pictures import bomb, drawing, moving, noise, photograph, saved

ROOMY = Frame(8_000_000, 4096)


def seen(fitted: Fitted) -> Image.Image:
    return Image.open(BytesIO(fitted.body))


def test_a_picture_that_fits_keeps_its_size_and_its_format() -> None:
    photo, sketch = fit(photograph(640, 480), ROOMY), fit(drawing(640, 480), ROOMY)
    assert (photo.type, photo.width, photo.height) == ("image/jpeg", 640, 480)
    assert (sketch.type, seen(sketch).size, seen(sketch).getpixel((3, 3))) == ("image/png", (640, 480), (200, 30, 30))


def test_where_and_by_whom_it_was_taken_does_not_go_out() -> None:
    body = photograph(640, 480)
    assert Image.open(BytesIO(body)).getexif().get_ifd(0x8825)  # it says where
    fitted = fit(body, ROOMY)
    assert not seen(fitted).getexif()
    assert b"Jeanne" not in fitted.body and b"Exif" not in fitted.body


def test_words_hidden_in_a_drawing_and_behind_it_do_not_go_out() -> None:
    info = PngInfo()
    info.add_text("Comment", "chez Jeanne")
    body = saved(Image.new("RGB", (40, 30)), "PNG", pnginfo=info) + b"Jeanne, 12 rue des Lilas"
    assert b"Jeanne" not in fit(body, ROOMY).body


def test_a_camera_held_upright_gives_an_upright_picture() -> None:
    fitted = fit(photograph(640, 480, orientation=6), ROOMY)
    assert (fitted.width, fitted.height) == (480, 640)
    assert max(seen(fitted).getpixel((470, 10))) < 60  # type: ignore[type-var, arg-type]


@pytest.mark.parametrize("network", sorted(NETWORKS))
def test_what_is_too_large_is_made_to_fit_each_network(network: str) -> None:
    frame = NETWORKS[network].picture
    fitted = fit(photograph(6000, 3000), frame)
    assert max(fitted.width, fitted.height) <= frame.side
    assert not frame.points or fitted.width * fitted.height <= frame.points
    assert len(fitted.body) <= frame.weight
    assert abs(fitted.width / fitted.height - 2) < 0.01
    assert seen(fitted).size == (fitted.width, fitted.height)


def test_what_is_too_heavy_loses_weight_before_it_loses_size() -> None:
    body = noise(1200, 900, "JPEG", quality=100, subsampling=0)
    assert len(body) > NETWORKS[BLUESKY].picture.weight
    fitted = fit(body, NETWORKS[BLUESKY].picture)
    assert (fitted.width, fitted.height) == (1200, 900)
    assert len(fitted.body) <= 1_000_000


def test_a_heavy_drawing_becomes_a_photograph_and_a_transparent_one_smaller() -> None:
    frame = Frame(60_000, 2000)
    opaque = fit(noise(300, 300, "PNG"), frame)
    assert (opaque.type, len(opaque.body) <= 60_000) == ("image/jpeg", True)
    clear = fit(noise(300, 300, "PNG", mode="RGBA"), Frame(250_000, 2000))
    assert (clear.type, seen(clear).mode, len(clear.body) <= 250_000) == ("image/png", "RGBA", True)
    assert clear.width < 300


def test_a_transparency_that_nobody_sees_is_none() -> None:
    fitted = fit(drawing(50, 50, "RGBA", (1, 2, 3, 255)), ROOMY)
    assert seen(fitted).mode == "RGB"


@pytest.mark.parametrize(
    "image",
    [Image.new("CMYK", (30, 20)), Image.new("L", (30, 20))],
    ids=["print colours", "grey"],
)
def test_every_kind_of_photograph_is_understood(image: Image.Image) -> None:
    assert fit(saved(image, "JPEG"), ROOMY).width == 30


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_drawing_is_understood(mode: str) -> None:
    assert fit(saved(Image.new(mode, (30, 20)), "PNG"), ROOMY).type == "image/png"


def test_a_picture_that_moves_goes_as_it_is_or_not_at_all() -> None:
    assert fit(moving(60, 40), ROOMY).body == moving(60, 40)
    with pytest.raises(CannotFit, match="moving"):
        fit(moving(60, 40), Frame(8_000_000, 50))


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (bomb(), "huge"),
        (bomb(8000, 6000), "huge"),
        (bomb(100, 100), "broken"),
        (drawing(400, 300)[:-40], "broken"),
        (photograph(400, 300)[:2000], "broken"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 100, "not_a|broken"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_a"),
        (b"", "not_a"),
        (noise(300, 300, "PNG"), "heavy"),
    ],
    ids=["bomb", "too many", "lies", "cut png", "cut jpeg", "nonsense", "drawing program", "nothing", "stays heavy"],
)
def test_what_cannot_be_posted_is_refused_with_its_reason(body: bytes, why: str) -> None:
    with pytest.raises(CannotFit, match=why) as raised:
        fit(body, Frame(2_000, 2000))
    assert raised.value.reason in REASONS
