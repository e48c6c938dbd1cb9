"""The attack code stands beside its tests and is imported by its file name, as an outsider's script would be."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
