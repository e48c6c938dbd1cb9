"""Return discussions: how far they got, the two clocks, who had them, why not, and what they named."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import Months, MonthsAnswer, leaves_of, several_of
from dashboard.ask.published import rows_of
from dashboard.events import events_of
from dashboard.figures.bars import bar_figure
from dashboard.figures.control import control_figure, mark_events
from dashboard.figures.shares import share_figure
from dashboard.findings.design_effects import design_effect_of
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import nothing_finding, source_of, withheld_finding
from dashboard.findings.unanswered import unanswered
from dashboard.measures.attribute_charts import Variation, p_chart
from dashboard.measures.clock_series import before_and_after, clock_shares, heading_after
from dashboard.measures.control_chart import ChartPlan
from dashboard.measures.design_effect import ONE_EACH
from dashboard.measures.latest_year import latest_or_whole, latest_years
from dashboard.measures.milestones import in_time_by_group, named_shares, reached
from dashboard.measures.series_verdict import rebase_points
from dashboard.words.discussions import (
    clock_sentence,
    interruption_sentence,
    left_out_sentence,
    named_sentence,
    path_sentence,
    provider_sentence,
)
from dashboard.words.mix import year_words, years_note
from dashboard.words.periods import period_label
from dashboard.words.verdict import QUIET, limits_sentence, signal_sentences
from data_loaders.release import Release

HELD = frozenset({"COMPLETED_TIME_NK", "COMPLETED_LATE", "COMPLETED_IN_TIME"})
ACCEPTED = HELD | {"ACCEPTED"}
MILESTONES = {
    "Offered": ACCEPTED | {"OFFERED"}, "Accepted": ACCEPTED, "Held": HELD, "Held within 7 days": frozenset({"COMPLETED_IN_TIME"}),
}  # fmt: skip
CLOCKS = {
    "arranged": ("Arranged within 72 hours of return", "arranged_clock"),
    "held": ("Held within 7 days of return", "discussion"),
}
PROVIDERS = {
    "POLICE": "Police",
    "SOCIAL_WORK": "Social work",
    "BARNARDOS": "Barnardo’s",
    "SCHOOL": "School",
    "OTHER": "Others",
}
OF_ALL = "Shares are of all episodes that the release covers: those without a return on record, or without a discussion, count as not in time."
WHY = "A discussion that was not held may have been declined: it is the child’s to accept."


def path(release: Release, dataset: str) -> Finding:
    """Offered, accepted, held, held in time: the latest year beside the year before."""
    title = "From return to conversation"
    evidence = ask(release, Months(dataset, split="discussion"))
    if not evidence.is_shown:
        return unanswered(release, evidence, key="path", title=title)
    effect = design_effect_of(release, dataset, split="discussion")
    rows = reached(
        evidence.frame, MILESTONES, leaves_of(release, dataset, "discussion"), design_effect=effect or ONE_EACH
    )
    if rows.empty:
        return nothing_finding(release, key="path", title=title, reason="No whole year is covered yet.")
    headline = path_sentence(rows, evidence.counts, design_effect=effect)
    years = year_words(latest_years(evidence.frame, []))
    return Finding(
        key="path",
        title=title,
        headline=headline,
        table=pd.DataFrame({"milestone": rows["milestone"], "year": rows["year"].map(years), "reached": rows["n"], f"of {evidence.counts}": rows["base"],
                            "share (%)": rows["share_pct"].round(1), "from": rows["lower_pct"].round(1), "to": rows["upper_pct"].round(1)}),
        figure=share_figure(rows.rename(columns={"milestone": "group"})),
        alt=f"Dots with intervals for each milestone, latest year and the year before. {headline} The table holds every figure.",
        notes=(years_note(years), left_out_sentence([m for m in MILESTONES if m not in set(rows["milestone"])])),
        caveats=(evidence.sentence, OF_ALL, WHY),
        definition="A return discussion is the conversation that a child is offered after having been missing.",
        source=source_of(release),
        question=title,
        release_id=release.id,
    )  # fmt: skip


def clock(release: Release, dataset: str, which: str, event: pd.Timestamp | None) -> Finding:
    """One of the two clocks over time, as a control chart, with before and after a dated event where one is chosen."""
    title, dimension = CLOCKS[which]
    evidence = ask(release, Months(dataset, split=dimension, at="in_time"))
    if not evidence.is_shown:
        return unanswered(release, evidence, key=f"clock-{which}", title=title)
    leaves = leaves_of(release, dataset, dimension)
    in_time = [b for b, codes in leaves.items() if codes in ({"IN_TIME"}, {"COMPLETED_IN_TIME"})]
    shares = clock_shares(evidence.frame, in_time)
    dates = [] if event is None else [event]
    plan = ChartPlan(rebase_at=rebase_points(pd.DatetimeIndex(shares["period_start"]), dates))
    chart = p_chart(shares["n"], shares["base"], plan=plan, variation=Variation.BETWEEN)
    labels = [period_label(s, e) for s, e in zip(shares["period_start"], shares["period_end"], strict=True)]
    rows = chart.to_frame()
    rows[["value", "centre", "lower", "upper"]] *= 100
    rows = rows.assign(at=shares["period_start"] + pd.Timedelta(days=14), label=labels, is_signal=chart.is_signal)
    found = None if event is None else before_and_after(shares, event)
    rows["heading"] = float("nan") if found is None else heading_after(shares, found, event)
    figure = mark_events(
        control_figure(rows, counts="share in time", suffix=" %"),
        events_of(release, evidence.question),
        shares["period_start"].min(),
        shares["period_end"].max(),
    )
    headline = clock_sentence(shares, title, design_effect=design_effect_of(release, dataset, split=dimension))
    change = "" if event is None else interruption_sentence(found, event, _label(release, event))
    signals = signal_sentences(chart, labels)
    return Finding(
        key=f"clock-{which}",
        title=title,
        headline=f"{headline} {change}".strip(),
        table=pd.DataFrame({"period": labels, "in time": shares["n"], f"of {evidence.counts}": shares["base"], "share (%)": rows["value"].round(1),
                            "centre line (%)": rows["centre"].round(1), "lower limit (%)": rows["lower"].round(1),
                            "upper limit (%)": rows["upper"].round(1), "signal": ["yes" if s else "" for s in chart.is_signal]}),
        figure=figure,
        alt=f"Control chart of the share in time by month. {headline} {change} The table holds every figure.",
        notes=(limits_sentence(chart, unit=" %", times=100), *(signals or [QUIET])),
        caveats=(evidence.sentence, OF_ALL),
        definition="The clock is in elapsed time: a change to or from summer time neither adds nor takes an hour.",
        source=source_of(release),
        question=title,
        release_id=release.id,
    )  # fmt: skip


def _label(release: Release, event: pd.Timestamp) -> str:
    labels = rows_of(release, "events")
    return str(labels.loc[labels["date"] == event, "label"].iloc[0])


def providers(release: Release, dataset: str) -> Finding:
    """The share held in time for each who had the conversation, in the latest year."""
    title = "Held within 7 days, by who had the conversation"
    evidence = ask(release, Months(dataset, split="provider"))
    if not evidence.is_shown:
        return unanswered(release, evidence, key="providers", title=title)
    rows = in_time_by_group(
        evidence.frame,
        leaves_of(release, dataset, "provider"),
        PROVIDERS,
        suffixes=("_IN_TIME", "_LATE"),
        design_effect=design_effect_of(release, dataset, split="provider") or ONE_EACH,
    )
    if rows.empty:
        reason = "Nobody had enough conversations both in time and late for a share to be shown safely."
        return withheld_finding(release, key="providers", title=title, reason=reason)
    span = latest_or_whole(evidence.frame, [])
    headline = provider_sentence(rows, period_label(span["year_start"].iloc[0], span["year_end"].iloc[0]))
    shown = rows.rename(columns={"lower_pct": "lower", "upper_pct": "upper"})
    return Finding(
        key="providers",
        title=title,
        headline=headline,
        table=pd.DataFrame({"who": rows["group"], "in time": rows["n"], "held": rows["base"], "share (%)": rows["share_pct"].round(1),
                            "from": rows["lower_pct"].round(1), "to": rows["upper_pct"].round(1)}),
        figure=bar_figure(shown, label="group", value="share_pct", suffix=" %"),
        alt=f"Dots with intervals: share held within seven days, by who had the conversation. {headline}",
        caveats=(evidence.sentence, "They are not compared: who is asked to have a conversation depends on the child and the place.",
                 "Those with too few conversations to be shown by themselves are left out. The fewer there are, the longer the time that "
                 "they are added up over, so that no child can be told from another."),
        definition="",
        source=source_of(release),
        question=title,
        release_id=release.id,
    )  # fmt: skip


def named(release: Release, dataset: str, prefix: str, title: str) -> Finding:
    """What discussions that were held named, in the latest year: each factor's share of them."""
    held = ask(release, Months(dataset, split="discussion"))
    parts = {name: ask(release, Months(dataset, split=name)) for name in several_of(release, dataset, prefix)}
    if not held.is_shown or not parts:
        return withheld_finding(
            release, key=prefix, title=title, reason="None was named often enough to be shown safely."
        )
    leaves = leaves_of(release, dataset, "discussion")
    blocks = [b for b in dict.fromkeys(held.frame["group_block"]) if leaves[b] <= HELD]
    if frozenset().union(*(leaves[b] for b in blocks)) != HELD:
        reason = "How many discussions were held is not shown by itself, so there is nothing to compare with."
        return withheld_finding(release, key=prefix, title=title, reason=reason)
    rows = named_shares(
        {_factor(e): e.frame[e.frame["group_block"] == "NAMED"] for e in parts.values()},
        held.frame, blocks, design_effect=design_effect_of(release, dataset, split="discussion") or ONE_EACH,
    )  # fmt: skip
    if rows.empty:
        return nothing_finding(release, key=prefix, title=title, reason="No whole year is covered yet.")
    headline = named_sentence(rows)
    return Finding(
        key=prefix,
        title=title,
        headline=headline,
        table=pd.DataFrame({"named": rows["group"], "discussions": rows["n"], "of held": rows["base"], "share (%)": rows["share_pct"].round(1),
                            "from": rows["lower_pct"].round(1), "to": rows["upper_pct"].round(1)}),
        figure=bar_figure(rows.rename(columns={"lower_pct": "lower", "upper_pct": "upper"}), label="group", value="share_pct", suffix=" %"),
        alt=f"Dots with intervals: {title.lower()}. {headline}",
        caveats=("A discussion can name several. What is named too seldom to be shown safely is left out.",),
        definition="",
        source=source_of(release),
        question=title,
        release_id=release.id,
    )  # fmt: skip


def _factor(evidence: MonthsAnswer) -> str:
    label = next(g for g, b in zip(evidence.frame["group"], evidence.frame["group_block"], strict=True) if b == "NAMED")
    return str(label).removesuffix(" named")
