"""A visitor without a browser and a server in a process of its own: those of the tests of trust."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.with_name("trust"))]
