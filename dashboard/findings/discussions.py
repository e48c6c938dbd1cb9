"""Return discussions: how far they got, who had them, and what they named."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.labels import code_labels
from dashboard.ask.months import Months, MonthsAnswer, leaves_of, several_of
from dashboard.charts.rows import Column, Group, Rows
from dashboard.findings.clocks import clock_verdict, shares_in_time
from dashboard.findings.design_effects import between_years, design_effect_of
from dashboard.findings.finding import About, Finding, State, source_of
from dashboard.findings.mix import shares_years
from dashboard.findings.reasons import not_to_be_seen, without_answer
from dashboard.findings.share_changes import NO_CHANGE, ShareLine, result_of, share_rows, share_table, share_verdict
from dashboard.findings.shares_table import share_lines, shares_table
from dashboard.measures.design_effect import ONE_EACH
from dashboard.measures.dispersion import cells_of, overdispersion
from dashboard.measures.latest_year import latest_or_whole, latest_years, years_back
from dashboard.measures.milestones import held_by_others, in_time_by_group, named_shares, reached
from dashboard.measures.verdict import Direction
from dashboard.words import discussions as words
from dashboard.words.form import lower_first
from dashboard.words.format import count, months, percent
from dashboard.words.mix import no_year, year_words
from dashboard.words.periods import period_label
from dashboard.words.shares import share_title
from data_loaders.release import Release

HELD = frozenset({"COMPLETED_TIME_NK", "COMPLETED_LATE", "COMPLETED_IN_TIME"})
ACCEPTED = HELD | {"ACCEPTED"}
IN_TIME = "Held within 7 days"
MILESTONES = {
    "Offered": ACCEPTED | {"OFFERED"},
    "Accepted": ACCEPTED,
    "Held": HELD,
    IN_TIME: frozenset({"COMPLETED_IN_TIME"}),
}
SUFFIXES = ("_IN_TIME", "_LATE")
PATH, WHO = "Were conversations offered, held, and held in time?", "Who has the conversations, and are they in time?"


def path(release: Release, dataset: str) -> Finding:
    """Offered, accepted, held, held in time: the latest year beside the year before."""
    evidence = ask(release, Months(dataset, split="discussion"))
    if not evidence.is_shown:
        return without_answer(release, evidence, key="path", question=PATH)
    rows = reached(
        evidence.frame,
        MILESTONES,
        leaves_of(release, dataset, "discussion"),
        design_effect=design_effect_of(release, dataset, split="discussion") or ONE_EACH,
    )
    if rows.empty:
        return not_to_be_seen(release, State.NOT_COVERED, no_year(evidence.frame), key="path", question=PATH)
    lines = _milestones(release, dataset, evidence, rows)
    title, years = (
        share_title(f"Discussions {lower_first(lines[-1].name.partition(',')[0])}", lines[-1].verdict),
        year_words(latest_years(evidence.frame, [])),
    )
    left_out = words.left_out_sentence([m for m in MILESTONES if m not in set(rows["milestone"])])
    return Finding(
        "path", PATH, title, f"Share of {evidence.counts}. {shares_years(lines, years)}.{_own_years(release, dataset, lines)}", release.id, result=result_of(lines),
        table=share_table(lines, first="milestone", counts="reached"), chart=share_rows(lines, first="Milestone", alt=f"{title}. One row for each milestone."),
        bear_in_mind=words.ACCEPT, about=About(words.DEFINITION, NO_CHANGE, tuple(t for t in (evidence.sentence, words.OF_ALL, words.WHY, left_out) if t), source_of(release)),
    )  # fmt: skip


def _milestones(release: Release, dataset: str, evidence: MonthsAnswer, rows: pd.DataFrame) -> tuple[ShareLine, ...]:
    """What is in time has the figures and the verdict of its clock, as on the Overview: its months reach further than the path's."""
    effect = design_effect_of(release, dataset, split=between_years("discussion"))
    spread, lines = effect.value if effect else overdispersion(cells_of(evidence.frame, down="group_block")), []
    of_year = {year: rows[rows["year"] == year].set_index("milestone") for year in ("latest", "before")}
    for name, row in of_year["latest"].iterrows():
        old = of_year["before"].loc[name] if name in of_year["before"].index else None
        before = None if old is None else (float(old["n"]), float(old["base"]))
        verdict = share_verdict((float(row["n"]), float(row["base"])), before, spread=spread, good_end=Direction.MORE)
        lines.append(ShareLine(str(name), int(row["n"]), int(row["base"]), verdict))
    clock = clock_verdict(release, dataset, "held")
    if (
        clock is None
        or clock.latest is None
        or clock.latest.base is None
        or not any(line.name == IN_TIME for line in lines)
    ):
        return tuple(lines)
    reached_in_time = round(clock.latest.value * clock.latest.base / 100)
    own = ShareLine(f"{IN_TIME}, {words.TO_THE_LAST_MONTH}", reached_in_time, round(clock.latest.base), clock)
    return tuple(own if line.name == IN_TIME else line for line in lines)


def _own_years(release: Release, dataset: str, lines: tuple[ShareLine, ...]) -> str:
    """Which years the row in time tells, where they are those of its clock."""
    shares = shares_in_time(release, dataset, "held")
    if shares is None or not any(line.name.startswith(f"{IN_TIME},") for line in lines):
        return ""
    return f" {words.own_years(IN_TIME, next(years_back(shares))[1])}"


def providers(release: Release, dataset: str) -> Finding:
    """The share held in time for each who had the conversation, in the latest year."""
    evidence = ask(release, Months(dataset, split="provider"))
    if not evidence.is_shown:
        return without_answer(release, evidence, key="providers", question=WHO)
    rows = in_time_by_group(
        evidence.frame,
        leaves_of(release, dataset, "provider"),
        code_labels(release, "return_discussions.completed_by"),
        suffixes=SUFFIXES,
        design_effect=design_effect_of(release, dataset, split="provider") or ONE_EACH,
    )
    if rows.empty:
        return not_to_be_seen(release, State.HIDDEN, words.TOO_FEW, key="providers", question=WHO)
    span = latest_or_whole(evidence.frame, [])
    when = period_label(span["year_start"].iloc[0], span["year_end"].iloc[0])
    clock = clock_verdict(release, dataset, "held")
    others = held_by_others(
        evidence.frame, leaves_of(release, dataset, "provider"), int(rows["base"].sum()), suffixes=SUFFIXES
    )
    title = words.provider_title(rows, clock.latest.value if clock and clock.latest else None)
    return Finding(
        "providers", WHO, title, f"{words.NOT_BY_WHOM} Share of discussions held that were held within 7 days, {when}. {words.others_held(int(rows['base'].sum()), others)}".strip(), release.id,
        result=tuple(rows["group"]), table=shares_table(rows, rows["group"], first="who", counted="in time", base="of held"), chart=_ranges(rows, "Who had it", title),
        bear_in_mind=words.NOT_COMPARED, about=About("", words.WILSON, (evidence.sentence, words.DEPENDS, words.LEFT_OUT), source_of(release)),
    )  # fmt: skip


def named(release: Release, dataset: str, prefix: str, question: str) -> Finding:
    """What discussions that were held named, in the latest year: each factor's share of them."""
    held = ask(release, Months(dataset, split="discussion"))
    parts = {name: ask(release, Months(dataset, split=name)) for name in several_of(release, dataset, prefix)}
    if not held.is_shown or not parts:
        return not_to_be_seen(release, State.HIDDEN, words.TOO_SELDOM, key=prefix, question=question)
    leaves = leaves_of(release, dataset, "discussion")
    blocks = [b for b in dict.fromkeys(held.frame["group_block"]) if leaves[b] <= HELD]
    if frozenset().union(*(leaves[b] for b in blocks)) != HELD:
        return not_to_be_seen(release, State.HIDDEN, words.NO_BASE, key=prefix, question=question)
    rows = named_shares(
        {_factor(e): e.frame[e.frame["group_block"] == "NAMED"] for e in parts.values()},
        held.frame,
        blocks,
        design_effect=design_effect_of(release, dataset, split="discussion") or ONE_EACH,
    )
    if rows.empty:
        return not_to_be_seen(release, State.NOT_COVERED, no_year(held.frame), key=prefix, question=question)
    top, when = rows.iloc[0], months(rows["year_start"].iloc[0], rows["year_end"].iloc[0])
    left_out = words.left_out_of_year([name for name in map(_factor, parts.values()) if name not in set(rows["group"])])
    title = f"Named most often: {top['group']}, in {percent(top['share_pct'])} of discussions"
    return Finding(
        prefix, question, title, f"Share of {count(int(top['base']))} discussions held, {when}, and what would fit.", release.id,
        result=tuple(rows["group"]), table=shares_table(rows, rows["group"], first="named", counted="discussions", base="of held"), chart=_ranges(rows, "Named", title),
        bear_in_mind=words.SEVERAL, about=About("", words.WILSON, (words.SELDOM, *left_out), source_of(release)),
    )  # fmt: skip


def _ranges(rows: pd.DataFrame, first: str, title: str) -> Rows:
    high = min(100.0, 10.0 * -(-float(rows["upper_pct"].max()) // 10))
    strip = Column("Share", 420, high=high, ticks=((0.0, "0"), (high / 2, count(high / 2)), (high, percent(high))))
    columns = (Column(first), strip, Column("Share, could be", 120, "right"))
    drawn = share_lines(rows, rows["group"])
    return Rows(columns, (Group("", drawn),), f"{title}. Dots with the range that would fit.", row_height=50.0)


def _factor(evidence: MonthsAnswer) -> str:
    label = next(g for g, b in zip(evidence.frame["group"], evidence.frame["group_block"], strict=True) if b == "NAMED")
    return str(label).removesuffix(" named")
