"""What is wrong with a template is said in the reader's language."""

import string

import pytest
from django.utils.translation import override

from amarre.engine.render import RenderError, parse
from amarre.engine.render.errors import MESSAGES
from amarre.lib.render_words import WORDS, said, said_with_line


def test_every_mistake_has_its_words_and_all_their_details() -> None:
    assert set(WORDS) == set(MESSAGES)
    for code, message in MESSAGES.items():
        details = {name: "x" for _text, name, _spec, _conversion in string.Formatter().parse(message) if name}
        with override("en"):
            assert said(RenderError(code, details=details)) == message.format(**details)


def test_a_block_left_open_is_said_in_french() -> None:
    with pytest.raises(RenderError) as error:
        parse("Bonjour\n{{ if vip }}merci")
    with override("fr"):
        words = said_with_line(error.value)
    assert "2" in words
    assert "jamais refermé" in words
