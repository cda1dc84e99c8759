"""One module for each kind, found by itself: `FAKES` names its fakes (one for each provider)."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from amarre.channels.tests.contract.fake import Fake


def all_fakes() -> list[type[Fake]]:
    """Every fake of every module of this folder."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    return [fake for module in modules for fake in module.FAKES]
