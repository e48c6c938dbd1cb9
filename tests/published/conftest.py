"""What these tests share is imported by its file name; the demo's release is opened once for all of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from demo_beside import Demo

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def demo(world: Path, store: Path) -> Demo:
    from demo_beside import demo_of

    return demo_of(world / "deliveries", store)
