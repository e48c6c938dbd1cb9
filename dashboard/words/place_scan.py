"""A scan in words: how often chance alone would do the same, and never a verdict on a place."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.measures.scan import Concentration


def scan_rows(found: Sequence[Concentration], drawn: pd.DataFrame) -> pd.DataFrame:
    """One row for each circle: the places in it, what is shown there, what chance would give, and how likely chance is."""
    rows = []
    for number, circle in enumerate(found, start=1):
        names = sorted(drawn.loc[drawn["circle"] == number, "area"])
        rows.append(
            (
                f"circle {number}",
                _few(names),
                circle.n,
                round(circle.expected, 1),
                round(circle.times, 1),
                round(circle.p, 3),
            )
        )
    columns = ["which", "places in it", "incidents shown", "expected by chance", "times", "p"]
    return pd.DataFrame(rows, columns=columns)


def scan_sentence(table: pd.DataFrame, worlds: int) -> str:
    if table.empty:
        return (
            "Nowhere are more incidents recorded than chance and the number of young people living there would explain."
        )
    told = [
        f"around {_one(r[0])} ({r[1]:.1f} times)"
        for r in table[["places in it", "times"]].head(4).itertuples(index=False)
    ]
    more = f" and {len(table) - 4} more" if len(table) > 4 else ""
    worst = table["p"].max()
    often = "none" if worst <= 1 / worlds else f"at most {max(1, round(worst * 100))} in 100"
    start = "In one part of the area" if len(table) == 1 else f"In {len(table)} parts of the area"
    return f"{start} more is recorded than chance would explain: {'; '.join(told)}{more}. Of {worlds} worlds of chance, {often} had one as strong."


def _one(names: str) -> str:
    """The area that a circle lies round: the first place in it, without its direction."""
    return names.split(", ")[0]


def _few(names: Sequence[str], most: int = 4) -> str:
    named = [name for name in names if not name.startswith("Elsewhere")] or list(names)
    if not named:
        return "places not shown apart"
    return ", ".join(named[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
