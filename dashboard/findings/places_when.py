"""Time and response: change by district, small maps by half-year, times of day, and how harm was answered."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import ALL, Months, MonthsAnswer, block_labels, leaves_of
from dashboard.figures.bars import bar_figure
from dashboard.figures.grid import grid_figure
from dashboard.figures.shares import share_figure
from dashboard.figures.small_maps import small_maps_figure
from dashboard.findings.design_effects import TIME, design_effect_of
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import nothing_finding, source_of, withheld_finding
from dashboard.findings.place_ground import with_shapes
from dashboard.findings.unanswered import unanswered
from dashboard.measures.answered import answered_over_time, answered_shares
from dashboard.measures.changes import by_half_year, times_own_average, year_changes
from dashboard.measures.outline import outline
from dashboard.measures.places_near import day_by_time
from dashboard.words.change import districts_sentence
from dashboard.words.places_when import half_sentence, response_sentence, time_sentence
from data_loaders.release import Release

DATASET = "incidents"
BY_DISTRICT = Months(DATASET, across="place_district")
WHEN = Months(DATASET, across="place_district", split="time_band", also="day_type")
IRD, RESPONSE = Months(DATASET, across="harm", split="ird"), Months(DATASET, across="agency", split="response")
TREATED = "An inter-agency referral discussion is the door to child protection. A record without one may still have been answered well, in the context or with the family."
LEVEL = "Level 2 is a response to the context itself, level 1 to the children and families in it. “Both” counts as level 2 here."


def district_change(release: Release) -> Finding:
    """Latest year over the year before, for each district, with its interval."""
    title = "Change by district"
    evidence = ask(release, BY_DISTRICT)
    if not evidence.is_shown:
        return unanswered(release, evidence, key="district-change", title=title)
    effect = design_effect_of(release, DATASET, split=TIME)
    rows = year_changes(evidence.frame, design_effect=effect)
    if rows.empty:
        return nothing_finding(
            release, key="district-change", title=title, reason="No two whole years are covered yet."
        )
    headline = districts_sentence(rows, evidence.counts, design_effect=effect)
    return Finding(
        key="district-change",
        title=title,
        headline=headline,
        table=pd.DataFrame({"district": rows["area"], "year before": rows["before"].map("{:,.0f}".format), "latest year": rows["latest"].map("{:,.0f}".format), "times": rows["ratio"].round(2),
                            "from": rows["lower"].round(2), "to": rows["upper"].round(2)}),
        figure=bar_figure(rows, label="area", value="ratio", suffix="×"),
        alt=f"Dots with intervals: {evidence.counts} of the latest year over those of the year before, by district. {headline}",
        notes=("1× is no change; an interval that holds 1× is within chance.",),
        caveats=(evidence.sentence, "Intervals are widened by as much as districts vary from one period to the next."),
        definition="A district is made of whole places and follows the borders of areas only roughly.",
        source=source_of(release),
        question=title,
        release_id=release.id,
    )  # fmt: skip


def half_years(release: Release) -> Finding:
    """One small map for each half-year, each district against its own average."""
    title = "Half-year by half-year"
    evidence = ask(release, BY_DISTRICT)
    if not evidence.is_shown:
        return unanswered(release, evidence, key="half-years", title=title)
    halves = by_half_year(evidence.frame)
    if halves.empty:
        reason = "The periods that the release shows for districts fill no half-year."
        return nothing_finding(release, key="half-years", title=title, reason=reason)
    rows = times_own_average(halves)
    shapes = with_shapes(release, evidence.frame)
    drawn_as = [outline(pieces) for pieces in shapes["pieces"]]
    shape_of = {b: (o,) if o else () for b, o in zip(shapes["area_block"], drawn_as, strict=True)}
    drawn = rows.assign(
        panel=rows["half"].map(lambda d: f"{d:%b} to {d + pd.DateOffset(months=5):%b %Y}"),
        shapes=rows["area_block"].map(shape_of),
    )
    headline = half_sentence(rows, evidence.counts)
    return Finding(
        key="half-years",
        title=title,
        headline=headline,
        table=pd.DataFrame({"half-year": drawn["panel"], "district": rows["area"], evidence.counts: rows["n"], "times its own average": rows["times"].round(2)}),
        figure=small_maps_figure(drawn[drawn["shapes"].map(len) > 0], counts=evidence.counts),
        alt=f"Small maps, one for each half-year. {headline} The table holds every figure.",
        notes=("Shades compare each district with its own average of all half-years: not with other districts.", *(f"Not on the maps: {area}." for area in dict.fromkeys(drawn.loc[drawn["shapes"].map(len) == 0, "area"]))),
        caveats=(evidence.sentence, "Half-years differ with the season, and single ones move by chance; the change above says what is beyond it."),
        definition="",
        source=source_of(release),
        question=title,
        release_id=release.id,
    )  # fmt: skip


def districts_of(release: Release) -> dict[str, str]:
    """The districts of the view by kind of day and time, for a choice: all together first."""
    evidence = ask(release, WHEN)
    labels = block_labels(release, DATASET, "place")
    return {ALL: "All districts"} | {
        b: labels[b] for b in sorted(set(evidence.frame["area_block"]), key=lambda b: labels[b])
    }


def day_and_time(release: Release, district: str) -> Finding:
    """Kind of day by time of day, of one district or all, over the whole time of the view."""
    title = "Kind of day and time of day"
    evidence = ask(release, WHEN)
    if not evidence.is_shown:
        return unanswered(release, evidence, key="day-time", title=title)
    frame = evidence.frame if district == ALL else evidence.frame[evidence.frame["area_block"] == district]
    rows = day_by_time(frame)
    headline = time_sentence(rows, evidence.counts)
    return Finding(
        key="day-time",
        title=title,
        headline=headline,
        table=pd.DataFrame({"kind of day": rows["also"], "time of day": rows["group"], evidence.counts: rows["n"], "share (%)": rows["share_pct"].round(1)}),
        figure=grid_figure(rows.assign(text=[f"{n:,} · {s:.1f} %" for n, s in zip(rows["n"], rows["share_pct"], strict=True)]), across="group", down="also", value="share_pct", text="text", note=""),
        alt=f"Grid of {evidence.counts} by kind of day and time of day. {headline}",
        notes=(_span(evidence), "Kinds of day and times of day have different lengths; a tile says where incidents fall, not how dense they are."),
        caveats=(evidence.sentence,),
        definition="",
        source=source_of(release),
        question=title,
        release_id=release.id,
    )  # fmt: skip


def reached_ird(release: Release) -> Finding:
    """Share of incidents that reached an inter-agency referral discussion, by kind of harm."""
    return _response(
        release,
        IRD,
        split="ird",
        codes={"Y"},
        title="Treated as child protection, by kind of harm",
        what="reached an inter-agency referral discussion",
        note=TREATED,
    )


def level_two(release: Release) -> Finding:
    """Share of incidents that the context itself was answered for, by agency."""
    return _response(
        release,
        RESPONSE,
        split="response",
        codes={"L2", "BOTH"},
        title="Answered in the context (level 2), by agency",
        what="were answered at level 2",
        note=LEVEL,
    )


def _response(
    release: Release, selection: Months, *, split: str, codes: set[str], title: str, what: str, note: str
) -> Finding:
    evidence = ask(release, selection)
    key = f"response-{split}"
    if not evidence.is_shown:
        return unanswered(release, evidence, key=key, title=title)
    blocks = {
        block for block, held in leaves_of(release, DATASET, split).items() if held <= codes | {"NK"} and held & codes
    }
    used = blocks & set(evidence.frame["group_block"])
    if not used:
        return withheld_finding(
            release, key=key, title=title, reason="Its answers had to be joined, so the share cannot be told."
        )
    effect = design_effect_of(release, DATASET, split=split)
    shares = answered_shares(evidence.frame, used, design_effect=effect)
    course = answered_over_time(evidence.frame, used, design_effect=effect)
    if shares.empty:
        return nothing_finding(release, key=key, title=title, reason="No whole year is covered yet.")
    headline = response_sentence(shares, course, what)
    table = pd.DataFrame({"group": shares["group"], "year": shares["year"], "of": shares["base"].astype(int), what: shares["n"].astype(int),
                          "share (%)": shares["share_pct"].round(1), "from": shares["lower_pct"].round(1), "to": shares["upper_pct"].round(1)})  # fmt: skip
    over = "; ".join(
        f"{r.period_start:%B %Y} to {r.period_end:%B %Y}: {r.share_pct:.0f} % ({r.lower_pct:.0f} to {r.upper_pct:.0f})"
        for r in course.itertuples()
    )
    return Finding(
        key=key,
        title=title,
        headline=headline,
        table=table,
        figure=share_figure(shares),
        alt=f"Dots with intervals: share that {what}, latest year and the year before. {headline}",
        notes=(f"All together, over time: {over}.",),
        caveats=(note, evidence.sentence),
        definition="",
        source=source_of(release),
        question=title,
        release_id=release.id,
    )  # fmt: skip


def _span(evidence: MonthsAnswer) -> str:
    frame = evidence.frame
    return f"{frame['period_start'].min():%B %Y} to {frame['period_end'].max():%B %Y}."
