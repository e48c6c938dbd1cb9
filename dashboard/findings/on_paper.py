"""A typed finding as papers and the pages that are not ported read findings; it goes with the last `FigureFinding`."""

from __future__ import annotations

import pandas as pd

from dashboard.charts.table import Table
from dashboard.findings.finding import FigureFinding, Finding, State
from dashboard.words.number_format import NumberFormat


def figure_finding(finding: Finding | FigureFinding | None) -> FigureFinding | None:
    """The same words, figures and chart. What cannot be told is told like any other; what is not shown says why."""
    if not isinstance(finding, Finding):
        return finding
    is_shown = finding.state in (State.SHOWN, State.CANNOT_TELL)
    notes = (finding.subtitle, finding.bear_in_mind)
    return FigureFinding(
        key=finding.key, title=finding.question, headline=finding.title, table=_frame(finding.table), figure=finding.chart,
        alt=finding.chart.alt if finding.chart else "", caveats=tuple(t for t in (finding.about.method, *finding.about.caveats) if t),
        definition=finding.about.definition, source=finding.about.source, question=finding.question, release_id=finding.release_id,
        withheld="" if is_shown else finding.reason, notes=tuple(n for n in notes if n), result=finding.result,
    )  # fmt: skip


def _frame(table: Table | None) -> pd.DataFrame:
    """Numbers stay numbers, rounded as the page writes them: two media that round apart would not agree."""
    if table is None:
        return pd.DataFrame()
    columns = {}
    for number, column in enumerate(table.columns):
        values = [row[number] for row in table.rows]
        numbers = [_rounded(v, column.number) for v in values if isinstance(v, int | float)]
        columns[column.name] = numbers if column.is_number and len(numbers) == len(values) else [column.number.write(v) for v in values]  # fmt: skip
    return pd.DataFrame(columns)


def _rounded(value: float, number: NumberFormat) -> float:
    """A count is a whole number; what else is written without decimals is a share or a rate that was rounded."""
    return round(value) if number.kind == "count" else round(value, number.digits)
