"""Capacity: training, sessions, and how far indicators of time and waiting are published."""

from __future__ import annotations

from dashboard.ask.labels import code_labels
from dashboard.ask.practice import least
from dashboard.ask.published import rows_of
from dashboard.charts.rows import Column, Group, Row, Rows, Spark, Words
from dashboard.charts.shapes import HeatGrid
from dashboard.charts.table import Table, heads
from dashboard.findings.finding import About, Finding, State, source_of
from dashboard.findings.reasons import not_to_be_seen
from dashboard.findings.theme_course import courses
from dashboard.measures.practice_records import coverage
from dashboard.words.form import fitting, number_of
from dashboard.words.format import count, months, span
from dashboard.words.indicators import INVENTED, signed, unit_beside, with_unit
from dashboard.words.number_format import COUNT, DATE, SHARE, TENTH
from dashboard.words.periods import period_label
from dashboard.words.practice_records import CENSUS, coverage_title, sessions_title
from data_loaders.release import Release

TIME, TRAINED, HELD = (
    "Is there time to do the work well?",
    "Who has been trained?",
    "Do reflective sessions take place?",
)
NOT_WHAT_IT_CHANGED = "Who was trained is tied to no record: what training changed is not told."
ELIGIBLE = "Agencies differ in whom they count as eligible; none is better or worse."
PREFIX = "capacity_"  # indicators whose id begins so are about capacity: time to coordinate, waiting


def training(release: Release) -> Finding:
    """The latest share of eligible staff who had each course, by agency."""
    published = rows_of(release, "practice_training")
    if published.empty:
        return not_to_be_seen(release, State.NOT_DELIVERED, "No training was delivered for this release.", key="training", question=TRAINED)  # fmt: skip
    rows, agencies = coverage(published), code_labels(release, "training.agency")
    title, k = coverage_title(rows), least(release)
    across, down = list(dict.fromkeys(rows["course"])), list(dict.fromkeys(rows["agency"]))
    known = {(r.agency, r.course): _known(r.share_pct) for r in rows.itertuples()}
    grid = HeatGrid(
        tuple(str(c).removeprefix("Invented: ") for c in across), tuple(agencies.get(a, a) for a in down),
        tuple(tuple(known.get((a, c)) for c in across) for a in down), SHARE, f"{title}. Tiles of agencies and courses; “hidden” where too few stand behind a share.",
    )  # fmt: skip
    columns = heads("course", "agency", ("quarter", DATE), ("eligible", COUNT), ("trained", COUNT), ("share", SHARE))
    lines = tuple(
        (str(r.course), agencies.get(r.agency, r.agency), r.period_start.date(), _known(r.eligible), _known(r.trained), _known(r.share_pct)) for r in rows.itertuples()
    )  # fmt: skip
    return Finding(
        "training", TRAINED, title, f"Share of eligible staff, latest quarter that can be shown. Hidden: fewer than {k} were trained, or fewer than {k} were not.", release.id,
        result=tuple((str(r.course), str(r.agency), _known(r.share_pct)) for r in rows.itertuples()), table=Table(columns, lines), chart=grid,
        bear_in_mind=NOT_WHAT_IT_CHANGED, about=About(CENSUS, "", (ELIGIBLE, f"A quarter is shown again when {k} or more have moved since the one shown last; the latest shown stands here.",), source_of(release)),
    )  # fmt: skip


def _known(value: float) -> float | None:
    return None if value != value else float(value)


def sessions(release: Release) -> Finding:
    """How many sessions of each kind were held, quarter by quarter, where enough came to them; reflective sessions among them."""
    rows = rows_of(release, "practice_sessions")
    if rows.empty:
        return not_to_be_seen(release, State.NOT_DELIVERED, "No sessions were delivered for this release.", key="sessions", question=HELD)  # fmt: skip
    rows = rows.sort_values(["type", "period_start"], kind="stable")
    rows = rows.assign(
        sessions=rows["sessions"].where(rows["attendees"].notna())
    )  # a release has 0 where it does not tell
    last = rows[rows["period_start"] == rows["period_start"].max()]
    label = period_label(last["period_start"].iloc[0], last["period_end"].iloc[0])
    reflective = last.loc[last["type"] == "REFLECTIVE", "sessions"]
    title = sessions_title(int(reflective.sum()), int(last["sessions"].sum() - reflective.sum()), label)
    columns = heads("kind", "quarter", ("sessions", COUNT), ("attendances", COUNT))
    kinds = code_labels(release, "forum_sessions.type")
    lines = tuple((kinds.get(r.type, r.type), period_label(r.period_start, r.period_end), _known(r.sessions), _known(r.attendees)) for r in rows.itertuples())  # fmt: skip
    alt = f"{title}. Sessions held by quarter, one course for each kind."
    gap = f"none was held, or fewer than {least(release)} came"
    return Finding(
        "sessions", HELD, title, f"Sessions held by quarter, {months(rows['period_start'].min(), rows['period_end'].max())}. A gap: {gap}.", release.id, table=Table(columns, lines),
        chart=courses(rows, kinds, alt, by="type", number=COUNT, value="sessions"), bear_in_mind="Sessions are meetings, not people.",
        about=About("A session is one meeting of its kind. One person who comes three times is three attendances.", "", (f"An empty cell: {gap}. Which of the two is not told.",), source_of(release)),
    )  # fmt: skip


def _name(text: object) -> str:
    return str(text).removeprefix(INVENTED)


def capacity_indicators(release: Release) -> Finding:
    """Time to coordinate and waiting, where the partnership publishes indicators of them."""
    rows = rows_of(release, "indicators")
    rows = rows[rows["indicator_id"].str.startswith(PREFIX)] if len(rows) else rows
    shown = rows.sort_values("period_end").drop_duplicates("indicator_id", keep="last").dropna(subset=["value", "lower", "upper"]) if len(rows) else rows  # fmt: skip
    if shown.empty:
        reason = (
            f"No indicator of either was delivered: rows of cpc_indicators whose indicator_id begins with {PREFIX}."
        )
        return not_to_be_seen(release, State.NOT_DELIVERED, reason, key="capacity-indicators", question=TIME)
    ordered = rows.sort_values("period_end")
    of = {
        key: tuple(map(_known, ordered.loc[ordered["indicator_id"] == key, "value"])) for key in shown["indicator_id"]
    }
    lines = tuple(
        Row((Words(_name(r.indicator), note=str(r.period)), Spark(of[r.indicator_id], is_quiet=True), Words(f" {unit_beside(str(r.unit))}".rstrip(), strong=signed(count(r.value), str(r.unit))), Words(span(r.lower, r.upper)))) for r in shown.itertuples()
    )  # fmt: skip
    first = next(shown.itertuples())
    name = _name(first.indicator)
    counted = f"{number_of(len(shown), 'indicator', 'indicators')} of capacity published"
    title = fitting(f"{name}: {with_unit(count(first.value), str(first.unit))}", counted)
    columns = heads("indicator", "period", ("value", TENTH), ("from", TENTH), ("to", TENTH), "unit")
    figures = tuple(
        (_name(r.indicator), str(r.period), float(r.value), float(r.lower), float(r.upper), str(r.unit))
        for r in shown.itertuples()
    )
    return Finding(
        "capacity-indicators", TIME, title, "The latest published figure of each, with the range that would fit. Each small chart has its own scale.", release.id,
        result=tuple((str(r.indicator_id), float(r.value)) for r in shown.itertuples()), table=Table(columns, figures),
        chart=Rows((Column("Indicator"), Column("Over time", 128), Column("Latest", 110), Column("Range that would fit", 180)), (Group("", lines),), f"{title}. One row for each indicator.", 46.0),
        bear_in_mind="They are different things and are not compared with each other.", about=About("As the partnership publishes them.", "", (), source_of(release)),
    )  # fmt: skip
