"""Every standard with the national quality indicator that it is tied to, and what became of it since the round before."""

from __future__ import annotations

from dashboard.ask.audits import INDICATOR, AuditChoice, indicators_of, names_of
from dashboard.charts.rows import Cell, Column, Group, Row, Rows, Words
from dashboard.charts.table import Table, heads
from dashboard.findings.audit_areas import METHOD, in_round, interval_cell
from dashboard.findings.audit_changes import round_before, verdicts_by
from dashboard.findings.finding import About, Finding, source_of
from dashboard.measures.verdict import Answer, Verdict
from dashboard.words import audit_standards as said
from dashboard.words import audits as words
from dashboard.words.form import lower_first, number_of
from dashboard.words.format import signed, two_percents
from dashboard.words.number_format import SHARE_TENTH, TENTH, WHOLE
from dashboard.words.shares import points_between, points_words
from dashboard.words.standing import standing_of, verdict_word
from data_loaders.release import Release

KEY = "audit-standards"
QUESTION = "Which standards fell, and to which quality indicator is each tied?"
LEAST = 20.0  # points to either side that the scale shows
Standard = tuple[str, str, Verdict]  # its name, what it is tied to, and what became of it


def audit_standards(release: Release, choice: AuditChoice) -> Finding:
    """Of a round, all standards together; what fell beyond chance comes first, then what rose, then the others by the way they went."""
    choice = AuditChoice(round=in_round(release, choice).round)
    before, names = round_before(release, choice.round), names_of(release, "item_id")
    verdicts = verdicts_by(release, choice, "item_id")
    own = [(names[c], _tied(release, c), verdicts[c]) for c in names if c in verdicts]
    own.sort(key=lambda row: said.KINDS.index(said.kind_of(row[2])))  # the order of the audit tool stands inside a kind
    title = said.standards_title([verdict for *_, verdict in own], before)
    tied = len(indicators_of(release))
    return Finding(
        KEY, QUESTION, title, said.standards_subtitle(len(own), len(names), tied, choice.round), release.id,
        result=tuple((name, verdict) for name, _, verdict in own), table=_table(own),
        chart=_chart(own, title, before), bear_in_mind=words.BEAR_IN_MIND,
        about=About(words.DEFINITION, METHOD.format(looks=number_of(len(own), "standard", "standards")),
                    (words.ONE_RECORD, words.FRAMEWORK if tied else words.NO_TIES), source_of(release)),
    )  # fmt: skip


def _tied(release: Release, standard: str) -> str:
    """Its indicator by number and name, or that it has none."""
    tie = indicators_of(release).get(standard, "")
    return names_of(release, INDICATOR)[tie] if tie else said.UNTIED


def _chart(own: list[Standard], title: str, before: str) -> Rows:
    spans = [v.estimate for *_, v in own if v.estimate]
    low, high = min([-LEAST, *(e.low for e in spans)]), max([LEAST, *(e.high for e in spans)])
    ticks = ((low, signed(low)), (0.0, "0"), (high / 2, "points"), (high, signed(high)))
    columns = [Column("Standard, and its indicator"), Column("Good or better", 92, "right")]
    if before:
        moved = Column(
            "Change in points", 150, low=low, high=high, reference=0.0, ticks=ticks, hides=True, reading=words.READ_DOT
        )
        columns += [moved, Column(f"Since {lower_first(before)}", 168)]
    groups = {said.kind_of(v): [row for row in own if said.kind_of(row[2]) == said.kind_of(v)] for *_, v in own}
    drawn = tuple(
        Group(kind, tuple(_row(*row, has_before=bool(before)) for row in rows)) for kind, rows in groups.items()
    )
    return Rows(tuple(columns), drawn, f"{title}. One row for each standard.", 46.0)


def _row(name: str, tied: str, verdict: Verdict, *, has_before: bool) -> Row:
    shares = Words("not told apart at good")
    if verdict.latest is not None and verdict.before is not None:
        latest, earlier = two_percents(verdict.latest.value, verdict.before.value)
        shares = Words("", latest, f"{earlier} →")
    cells: tuple[Cell, ...] = (Words("", name, tied), shares)
    if has_before:
        cells += (interval_cell(verdict), standing_of(verdict, points_words(verdict)))
    return Row(cells, is_told=verdict.answer is Answer.CHANGED)


def _table(own: list[Standard]) -> Table:
    columns = heads("standard", "quality indicator", ("good or better", SHARE_TENTH), ("round before", SHARE_TENTH), ("change in points", TENTH), ("change from", WHOLE), ("change to", WHOLE), "verdict")  # fmt: skip
    rows = []
    for name, tied, verdict in own:
        levels = (verdict.latest.value, verdict.before.value) if verdict.latest and verdict.before else (None, None)
        change = verdict.estimate
        moved = (points_between(verdict, TENTH), change.low, change.high) if change else (None, None, None)
        rows.append((name, tied, *levels, *moved, verdict_word(verdict)))
    return Table(columns, tuple(rows))
