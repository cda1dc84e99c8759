"""The company's card as Alix fills it in."""

from __future__ import annotations

import pytest

from amarre.accounts.forms import CompanyForm
from amarre.accounts.models import Company

pytestmark = pytest.mark.django_db

CARD = {"name": "Maison Ferrand", "language": "fr", "primary_colour": "#17324d"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ferrand.example", "https://ferrand.example"),
        ("http://ferrand.example", "http://ferrand.example"),
        ("", ""),
    ],
)
def test_a_website_typed_without_its_scheme_is_a_secure_one(typed: str, kept: str) -> None:
    form = CompanyForm({**CARD, "website": typed}, instance=Company())
    assert form.is_valid(), form.errors
    assert form.cleaned_data["website"] == kept
