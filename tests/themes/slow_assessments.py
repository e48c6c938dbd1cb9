"""What was assessed in contexts, worked out slowly from the delivered lines, one context after the other."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

Line = dict[str, str]


def lines(folder: Path, name: str) -> list[Line]:
    with (folder / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def newest(folder: Path, name: str, case: Line) -> list[Line]:
    """The lines of the latest assessment of one context."""
    own = [line for line in lines(folder, name) if line["case_id"] == case["case_id"]]
    return [line for line in own if line["assessed_dt"] == max(line["assessed_dt"] for line in own)]


def heaviest(folder: Path, case: Line) -> str:
    own = sorted(newest(folder, "context_weights", case), key=lambda line: -float(line["weight"]))
    if not own:
        return "NOT_WEIGHED"
    return "EQUAL" if len(own) > 1 and float(own[0]["weight"]) == float(own[1]["weight"]) else own[0]["context"]


def acted_on(folder: Path, case: Line) -> str:
    top = heaviest(folder, case)
    return top if top == "NOT_WEIGHED" else "Y" if top == case["context_type"] else "N"


def network(folder: Path, case: Line) -> str:
    sizes = [
        int(line["network_of_support_n"])
        for line in newest(folder, "context_risks", case)
        if line["network_of_support_n"]
    ]
    return ("FEW" if max(sizes) < 3 else "SOME" if max(sizes) < 6 else "MANY") if sizes else "NOT_ASSESSED"


def some(folder: Path, case: Line, is_so: Callable[[Line], bool]) -> str:
    own = newest(folder, "context_risks", case)
    return "NOT_ASSESSED" if not own else "Y" if any(is_so(line) for line in own) else "N"


def grave(folder: Path, case: Line, risk: str) -> str:
    return some(folder, case, lambda line: line["risk"] == risk and int(line["likelihood"]) * int(line["impact"]) >= 12)


def asked(case: Line, code: str) -> str:
    said = case["young_people_asked_for"]
    return "NOT_ASSESSED" if not said else "Y" if code in said.split(";") else "N"


def felt(folder: Path, case: Line) -> str:
    own = [
        m
        for m in lines(folder, "context_measures")
        if m["case_id"] == case["case_id"] and m["measure"] == "YP_FEEL_SAFE"
    ]
    if len(own) < 2:
        return "NOT_TWICE"
    own.sort(key=lambda line: line["measured_dt"])
    first, last = float(own[0]["value"]), float(own[-1]["value"])
    return "Y" if last > first else "LESS" if last < first else "SAME"


def reopened(folder: Path, case: Line) -> str:
    """ "" for a context that was never closed."""
    own = sorted(
        (s for s in lines(folder, "context_stage_history") if s["case_id"] == case["case_id"]),
        key=lambda s: s["entered_dt"],
    )
    stages = [line["stage"] for line in own]
    if "CLOSED" not in stages:
        return ""
    return "Y" if set(stages[stages.index("CLOSED") :]) != {"CLOSED"} else "N"
