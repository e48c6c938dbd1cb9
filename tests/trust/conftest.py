"""Modules that the tests of one folder share are found by their folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def leaves_the_environment_as_it_was() -> Iterator[None]:
    """A reception tells its process by the environment that visitors are asked: pages of later tests would ask them too."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)
