"""What is about organisations: codebook, actions, sessions, training, sharing, language. Small cells are joined or withheld all the same."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data_loaders.deliveries.practice import SESSION_KINDS
from data_loaders.facts import Tables
from data_loaders.safety.calendar import Calendar, month_end, month_start
from data_loaders.safety.floor import Floor
from data_loaders.themes.practice.records import latest, months_of, roots_of

SESSION_COLUMNS = ["type", "period_start", "period_end", "sessions", "attendees", "attendees_status"]
TRAINING = ["period_start", "agency", "course", "eligible", "trained", "status"]
LANGUAGE = ["doc_type", "category", "unit", "period_start", "period_end", "words", "hits"]
TOO_SMALL = "hidden to protect people"
PUBLISHED = "published"
REST_KINDS = "REST"  # kinds of words that blame of which too few documents have one


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


def language_table(frame: pd.DataFrame, year_starts: int, k: int, before: pd.DataFrame) -> pd.DataFrame:
    """Words and hits by kind of document, at the finest unit at which k documents of each kind have a hit of each category.

    Categories of which fewer have one are told together, as `REST`. A series that is out goes on in its unit and with its
    categories, until a period in which fewer have one of them. Raises nothing; no row where nothing is shown.
    """
    hits = pd.DataFrame([_hits(text) for text in frame["hits"]], index=frame.index).fillna(0).astype("int64")
    scans = _Scans(frame, months_of(frame["scan_dt"]), hits.reindex(columns=sorted(hits)), k)
    calendar = Calendar(int(scans.month.min()), int(scans.month.max()), year_starts)
    if len(before):
        unit = str(before["unit"].iloc[0])
        groups = scans.groups([c for c in scans.hits if c in set(before["category"])])
        is_same = set(groups) == set(before["category"])
        periods = _until_few(scans, calendar.periods(unit), groups, before["period_end"].max())
        return scans.rows(unit, periods, groups) if is_same else pd.DataFrame(columns=LANGUAGE)
    for unit in ("quarter", "half_year", "year", "all"):
        periods = calendar.periods(unit)
        alone = scans.told_alone(periods)
        if periods and alone is not None and len(hits.columns):
            return scans.rows(unit, periods, scans.groups(alone))
    return pd.DataFrame(columns=LANGUAGE)


@dataclass(frozen=True)
class _Scans:
    """Documents: kind and words, month, and the hits of each category (a column each, in order of their names)."""

    frame: pd.DataFrame
    month: pd.Series
    hits: pd.DataFrame
    k: int

    def groups(self, alone: list[str]) -> dict[str, list[str]]:
        rest = [c for c in self.hits if c not in alone]
        return {**{c: [c] for c in alone}, **({REST_KINDS: rest} if rest else {})}

    def cells(self, periods: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], str, pd.Series]]:
        for period in periods:
            inside = self.month.between(*period)
            for kind in sorted(set(self.frame["doc_type"])):
                yield period, kind, inside & (self.frame["doc_type"] == kind)

    def reach(self, categories: list[str], periods: Sequence[tuple[int, int]]) -> bool:
        """Whether in each cell k documents have a hit of one of these categories."""
        has_one = (self.hits[categories] > 0).any(axis=1)
        return Floor(self.k).is_reached([int(has_one[own].sum()) for _, _, own in self.cells(periods)])

    def told_alone(self, periods: Sequence[tuple[int, int]]) -> list[str] | None:
        """Categories that are told by themselves, with the last of them by name among the others if need be; None: not even all together."""
        alone = [c for c in self.hits if self.reach([c], periods)]
        while (rest := [c for c in self.hits if c not in alone]) and not self.reach(rest, periods):
            if not alone:
                return None
            alone.pop()
        return alone

    def rows(self, unit: str, periods: Sequence[tuple[int, int]], groups: dict[str, list[str]]) -> pd.DataFrame:
        made = [
            (kind, name, unit, *_days(*period), int(self.frame["words_n"][own].sum()), int(self.hits.loc[own, some].to_numpy().sum()))
            for period, kind, own in self.cells(periods) for name, some in groups.items()
        ]  # fmt: skip
        return pd.DataFrame(made, columns=LANGUAGE)


def _until_few(
    scans: _Scans, periods: Sequence[tuple[int, int]], groups: dict[str, list[str]], last: pd.Timestamp
) -> list[tuple[int, int]]:
    """The periods that are out, and those after them before the first in which some group has too few documents."""
    kept = []
    for period in periods:
        is_new = _days(*period)[1] > last
        if is_new and not all(scans.reach(some, [period]) for some in groups.values()):
            break
        kept.append(period)
    return kept


def _hits(text: str) -> dict[str, int]:
    parts = (part.rsplit(":", 1) for part in text.split(";") if ":" in part)
    return {name.strip().upper().replace(" ", "_"): int(n) for name, n in parts}


def _days(first: int, last: int) -> tuple[pd.Timestamp, pd.Timestamp]:
    return pd.Timestamp(month_start(first)).as_unit("s"), pd.Timestamp(month_end(last)).as_unit("s")
