"""What the tests of workflows share: a seed repository for each file, an office of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workflows.forge import serving
from tests.workflows.office import Office, seed_of


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seed_of(tmp_path_factory.mktemp("asal"))


@pytest.fixture
def office(seed: Path, tmp_path: Path) -> Iterator[Office]:
    made = Office(seed, tmp_path)
    with serving(made.forge):
        yield made
