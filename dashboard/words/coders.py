"""What is said of how far two coders agree."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.words.form import fitting, in_words, listed
from dashboard.words.format import count

TRUSTED, CAREFUL = 0.80, 0.667  # Krippendorff's (2004) lines: rely on it; draw tentative conclusions only


def agreement_title(rows: pd.DataFrame) -> str:
    """Of how many themes that are shown by themselves the reading is good enough, and of which too low. rows: theme, alpha, lower."""
    good, low = (
        int((rows["lower"] >= CAREFUL).sum()),
        [str(name) for name in rows.loc[rows["alpha"] < CAREFUL, "theme"]],
    )
    head = f"The reading of {_themes(good, len(rows))} is good enough to rely on"
    if not low:
        return head
    are = "one is" if len(low) == 1 else f"{count(len(low))} are"
    return fitting(f"{head}; too low: {listed(low)}", f"{head}; {are} too low")


def _themes(good: int, of: int) -> str:
    if not good:
        return "no theme"
    if good == of:
        return "the one theme" if of == 1 else f"each of the {in_words(of)} themes"
    return f"{count(good)} of {count(of)} themes"


def sure_words(alpha: float, lower: float) -> str:
    if lower >= TRUSTED:
        return "can be relied on"
    if lower >= CAREFUL:
        return "good enough"
    return "with care" if alpha >= CAREFUL else "too low to rely on"


def confused_title(pairs: Sequence[tuple[str, str]]) -> str:
    """The two themes that are most often confused. pairs: named pairs, the most frequent first."""
    if not pairs:
        return "No two themes can be named: coders disagree here and there"
    one, other = pairs[0]
    return fitting(f"Most often confused: {one} and {other}", f"Most often confused: {one}")
