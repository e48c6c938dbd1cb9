"""What journeys share stands beside them and is imported by its file name."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def address(store: Path) -> Iterator[str]:
    """One server for all journeys of a process that ask for no other: what it worked out for one is there for the next."""
    from visitor import served

    with served(store) as address:
        yield address
