"""What the recounts read: the deliveries as they were checked, and what is known beside them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from data_loaders.counted import Counting
from data_loaders.deliveries import COUNTED
from data_loaders.facts import Tables
from data_loaders.keys import SecretRefusedError, key_of, secret_of_contexts
from data_loaders.policy import Policy
from data_loaders.publish.stop import RiverStoppedError, river_stop
from data_loaders.published.recount import Evidence
from data_loaders.sources import Collected
from data_loaders.sources.origin import coverage_of, covered


def evidence_of(
    collected: Collected,
    known: Tables,
    policy: Policy,
    tables: Mapping[str, pd.DataFrame],
    previous: Mapping[str, pd.DataFrame],
    counting: Counting,
) -> Evidence:
    """What the recounts read: the deliveries as they were checked, `known` beside them, and the tables that they are held against."""
    return Evidence(
        delivered={**collected.tables, **known},
        published=tables,
        previous=previous,
        policy=policy,
        covered={name: covered(collected, name) for name in COUNTED if name in collected.tables},
        spans=counting.periods,
        counted=counting.as_counted,
    )


def beside(collected: Collected, deliveries: Path, out: Path, *, make: bool = True) -> Tables:
    """What is known beside the deliveries: of when each table is, and what each context is called across the lock. `make` false: no secret is
    made for it."""
    origins = pd.DataFrame([(o.table, o.extract_date) for o in collected.origins], columns=["table", "extract_date"])
    latest = origins.groupby("table", as_index=False)["extract_date"].max()
    keys = context_keys(collected, deliveries, out, make=make)
    return {"origins": latest, "context_keys": keys, "coverage": coverage_of(collected)}


def context_keys(collected: Collected, deliveries: Path, out: Path, *, make: bool) -> pd.DataFrame:
    """case_id, key: what each context is called across the lock."""
    cases = collected.tables.get("context_cases", pd.DataFrame({"case_id": []}, dtype="str"))["case_id"]
    try:
        secret = secret_of_contexts(out, deliveries, make=make) if len(cases) else b""
    except SecretRefusedError as error:
        raise RiverStoppedError((river_stop("context_cases", "secret of the keys", str(error), "Then publish again."),)) from error  # fmt: skip
    return pd.DataFrame({"case_id": cases, "key": [key_of(case, secret) for case in cases]})
