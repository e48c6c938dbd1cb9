"""A scan in words: how often chance alone would do the same, and never a verdict on a place."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.measures.scan import Concentration
from dashboard.words.form import Form, Found, number_of

CLUSTERS = Form(
    none="Nowhere are more incidents recorded than expected for the number of young people who live there, beyond chance.",
    one="More incidents are recorded than expected for the number of young people who live there in one part of the area: {found}.",
    many="More incidents are recorded than expected for the number of young people who live there in {count} parts of the area: {found}.",
    of=("map", "maps"),
    nothing="No part of the area can be compared.",
)


def scan_rows(found: Sequence[Concentration], drawn: pd.DataFrame) -> pd.DataFrame:
    """One row for each circle, north to south: its number, the places in it, what is shown there, what was expected, and p."""
    rows = []
    for number, circle in enumerate(found, start=1):
        names = sorted(drawn.loc[drawn["circle"] == number, "area"])
        kind = "several incidents at one place" if circle.is_one_place else "a part of the area"
        rows.append(
            (number, kind, _few(names), circle.n, round(circle.expected, 1), round(circle.times, 1), round(circle.p, 3))
        )
    columns = ["number", "what", "places in it", "incidents shown", "expected", "times", "p"]
    return pd.DataFrame(rows, columns=columns)


def scan_sentence(table: pd.DataFrame) -> str:
    """Parts of the area first, each name once; then single places, which are another matter."""
    is_one = table["what"] == "several incidents at one place"
    told = [
        f"around {name} ({own['times'].max():.1f} times)"
        for name, own in table[~is_one].groupby(table["places in it"].map(_one), sort=False)
    ]
    clusters = CLUSTERS.say(Found(told, max(len(told), 1)))
    often = ""
    if told:
        worst = max(1, round(float(table.loc[~is_one, "p"].max()) * 100))
        often = f" Chance alone would produce a cluster this strong at most about {_times(worst)} in 100 such maps."
    return f"{clusters}{often}{_one_place(int(is_one.sum()))}"


def _one_place(number: int) -> str:
    if not number:
        return ""
    at = f"At {number_of(number, 'single place', 'single places')}"
    return f" {at} several incidents were recorded, as happens where young people meet: that is no cluster."


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _one(names: str) -> str:
    """The area that a circle lies round: the first place in it, without its direction."""
    return names.split(", ")[0]


def _few(names: Sequence[str], most: int = 4) -> str:
    named = [name for name in names if not name.startswith("Elsewhere")] or list(names)
    if not named:
        return "places not shown apart"
    return ", ".join(named[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
