"""Beside the explorer, of one area or of all: round by round, its standards, domains and levels, groups of teams, agreement."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.audits import ALL, INDICATOR, AuditChoice, RatingsBy, indicators_of, names_of
from dashboard.ask.published import rows_of
from dashboard.charts.rows import Column, Group, Range, Row, Rows, Words
from dashboard.charts.table import Table, TableColumn
from dashboard.findings.audit_areas import in_round
from dashboard.findings.audit_changes import area_verdicts, round_before
from dashboard.findings.finding import About, Finding, Link, State, source_of, state_of
from dashboard.findings.reasons import not_to_be_seen
from dashboard.words import audits as words
from dashboard.words.form import lower_first
from dashboard.words.format import count, percent, span
from dashboard.words.number_format import COUNT, SHARE
from dashboard.words.standing import verdict_phrase
from data_loaders.release import Release

QUESTIONS = {
    "round": "Round by round",
    "item_id": "The standards read",
    "domain_level": "By domain and level",
    "team": "By group of teams",
    INDICATOR: "Where does practice stand by national quality indicator?",
}
OF = {
    "round": "rounds",
    "item_id": "standards",
    "domain_level": "domains and levels",
    "team": "groups of teams",
    INDICATOR: "quality indicators",
}
ONE = {
    "round": "round",
    "item_id": "standard",
    "domain_level": "domain and level",
    "team": "group of teams",
    INDICATOR: "quality indicator",
}
# What of all ratings a dimension has figures for, where it has not all of them.
PART_OF = {"team": ("areas with enough records of each group",), INDICATOR: ("standards tied to an indicator",)}
WAY = (Link("Show all areas", "audits"),)
SAME_PCT = 0.01  # two ways to one share differ by less
ENDS = ((0.0, "0"), (50.0, "half"), (100.0, "100"))


def audit_part(release: Release, choice: AuditChoice, dimension: str, *, question: str = "") -> Finding:
    """The share good or better along one dimension, each with the range that would fit."""
    choice = in_round(release, choice)
    by = ("domain", "level") if dimension == "domain_level" else () if dimension == "round" else (dimension,)
    answer = ask(release, RatingsBy(choice, ("round", *by)))
    key, question = f"audit-by-{dimension}".replace("_", "-"), question or QUESTIONS[dimension]
    if not answer.is_shown:
        return Finding(
            key, question, "Not shown for this choice", "", release.id, state_of(answer), answer.why, links=WAY
        )
    named = _named(release, answer.shares, dimension)
    now = named if dimension == "round" else named[named["round"] == choice.round]
    if now.empty:
        return Finding(
            key,
            question,
            "Not shown for this choice",
            "",
            release.id,
            State.HIDDEN,
            words.BANDS[1, 6] + " at good: too few records.",
            links=WAY,
        )
    before = named[named["round"] == round_before(release, choice.round)].set_index("label")["share_pct"].to_dict()
    low = dict(zip(now["label"], now["lower_pct"].astype(float), strict=True))
    high = dict(zip(now["label"], now["upper_pct"].astype(float), strict=True))
    last, of_round = now.iloc[-1], named[named["round"] == choice.round]
    title = (
        f"{last['label']}: {percent(last['share_pct'])} good or better{_since(release, choice, float(last['share_pct']))}"
        if dimension == "round"
        else words.halves_title(low, high, OF[dimension])
    )
    rows = _standards(now, before) if dimension == "item_id" else _ranges(now)
    return Finding(
        key, question, title, words.part_subtitle(int(of_round["base"].sum()), [*_narrowed(release, choice), *PART_OF.get(dimension, ())], choice.round), release.id,
        result=tuple((str(r.label), round(float(r.share_pct), 1)) for r in now.itertuples()), table=_table(now, before, dimension),
        chart=replace(rows, alt=title), bear_in_mind=words.BEAR_IN_MIND,
        about=About(words.DEFINITION, "Wilson’s range on the number of records.", (words.ONE_RECORD, words.SHARED), source_of(release)),
    )  # fmt: skip


def _narrowed(release: Release, choice: AuditChoice) -> list[str]:
    """What the ratings are of, where not of all standards."""
    asked = {
        name: code
        for name, code in choice.without("round").items()
        if name in ("practice_area", "domain", "level", "team")
    }
    return [names_of(release, name)[code].split(":")[0] for name, code in asked.items()]


def by_indicator(release: Release, choice: AuditChoice) -> Finding:
    """For a self-evaluation: the standards that are tied to each indicator together, from the figures of each that are shown."""
    key = f"audit-by-{INDICATOR}".replace("_", "-")
    if not (ties := indicators_of(release)):
        return not_to_be_seen(release, State.NOT_DELIVERED, words.NO_TIES, key=key, question=QUESTIONS[INDICATOR])
    found = audit_part(release, choice, INDICATOR)
    standards = len(rows_of(release, "audit_items"))
    caveats = (*found.about.caveats, words.ties_words(len(ties), standards), words.FRAMEWORK)
    return replace(found, about=replace(found.about, caveats=caveats))


def _since(release: Release, choice: AuditChoice, share_pct: float) -> str:
    """What the list of areas says of the same figure: one question has one verdict. Nothing where the choice is no whole area."""
    areas = list(area_verdicts(release, choice))
    verdict = area_verdicts(release, AuditChoice(round=choice.round)).get(areas[0]) if len(areas) == 1 else None
    if verdict is None or verdict.latest is None or abs(verdict.latest.value - share_pct) > SAME_PCT:
        return ""
    return f"; since {lower_first(round_before(release, choice.round))}: {verdict_phrase(verdict)}"


def halves_of(finding: Finding) -> str:
    """Of which groups we can tell from half, in a sentence."""
    if finding.table is None:
        return ""
    return words.halves_words(
        {str(r[0]): float(str(r[3])) for r in finding.table.rows},
        {str(r[0]): float(str(r[4])) for r in finding.table.rows},
    )


def teams_base(teams: Finding, rounds: Finding, name: str) -> str:
    """Of how many of a round's ratings the groups of teams are."""
    if teams.table is None or rounds.table is None:
        return ""
    whole = sum(int(str(r[1])) for r in rounds.table.rows if r[0] == name)
    return words.teams_base(sum(int(str(r[1])) for r in teams.table.rows), whole)


def agreed(release: Release, choice: AuditChoice) -> str:
    """How far two auditors agree on good or not: of one area, or area by area."""
    choice = in_round(release, choice)
    rows = rows_of(release, "audit_agreement")
    asked = rows[(rows["round"] == choice.round) & (rows["view"] == "area") & (rows["scale"] == "decision")]
    raw = asked[(asked["statistic"] == "raw") & (asked["status"] == "shown")]
    raw = raw if choice.practice_area == ALL else raw[raw["group"] == choice.practice_area]
    if raw.empty:
        return ""
    if choice.practice_area == ALL:
        return words.agreed_span(raw["value"].min() * 100, raw["value"].max() * 100, len(raw), asked["group"].nunique())
    one = raw.iloc[0]
    return words.agreed_words(one["lower"] * 100, one["upper"] * 100, one["value"] * 100)


def _named(release: Release, shares: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """With a label, in the order of the audit tool."""
    if dimension == "domain_level":
        domains, levels = names_of(release, "domain"), names_of(release, "level")
        label = (
            shares["domain"].map(domains) + ", " + shares["level"].map(lambda c: lower_first(levels[c].split(":")[0]))
        )
        return shares.assign(label=label).sort_values(["domain", "level"], kind="stable")
    names = names_of(release, dimension)
    order = {code: at for at, code in enumerate(names)}
    made = shares.assign(label=shares[dimension].map(lambda c: names.get(c, c)))
    return made if dimension == "round" else made.sort_values(dimension, key=lambda c: c.map(order), kind="stable")


def _ranges(now: pd.DataFrame) -> Rows:
    columns = (
        Column(""),
        Column("Good or better", 92, high=100.0, reference=50.0, ticks=ENDS),
        Column("", 86, "right"),
    )
    rows = tuple(
        Row((Words(str(r.label)), Range(float(r.share_pct), float(r.lower_pct), float(r.upper_pct)),
             Words(f" {span(r.lower_pct, r.upper_pct)}", percent(r.share_pct))))
        for r in now.itertuples()
    )  # fmt: skip
    return Rows(columns, (Group("", rows),), "", row_height=30.0)


def _standards(now: pd.DataFrame, before: dict[str, float]) -> Rows:
    """ "45 → 70 %": the wording of a standard needs the room."""
    rows = tuple(
        Row(
            (
                Words(str(r.label)),
                Words("", percent(r.share_pct), f"{count(before[r.label])} →" if r.label in before else ""),
            )
        )
        for r in now.itertuples()
    )
    return Rows((Column(""), Column("", 84, "right")), (Group("", rows),), "", row_height=30.0)


def _table(now: pd.DataFrame, before: dict[str, float], dimension: str) -> Table:
    columns = [TableColumn(ONE[dimension]), TableColumn("ratings", COUNT), TableColumn("good or better", SHARE),
               TableColumn("from", SHARE), TableColumn("to", SHARE), TableColumn("round before", SHARE)]  # fmt: skip
    rows = tuple(
        (
            str(r.label),
            int(r.base),
            float(r.share_pct),
            float(r.lower_pct),
            float(r.upper_pct),
            None if dimension == "round" else before.get(r.label),
        )
        for r in now.itertuples()
    )
    return Table(tuple(columns), rows)
