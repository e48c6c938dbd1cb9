"""The other parts of the audit in words: what documents, meetings and groups showed, and what came of it."""

from __future__ import annotations

from dashboard.words.committee import UNOWNED
from dashboard.words.form import as_many_as_fit, capital, number_of

PARTS = "An audit has three parts beside case files: documents; observed meetings and training; focus groups."
NO_NUMBERS = "How many people were in a group is not told, and nobody is quoted."
NO_ACTION = UNOWNED
NO_SUCH_ACTION = "The action is not in the register"


def observations_title(strengths: int, gaps: int, without: int) -> str:
    """`without`: gaps of which no action came."""
    found = f"{number_of(strengths, 'strength', 'strengths')} and {number_of(gaps, 'gap', 'gaps')} beside case files"
    if not without:
        return as_many_as_fit(capital(found), "each gap has its action" if gaps else "")
    return as_many_as_fit(capital(found), f"{number_of(without, 'gap has', 'gaps have')} no action and no owner")
