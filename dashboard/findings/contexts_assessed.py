"""Findings about what was assessed in contexts at level 2, all of them together, and about what followed the closing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from dashboard.ask.labels import code_labels
from dashboard.ask.published import POOLED, latest, rows_of
from dashboard.charts.rows import Rows
from dashboard.charts.table import Table
from dashboard.findings.context_rows import (
    as_at,
    counted,
    is_of_one_day,
    of_all,
    of_group,
    pooled_day,
    question,
    share_columns,
    shares_rows,
    together,
)
from dashboard.findings.finding import About, Finding, State, source_of
from dashboard.findings.reasons import not_to_be_seen
from dashboard.findings.shares_table import shares_table
from dashboard.measures.context_counts import BETTER, moved_of_shown, yes_shares
from dashboard.words import context_assessments as words
from dashboard.words import contexts as shared_words
from dashboard.words.form import lower_first
from dashboard.words.format import count
from data_loaders.release import Release

HEAVIEST, ACTED_ON = (
    "Which context weighs most, and is it the home?",
    "Was the heaviest context the one that was answered?",
)
DOOR, REOPENED = "Who refers contexts, and who is taken on?", "Were closed contexts opened again?"
FELT_ASKED, NETWORK = "What do young people say at closing?", "How large is the network of support?"
VOICE, RISKS = "Did young people have a part in the assessment?", "What threatens young people in these contexts?"
ASKED = "What do young people ask for in their contexts?"
ANSWERED = {"Y": "Weighs most", "N": "Another weighs more", "NOT_WEIGHED": "Not weighed"}
UNDECIDED = ("EQUAL", "NK", "NOT_WEIGHED")  # the home may weigh most in them, or not
AGAIN = {"Y": "Opened again", "N": "Not opened again"}
OF_PEOPLE = ":OF_PEOPLE"


def heaviest(release: Release) -> Finding:
    """In how many contexts each kind of context weighs most; home is told first where it may be told by itself."""
    rows = question(release, "heaviest")
    open_ones = undecided(rows, UNDECIDED)
    return counted(release, rows, key="context-heaviest", asked=HEAVIEST, names=code_labels(release, "heaviest_context"), after=words.undecided_words(open_ones, words.NOT_ONE),
                   title=lambda rows: words.heaviest_title(of_group(rows, "HOME"), int(rows["n"].sum()), open_ones), whom="contexts at level 2, by what weighs most in them", mind=words.JUDGEMENT,
                   method=f"{words.LATEST} {words.NOT_WEIGHED_TOO}", definition=words.HOME_IS_WEIGHED)  # fmt: skip


def acted_on(release: Release) -> Finding:
    rows = question(release, "acted_on")
    open_ones = undecided(rows, ("NOT_WEIGHED",))
    return counted(release, rows, key="context-acted-on", asked=ACTED_ON, names=ANSWERED, after=words.undecided_words(open_ones, words.NONE_WEIGHED),
                   title=lambda rows: words.acted_on_title(of_group(rows, "Y"), int(rows["n"].sum()), open_ones),
                   whom="contexts at level 2", mind=words.JUDGEMENT, method=f"{words.LATEST} {words.ANSWERED}")  # fmt: skip


def undecided(rows: pd.DataFrame, codes: Sequence[str]) -> int:
    """How many contexts stand in a group that holds one of these codes, by itself or beside others."""
    return int(rows.loc[[not set(codes).isdisjoint(str(group).split(";")) for group in rows["group"]], "n"].sum())


def front_door(release: Release) -> Finding:
    """Who referred, and how many of theirs were taken on where that may be told."""
    agencies = code_labels(release, "context_cases.source_agency")
    rows = question(release, "front_door")
    names = {f"{code}:{end}": f"{name}, {what}" for code, name in agencies.items() for end, what in (("LEVEL_2", "taken on"), ("NOT", "not taken on"))}  # fmt: skip
    told = rows.assign(group=[_whole_agencies(str(group)) for group in rows["group"]])

    def title(rows: pd.DataFrame) -> str:
        alone = rows[[";" not in group for group in rows["group"]]]
        top = alone[alone["n"] == alone["n"].max()]
        most = int(top["n"].iloc[0]) if len(top) else 0
        return words.front_door_title([str((names | agencies)[g]) for g in top["group"]], most, int(rows["n"].sum()))

    is_told = [":" in group for group in told["group"]]  # groups that say what became of them
    taken = words.taken_on(sum(is_told), len(told), *_taken_on(release))
    return counted(release, told, key="context-front-door", asked=DOOR, title=title, names=names | agencies,
                   whom="contexts that were referred, by who referred them", after=words.silent_agencies(_joined(told)), mind=taken, method=shared_words.LEVEL_2_ONLY)  # fmt: skip


def _joined(told: pd.DataFrame) -> int:
    """How many groups hold several agencies."""
    return sum(len({code.partition(":")[0] for code in str(group).split(";")}) > 1 for group in told["group"])


def _taken_on(release: Release) -> tuple[int, int]:
    """Of all that were referred: how many were taken on where that may be told by itself, else 0; and how many they are."""
    rows = question(release, "screened")
    return of_group(rows, "LEVEL_2"), int(rows["n"].sum())


def _whole_agencies(group: str) -> str:
    """ "POLICE:LEVEL_2;POLICE:NOT" is all that the police referred."""
    codes = group.split(";")
    agencies = sorted({code.partition(":")[0] for code in codes})
    return ";".join(agencies) if len(codes) == 2 * len(agencies) else group


def felt(release: Release) -> Finding:
    """Of closed contexts, pooled and shown together: whether young people feel safer than at first."""
    shown, moves = rows_of(release, "context_shown"), moved_of_shown(rows_of(release, "context_measures"))
    closed = shown.loc[shown["stage"] == "CLOSED", "key"]
    own = moves[(moves["measure"] == "YP_FEEL_SAFE") & (moves["times"] > 1)].set_index("key")
    change = closed.map(own["last"] - own["first"]).astype(float)
    answers = (
        pd.Series("SAME", index=change.index)
        .mask(change > 0, "Y")
        .mask(change < 0, "LESS")
        .mask(change.isna(), "NOT_TWICE")
    )
    rows = together(release, question(release, "felt"), answers)
    return counted(release, rows, key="context-felt", asked=FELT_ASKED,
                   title=lambda rows: words.felt_title(of_group(rows, BETTER), int(rows["n"].sum())),
                   names=code_labels(release, "felt_at_closing"), whom=of_all(release, "contexts taken to level 2 and closed"), mind=shared_words.NOT_WHY, method=f"{words.FELT} {words.ONE_PLACE_TWICE} {shared_words.both_sentence(rows)}")  # fmt: skip


def reopened(release: Release) -> Finding:
    rows = question(release, "reopened")
    return counted(release, rows, key="context-reopened", asked=REOPENED, names=AGAIN,
                   title=lambda rows: words.reopened_title(of_group(rows, "Y"), int(rows["n"].sum())),
                   whom="contexts at level 2 that were ever closed", mind=_closed_now(release, rows), method=words.OPENED)  # fmt: skip


def _closed_now(release: Release, ever: pd.DataFrame) -> str:
    """Nothing where the closed ones are hidden, or where the two were counted on different days."""
    pooled, shown = question(release, "closure"), rows_of(release, "context_shown")
    now = int(pooled["n"].sum()) + int((shown["stage"] == "CLOSED").sum())
    is_one_day = is_of_one_day(release)
    return words.closed_now(now, int(ever["n"].sum())) if is_one_day and len(pooled) and now <= ever["n"].sum() else ""


def _smallest(rows: pd.DataFrame, names: dict[str, str]) -> tuple[int, int, str]:
    """In how many contexts the network is smallest, of how many, and how that group is named; nought where it holds what was not assessed."""
    few = rows[rows["group"].map(lambda group: "FEW" in group.split(";") and "NOT_ASSESSED" not in group.split(";"))]
    sizes = [name for code, name in names.items() if len(few) and code in str(few["group"].iloc[0]).split(";")]
    return int(few["n"].sum()), int(rows["n"].sum()), lower_first(", or ".join(sizes))


def network(release: Release) -> Finding:
    names = code_labels(release, "network_of_support")
    return counted(release, question(release, "network"), key="context-network", asked=NETWORK, names=names,
                   title=lambda rows: words.network_title(*_smallest(rows, names)),
                   whom="contexts at level 2, by people and services in the network", mind="", method=words.LATEST)  # fmt: skip


def with_young_people(release: Release) -> Finding:
    """All contexts, and those that are a few people, each with its range."""
    names = {"assessed_with": words.ALL_CONTEXTS, f"assessed_with{OF_PEOPLE}": words.SOME_CONTEXTS}
    return _yes(release, "assessed_with", names, key="context-voice", asked=VOICE, first="contexts", method=words.LATEST,
                title=lambda top: words.with_young_people_title(int(top["n"]), int(top["base"])))  # fmt: skip


def pooled_risks(release: Release) -> Finding:
    names = code_labels(release, "context_risks.risk")
    return _yes(release, "risk:", {f"risk:{code}": name for code, name in names.items()}, key="context-risks-pooled", asked=RISKS,
                first="risk", method=f"{words.LATEST} {words.GRAVE}",
                title=lambda top: words.grave_title(str(top["label"]), int(top["n"]), int(top["base"])))  # fmt: skip


def asked_for(release: Release) -> Finding:
    names = code_labels(release, "young_people_asked_for")
    return _yes(release, "asked:", {f"asked:{code}": name for code, name in names.items()}, key="context-asked", asked=ASKED,
                first="asked for", method="",
                title=lambda top: words.asked_title(str(top["label"]), int(top["n"]), int(top["base"])))  # fmt: skip


def _yes(
    release: Release,
    start: str,
    names: Mapping[str, str],
    *,
    key: str,
    asked: str,
    first: str,
    method: str,
    title: Callable[[pd.Series], str],
) -> Finding:
    """The share of "yes" of questions that begin alike: of all contexts, and of those that are a few people."""
    pooled = latest(release, POOLED)
    rows = yes_shares(pooled[pooled["question"].str.startswith(start) & (pooled["status"] == "shown")])
    if rows.empty:
        return not_to_be_seen(release, State.HIDDEN, shared_words.TOO_FEW, key=key, question=asked)
    rows["label"] = [names.get(q) or names[q.removesuffix(OF_PEOPLE)] for q in rows["question"]]
    rows = rows.sort_values("n", ascending=False, kind="stable")
    few = rows["question"].str.endswith(OF_PEOPLE)
    everybody, some = rows[~few], rows[few]
    said = title(everybody.iloc[0]) if len(everybody) else asked
    charts = [(words.ALL_CONTEXTS, everybody), (words.SOME_CONTEXTS, some)]
    groups = tuple(
        replace(shares_rows(part, first, said).groups[0], title=f"{name}, {count(part['base'].iloc[0])}") for name, part in charts if len(part)
    )  # fmt: skip
    return Finding(
        key, asked, said, f"Share of contexts taken to level 2, and what would fit; as at {pooled_day(release)}. {words.NO_INCLUDES}", release.id,
        result=tuple((str(r.question), int(r.n), int(r.base)) for r in rows.itertuples()), table=_table(rows, first, few),
        chart=Rows(share_columns(first.capitalize()), groups, f"{said}. Dots with the range that would fit.", row_height=50.0), bear_in_mind=words.OF_PEOPLE,
        about=About(method, "Wilson’s range.", (shared_words.JOINED, as_at(release)), source_of(release)),
    )  # fmt: skip


def _table(rows: pd.DataFrame, first: str, few: pd.Series) -> Table:
    labels = [f"{label} ({words.SOME_CONTEXTS.lower()})" if is_few and first != "contexts" else label for label, is_few in zip(rows["label"], few, strict=True)]  # fmt: skip
    return shares_table(rows, labels, first=first, counted="contexts with “yes”", base="of contexts")
