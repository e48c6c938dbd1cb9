"""Missing: its course, its years, and what to expect. The door to the rooms that find them."""

from __future__ import annotations

from dashboard.findings.ahead import missing_ahead, missing_years
from dashboard.findings.course import is_monthly, verdict_of

__all__ = ["is_monthly", "missing_ahead", "missing_years", "verdict_of"]
