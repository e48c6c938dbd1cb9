"""What was assessed in contexts taken to level 2, again: context by context, from the rows as they were delivered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from data_loaders.deliveries.contexts import ASKS, RISKS
from data_loaders.published.recount.evidence import Evidence

OF_PEOPLE = ("PEER", "RESIDENTIAL")
Answers = dict[str, tuple[str, Counter[str]]]


def assessed(evidence: Evidence, taken: list[Any]) -> Answers:
    """Question → of whom, and how many contexts gave each answer. A table without rows asks nothing; of every case young people could have asked for something."""
    found: dict[str, dict[str, str]] = {}
    if len(evidence.table("context_weights")):
        weighed = {case: _heaviest(rows) for case, rows in _latest(evidence, "context_weights").items()}
        own = {c.case_id: "Y" if weighed[c.case_id] == c.context_type else "N" for c in taken if c.case_id in weighed}
        found = {"heaviest": weighed, "acted_on": own}
    if len(evidence.table("context_risks")):
        latest = _latest(evidence, "context_risks")
        found["network"] = {case: _network(rows) for case, rows in latest.items()}
        found["assessed_with"] = {
            case: _yes(r.young_people_involved == "Y" for r in rows) for case, rows in latest.items()
        }
        for risk in RISKS:
            found[f"risk:{risk}"] = {
                case: _yes(r.risk == risk and r.likelihood * r.impact >= 12 for r in rows)
                for case, rows in latest.items()
            }
    asked = {c.case_id: c.young_people_asked_for.split(";") for c in taken if c.young_people_asked_for}
    for ask in ASKS:
        found[f"asked:{ask}"] = {case: _yes([ask in codes]) for case, codes in asked.items()}
    return _counted(found, taken)


def _counted(found: Mapping[str, Mapping[str, str]], taken: list[Any]) -> Answers:
    some, counts = [c for c in taken if c.context_type in OF_PEOPLE], Answers()
    for name, answers in found.items():
        none = "NOT_WEIGHED" if name in ("heaviest", "acted_on") else "NOT_ASSESSED"
        counts[name] = ("all", Counter(answers.get(c.case_id, none) for c in taken))
        if none == "NOT_ASSESSED":
            counts[f"{name}:OF_PEOPLE"] = ("all", Counter(answers.get(c.case_id, none) for c in some))
    return counts


def _latest(evidence: Evidence, name: str) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = {}
    for row in evidence.table(name).itertuples():
        before = rows.get(row.case_id)
        if before is None or row.assessed_dt > before[0].assessed_dt:
            rows[row.case_id] = [row]
        elif row.assessed_dt == before[0].assessed_dt:
            before.append(row)
    return rows


def _heaviest(rows: list[Any]) -> str:
    most = max(r.weight for r in rows)
    kinds = [str(r.context) for r in rows if r.weight == most]
    return kinds[0] if len(kinds) == 1 else "EQUAL"


def _network(rows: list[Any]) -> str:
    known = [r.network_of_support_n for r in rows if not pd.isna(r.network_of_support_n)]
    return "NOT_ASSESSED" if not known else "FEW" if max(known) <= 2 else "SOME" if max(known) <= 5 else "MANY"


def _yes(answers: Iterable[bool]) -> str:
    return "Y" if any(answers) else "N"


def felt(evidence: Evidence, closed: list[Any]) -> Counter[str]:
    """Of closed contexts: how young people feel at the latest measuring, against the first."""
    values: dict[str, list[tuple[pd.Timestamp, int, float]]] = {}
    for at, m in enumerate(evidence.table("context_measures").itertuples()):
        if m.measure == "YP_FEEL_SAFE" and pd.notna(m.value):
            values.setdefault(m.case_id, []).append((m.measured_dt, at, m.value))
    counts = Counter[str]()
    for case in closed:
        own = values.get(case.case_id, [])
        change = max(own)[2] - min(own)[2] if len(own) > 1 else None
        counts["NOT_TWICE" if change is None else "Y" if change > 0 else "LESS" if change < 0 else "SAME"] += 1
    return counts


def reopened(evidence: Evidence, taken: list[Any]) -> Counter[str]:
    """Of contexts that are or were closed: whether another stage began after the first closing."""
    stages: dict[str, list[tuple[pd.Timestamp, str]]] = {}
    for row in evidence.table("context_stage_history").itertuples():
        stages.setdefault(row.case_id, []).append((row.entered_dt, row.stage))
    counts = Counter[str]()
    for case in taken:
        closings = [when for when, stage in stages.get(case.case_id, []) if stage == "CLOSED"]
        if not closings and case.stage != "CLOSED":
            continue
        later = [
            when
            for when, stage in stages.get(case.case_id, [])
            if stage != "CLOSED" and closings and when > min(closings)
        ]
        counts["Y" if later else "N"] += 1
    return counts
