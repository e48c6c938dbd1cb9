"""The grids that are wanted of a theme: afresh at the finest safe step, or as published with the periods that may follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from data_loaders.safety.calendar import Calendar, month_end, month_number, month_start
from data_loaders.safety.floor import Bools, Floor
from data_loaders.safety.ladder import Band, Ladder, Step
from data_loaders.safety.spans import ALL, Dated, Span, cells_of, is_finer, longest_tail, spans_of
from data_loaders.themes.practice.records import Counted
from data_loaders.themes.practice.together import EVERYTHING, NO_BANDS, Cut, Key, Together

KEYS = ["view", "split", "code", "kind"]
COLUMNS = [*KEYS, "group", "unit", "period_start", "period_end", "n", "base"]
WHOLE: Step = (Band("", "", frozenset({""})),)
SPLIT_UNITS = ("half_year", "year", ALL)  # a quarter holds one forum: a band of it would be one conversation


@dataclass(frozen=True)
class Scene:
    """All that the questions of one view share. A voice is the protected person."""

    view: str
    data: Counted
    calendar: Calendar
    floor: Floor
    units: tuple[str, ...]
    before: pd.DataFrame  # what was published of it, with the columns of practice_counts; empty where nothing was
    together: Together

    def marked(self, codes: Iterable[tuple[str, str]]) -> Bools:
        return np.asarray(np.logical_or.reduce([self.data.marked(code) for code in codes]), dtype=np.bool_)

    def published(self, split: str, code: str, kind: str) -> pd.DataFrame:
        b = self.before
        return b[(b["view"] == self.view) & (b["split"] == split) & (b["code"] == code) & (b["kind"] == kind)]


@dataclass(frozen=True)
class Series:
    """The rows of one question as they count today, with the span that they cover; no span where there are none."""

    rows: pd.DataFrame
    span: Span | None


NOTHING = Series(pd.DataFrame(columns=COLUMNS), None)


@dataclass(frozen=True)
class Question:
    """One grid: which records are marked, by which bands of what, and which halves of each cell have to be safe."""

    scene: Scene
    split: str
    code: str
    kind: str
    marked: Bools
    bands: Step = WHOLE
    halves: tuple[bool, ...] = (True, False)

    @property
    def key(self) -> Key:
        return self.split, self.code, self.kind

    @property
    def group(self) -> np.ndarray:
        data = self.scene.data
        if self.split not in data.frame:
            return np.zeros(len(data.frame), dtype=np.int64)
        return data.leaves(self.split).places_in(self.bands)

    def safe(self, periods: list[tuple[int, int]]) -> list[bool]:
        cell, cells = cells_of(self.group, len(self.bands), self.marked, self.halves)
        return self._dated(cell, cells).safe_periods(periods, self.scene.floor)

    def spans(self) -> list[Span]:
        cell, cells = cells_of(self.group, len(self.bands), self.marked, self.halves)
        return spans_of(self._dated(cell, cells), self.scene.calendar, self.scene.units, self.scene.floor)

    def _dated(self, cell: np.ndarray, cells: int) -> Dated:
        frame = self.scene.data.frame
        return Dated(frame["voice"].to_numpy(), frame["month"].to_numpy(), cell, cells)

    def count(self, span: Span) -> pd.DataFrame:
        """group, unit, period_start, period_end, n (marked) and base (all of the group)."""
        month, group, rows = self.scene.data.frame["month"].to_numpy(), self.group, []
        for first, last in span.periods(self.scene.calendar.year_starts):
            inside = (month >= first) & (month <= last) & (group >= 0)
            base = np.bincount(group[inside], minlength=len(self.bands))
            n = np.bincount(group[inside & self.marked], minlength=len(self.bands))
            days = np.datetime64(month_start(first), "s"), np.datetime64(month_end(last), "s")
            rows += [(band.code, span.unit, *days, int(n[i]), int(base[i])) for i, band in enumerate(self.bands)]
        made = pd.DataFrame(rows, columns=["group", "unit", "period_start", "period_end", "n", "base"])
        return made.assign(view=self.scene.view, split=self.split, code=self.code, kind=self.kind)[COLUMNS]


def counted(questions: list[Question], span: Span) -> Series:
    rows = pd.concat([question.count(span) for question in questions], ignore_index=True)
    return Series(rows.sort_values(["period_start", "group"], kind="stable"), span)


def may_join(questions: list[Question], span: Span) -> bool:
    """Whether these may stand beside all that is shown by now; then they do."""
    first = questions[0]
    bands = [(band.code, band.leaves) for question in questions for band in question.bands]
    return first.scene.together.may_join(first.key, cuts_of(first.key, bands, span))


def hold_what_is_out(scene: Scene) -> None:
    for (split, code, kind), rows in scene.before.groupby(KEYS[1:]):
        bands = [(name, frozenset(name.split("+"))) for name in sorted(set(rows["group"]))]
        scene.together.hold((split, code, kind), cuts_of((split, code, kind), bands, span_of(rows)))


def cuts_of(key: Key, bands: Sequence[tuple[str, frozenset[str]]], span: Span) -> list[Cut]:
    """A split tells of each band how many it has altogether as well. By what was said each band is a mark of its own."""
    split, code, kind = key
    if split == "stance":
        return [Cut((code, band), "", NO_BANDS, span) for band, _ in bands]
    if split == "none":
        return [Cut((code, kind), "", NO_BANDS, span)]
    leaves = tuple(own for _, own in bands)
    return [Cut(EVERYTHING, split, leaves, span), Cut((code, kind), split, leaves, span)]


def span_of(rows: pd.DataFrame) -> Span:
    first, last = rows["period_start"].min(), rows["period_end"].max()
    return Span(str(rows["unit"].iloc[0]), month_number(first.date()), month_number(last.date()))


def followed(before: pd.DataFrame, questions: list[Question], may_add: list[tuple[int, int]] | None = None) -> Series:
    """All periods that were published, as they count today, and those that follow while every one of them is safe."""
    span, scene = span_of(before), questions[0].scene
    later = [p for p in replace(span, last=scene.calendar.last).periods(scene.calendar.year_starts) if p[0] > span.last]
    last = span.last
    for period in later if span.unit != ALL else ():
        if (may_add is not None and period not in may_add) or not all(q.safe([period])[0] for q in questions):
            break
        if not may_join(questions, replace(span, last=period[1])):
            break
        last = period[1]
    return counted(questions, replace(span, last=last))


def total(scene: Scene) -> Series:
    """All records by the finest unit at which every period is safe, for more than half of the time there is."""
    asked = Question(scene, "none", "", "", np.ones(len(scene.data.frame), dtype=bool), halves=(True,))
    if len(before := scene.published("none", "", "")):
        return followed(before, [asked])
    for unit in (*scene.units, ALL):
        periods = scene.calendar.periods(unit)
        start = longest_tail(asked.safe(periods))
        if start < len(periods) and 2 * (len(periods) - start) > len(periods):
            span = Span(unit, periods[start][0], periods[-1][1])
            if may_join([asked], span):
                return counted([asked], span)
    return NOTHING


def whole(scene: Scene, code: str, kind: str, parts: dict[str, Series]) -> Series:
    """One theme without a split. `parts`: the themes below it that are shown; what is left beside each must be safe too."""
    asked = Question(scene, "none", code, kind, scene.marked([(code, kind)]))
    if len(before := scene.published("none", code, kind)):
        span = span_of(before)
        reach = replace(span, last=scene.calendar.last).periods(scene.calendar.year_starts)
        fits = [p for p in reach if _beside_safe(asked, replace(span, first=p[0], last=p[1]), parts)]
        return followed(before, [asked], fits)
    for span in asked.spans():
        if _beside_safe(asked, span, parts) and may_join([asked], span):
            return counted([asked], span)
    return NOTHING


def fits_its_root(scene: Scene, code: str, root: str, kind: str, series: Series) -> bool:
    """A theme that is new in this release must leave enough beside it in what is already published of its root."""
    before = scene.published("none", root, kind)
    if before.empty or len(scene.published("none", code, kind)):
        return True
    asked = Question(scene, "none", root, kind, scene.marked([(root, kind)]))
    return _beside_safe(asked, span_of(before), {code: series})


def _beside_safe(asked: Question, span: Span, parts: dict[str, Series]) -> bool:
    """The root less one of its themes is a number that anybody can work out: it must be safe in every period of both."""
    starts = asked.scene.calendar.year_starts
    for code, part in parts.items():
        if part.span is None:
            continue
        unit = part.span.unit if is_finer(span.unit, part.span.unit) else span.unit
        both = Calendar(max(span.first, part.span.first), min(span.last, part.span.last), starts)
        if both.first > both.last:
            continue
        rest = replace(asked, marked=asked.marked & ~asked.scene.marked([(code, asked.kind)]), halves=(True,))
        if not all(rest.safe(both.periods(unit))):
            return False
    return True


def split(scene: Scene, code: str, kind: str, of: Series, ladder: Ladder) -> Series:
    """One theme by bands of who said it, within the span in which it is shown by itself."""
    marked = scene.marked([(code, kind)])
    return _divided(scene, (ladder.dimension, code, kind), of, ladder,
                    lambda step: [Question(scene, ladder.dimension, code, kind, marked, step)])  # fmt: skip


def by_kind(scene: Scene, code: str, of: Series, ladder: Ladder) -> Series:
    """One theme by what was said of it (asked, a barrier …): the marked records of the theme divided, the base not."""

    def parts(step: Step) -> list[Question]:
        marks = [(band, scene.marked([(code, stance) for stance in sorted(band.leaves)])) for band in step]
        return [Question(scene, ladder.dimension, code, "", marked, (replace(band, leaves=WHOLE[0].leaves),), (True,)) for band, marked in marks]  # fmt: skip

    return _divided(scene, (ladder.dimension, code, ""), of, ladder, parts)


def _divided(
    scene: Scene, key: tuple[str, str, str], of: Series, ladder: Ladder, parts: Callable[[Step], list[Question]]
) -> Series:
    """Finer bands first, then finer time. What was published goes on by its own bands."""
    if len(before := scene.published(*key)):
        names = set(before["group"])
        step = next((step for step in ladder.steps if {band.code for band in step} == names), None)
        return Series(before, span_of(before)) if step is None else followed(before, parts(step))
    if of.span is None:
        return NOTHING
    within = Calendar(of.span.first, of.span.last, scene.calendar.year_starts)
    for step in ladder.steps:
        questions = parts(step)
        for unit in (u for u in SPLIT_UNITS if not is_finer(u, of.span.unit)):
            periods = within.periods(unit)
            if not periods or not all(all(question.safe(periods)) for question in questions):
                continue
            if may_join(questions, span := Span(unit, periods[0][0], periods[-1][1])):
                return counted(questions, span)
    return NOTHING
