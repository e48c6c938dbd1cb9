"""What is about organisations: codebook, actions, sessions, training. Small cells are joined or withheld all the same."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from data_loaders.deliveries.practice import SESSION_KINDS
from data_loaders.facts import Tables
from data_loaders.safety.calendar import Calendar, month_end, month_start
from data_loaders.safety.floor import Floor
from data_loaders.themes.practice.records import latest, months_of, roots_of

SESSION_COLUMNS = ["type", "period_start", "period_end", "sessions", "attendees", "attendees_status"]
TRAINING = ["period_start", "agency", "course", "eligible", "trained", "status"]
TOO_SMALL = "hidden to protect people"
PUBLISHED = "published"


def codebook_table(tables: Tables) -> pd.DataFrame:
    """Every version of every theme, with its root; `position` keeps the order of the latest version."""
    if "theme_codebook" not in tables:
        return pd.DataFrame()
    book = tables["theme_codebook"]
    roots, order = roots_of(book), {code: at for at, code in enumerate(latest(book)["theme_code"])}
    newest = book["version"].astype(int).max()
    return book.assign(
        root=book["theme_code"].map(roots), position=book["theme_code"].map(order),
        in_use=["yes" if v else "no" for v in book["version"].astype(int) == newest],
    ).sort_values(["version", "position"], kind="stable")  # fmt: skip


def session_table(tables: Tables, calendar: Calendar, k: int) -> pd.DataFrame:
    """Sessions held in each quarter, of every kind there is, with how many came to them together.

    Where fewer than k came, neither is told: a session that was held, and nobody says who came, had one to k − 1 people. So it
    reads as a quarter in which none was held, also of a kind of which none else was.
    """
    frame = tables["forum_sessions"]
    month = months_of(frame["date"])
    rows = []
    for first, last in calendar.periods("quarter"):
        for kind in sorted(SESSION_KINDS):
            own = frame[month.between(first, last) & (frame["type"] == kind)]
            came = int(own["attendees_n"].sum())
            told = (len(own), float(came), PUBLISHED) if Floor(k).is_reached(came) else (0, float("nan"), TOO_SMALL)
            rows.append((kind, *_days(first, last), *told))
    return pd.DataFrame(rows, columns=SESSION_COLUMNS)


def training_table(frame: pd.DataFrame, floor: Floor, before: pd.DataFrame) -> pd.DataFrame:
    """How many of the eligible had a course: shown where k had it, nobody or k had not, and k moved since it was last shown, in
    whatever release that was. Where nobody moved it is not shown anew either: else what is hidden would tell that some did.
    What was published stays. A course that begins where one of its agency comes no more, or had ended, may be that one under a new
    name: it goes on from there."""
    frame = frame.rename(columns={"period": "period_start"}).sort_values("period_start", kind="stable")
    courses = {key: own for key, own in frame.groupby(["agency", "course"], sort=True)}
    out = {key: own.sort_values("period_start") for key, own in before.groupby(["agency", "course"])}
    told = {key: [_had(was) for was in own.dropna(subset="trained").tail(1).itertuples()] for key, own in out.items()}
    rows: dict[Hashable, list[tuple[object, ...]]] = {}
    for key, own in sorted(courses.items(), key=lambda course: course[1]["period_start"].iloc[0]):
        gone = [other for other in out if other[0] == key[0] and other not in courses]
        since = [out[other]["period_start"].iloc[-1] for other in ([key] if key in out else gone)]
        first = own["period_start"].iloc[0]
        ended = [other for other in courses if other[0] == key[0] and courses[other]["period_start"].iloc[-1] < first]
        last = told[key] if key in out else [was for other in (*gone, *ended) for was in told.get(other, [])]
        new = own if not since else own[own["period_start"] > max(since)]
        rows[key], told[key] = _shown_anew(new, last, floor)
    made = pd.DataFrame([row for key in courses for row in rows[key]], columns=TRAINING)
    return pd.concat([before, made], ignore_index=True) if len(before) else made


def _had(row: Any) -> tuple[float, float]:
    """How many had the course, and how many of the eligible had not, of a row that is out."""
    return float(row.trained), float(row.eligible - row.trained)


def _shown_anew(
    own: pd.DataFrame, last: list[tuple[float, float]], floor: Floor
) -> tuple[list[tuple[object, ...]], list[tuple[float, float]]]:
    """The rows of a course after those last shown, and what is last shown then."""
    rows = list[tuple[object, ...]]()
    for row in own.itertuples():
        had, had_not = float(row.trained_n), float(row.eligible_n - row.trained_n)
        moves = [abs(now - was) for then in last for now, was in zip((had, had_not), then, strict=True)]
        if floor.is_reached(had) and floor.may_differ([had_not, *moves]) and (not last or any(moves)):
            last = [(had, had_not)]
            rows.append((row.period_start, row.agency, row.course, had + had_not, had, PUBLISHED))
        else:
            rows.append((row.period_start, row.agency, row.course, float("nan"), float("nan"), TOO_SMALL))
    return rows, last


def _days(first: int, last: int) -> tuple[pd.Timestamp, pd.Timestamp]:
    return pd.Timestamp(month_start(first)).as_unit("s"), pd.Timestamp(month_end(last)).as_unit("s")
