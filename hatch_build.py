"""Build hook: the wheel brings compiled translations, so that an installed amarre needs to write nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from amarre.lib.catalogues import compile_catalogues  # noqa: PLC0415 - only there once the root is on the path

        compile_catalogues(root / "amarre")
        build_data["artifacts"].append("amarre/**/*.mo")
