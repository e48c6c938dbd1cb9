"""Contexts counted together: by stage, review, outcome, measure, chair, who came, who had a part, and how long it took."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from data_loaders.deliveries.contexts import MEASURES
from data_loaders.deliveries.places import AGENCIES
from data_loaders.facts import Tables
from data_loaders.policy.contexts import ContextPolicy
from data_loaders.themes.pooled import Parts, joined_by, joined_nominal, waiting

LESS_IS_BETTER = ("INCIDENTS",)
ENDS = {"conference": "conference_date", "plan": "plan_date", "closed": "closed_date"}
YES_NO = (("Y",), ("N",))
# Two questions with bases that differ by a few contexts would tell of those few. So every context of a family has an answer in
# each question of the family: what was not recorded stands with "no", or by itself where it is large enough.
NOT_TWICE = "NOT_TWICE"
MOVED = ((("Y",), ("N",), (NOT_TWICE,)), (("Y",), ("N", NOT_TWICE)))


def questions(cases: pd.DataFrame, tables: Tables) -> Iterator[tuple[str, str, pd.Series]]:
    """Question, of whom ("pooled" or "all"), and the answer of each context."""
    pooled = cases[~cases["is_named"]]
    yield "stage", "pooled", pooled["stage"]
    still_open = pooled[pooled["stage"] != "CLOSED"]
    yield "overdue", "pooled", (still_open["review_due"] < still_open["as_at"]).map({True: "Y", False: "N"})
    yield "closure", "pooled", _known(pooled.loc[pooled["stage"] == "CLOSED", "closure_outcome"])
    moved = measured(tables)
    for measure in MEASURES:
        better = moved[moved["measure"] == measure].set_index("case_id")["is_better"]
        yield f"measure:{measure}", "pooled", pooled["case_id"].map(better).fillna(NOT_TWICE)
    held = cases[cases["conference_date"].notna()]
    yield "chair", "all", _known(held["chair_agency"])
    for agency in AGENCIES:
        if agency != "NK":
            yield (
                f"came:{agency}",
                "all",
                held["agencies_attended"].map(lambda t, a=agency: "Y" if a in t.split(";") else "N"),
            )
    for question, column in (("young_people", "young_people_involved"), ("parents", "parents_involved")):
        yield question, "all", (held[column] == "Y").map({True: "Y", False: "N"})


def _known(codes: pd.Series) -> pd.Series:
    return codes.where(codes != "", "NK")


def measured(tables: Tables) -> pd.DataFrame:
    """For each context and measure the first and the last value, and whether the last is better ("Y") or not ("N")."""
    rows = tables.get("context_measures", pd.DataFrame(columns=["case_id", "measure", "measured_dt", "value"]))
    ordered = rows.sort_values(["case_id", "measure", "measured_dt"], kind="stable").groupby(["case_id", "measure"])[
        "value"
    ]
    made = pd.DataFrame({"first": ordered.first(), "last": ordered.last(), "times": ordered.size()}).reset_index()
    made = made[made["times"] > 1]
    sign = made["measure"].map(lambda m: -1 if m in LESS_IS_BETTER else 1)
    return made.assign(is_better=((made["last"] - made["first"]) * sign > 0).map({True: "Y", False: "N"}))


def pooled_rows(cases: pd.DataFrame, tables: Tables, setting: ContextPolicy, k: int) -> pd.DataFrame:
    """A row for each group of each question, or one that says why there is none."""
    rows = []
    for question, whom, answers in questions(cases, tables):
        parts = _parts(question, answers, setting, k)
        if parts is None:
            why = f"A group would hold fewer than {k} contexts, even when groups are joined."
            rows.append({"question": question, "whom": whom, "group": "", "n": 0, "status": "withheld", "reason": why})
            continue
        rows += [
            {"question": question, "whom": whom, "group": ";".join(codes), "n": n, "status": "shown", "reason": ""}
            for codes, n in parts.items()
        ]
    return pd.DataFrame(rows)


def _parts(question: str, known: pd.Series, setting: ContextPolicy, k: int) -> Parts | None:
    if question == "stage":
        return joined_by(known, setting.stage_bandings, k)
    if question in ("chair", "closure"):
        return joined_nominal(known, k)
    return joined_by(known, MOVED if question.startswith("measure:") else (YES_NO,), k)


def durations(cases: pd.DataFrame, as_at: pd.Timestamp, end: str) -> tuple[pd.Series, pd.Series]:
    """Days from referral to the end, or to the day when it was last seen without it: its closing, or the extract."""
    ended = cases[end].notna()
    last = cases[end].fillna(cases["closed_date"]).fillna(as_at)
    return (last - cases["referral_date"]).dt.days, ended


def curves(cases: pd.DataFrame, as_at: pd.Timestamp, setting: ContextPolicy, k: int) -> pd.DataFrame:
    """The waiting times that may be told. A total less the contexts shown one by one must hold k or none, and so must a
    conference less a plan: else the difference of two totals would tell of a few."""
    made, totals = [], list[pd.Series]()
    for question, end in ENDS.items():
        days, ended = durations(cases, as_at, end)
        rows = waiting(days, ended, setting.curve_days, k).assign(question=question)
        pooled = [int((part & ~cases["is_named"]).sum()) for part in (ended, ~ended)]
        apart = [int((one != ended).sum()) for one in totals] if question == "plan" else []
        if len(rows) and min(pooled) >= k and all(n == 0 or n >= k for n in apart):
            made.append(rows)
            totals.append(ended)
    columns = ["day_from", "day_to", "n_ended", "n_waiting", "question"]
    return pd.concat(made, ignore_index=True) if made else pd.DataFrame(columns=columns)
