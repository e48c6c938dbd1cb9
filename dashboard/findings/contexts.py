"""Contexts at level 2: where they stand, how long it takes, who is there, what becomes of them."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.audits import labels_of
from dashboard.ask.published import rows_of
from dashboard.figures.bars import bar_figure
from dashboard.figures.contexts import answers_figure, board_figure, waiting_figure
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import source_of, withheld_finding
from dashboard.measures.context_counts import moved_of_shown, with_shown, yes_shares
from dashboard.measures.waiting_times import still_waiting
from dashboard.words.contexts import (
    ENDS,
    NAMED_NOTE,
    board_sentence,
    group_words,
    moved_sentence,
    waiting_sentence,
)
from data_loaders.release import Release

TOO_FEW = "Too few to tell."
PART_IN = {"young_people": "Young people had a part", "parents": "Parents had a part"}


def has_contexts(release: Release) -> bool:
    return any(len(rows_of(release, name)) for name in ("context_shown", "context_pooled"))


def board(release: Release) -> Finding:
    """The contexts that may be shown, by stage, and the others in numbers."""
    stages, shown = labels_of(release, "context_cases.stage"), rows_of(release, "context_shown")
    pooled = _question(release, "stage")
    title, open_ones = "Board by stage", shown[shown["stage"] != "CLOSED"]
    headline = board_sentence(shown, pooled, stages)
    table = pd.DataFrame({"context": open_ones["label"], "stage": open_ones["stage"].map(stages), "weeks in this stage": open_ones["weeks_in_stage"].map(str),
                          "review": open_ones["review"], "referred": open_ones["referred"].dt.strftime("%B %Y")})  # fmt: skip
    rows = open_ones.assign(stage=pd.Categorical(open_ones["stage"], list(stages))).sort_values(
        ["stage", "label"], kind="stable"
    )
    rows["stage"] = rows["stage"].astype(str)
    still = {code: text for code, text in stages.items() if code != "CLOSED"}
    late = _share(release, "overdue")
    notes = (_overdue(late), _as_at(release))
    return Finding(
        key="context-board", title=title, headline=headline, table=table.sort_values("context", kind="stable"),
        figure=board_figure(rows, still) if len(rows) else None,
        alt=f"One mark for each context that may be shown, by stage and weeks in it. {headline}", caveats=(NAMED_NOTE,), definition="",
        source=source_of(release), question=title, release_id=release.id, notes=notes,
    )  # fmt: skip


def waiting_times(release: Release) -> Finding:
    """The share still waiting for a conference, a plan, a closing."""
    title, curves = "From referral to conference, plan and closing", rows_of(release, "context_curves")
    parts = [
        still_waiting(curves[curves["question"] == q], withdrawn=0.0).drop_duplicates("day").assign(question=q)
        for q in ENDS
        if (curves["question"] == q).any()
    ]
    if not parts:
        return withheld_finding(release, key="context-waiting", title=title, reason=TOO_FEW)
    rows = pd.concat(parts, ignore_index=True)
    names = {q: ENDS[q] for q in ENDS if (rows["question"] == q).any()}
    table = pd.DataFrame({"from": rows["question"].map(names), "weeks since referral": (rows["day"] / 7).round(1),
                          "still waiting (%)": rows["share_pct"].round(1), "at least (%)": rows["lower_pct"].round(1),
                          "at most (%)": rows["upper_pct"].round(1)})  # fmt: skip
    headline = waiting_sentence(rows)
    return Finding(
        key="context-waiting", title=title, headline=headline, table=table, figure=waiting_figure(rows, names),
        alt=f"Lines that fall in steps with intervals. {headline}",
        caveats=("Weeks are joined until enough contexts fall into each step; we cannot say what happens between the points.",
                 "Of contexts taken on at level 2 and referred long enough ago: 32 weeks for conference and plan, 64 for closing."),
        definition="The share that had not got there by each step, with Greenwood’s interval.", source=source_of(release), question=title,
        release_id=release.id, notes=(_as_at(release),),
    )  # fmt: skip


def who_came(release: Release) -> Finding:
    """How often each agency was at the conferences, and how often young people and parents had a part."""
    title, agencies = "Who is there", labels_of(release, "context_cases.source_agency")
    rows = yes_shares(_questions(release, "came:", *PART_IN))
    if rows.empty:
        return withheld_finding(release, key="context-came", title=title, reason=TOO_FEW)
    rows["label"] = [PART_IN.get(q) or f"{agencies.get(q.split(':')[-1], q)} attended" for q in rows["question"]]
    rows = rows.rename(columns={"lower_pct": "lower", "upper_pct": "upper"})
    table = pd.DataFrame({"who": rows["label"], "contexts": rows["n"], "of contexts": rows["base"], "share (%)": rows["share_pct"].round(1),
                          "at least (%)": rows["lower"].round(1), "at most (%)": rows["upper"].round(1)})  # fmt: skip
    part = rows[rows["question"].isin(PART_IN)]
    told = "; ".join(
        f"{r.label.lower()} in {r.share_pct:.0f} % (between {r.lower:.0f} and {r.upper:.0f} %)"
        for r in part.itertuples()
    )
    headline = (
        f"Of {int(rows['base'].iloc[0])} contexts at level 2: {told}."
        if told
        else "How often each agency came to a context conference."
    )
    return Finding(
        key="context-came", title=title, headline=headline, table=table, figure=bar_figure(rows, label="label", value="share_pct", suffix=" %"),
        alt=f"Dots with intervals for each agency, young people and parents. {headline}",
        caveats=("An agency that came to nearly all or nearly none is left out: the few others would be told by it.",
                 "Not recorded, and a conference that is still to come, count as not there."), definition="", source=source_of(release), question=title, release_id=release.id,
        notes=(_as_at(release),),
    )  # fmt: skip


def chairs(release: Release) -> Finding:
    agencies = labels_of(release, "context_cases.chair_agency")
    rows = _question(release, "chair")
    return _divided(
        release, rows, key="context-chairs", title="Who chairs", names=agencies, of="Contexts at level 2 by chair"
    )


def outcomes(release: Release) -> Finding:
    """How contexts were left at closing: pooled and shown together, at what the pooled ones allow."""
    names, shown = labels_of(release, "context_cases.closure_outcome"), rows_of(release, "context_shown")
    closed = shown.loc[shown["stage"] == "CLOSED", "closure_outcome"].replace("", "NK")
    rows = with_shown(_question(release, "closure"), closed)
    return _divided(
        release, rows, key="context-closed", title="What became of closed contexts", names=names, of="Closed contexts"
    )


def measured(release: Release) -> Finding:
    """Domain four: in how many contexts each measure is better than at first."""
    title, names = "Measured in the context: better than at first?", labels_of(release, "context_measures.measure")
    words = {"Y": "better", "N": "not better", "NOT_TWICE": "not measured twice"}
    moved, told, rows = moved_of_shown(rows_of(release, "context_measures")), [], []
    for measure, label in names.items():
        pooled = _question(release, f"measure:{measure}")
        counted = with_shown(pooled, moved.loc[moved["measure"] == measure, "moved"])
        rows += [{"measure": label, "answer": group_words(r.group, words), "n": r.n} for r in counted.itertuples()]
        told.append(counted[counted["group"].isin(["Y", "N"])].assign(question=label))
    if not rows:
        return withheld_finding(release, key="context-measured", title=title, reason=TOO_FEW)
    frame = pd.DataFrame(rows)
    both = pd.concat(told)
    is_pair = both.duplicated("question", keep=False)
    shares = yes_shares(both[is_pair]).rename(columns={"question": "label"})
    headline = moved_sentence(shares, both[~is_pair].rename(columns={"question": "label"}))
    return Finding(
        key="context-measured", title=title, headline=headline,
        table=frame.rename(columns={"answer": "first to latest", "n": "contexts"}), figure=answers_figure(frame, group="measure", answer="answer"),
        alt=f"Bars for each measure, divided by whether the latest is better than the first. {headline}",
        caveats=("It got better; this does not say why. For incidents fewer is better, for all others more.",),
        definition="", source=source_of(release), question=title, release_id=release.id, notes=(_as_at(release),),
    )  # fmt: skip


def _divided(release: Release, rows: pd.DataFrame, *, key: str, title: str, names: dict[str, str], of: str) -> Finding:
    if rows.empty:
        return withheld_finding(release, key=key, title=title, reason=TOO_FEW)
    frame = pd.DataFrame({"of": of, "answer": [group_words(g, names) for g in rows["group"]], "n": rows["n"]})
    total = int(frame["n"].sum())
    headline = f"{of}, {total} in all: " + ", ".join(f"{r.answer} {r.n}" for r in frame.itertuples()) + "."
    return Finding(
        key=key, title=title, headline=headline, table=frame.drop(columns="of").rename(columns={"answer": "group", "n": "contexts"}),
        figure=answers_figure(frame, group="of", answer="answer"), alt=f"One divided bar. {headline}",
        caveats=("Groups with too few contexts are joined.",), definition="", source=source_of(release), question=title, release_id=release.id,
        notes=(_as_at(release),),
    )  # fmt: skip


def _questions(release: Release, *starts: str) -> pd.DataFrame:
    rows = rows_of(release, "context_pooled")
    return rows[rows["question"].str.startswith(starts) & (rows["status"] == "shown")]


def _question(release: Release, name: str) -> pd.DataFrame:
    rows = rows_of(release, "context_pooled")
    return rows[(rows["question"] == name) & (rows["status"] == "shown")].reset_index(drop=True)


def overdue_of(release: Release) -> tuple[int, int] | None:
    """Of the pooled open contexts, how many have a review overdue, and of how many; None where it would tell of a few."""
    rows = _share(release, "overdue")
    return None if rows.empty else (int(rows.iloc[0]["n"]), int(rows.iloc[0]["base"]))


def _share(release: Release, name: str) -> pd.DataFrame:
    return yes_shares(_question(release, name))


def _overdue(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "How many reviews of pooled contexts are overdue is hidden to protect children."
    row = rows.iloc[0]
    return f"Of the {int(row['base'])} pooled contexts that are open, the review of {int(row['n'])} is overdue."


def _as_at(release: Release) -> str:
    days = rows_of(release, "context_pooled")["as_at"]
    return (
        f"Pooled figures are as at {days.max():%d %B %Y}; they are renewed when each has moved by enough contexts or by none."
        if len(days)
        else ""
    )
