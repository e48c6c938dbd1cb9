"""The Committee's Minimum Dataset: its kinds of measure over three years, beside a comparator, with a question to each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from dashboard.ask.published import rows_of
from dashboard.charts.rows import Column, Group, Row, Rows, Spark, Words
from dashboard.charts.table import OnPaper, Table, TableColumn, heads
from dashboard.findings.dataset_kinds import comparators, kinds
from dashboard.findings.dataset_lines import Cell, Line, cell_of, earlier_years, lines, short_year, years_beside
from dashboard.findings.finding import About, Finding, source_of
from dashboard.findings.indicators import others
from dashboard.measures.beside import FIGURES, shares_beside
from dashboard.measures.verdict import (
    Answer,
    Doubt,
    Estimate,
    Goodness,
    Level,
    Scale,
    Verdict,
    direction_of,
    goodness_of,
)
from dashboard.measures.verdict import Kind as Asked
from dashboard.words import committee as words
from dashboard.words.form import capital, lower_first
from dashboard.words.indicators import BESIDE_OTHERS, OTHER_SOURCES, signed, unit_beside
from dashboard.words.number_format import COUNT, TENTH
from dashboard.words.standing import mark_of, standing_of, verdict_word
from data_loaders.release import Release

QUESTION = "How much of the Minimum Dataset is here, and what does it show?"
YEARS = 3  # as many as the dataset asks a committee to look at together


@dataclass(frozen=True)
class Beside:
    """All lines as they are told, of which years, beside which comparator (its code; blank for none), with what was found."""

    lines: tuple[Line, ...]
    years: list[str]
    code: str
    verdicts: dict[str, Verdict]


@dataclass(frozen=True)
class Apart:
    """A measure that stands beyond chance on one side of the comparator, which has a name."""

    name: str
    question: str
    comparator: str
    verdict: Verdict


def minimum_dataset(release: Release) -> Finding | None:
    """One row for each measure of each kind, delivered or not, with its bases and whether it differs from the comparator's."""
    indicators = rows_of(release, "indicators")
    if indicators.empty:
        return None
    compared = _compared(release, indicators)
    told, years, code, verdicts = compared.lines, compared.years, compared.code, compared.verdicts
    beside = f"{comparators()[code]}, {short_year(years[-1])}" if code else words.NO_COMPARATOR
    title = _title(told, verdicts, years, code)
    heads_of = _heads(years)
    columns = (
        Column("Kind of measure"),
        Column("Three years", 84),
        *(Column(name, 66, "right", hides=name != heads_of[-1]) for name in heads_of),
        Column(
            f"Beside {beside}" if code else beside, 168
        ),  # its figure stands under each verdict; the table has the bases
    )
    rows = tuple(_row(line, years, code, verdicts.get(line.name)) for line in told)
    return Finding(
        "minimum-dataset", QUESTION, title, _subtitle(years, years_beside(told, years, code), has_others=len(others(release)) > 0), release.id,
        result=tuple((line.name, verdicts.get(line.name, words.NOT_DELIVERED)) for line in told), table=_table(told, years, code, beside, verdicts),
        chart=Rows(columns, (Group("", rows),), f"{title}. One row for each kind of measure.", row_height=56.0), bear_in_mind=words.BESIDE,
        about=About(words.MEASURE_KINDS, words.BEYOND_CHANCE, (OTHER_SOURCES,), source_of(release)),
    )  # fmt: skip


def _compared(release: Release, indicators: pd.DataFrame) -> Beside:
    delivered = lines(indicators, _councils(release))
    years = sorted({str(p) for line in delivered for p in line.rows["period"]})[-YEARS:]
    code = _comparator(delivered, years)
    verdicts = _verdicts(delivered, years, code)
    return Beside(
        tuple(sorted(delivered, key=lambda line: _place(line, verdicts.get(line.name)))), years, code, verdicts
    )


def apart(release: Release) -> tuple[Apart, ...]:
    """What is clearly apart from the comparator, the worse side first; nothing where no indicator was delivered."""
    indicators = rows_of(release, "indicators")
    if indicators.empty:
        return ()
    compared = _compared(release, indicators)
    found = ((line, v) for line in compared.lines if (v := compared.verdicts.get(line.name)) and _is_apart(v))
    return tuple(Apart(x.name, x.kind.question, comparators()[compared.code], v) for x, v in found)


def in_brief(release: Release) -> str:
    """The whole of it in one paragraph, as a short paper prints it; nothing where no indicator was delivered."""
    finding = minimum_dataset(release)
    if finding is None or not isinstance(finding.result, tuple):
        return ""
    verdicts = {name: v for name, v in finding.result if isinstance(v, Verdict)}
    gone = [name for name, v in finding.result if v == words.NOT_DELIVERED]
    return words.dataset_brief(finding.title, verdicts, gone)


def _councils(release: Release) -> set[str]:
    areas = rows_of(release, "areas")
    return set(areas.loc[areas["area_level"] == "COUNCIL", "area_code"].astype(str)) if len(areas) else set()


def _comparator(told: tuple[Line, ...], years: list[str]) -> str:
    """The first of the comparators that has figures of the latest year."""
    there = {str(c) for line in told for c in line.rows.loc[line.rows["period"].isin(years[-1:]), "area_code"]}
    return next((code for code in comparators() if code in there), "")


def _heads(years: list[str]) -> list[str]:
    """Years in short, unless two of them would read alike."""
    short = [short_year(year) for year in years]
    return short if len(set(short)) == len(years) else years


def _subtitle(years: list[str], beside: str, *, has_others: bool) -> str:
    told = f"Each kind over {years[0]} to {years[-1]}. {beside}".strip() if years else "Nothing of it was delivered."
    return f"{told} {BESIDE_OTHERS}" if years and has_others else told


def _verdicts(told: tuple[Line, ...], years: list[str], code: str) -> dict[str, Verdict]:
    """Of each delivered measure beside the comparator's of the same year; all of them are looked at together."""
    if not code:
        return {}
    pairs = {x.name: (cell_of(x.rows, years[-1]), cell_of(x.rows, years[-1], code)) for x in told if len(x.rows)}
    figures = pd.DataFrame([(a.n, a.base, b.n, b.base) for a, b in pairs.values()], index=list(pairs), columns=FIGURES).astype(float)  # fmt: skip
    found = shares_beside(figures)
    by_name = {x.name: x for x in told}
    return {name: _verdict(by_name[name], own, other, found.loc[name]) for name, (own, other) in pairs.items()}


def _verdict(line: Line, own: Cell, other: Cell, found: pd.Series) -> Verdict:
    """Two places differ beyond chance, or we cannot tell: a council's numbers are too few to show that they are alike.

    Which side is the better one is said where all would say so: of few kinds.
    """
    unit = line.unit
    if own.value is None or other.value is None:
        is_kept = any(c.value is None and c.said != words.NOT_DELIVERED for c in (own, other))
        doubt = Doubt.WITHHELD if is_kept else Doubt.NOT_DELIVERED
        return Verdict(Answer.NOT_COMPARED, Asked.BESIDE, why=words.ONE_FIGURE, doubt=doubt)
    latest, before = Level(own.value, "here", unit, own.base), Level(other.value, "comparator", unit, other.base)
    if pd.isna(found["difference_pct"]):
        return Verdict(Answer.NOT_COMPARED, Asked.BESIDE, latest=latest, before=before, why=words.NO_BASE, doubt=Doubt.NOT_DELIVERED)  # fmt: skip
    made = Estimate(float(found["difference_pct"]), float(found["lower_pct"]), float(found["upper_pct"]), Scale.POINTS)
    if bool(found["is_beyond_chance"]):
        side = direction_of(made)
        return Verdict(Answer.CHANGED, Asked.BESIDE, side, goodness_of(side, line.kind.good_end), latest=latest, before=before, estimate=made)  # fmt: skip
    return Verdict(Answer.CANNOT_TELL, Asked.BESIDE, latest=latest, before=before, estimate=made, why=words.WITHIN_CHANCE)  # fmt: skip


def _is_apart(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.answer is Answer.CHANGED


def _place(line: Line, verdict: Verdict | None) -> tuple[int, int]:
    """Where a line stands: apart from the comparator, the worse side first; then what cannot be told; at last what is not delivered."""
    if verdict is None or not _is_apart(verdict):
        return (1 if len(line.rows) else 2, 0)
    return (0, (Goodness.WORSE, Goodness.NEITHER, Goodness.BETTER).index(verdict.goodness))


def _title(told: tuple[Line, ...], verdicts: dict[str, Verdict], years: list[str], code: str) -> str:
    """On which side of the comparator the latest figures stand beyond chance; of how many we cannot tell; what is not there."""
    marks = Counter(mark_of(v) for v in verdicts.values() if v.answer is Answer.CHANGED)
    delivered = {line.kind.title for line in told if len(line.rows)}
    return words.dataset_title(
        [comparators()[code]] if code else [], short_year(years[-1]) if years else "", sides=marks,
        measures=len(verdicts), delivered=len(delivered), kinds=len(kinds()),
    )  # fmt: skip


def _row(line: Line, years: list[str], code: str, verdict: Verdict | None) -> Row:
    if line.rows.empty:
        gone = (Words(words.NOT_DELIVERED if year == years[-1] else "") for year in years)
        return Row((Words(line.name, note=line.kind.question), Words(""), *gone, Words("")), is_quiet=True, is_told=True)  # fmt: skip
    cells = [cell_of(line.rows, year) for year in years]
    other = cell_of(line.rows, years[-1], code) if code else Cell()
    said = [signed(cell.said, line.unit) if cell.value is not None else cell.said for cell in (*cells, other)]
    unit = unit_beside(line.unit)
    note = " ".join(part for part in (f"{capital(unit)}." if unit else "", line.kind.question) if part)
    return Row((
        Words(line.name, note=note), Spark(tuple(cell.value for cell in cells), is_quiet=True), *map(Words, said[:-2]),
        Words("", said[-2]), standing_of(verdict, f"{comparators()[code]} {said[-1]}") if verdict else Words(""),
    ), is_told=_is_apart(verdict))  # fmt: skip


def _table(told: tuple[Line, ...], years: list[str], code: str, beside: str, verdicts: dict[str, Verdict]) -> Table:
    name = beside if code else lower_first(beside)
    columns = heads(
        "kind of measure", TableColumn("unit", on_paper=OnPaper.UNDER), *(TableColumn(year, TENTH) for year in years), (name, TENTH),
        *(TableColumn(base, COUNT, OnPaper.ELSEWHERE) for base in ("number", "of", f"{name}: number", f"{name}: of")), "verdict",
        TableColumn("question", on_paper=OnPaper.UNDER),
        *(TableColumn(f"{comparators()[code]}, {short_year(year)}", TENTH, OnPaper.ELSEWHERE) for year in earlier_years(told, years, code)),
    )  # fmt: skip
    rows = []
    for line in told:
        own = [cell_of(line.rows, year) for year in years]
        last, other = own[-1] if own else Cell(), cell_of(line.rows, years[-1], code) if code else Cell()
        word = verdict_word(verdicts[line.name]) if line.name in verdicts else ""
        rows.append((line.name, line.unit, *(c.value for c in own), other.value, last.n, last.base, other.n, other.base, word, line.kind.question, *(cell_of(line.rows, year, code).value for year in earlier_years(told, years, code))))  # fmt: skip
    return Table(columns, tuple(rows))
