"""What the tests of this folder share stands beside them and is imported by its file name."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
