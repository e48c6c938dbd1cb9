"""One finding has one verdict: its title, its rows, its table, its line of the Overview and its paper say it in the same words.

Held over every finding of the catalogue on the invented release; what a word stands for is worked out here from the typed result.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from dashboard.catalogue.overview import delivered_measures, judged_elsewhere, measures_of
from dashboard.catalogue.register import ENTRIES, find_entry, finding_of, link_to
from dashboard.charts.rows import BeforeLatest, Interval, Rows, Words, name_of
from dashboard.charts.trend import Trend
from dashboard.findings.finding import Finding
from dashboard.findings.measure import Measure
from dashboard.measures.verdict import Answer, Direction, Goodness, Verdict
from dashboard.words.vocabulary import WORDS, Standing
from data_loaders.release import Release

RETIRED = re.compile(r"clear change|\bNot compared\b|\bunclear\b|too early to say|[Cc]learly (changed|more in|fewer in)| · (better|worse)|\b[Nn]ot better\b(?! readers)")  # fmt: skip
CLAIM = re.compile(
    r"\b(rose|fell|up from|down from|[Hh]igher in|[Ll]ower in)\b|\b([Bb]etter|[Ww]orse|[Mm]ore in|[Ff]ewer in)\b"
)
NO_CLAIM = re.compile(r"good or better|Judged lower")  # a rating's own words


@pytest.fixture(scope="module")
def made(release: Release) -> dict[str, Finding]:
    found = {entry.key: finding_of(release, entry.key) for entry in ENTRIES}
    return {key: f for key, f in found.items() if f is not None and f.is_shown}


def verdicts_of(finding: Finding) -> dict[str, Verdict]:
    """By the name of its row; "" where the finding has one alone."""
    if isinstance(finding.result, Verdict):
        return {"": finding.result}
    pairs = finding.result if isinstance(finding.result, tuple) else ()
    return {str(p[0]): p[1] for p in pairs if isinstance(p, tuple) and len(p) == 2 and isinstance(p[1], Verdict)}


def meant(verdict: Verdict) -> str:
    """The word of a verdict, from its type alone; a target that the printed share does not reach is said beside it."""
    is_missed = (
        verdict.target_pct is not None
        and verdict.latest is not None
        and round(verdict.latest.value) < verdict.target_pct
    )
    return f"{_meant(verdict)}, target missed" if is_missed else _meant(verdict)


def _meant(verdict: Verdict) -> str:
    if verdict.answer is Answer.CHANGED:
        way = {Direction.MORE: "More", Direction.FEWER: "Fewer"}.get(verdict.direction, "")
        return {Goodness.BETTER: "Better", Goodness.WORSE: "Worse"}.get(verdict.goodness, way)
    if verdict.answer is Answer.NOT_CHANGED:
        return "No change found"
    return "Recording changed" if verdict.answer is Answer.RECORDING_CHANGED else f"Cannot tell: {verdict.doubt}"


def row_name(row: object) -> str:
    """What a row is called in a result: joined groups stand whole there."""
    first = row.cells[0]  # type: ignore[attr-defined]  # a Row, whose cells are of many kinds
    return name_of(row) if not first.note.startswith("with ") else f"{first.text or first.strong} ({first.note})"  # type: ignore[arg-type]  # the same


def test_rows_say_what_the_typed_result_says(made: dict[str, Finding]) -> None:
    looked, wrong = 0, list[str]()
    for key, finding in made.items():
        known = verdicts_of(finding)
        for row in finding.chart.rows if isinstance(finding.chart, Rows) else ():
            for cell in (c for c in row.cells if isinstance(c, Standing)):
                name, looked = row_name(row), looked + 1
                own = (
                    known.get(name)
                    or known.get(name.replace(" (with", ", with").rstrip(")"))
                    or next((v for part, v in known.items() if part.startswith(f"{name}, from ")), None)
                )
                if own is None and cell.reason == "not comparable":
                    continue  # a question whose wording changed has no verdict, and says why
                if own is None or cell.word != meant(own):
                    wrong.append(f"{key}, {name}: {cell.word}, {own and meant(own)}")
    assert wrong == []
    assert looked > 90


def test_a_range_leaves_out_no_change_just_where_the_verdict_says_changed(made: dict[str, Finding]) -> None:
    """A director sees "No change found" beside "+1 to +7" and asks which of the two holds."""
    ranges = [(key, name, v, v.estimate) for key, f in made.items() for name, v in verdicts_of(f).items() if v.estimate]
    apart = [
        f"{key}, {name}: {verdict.answer}, {held.low:g} to {held.high:g}"
        for key, name, verdict, held in ranges
        if held.is_beyond_chance != (verdict.answer in (Answer.CHANGED, Answer.RECORDING_CHANGED))
    ]
    assert len(ranges) > 60
    assert apart == []


def test_columns_of_verdicts_say_what_the_typed_result_says(made: dict[str, Finding]) -> None:
    looked, wrong = 0, list[str]()
    for key, finding in made.items():
        columns = (
            []
            if finding.table is None
            else [n for n, c in enumerate(finding.table.columns) if c.name.startswith("verdict")]
        )
        words = {
            word: sum(meant(v) == word for v in verdicts_of(finding).values())
            for word in map(meant, verdicts_of(finding).values())
        }
        for at in columns:
            said = [str(row[at]) for row in finding.table.rows if row[at]]  # type: ignore[union-attr]  # it has the column that is looked at
            looked += len(said)
            wrong += [f"{key}: {word}" for word in said if word.partition(":")[0] not in WORDS.values()]
            if "next to" not in finding.table.columns[at].name:  # type: ignore[union-attr]  # the same
                mended = [word for word in said if word != "Cannot tell: not comparable"]
                counted = {word: mended.count(word) for word in mended}
                wrong += [f"{key}: {counted} in the table, {words} meant"] if counted != {w: n for w, n in words.items() if w != "Cannot tell: not comparable"} else []  # fmt: skip
    assert wrong == []
    assert looked > 80


def test_a_title_claims_no_change_that_no_row_claims_and_keeps_no_change_and_cannot_tell_apart(
    made: dict[str, Finding],
) -> None:
    looked, wrong = 0, list[str]()
    for key, finding in made.items():
        verdicts, title = verdicts_of(finding).values(), NO_CLAIM.sub("", finding.title)
        if not verdicts:
            continue
        looked += 1
        answers = {v.answer for v in verdicts}
        is_claim = bool(CLAIM.search(title))
        if is_claim and Answer.CHANGED not in answers:
            wrong.append(f"{key}: {finding.title}")
        if re.search("no change found", title, re.IGNORECASE) and Answer.NOT_CHANGED not in answers:
            wrong.append(f"{key}: {finding.title}")
        if re.search("cannot tell", title, re.IGNORECASE) and not answers & {Answer.CANNOT_TELL, Answer.NOT_COMPARED}:
            wrong.append(f"{key}: {finding.title}")
    assert wrong == []
    assert looked > 25


def test_no_retired_word_stands_anywhere(made: dict[str, Finding]) -> None:
    wrong = []
    for key, finding in made.items():
        cells = [c for row in (finding.table.rows if finding.table else ()) for c in row if isinstance(c, str)]
        notes = [f"{getattr(c, 'text', '')} {getattr(c, 'strong', '')}" for row in (finding.chart.rows if isinstance(finding.chart, Rows) else ()) for c in row.cells]  # fmt: skip
        names = [c.name for c in finding.table.columns] if finding.table else []
        about = finding.about
        said = [
            finding.title,
            finding.subtitle,
            finding.bear_in_mind,
            about.method,
            about.definition,
            *about.caveats,
            *cells,
            *notes,
            *names,
        ]
        wrong += [f"{key}: {text}" for text in said if RETIRED.search(text)]
    assert wrong == []


def linked(release: Release, measure: Measure) -> Finding:
    """The finding that a line of the Overview leads to."""
    asked = {k: v for k, v in parse_qsl(urlsplit(measure.see.href).query) if k != "show"}
    entry = next(
        e
        for e in ENTRIES
        if link_to(e.key, **{k: v for k, v in asked.items() if k in e.parameters}) == measure.see.href
    )
    finding = finding_of(release, entry.key, asked)
    assert finding is not None
    return finding


def test_each_line_of_the_overview_leads_to_the_finding_in_which_it_stands(release: Release) -> None:
    measures = measures_of(release)
    assert len(measures) > 10
    for measure in measures:
        known = verdicts_of(linked(release, measure))
        if measure.verdict.compared:
            assert {known[part].answer for part in measure.verdict.compared} == {measure.verdict.answer}, measure.key
        else:
            assert known[measure.part] == measure.verdict, measure.key


def test_what_has_a_verdict_is_a_measure_or_among_what_the_overview_names_as_not_counted(
    release: Release, made: dict[str, Finding]
) -> None:
    """Else a page says "no change found" of what no list of measures holds, and a reader asks which of the two is all."""
    counted = [m.verdict for m in delivered_measures(release)]
    judged = {key: verdicts_of(f).values() for key, f in made.items() if verdicts_of(f)}
    others = {entry.key for entry in ENTRIES if entry.judges}
    assert len(judged) > 25
    assert [k for k, own in judged.items() if k not in others and any(v not in counted for v in own)] == []
    assert {find_entry(key).judges for key in judged if key in others} <= set(judged_elsewhere(release))


DIFFERENCE = re.compile(r"^([+−]?[\d.]+) points?")


def test_a_difference_is_that_of_the_two_shares_printed_beside_it(made: dict[str, Finding]) -> None:
    """ "74 → 75 %" is one point; where whole per cents would be further apart than the shares are, all three have a decimal."""
    looked, wrong = 0, list[str]()
    for key, finding in made.items():
        for row in finding.chart.rows if isinstance(finding.chart, Rows) else ():
            notes = [m for c in row.cells if isinstance(c, Standing) and (m := DIFFERENCE.match(c.note))]
            shown = [c for c in row.cells[1:] if isinstance(c, Words)]
            words = " ".join(f"{c.note} {c.strong} {c.text}" for c in shown)
            pair = re.search(r"([\d.]+) → *([\d.]+)", words)
            if notes and pair:
                looked += 1
                if float(notes[0][1].replace("−", "-")) != round(float(pair[2]) - float(pair[1]), 1):
                    wrong.append(f"{key}, {name_of(row)}: {pair[0]}, {notes[0][0]}")
    assert wrong == []
    assert looked > 40


def test_what_is_drawn_of_a_change_has_the_colour_of_its_word(made: dict[str, Finding]) -> None:
    pairs = [
        (interval.ink, standing.ink)
        for finding in made.values() if isinstance(finding.chart, Rows) for row in finding.chart.rows
        for interval in row.cells if isinstance(interval, Interval) for standing in row.cells if isinstance(standing, Standing)
    ]  # fmt: skip
    assert len(pairs) > 15
    assert {(drawn if drawn != "before" else "ink2", word) for drawn, word in pairs} == {
        (ink, ink) for ink in {w for _, w in pairs}
    }


def told_and_drawn(finding: Finding) -> list[tuple[tuple[float, ...], tuple[float, ...]]]:
    """The two figures that a verdict tells, each time beside those that the chart marks for the same."""
    chart, known = finding.chart, verdicts_of(finding)
    if isinstance(chart, Trend):
        levels = tuple(s.centre for s in chart.levels if s.centre is not None)
        return [(pair, levels) for v in known.values() if levels and (pair := pair_of(v))]
    marked = list[tuple[tuple[float, ...], tuple[float, ...]]]()
    for row in chart.rows if isinstance(chart, Rows) else ():
        cell = next((c for c in row.cells if isinstance(c, BeforeLatest)), None)
        own = known.get(row_name(row))
        if (
            cell
            and own
            and own.latest
            and own.latest.unit == "%"
            and cell.before is not None
            and cell.latest is not None
        ):
            marked.append((pair_of(own), (cell.before, cell.latest)))
    return marked


def pair_of(verdict: Verdict) -> tuple[float, ...]:
    return (verdict.before.value, verdict.latest.value) if verdict.before and verdict.latest else ()


@pytest.mark.parametrize(
    "asked",
    [{}, {"measure": "rate"}, {"limits": "never"}, {"unit": "missing_reports"}, {"unit": "missing_investigations"}],
)
def test_a_chart_marks_the_two_figures_that_its_title_tells(
    release: Release, made: dict[str, Finding], asked: dict[str, str]
) -> None:
    """A year on year in the title and the levels before and after an event on the chart are two answers."""
    found = dict(made) if not asked else {"missing-trend": finding_of(release, "missing-trend", asked)}
    pairs = [(key, told, drawn) for key, f in found.items() if f is not None for told, drawn in told_and_drawn(f)]
    assert len(pairs) > (20 if not asked else 0)
    assert [p for p in pairs if p[1] != pytest.approx(p[2][-2:], abs=0.05)] == []
