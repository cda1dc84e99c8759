"""The post office's own tests: it stands below those who know people, and is tested without them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from amarre.channels.tests.desk import DESK, Everybody


@pytest.fixture(autouse=True)
def desk(settings) -> Iterator[Everybody]:
    settings.PEOPLE_DESK = "amarre.channels.tests.desk.DESK"
    yield DESK
    DESK.standings.clear()
    DESK.asked.clear()
