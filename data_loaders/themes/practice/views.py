"""Which figures of a question are published: afresh at the finest safe grid, or as before with the periods that may be added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from data_loaders.safety.calendar import Calendar, month_end, month_number, month_start
from data_loaders.themes.practice.bands import Ladder, name_of
from data_loaders.themes.practice.grids import ALL, Floor, Span, counted, is_finer, longest_tail, safe_periods, settle
from data_loaders.themes.practice.records import Counted

KEYS = ["view", "split", "code", "kind"]
COLUMNS = [*KEYS, "group", "unit", "period_start", "period_end", "n", "base"]
TOO_FEW = "Fewer than {k} {who} would stand behind some figure, or one of them behind most of it."
WAITS = "Late or corrected records reach into what is published; new periods wait until the series is begun afresh."


@dataclass(frozen=True)
class Scene:
    """All that the questions of one view share. `who` is what a voice is called where too few are behind a figure."""

    view: str
    data: Counted
    calendar: Calendar
    floor: Floor
    units: tuple[str, ...]
    who: str
    before: pd.DataFrame  # what was published of it, with the columns of practice_counts; empty where nothing was

    def marked(self, codes: Iterable[tuple[str, str]]) -> np.ndarray:
        held = frozenset().union(*(self.data.marks.get(c, frozenset()) for c in codes))
        return np.fromiter(
            (i in held for i in self.data.frame.index.to_numpy(dtype=object)), bool, len(self.data.frame)
        )

    def published(self, split: str, code: str, kind: str) -> pd.DataFrame:
        b = self.before
        return b[(b["view"] == self.view) & (b["split"] == split) & (b["code"] == code) & (b["kind"] == kind)]


@dataclass(frozen=True)
class Shown:
    """The rows of one question with the span they cover, or the reason why there are none, or no more."""

    rows: pd.DataFrame
    span: Span | None
    reason: str = ""

    @property
    def is_held(self) -> bool:
        return self.span is not None and bool(self.reason)


def span_of(rows: pd.DataFrame) -> Span:
    first, last = rows["period_start"].min(), rows["period_end"].max()
    return Span(str(rows["unit"].iloc[0]), month_number(first.date()), month_number(last.date()))


def rows_of(scene: Scene, split: str, code: str, kind: str, made: pd.DataFrame) -> pd.DataFrame:
    days = {
        "period_start": [np.datetime64(month_start(m), "s") for m in made["first"]],
        "period_end": [np.datetime64(month_end(m), "s") for m in made["last"]],
    }
    keys = {"view": scene.view, "split": split, "code": code, "kind": kind}
    frame = made.drop(columns=["first", "last"]).assign(**keys, **days)
    return frame[COLUMNS].sort_values(["period_start", "group"], kind="stable")


@dataclass(frozen=True)
class Question:
    """One grid: which records are marked, how they are grouped, and which halves of each cell have to be safe."""

    scene: Scene
    split: str
    code: str
    kind: str
    marked: np.ndarray
    groups: pd.Series
    halves: tuple[bool, ...] = (True, False)

    def recount(self, span: Span) -> pd.DataFrame:
        made = counted(
            self.scene.data.frame, self.marked, self.groups, span=span, year_starts=self.scene.calendar.year_starts
        )
        return rows_of(self.scene, self.split, self.code, self.kind, made)

    def safe(self, periods: Sequence[tuple[int, int]]) -> list[bool]:
        return safe_periods(
            self.scene.data.frame, self.marked, self.groups, periods=periods, floor=self.scene.floor, halves=self.halves
        )

    def continued(self, before: pd.DataFrame, may_add: Sequence[tuple[int, int]] | None = None) -> Shown:
        """What was published, and the whole periods after it while they are safe; none where it would count differently now."""
        span = span_of(before)
        again = self.recount(span)
        same = (
            before[["group", "n", "base"]].astype(str).to_numpy().tolist()
            == again[["group", "n", "base"]].astype(str).to_numpy().tolist()
        )
        if not same:
            return Shown(before, span, WAITS)
        if span.unit == ALL:
            return Shown(before, span)
        later = [
            p
            for p in replace(span, last=self.scene.calendar.last).periods(self.scene.calendar.year_starts)
            if p[0] > span.last
        ]
        later = later if may_add is None else [p for p in later if p in may_add]
        is_safe = self.safe(later)
        added = later[: is_safe.index(False)] if False in is_safe else later
        if not added:
            return Shown(before, span, self.too_few if later else "")
        more = self.recount(Span(span.unit, added[0][0], added[-1][1]))
        return Shown(
            pd.concat([before, more], ignore_index=True),
            replace(span, last=added[-1][1]),
            self.too_few if len(added) < len(later) else "",
        )

    @property
    def too_few(self) -> str:
        return TOO_FEW.format(k=self.scene.floor.k, who=self.scene.who)


def total(scene: Scene) -> Shown:
    """All records by the finest unit at which every period is safe."""
    everything = pd.Series("", index=scene.data.frame.index)
    asked = Question(scene, "none", "", "", np.ones(len(everything), dtype=bool), everything, (True,))
    before = scene.published("none", "", "")
    if len(before):
        return asked.continued(before)
    for unit in (*scene.units, ALL):
        periods = scene.calendar.periods(unit)
        start = longest_tail(asked.safe(periods))
        if start < len(periods) and 2 * (len(periods) - start) > len(periods):
            span = Span(unit, periods[start][0], periods[-1][1])
            return Shown(asked.recount(span), span)
    return Shown(pd.DataFrame(columns=COLUMNS), None, asked.too_few)


def whole(scene: Scene, code: str, kind: str, parts: dict[str, Shown]) -> Shown:
    """One theme without a split. `parts`: the themes below it that are shown; what is left beside each must be safe too."""
    asked = Question(
        scene, "none", code, kind, scene.marked([(code, kind)]), pd.Series("", index=scene.data.frame.index)
    )
    before = scene.published("none", code, kind)
    if len(before):
        span = span_of(before)
        reach = replace(span, last=scene.calendar.last)
        periods = [
            p
            for p in reach.periods(scene.calendar.year_starts)
            if _beside_safe(scene, asked, replace(span, first=p[0], last=p[1]), kind, parts)
        ]
        return asked.continued(before, periods)
    for span in settle(scene.data.frame, asked.marked, calendar=scene.calendar, units=scene.units, floor=scene.floor):
        if _beside_safe(scene, asked, span, kind, parts):
            return Shown(asked.recount(span), span)
    return Shown(pd.DataFrame(columns=COLUMNS), None, asked.too_few)


def fits_its_root(scene: Scene, code: str, root: str, kind: str, shown: Shown) -> bool:
    """A theme that is new in this release must leave enough beside it in what is already published of its root."""
    before = scene.published("none", root, kind)
    if before.empty or len(scene.published("none", code, kind)):
        return True
    asked = Question(
        scene, "none", root, kind, scene.marked([(root, kind)]), pd.Series("", index=scene.data.frame.index)
    )
    return _beside_safe(scene, asked, span_of(before), kind, {code: shown})


def _beside_safe(scene: Scene, asked: Question, span: Span, kind: str, parts: dict[str, Shown]) -> bool:
    """The root less one of its themes is a number that anybody can work out: it must be safe in every period of both."""
    everything = pd.Series("", index=scene.data.frame.index)
    for code, part in parts.items():
        if part.span is None:
            continue
        unit = part.span.unit if is_finer(span.unit, part.span.unit) else span.unit
        both = Calendar(max(span.first, part.span.first), min(span.last, part.span.last), scene.calendar.year_starts)
        if both.first > both.last:
            continue
        beside = asked.marked & ~scene.marked([(code, kind)])
        periods = both.periods(unit)
        if not all(
            safe_periods(scene.data.frame, beside, everything, periods=periods, floor=scene.floor, halves=(True,))
        ):
            return False
    return True


def split(scene: Scene, code: str, kind: str, of: Shown, ladder: Ladder) -> Shown:
    """One theme by bands, within the span in which it is shown by itself: finer bands first, then finer time."""
    marked = scene.marked([(code, kind)])
    before = scene.published(ladder.dimension, code, kind)
    none = Shown(pd.DataFrame(columns=COLUMNS), None, TOO_FEW.format(k=scene.floor.k, who=scene.who))
    if len(before):
        step = next(
            (i for i, bands in enumerate(ladder.steps) if {name_of(b) for b in bands} == set(before["group"])), None
        )
        if step is None:
            return Shown(before, span_of(before), "A band that was named no longer has a crowd in every session.")
        return Question(scene, ladder.dimension, code, kind, marked, _groups(scene, ladder, step)).continued(before)
    if of.span is None or of.is_held:
        return none
    within = Calendar(of.span.first, of.span.last, scene.calendar.year_starts)
    for step in range(len(ladder.steps)):
        asked = Question(scene, ladder.dimension, code, kind, marked, _groups(scene, ladder, step))
        for unit in (u for u in ("half_year", "year", ALL) if not is_finer(u, of.span.unit)):
            periods = within.periods(unit)
            if periods and all(asked.safe(periods)):
                span = Span(unit, periods[0][0], periods[-1][1])
                return Shown(asked.recount(span), span)
    return none


def _groups(scene: Scene, ladder: Ladder, step: int) -> pd.Series:
    return scene.data.frame[ladder.dimension].map(ladder.band_of(step))


def by_kind(scene: Scene, code: str, of: Shown, ladder: Ladder) -> Shown:
    """One theme by what was said of it (asked, a barrier …): the marked records of the theme divided, the base not."""
    before = scene.published(ladder.dimension, code, "")
    none = Shown(pd.DataFrame(columns=COLUMNS), None, TOO_FEW.format(k=scene.floor.k, who=scene.who))
    everything = pd.Series("", index=scene.data.frame.index)

    def asked(step: int) -> list[tuple[str, Question]]:
        return [
            (
                name_of(band),
                Question(
                    scene,
                    ladder.dimension,
                    code,
                    "",
                    scene.marked([(code, s) for s in sorted(band)]),
                    everything,
                    (True,),
                ),
            )
            for band in ladder.steps[step]
        ]

    if len(before):
        step = next(
            (i for i, bands in enumerate(ladder.steps) if {name_of(b) for b in bands} == set(before["group"])), None
        )
        if step is None:
            return Shown(before, span_of(before), WAITS)
        parts = [(name, q.continued(before[before["group"] == name].assign(group=""))) for name, q in asked(step)]
        if any(p.reason == WAITS for _, p in parts):
            return Shown(before, span_of(before), WAITS)
        last = min(p.span.last for _, p in parts if p.span is not None)
        rows = pd.concat([p.rows.assign(group=name) for name, p in parts], ignore_index=True)
        rows = rows[rows["period_end"] <= pd.Timestamp(month_end(last))].sort_values(
            ["period_start", "group"], kind="stable"
        )
        return Shown(rows, span_of(rows), next((p.reason for _, p in parts if p.reason), ""))
    if of.span is None or of.is_held:
        return none
    within = Calendar(of.span.first, of.span.last, scene.calendar.year_starts)
    for step in range(len(ladder.steps)):
        for unit in (u for u in ("half_year", "year", ALL) if not is_finer(u, of.span.unit)):
            periods = within.periods(unit)
            if periods and all(all(q.safe(periods)) for _, q in asked(step)):
                span = Span(unit, periods[0][0], periods[-1][1])
                rows = pd.concat([q.recount(span).assign(group=name) for name, q in asked(step)], ignore_index=True)
                return Shown(rows.sort_values(["period_start", "group"], kind="stable"), span)
    return none
