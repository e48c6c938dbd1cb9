"""What is tried against the published tables of contexts: nothing of a context that must be pooled, no figure of a few."""

from __future__ import annotations

import pandas as pd

from data_loaders.deliveries.missing import CONTEXTS
from data_loaders.facts import Tables
from data_loaders.policy.contexts import NEVER_NAMED, NEVER_NAMED_SIZES, ContextPolicy
from data_loaders.release import Check
from data_loaders.themes.pooled_contexts import durations, questions

PARTS = ("context_shown", "context_weights", "context_risks", "context_measures", "context_interventions")


def check_named(out: dict[str, pd.DataFrame], cases: pd.DataFrame, setting: ContextPolicy, audience: str) -> Check:
    """Every context that any table shows by itself is of a kind and size that the floor of the code and the policy allow."""
    of = {key: (kind, size, sensitive) for key, kind, size, sensitive in
          zip(cases["key"], cases["context_type"], cases["size_band"], cases["is_sensitive"], strict=True)}  # fmt: skip
    pooled = {case for case, named in zip(cases["case_id"], cases["is_named"], strict=True) if not named}
    wrong = tried = 0
    for name in PARTS:
        for key in out[name]["key"]:
            kind, size, sensitive = of.get(key, ("NK", "NK", "Y"))
            tried += 1
            wrong += (
                kind in NEVER_NAMED
                or size in NEVER_NAMED_SIZES
                or sensitive != "N"
                or kind not in setting.named_types[audience]
            )
    cells = {str(value) for frame in out.values() for column in frame.select_dtypes("str") for value in frame[column]}
    wrong += len(cells & pooled)
    kinds = {
        kind for kind in NEVER_NAMED if CONTEXTS[kind] in set(out["context_shown"]["label"].str.split(" in ").str[0])
    }
    return _check("contexts shown", tried, wrong + len(kinds), "are of contexts that may be shown by themselves")


def check_pooled(out: dict[str, pd.DataFrame], cases: pd.DataFrame, tables: Tables, k: int) -> Check:
    """Every figure counted again, context by context; each holds k, and so does what is left when the shown are taken out."""
    answers = {question: list(values) for question, _, values in questions(cases, tables)}
    wrong = tried = 0
    for row in out["context_pooled"].itertuples():
        if row.status == "shown":
            tried += 1
            wrong += sum(1 for answer in answers[row.question] if answer in row.group.split(";")) != row.n or row.n < k
    ends = {"conference": "conference_date", "plan": "plan_date", "closed": "closed_date"}
    for row in out["context_curves"].itertuples():
        days, ended = durations(cases, cases["as_at"].iloc[0], ends[row.question])
        counts = [0, 0]
        for day, is_ended in zip(days, ended, strict=True):
            counts[not is_ended] += row.day_from <= day < row.day_to
        tried += 2
        wrong += counts != [row.n_ended, row.n_waiting] or min(counts) < k
    told = {str(q): int(rows["n_ended"].sum()) for q, rows in out["context_curves"].groupby("question")}
    bases = {
        q: int(rows["n"].sum()) for q, rows in out["context_pooled"].query("status == 'shown'").groupby("question")
    }
    family = [n for q, n in bases.items() if q == "chair" or q.startswith("came:") or q in ("young_people", "parents")]
    family += [told[q] for q in ("conference", "plan") if q in told]
    for one in family:  # questions of one family: the difference of two totals is nothing, or k and more
        tried += 1
        wrong += 0 < abs(one - family[0]) < k
    return _check("contexts pooled", tried, wrong, f"recounted; each has {k} or more contexts")


def _check(name: str, tried: int, wrong: int, words: str) -> Check:
    reason = f"{tried} figures {words}." if not wrong else f"{wrong} of {tried} are not as they must be ({words})."
    return Check(name=name, subject="contexts", status="failed" if wrong else "passed", reason=reason, tried=tried)
