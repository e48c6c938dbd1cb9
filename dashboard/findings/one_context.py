"""One context that may be shown: what weighs in it, its risks then and now, what protects, what young people asked for."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.audits import labels_of
from dashboard.ask.published import rows_of
from dashboard.figures.one_context import before_after_figure, risk_figure, weight_figure
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import nothing_finding, source_of
from dashboard.measures.context_counts import first_and_latest, moved_of_shown, times_assessed
from dashboard.words.contexts import group_words
from data_loaders.release import Release

NOTHING = "Nothing of this was delivered for this context."


def contexts_shown(release: Release) -> dict[str, str]:
    """Key → label of each context that the release shows by itself. No other can be asked for."""
    if not len(rows_of(release, "context_shown")):
        return {}
    rows = rows_of(release, "context_shown")
    times = times_assessed(rows_of(release, "context_weights"))
    rows["times"] = rows["key"].map(times).fillna(0).clip(upper=2)  # those with something to compare come first
    rows = rows.sort_values(["times", "label"], ascending=[False, True], kind="stable")
    return dict(zip(rows["key"].astype(str), rows["label"].astype(str), strict=True))


def facts(release: Release, key: str) -> dict[str, str]:
    """What is known of it, in the order in which it is told."""
    rows = rows_of(release, "context_shown")
    row = rows[rows["key"] == key].iloc[0]
    stages, harms = labels_of(release, "context_cases.stage"), labels_of(release, "harm_types")
    asked, ends = labels_of(release, "young_people_asked_for"), labels_of(release, "context_cases.closure_outcome")
    told = {
        "Stage": f"{stages[row['stage']]}, for {row['weeks_in_stage']} weeks",
        "Referred": f"{row['referred']:%B %Y}",
        "Review": row["review"],
        "Kinds of harm": _codes(row["harm_types"], harms),
        "What young people said should change": _codes(row["asked_for"], asked),
    }
    return told | ({"At closing": ends.get(row["closure_outcome"], "Not known")} if row["stage"] == "CLOSED" else {})


def weights(release: Release, key: str) -> Finding:
    title, rows = "What has most influence", _of(release, "context_weights", key)
    if rows.empty:
        return nothing_finding(release, key="context-weights", title=title, reason=NOTHING)
    rows["when"] = rows["month"].dt.strftime("%B %Y")
    rows["context"] = rows["context"].map(labels_of(release, "context_weights.context"))
    latest = rows[rows["when"] == rows["when"].iloc[-1]]
    parts = ", ".join(f"{r.context.lower()} {r.weight:.0f}" for r in latest.itertuples())
    return Finding(
        key="context-weights", title=title, headline=f"{latest['when'].iloc[0]}, share of influence, out of 100: {parts}.",
        table=rows[["when", "context", "weight"]], figure=weight_figure(rows), alt=f"Bars of 100 parts, one for each assessment: {parts} at the latest.",
        caveats=("A weight is a judgement of those who know the context.",), definition="", source=source_of(release), question=title,
        release_id=release.id,
    )  # fmt: skip


def risks(release: Release, key: str) -> Finding:
    title, rows = "Risks then and now", _of(release, "context_risks", key)
    if rows.empty:
        return nothing_finding(release, key="context-risks", title=title, reason=NOTHING)
    both = first_and_latest(rows)
    both["label"] = both["risk"].map(labels_of(release, "context_risks.risk"))
    lower = [r.label for r in both.itertuples() if r.likelihood_latest * r.impact_latest < r.likelihood * r.impact]
    once = "Assessed once so far." if rows["month"].nunique() == 1 else "No risk is lower than at first."
    headline = f"Lower than at first: {', '.join(lower)}." if lower else once
    table = pd.DataFrame({"risk": both["label"], "likelihood at first": both["likelihood"].map(str), "impact at first": both["impact"].map(str),
                          "likelihood now": both["likelihood_latest"].map(str), "impact now": both["impact_latest"].map(str)})  # fmt: skip
    return Finding(
        key="context-risks", title=title, headline=headline, table=table, figure=risk_figure(both),
        alt=f"A grid of likelihood by impact; a path for each risk from the first assessment to the latest. {headline}",
        caveats=("Marks lie beside each other where they would cover each other.",), definition="Likelihood and impact from 1 to 5, as judged.",
        source=source_of(release), question=title, release_id=release.id, notes=(_protects(release, rows),),
    )  # fmt: skip


def measures(release: Release, key: str) -> Finding:
    title, rows = "Measured in the context, first and latest", _of(release, "context_measures", key)
    if rows.empty:
        return nothing_finding(release, key="context-moved", title=title, reason=NOTHING)
    moved = moved_of_shown(rows)
    moved["label"] = moved["measure"].map(labels_of(release, "context_measures.measure"))
    scales, words = (
        labels_of(release, "context_measures.scale"),
        rows.drop_duplicates("measure").set_index("measure")["scale"],
    )
    moved["scale"] = moved["measure"].map(words).map(scales)
    better = sorted(moved.loc[moved["moved"] == "Y", "label"])
    once = "Measured once so far." if rows["month"].nunique() == 1 else "Nothing is better than at first."
    headline = f"Better than at first: {', '.join(better)}." if better else once
    table = pd.DataFrame(
        {"measure": moved["label"], "scale": moved["scale"], "first": moved["first_told"], "latest": moved["last_told"]}
    )
    return Finding(
        key="context-moved", title=title, headline=headline, table=table, figure=before_after_figure(moved),
        alt=f"For each measure an open mark at first and a full one at the latest. {headline}",
        caveats=("This is one place measured twice, so it can only show that the figures differ.", "Small counts are told as fewer than a number."),
        definition="", source=source_of(release), question=title, release_id=release.id,
    )  # fmt: skip


def interventions(release: Release, key: str) -> Finding:
    title, rows = "What is done there", _of(release, "context_interventions", key)
    if rows.empty:
        return nothing_finding(
            release, key="context-done", title=title, reason="No intervention was delivered for this context."
        )
    ended = rows["month_end"].dt.strftime("%B %Y").fillna("goes on")
    kinds = rows["type"].str.replace("_", " ").str.capitalize()
    table = pd.DataFrame(
        {"what": kinds, "from": rows["month"].dt.strftime("%B %Y"), "to": ended, "led by": rows["lead_agency"]}
    )
    return Finding(
        key="context-done", title=title, headline=f"Done or under way: {', '.join(sorted(set(kinds)))}.", table=table, figure=None,
        alt="Table of what is done in this context.", caveats=(), definition="", source=source_of(release), question=title, release_id=release.id,
    )  # fmt: skip


def _protects(release: Release, rows: pd.DataFrame) -> str:
    names, latest = labels_of(release, "protective_factors"), rows[rows["month"] == rows["month"].max()]
    codes = sorted({code for text in latest["protective_factors"] for code in text.split(";") if code})
    network = latest["network"].iloc[0]
    protects = group_words(";".join(codes), names).lower() if codes else "nothing recorded"
    return f"What protects, at the latest assessment: {protects}. In the support network: {network}."


def _of(release: Release, table: str, key: str) -> pd.DataFrame:
    rows = rows_of(release, table)
    return rows[rows["key"] == key].sort_values("month", kind="stable").reset_index(drop=True)


def _codes(text: str, names: dict[str, str]) -> str:
    return ", ".join(names.get(code, code) for code in text.split(";") if code) or "Nothing recorded"
