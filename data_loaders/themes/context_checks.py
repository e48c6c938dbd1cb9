"""What is tried against the published tables of contexts: nothing of a context that must be pooled."""

from __future__ import annotations

import pandas as pd

from data_loaders.deliveries.missing import CONTEXTS
from data_loaders.policy.contexts import NEVER_NAMED, NEVER_NAMED_SIZES, ContextPolicy
from data_loaders.release import Check

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


def _check(name: str, tried: int, wrong: int, words: str) -> Check:
    reason = f"{tried} figures {words}." if not wrong else f"{wrong} of {tried} are not as they must be ({words})."
    return Check(name=name, subject="contexts", status="failed" if wrong else "passed", reason=reason, tried=tried)
