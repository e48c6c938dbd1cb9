"""The oracles stand beside their tests and are imported by their file names: they know nothing of the product."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
