"""How harm was answered: the share of each group's incidents with a certain answer, the latest year and the one before."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import Months, leaves_of
from dashboard.charts.rows import Column, Group, Range, Row, Rows, Words
from dashboard.charts.table import Table, heads
from dashboard.findings.design_effects import between_years, design_effect_of
from dashboard.findings.finding import About, Finding, State, source_of
from dashboard.findings.mix import shares_years
from dashboard.findings.reasons import not_to_be_seen, without_answer
from dashboard.findings.share_changes import NO_CHANGE, result_of, share_lines, share_rows, share_table, share_verdict
from dashboard.measures.answered import answered_in_all, answered_shares, answered_spread
from dashboard.measures.latest_year import year_shares
from dashboard.measures.verdict import Direction, Verdict
from dashboard.words.format import count, months
from dashboard.words.mix import no_year, year_words
from dashboard.words.number_format import COUNT, SHARE
from dashboard.words.places_when import levels_title, response_title
from data_loaders.release import Release

DATASET = "incidents"
IRD, RESPONSE = Months(DATASET, across="harm", split="ird"), Months(DATASET, across="agency", split="response")
TREATED = "An inter-agency referral discussion is the door to child protection. A record without one may still have been answered well, in the context or with the family."
LEVEL = "Level 2 is a response to the context itself, level 1 to the children and families in it. “Both” counts as level 2 here."
LEVELS = "At which level was harm answered, and at neither?"
WRITTEN_DOWN = "A share says what was written down as done, not whether it helped."
JOINED = "Its answers had to be joined, so the share cannot be given."


def reached_ird(release: Release) -> Finding:
    """Share of incidents that reached an inter-agency referral discussion, by kind of harm."""
    return _answered(release, IRD, {"Y"}, key="response-ird", question="Is harm answered with a referral discussion?",
                     what="reached an inter-agency referral discussion", note=TREATED)  # fmt: skip


def level_two(release: Release) -> Finding:
    """Share of incidents that the context itself was answered for, by agency."""
    return _answered(release, RESPONSE, {"L2", "BOTH"}, key="response-response", question="Was the context itself answered?",
                     what="were answered in the context (level 2)", note=LEVEL)  # fmt: skip


def levels(release: Release) -> Finding:
    """How all incidents of the latest year divide: answered at level 1, in the context, or at neither level."""
    evidence = ask(release, RESPONSE)
    if not evidence.is_shown:
        return without_answer(release, evidence, key="response-levels", question=LEVELS)
    effect = design_effect_of(release, DATASET, split=between_years(RESPONSE.split))
    shares = year_shares(evidence.frame, "group", design_effect=effect)
    if shares.empty:
        return not_to_be_seen(
            release, State.NOT_COVERED, no_year(evidence.frame), key="response-levels", question=LEVELS
        )
    lines = share_lines(shares)
    title = levels_title([(line.name, line.share_pct) for line in lines], evidence.counts)
    return Finding(
        "response-levels", LEVELS, title, f"Share of {evidence.counts}, all agencies together. {shares_years(lines, year_words(shares))}.", release.id, result=result_of(lines),
        table=share_table(lines, first="level", counts=evidence.counts), chart=share_rows(lines, first="Level of the answer", alt=f"{title}. Ring: year before. Dot: latest year."),
        bear_in_mind=WRITTEN_DOWN, about=About(method=NO_CHANGE, caveats=(LEVEL, evidence.sentence), source=source_of(release)),
    )  # fmt: skip


def _answered(release: Release, selection: Months, codes: set[str], *, key: str, question: str, what: str, note: str) -> Finding:  # fmt: skip
    evidence = ask(release, selection)
    if not evidence.is_shown:
        return without_answer(release, evidence, key=key, question=question)
    known = leaves_of(release, DATASET, selection.split)
    used = {block for block, held in known.items() if held <= codes | {"NK"} and held & codes} & set(evidence.frame["group_block"])  # fmt: skip
    if not used:
        return not_to_be_seen(release, State.HIDDEN, JOINED, key=key, question=question)
    effect = design_effect_of(release, DATASET, split=selection.split)
    shares = answered_shares(evidence.frame, used, design_effect=effect)
    if shares.empty:
        return not_to_be_seen(release, State.NOT_COVERED, no_year(evidence.frame), key=key, question=question)
    between = design_effect_of(release, DATASET, split=between_years(selection.split))
    verdict = _in_all(shares, spread=answered_spread(evidence.frame, design_effect=between))
    latest = shares[shares["year"] == "latest"]
    title = response_title(verdict, what)
    span = months(latest["year_start"].iloc[0], latest["year_end"].iloc[0])
    return Finding(
        key, question, title, f"Share of {count(int(latest['base'].sum()))} incidents, {span}. Line: what would fit.", release.id,
        result=verdict, table=_table(shares, what), chart=_rows(shares, title),
        bear_in_mind=WRITTEN_DOWN,
        about=About(method="Wilson’s interval, widened by as much as a few children make of the figures, or as groups vary from one period to the next where that is more.", caveats=(note, evidence.sentence), source=source_of(release)),
    )  # fmt: skip


def _in_all(shares: pd.DataFrame, *, spread: float) -> Verdict:
    """All groups together, the latest year against the one before. No end is the good one: an answer fits a harm or does not."""
    before = answered_in_all(shares, "before")
    return share_verdict(
        answered_in_all(shares, "latest"), before if before[1] else None, spread=spread, good_end=Direction.NEITHER
    )  # fmt: skip


def _rows(shares: pd.DataFrame, title: str) -> Rows:
    before = {str(r.group): r for r in shares[shares["year"] == "before"].itertuples()}
    latest = shares[shares["year"] == "latest"]
    columns = (Column("Group"), Column("Share of incidents, %", 300, low=0, high=100, ticks=((0, "0"), (50, "50"), (100, "100"))),
               Column("Latest", 80, "right"), Column("Before", 80, "right"), Column("Of", 60, "right"))  # fmt: skip
    drawn = tuple(
        Row((Words(str(r.group)), Range(float(r.share_pct), float(r.lower_pct), float(r.upper_pct)), Words("", SHARE.write(float(r.share_pct))),
             Words(SHARE.write(float(before[str(r.group)].share_pct)) if str(r.group) in before else "not compared"), Words(count(r.base))))
        for r in latest.itertuples()
    )  # fmt: skip
    return Rows(columns, (Group("", drawn),), title)


def _table(shares: pd.DataFrame, what: str) -> Table:
    columns = heads("group", "year", ("of", COUNT), (what, COUNT), ("share", SHARE), ("from", SHARE), ("to", SHARE))  # fmt: skip
    return Table(columns, tuple((str(r.group), str(r.year), int(r.base), int(r.n), round(r.share_pct, 1), round(r.lower_pct, 1), round(r.upper_pct, 1)) for r in shares.itertuples()))  # fmt: skip
