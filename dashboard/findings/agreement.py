"""How far two auditors agree, standard by standard, and what they might talk about."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.audits import names_of
from dashboard.ask.published import rows_of
from dashboard.figures.coefficients import coefficient_figure
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import source_of, withheld_finding
from dashboard.measures.decision_pairs import disagreements
from dashboard.words.agreement import (
    SCALES,
    SIX_STATISTICS,
    STATISTICS,
    agreement_headline,
    bitten,
    paradox_sentence,
    withheld_words,
)
from data_loaders.release import Release

DIMENSIONS = {"item": "item_id", "area": "practice_area"}
DEFINITION = ("Raw agreement: share of records that both put into the same class. Weighted kappa, Krippendorff’s alpha and Gwet’s AC take off "
              "what chance would give, each in its own way. Intervals: records drawn again.")  # fmt: skip


def agreement(release: Release, name: str, *, view: str, scale: str) -> Finding:
    """Coefficients of one round: of the decision as they are, of all six points in steps."""
    title = f"How far two auditors agree: {SCALES[scale]}"
    rows = rows_of(release, "audit_agreement")
    rows = rows[(rows["round"] == name) & (rows["view"] == view) & (rows["scale"] == scale)]
    shown = _labelled(release, rows[rows["status"] == "shown"], view)
    reasons = _labelled(release, rows[rows["status"] != "shown"], view)
    if shown.empty:
        return withheld_finding(
            release,
            key=f"agreement-{scale}",
            title=title,
            reason="Too few records were read by both auditors in this round.",
        )
    names = STATISTICS if scale == "decision" else SIX_STATISTICS
    raw = shown[shown["statistic"] == "raw"]
    wide = _wide(shown)
    notes = tuple(paradox_sentence(row) for _, row in bitten(wide).iterrows()) if scale == "decision" else ()
    headline = agreement_headline(raw, name) if scale == "decision" else _six_headline(shown, name)
    table = pd.DataFrame({"standard": shown["label"], "coefficient": shown["statistic"].map(names), "value": shown["value"].round(2),
                          "at least": shown["lower"].round(2), "at most": shown["upper"].round(2), "records read by both" if scale == "decision" else "records read by both, at least": shown["pairs"].map("{:.0f}".format)})  # fmt: skip
    return Finding(
        key=f"agreement-{scale}", title=title, headline=headline, table=table, figure=coefficient_figure(shown, names),
        alt=f"Dots with intervals, four coefficients for each standard. {headline} The table holds every figure.",
        caveats=(_steps(shown, scale), *withheld_words(reasons)), definition=DEFINITION,
        source=source_of(release), question=f"{title}, {name}", release_id=release.id, notes=notes,
    )  # fmt: skip


def to_talk_about(release: Release, name: str, *, view: str) -> Finding:
    """Where the auditors decide differently, and which way; no record and no auditor is named."""
    title = "Disagreements to talk about"
    pairs = rows_of(release, "audit_pairs")
    pairs = pairs[(pairs["round"] == name) & (pairs["view"] == view)]
    if pairs.empty:
        return withheld_finding(
            release,
            key="agreement-talk",
            title=title,
            reason="No table of both auditors’ decisions holds enough records in this round.",
        )
    rows = _labelled(release, disagreements(pairs), view)
    most = rows.iloc[0]
    table = pd.DataFrame({"standard": rows["label"], "records read by both": rows["records"], "decided alike (%)": _of_records(rows, "n_alike"),
                          "first auditor higher (%)": _of_records(rows, "n_first_higher"), "second auditor higher (%)": _of_records(rows, "n_second_higher"),
                          "apart (%)": rows["apart_pct"].round(1)})  # fmt: skip
    return Finding(
        key="agreement-talk", title=title,
        headline=f"Most worth talking about: {most['label']}, decided differently for {most['apart_pct']:.0f} % of records.",
        table=table, figure=None, alt="Table: for each standard how often both decide alike, and which of them is higher where not.",
        caveats=("Disagreement says that a standard is read in two ways, not that somebody is wrong.",), definition=DEFINITION,
        source=source_of(release), question=f"{title}, {name}", release_id=release.id,
    )  # fmt: skip


def _of_records(rows: pd.DataFrame, count: str) -> pd.Series:
    return (rows[count] / rows["records"] * 100).round(1)


def _labelled(release: Release, rows: pd.DataFrame, view: str) -> pd.DataFrame:
    names = names_of(release, DIMENSIONS[view])
    return rows.assign(label=rows["group"].map(lambda g: names.get(g, g)))


def _wide(shown: pd.DataFrame) -> pd.DataFrame:
    parts = {s: shown[shown["statistic"] == s].set_index("label")["value"] for s in STATISTICS}
    return pd.DataFrame(parts).reset_index()


def _six_headline(shown: pd.DataFrame, name: str) -> str:
    kappa = shown[shown["statistic"] == "kappa"]
    return f"{name}: on all six points weighted kappa is about {kappa['value'].min():.1f} to {kappa['value'].max():.1f}, standard by standard."


def _steps(shown: pd.DataFrame, scale: str) -> str:
    if scale == "decision":
        return ""
    step = shown["step"].iloc[0]
    return f"To the nearest {step:g}: with a finer figure the number of records rated differently could be worked back."
