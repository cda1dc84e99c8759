"""What is sealed cannot be read without the installation's secret, and says so when that secret is gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amarre.lib.secrets import LostSecret, Secret, SecretLost, seal, unseal


@given(st.text())
def test_what_was_sealed_is_read_again(words: str) -> None:
    token = seal(words)
    assert unseal(token) == words
    assert len(words) < 4 or words not in token


def test_another_installation_cannot_read_it(settings) -> None:
    token = seal("motdepasse")
    settings.SECRET_KEY = "another key, of the installation next door"
    with pytest.raises(SecretLost):
        unseal(token)


def test_a_key_that_was_replaced_still_opens_when_it_is_kept(settings) -> None:
    token = seal("motdepasse")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the new key, from today on, long enough"
    assert unseal(token) == "motdepasse"


def test_a_damaged_seal_is_refused() -> None:
    with pytest.raises(SecretLost):
        unseal(seal("motdepasse")[:-4] + "AAAA")


def test_a_secret_does_not_show_itself_in_logs_and_is_a_plain_string_to_those_who_use_it() -> None:
    secret = Secret("motdepasse")
    assert "motdepasse" not in repr({"password": secret})
    assert type(str(secret)) is str and str(secret) == "motdepasse"


def test_a_lost_secret_says_what_to_do_where_it_is_used() -> None:
    with pytest.raises(SecretLost) as told:
        str(LostSecret("token"))
    assert told.value.hint
