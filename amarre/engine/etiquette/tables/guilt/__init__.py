"""Phrases of the family guilt: the longest tables, one file per language."""

from .en import EN
from .fr import FR

__all__ = ["EN", "FR"]
