"""Commands of the data manager, by who needs them.

Exit codes: 0 done · 1 the river stopped (the report says where and what cures it) · 2 the command was used wrongly.
"""

from __future__ import annotations

from data_loaders.commands import deliveries, language, reference, releases, retention, standing
from data_loaders.commands.terminal import app

__all__ = ["app", "deliveries", "language", "reference", "releases", "retention", "standing"]
