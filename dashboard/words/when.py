"""Days and hours in words."""

from __future__ import annotations

import pandas as pd

from dashboard.words.form import as_many_as_fit

LAST_SEEN = "The time is when a child was last seen or reported."
HOURS_LATER = (
    "That a child is reported can be hours after they left. Where the hours of a few children’s episodes are not known these stand at an "
    "hour by lot, so that nothing tells of them; of more, no hours are shown."
)
TERMS = "Kinds of day follow the school terms that the council delivered."
WIDER = "Ranges are widened by how far a few children make the figures, or by how much kinds of day vary from period to period where that is more."
CLOSE = 1.15  # kinds of day whose rates differ by less are said to be alike


def week_title(day: str, hour: str, times: float) -> str:
    return as_many_as_fit(f"Most for the time it lasts: {day}, {hour}", f"{times:.1f} times an even spread")


def kind_title(rows: pd.DataFrame) -> str:
    """Counts a day for each kind of day, that they hardly differ, or that their ranges do not tell them apart."""
    if len(rows) == 1:
        return f"{rows['per_day'].iloc[0]:.2f} a day, on a {str(rows['group'].iloc[0]).lower()}"
    if rows["per_day"].max() <= CLOSE * rows["per_day"].min():
        return f"Hardly any difference: {rows['per_day'].min():.2f} to {rows['per_day'].max():.2f} a day"
    most, least = rows.loc[rows["per_day"].idxmax()], rows.loc[rows["per_day"].idxmin()]
    if least["upper"] >= most["lower"]:
        return f"Cannot tell: {least['per_day']:.2f} to {most['per_day']:.2f} a day, and the ranges overlap"
    return as_many_as_fit(
        f"{most['per_day']:.2f} on a {str(most['group']).lower()}",
        f"{least['per_day']:.2f} on a {str(least['group']).lower()}",
    )
