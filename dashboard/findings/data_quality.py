"""How complete the records are, by file and supplier: from what the release says of its sources."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from dashboard.ask.labels import code_labels
from dashboard.ask.practice import labels_of
from dashboard.ask.published import rows_of
from dashboard.charts.rows import Column, Group, Row, Rows, Words
from dashboard.charts.table import Table, TableColumn
from dashboard.findings.finding import About, Finding, source_of
from dashboard.measures.coding_agreement import pair_agreement
from dashboard.words import data_quality as words
from dashboard.words.coders import CAREFUL
from dashboard.words.format import count, day
from data_loaders.release import Release, Source

QUESTION = "How complete are the records?"
WEAK = ("less than half", "nearly none")
LISTED = 3  # columns that a row names; the table beneath names all


def data_quality(release: Release) -> Finding | None:
    """One row for each file whose columns can be judged, the largest number of seldom filled columns first."""
    judged = [s for s in release.manifest.sources if s.known]
    if not judged:
        return None
    ordered = sorted(judged, key=lambda s: (-len(_weak(s)), s.table, s.supplier))
    newest = max((s.period_end for s in release.manifest.sources if s.period_end), default=None)
    weak, columns = sum(len(_weak(s)) for s in judged), sum(len(s.known) for s in judged)
    title = words.quality_title(weak, columns, _name(_weak(ordered[0])[0]) if weak else "")
    told = [s for s in ordered if _is_told(s, newest)] or ordered
    chart = Rows(
        (Column("File"), Column("Covers", 190, hides=True), Column("Seldom filled in", 380)),
        (Group("", tuple(_row(s, newest) for s in told)),), f"{title}. One row for each file of which there is something to say.", 46.0,
    )  # fmt: skip
    lines = tuple((_name(s.table), s.supplier, _name(c), step) for s in ordered for c, step in s.known.items())
    table = Table(tuple(TableColumn(name) for name in ("file", "supplier", "column", "filled in")), lines)
    return Finding(
        "data-quality", QUESTION, title, words.files_line(len(judged), len(release.manifest.sources), len(judged) - len(told)), release.id,
        result=tuple((s.table, s.supplier, tuple(_weak(s))) for s in ordered), table=table, chart=chart, bear_in_mind=words.MIND,
        about=About(words.STEPS, "", (words.NOT_COUNTED,), source_of(release)),
    )  # fmt: skip


def weak_data(release: Release, basis: Iterable[tuple[str, str]]) -> str:
    """What is seldom filled in of the columns that a finding rests on, by any supplier; blank where nothing is known to be."""
    weak = [
        (table, column, [s.supplier for s in release.manifest.sources if s.table == table and column in _weak(s)])
        for table, column in basis
    ]
    found = {_name(column): suppliers for _, column, suppliers in weak if suppliers}
    agencies = code_labels(release, "missing_episodes.source_agency") if found else {}
    who = sorted({agencies.get(s, s) for suppliers in found.values() for s in suppliers})
    return words.weak_line(list(found), who) if found else ""


def weak_reading(release: Release) -> str:
    """The themes that are shown by themselves and on which two coders agree too little; blank where there is none."""
    table = rows_of(release, "practice_agreement")
    if table.empty:
        return ""
    low = table.loc[(pair_agreement(table)["alpha"] < CAREFUL).to_numpy(), "theme_code"]
    named = [name for code in low if (name := labels_of(release).get(code))]
    return words.low_reading_line(named) if named else ""


def _row(source: Source, newest: date | None) -> Row:
    weak = [_name(column) for column in _weak(source)]
    more = f" and {count(len(weak) - LISTED)} more" if len(weak) > LISTED else ""
    covers = (
        f"{day(source.period_start)} to {day(source.period_end)}"
        if source.period_start and source.period_end
        else "no period"
    )
    behind = months_behind(source, newest)
    said = ", ".join(weak[:LISTED]) + more if weak else "none"
    return Row(
        (
            Words(_name(source.table), note=source.supplier),
            Words(covers, note=words.behind_line(behind) if behind else ""),
            Words(said),
        )
    )


def _is_told(source: Source, newest: date | None) -> bool:
    return bool(_weak(source) or months_behind(source, newest))


def months_behind(source: Source, newest: date | None) -> int:
    """Whole months by which a file ends before the newest of the release."""
    if source.period_end is None or newest is None:
        return 0
    end, last = (day + timedelta(days=1) for day in (source.period_end, newest))
    return max(0, 12 * (last.year - end.year) + last.month - end.month - (last.day < end.day))


def _weak(source: Source) -> list[str]:
    return [column for column, step in source.known.items() if step in WEAK]


def _name(code: str) -> str:
    return code.replace("_", " ")
