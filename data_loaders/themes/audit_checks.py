"""What is tried against the published tables of the audit. Each check recounts for itself, row by row, and can fail."""

from __future__ import annotations

import pandas as pd

from data_loaders.release import Check
from data_loaders.safety.attack import Attempt
from data_loaders.themes.rating_views import ALL, AREA, ITEM, TEAM_AREA

Tables = dict[str, pd.DataFrame]


def check_cells(out: Tables, ratings: pd.DataFrame, k: int) -> Check:
    """Every published band, counted again record by record: the same number, and k or more different records."""
    first = [r for r in ratings.itertuples() if r.rater == "A"]
    rounds = {str(r.round) for r in first}
    counted: dict[tuple[str, str, str, int], list[tuple[str, str]]] = {}
    for r in first:
        for view, group in ((ITEM, r.item_id), (AREA, r.practice_area)):
            counted.setdefault((str(r.round), view, str(group), int(r.rating)), []).append((str(r.record), str(r.team)))
    tried = wrong = 0
    for cell in out["audit_cells"].itertuples():
        if cell.round not in rounds:
            continue
        view = AREA if cell.view == TEAM_AREA else cell.view
        rows = [
            one
            for point in range(cell.low, cell.high + 1)
            for one in counted.get((cell.round, view, cell.group, point), [])
        ]
        if cell.team != ALL:
            rows = [one for one in rows if one[1] in cell.team.split(" + ")]
        tried += 1
        wrong += len(rows) != cell.n or len({record for record, _ in rows}) < k
    return _check("closure", tried, wrong, f"recounted; each has {k} or more different records")


def check_attempts(attempts: list[Attempt]) -> Check:
    """Nothing that all figures of a round tell together; how many cells were tried is no figure for a reader."""
    left = any(attempt.pinned for attempt in attempts)
    words = "Of no few records can all figures of a round tell together that they are there, or how many they are."
    return Check(name="across views", subject="audits", status="failed" if left else "passed", reason=words if not left else f"Not so: {words}")  # fmt: skip


def check_agreement(out: Tables, ratings: pd.DataFrame, k: int) -> Check:
    """Every cell of two auditors counted again; coefficients of all six points in steps only, never with too few records."""
    given = {(str(r.round), str(r.item_id), str(r.record), str(r.rater)): (int(r.rating), str(r.practice_area), str(r.is_blind))
             for r in ratings.itertuples()}  # fmt: skip
    both: dict[tuple[str, str], list[tuple[str, int, int]]] = {}
    for (at, item, record, rater), (rating, area, _) in given.items():
        other, _, blind = given.get((at, item, record, "B"), (0, "", "N"))
        if rater == "A" and blind != "N":
            both.setdefault((at, item), []).append((record, rating, other))
            both.setdefault((at, area), []).append((record, rating, other))
    rounds = {key[0] for key in given}
    tried = wrong = 0
    for cell in out["audit_pairs"].itertuples():
        if cell.round not in rounds:
            continue
        rows = [record for record, one, other in both[cell.round, cell.group]
                if cell.first_low <= one <= cell.first_high and cell.second_low <= other <= cell.second_high]  # fmt: skip
        tried += 1
        wrong += len(rows) != cell.n or len(set(rows)) < k
    fine = out["audit_agreement"].query("scale == 'six_points' and status == 'shown'")
    off = ((fine["value"] / fine["step"]).round(6) % 1 != 0) | (fine["step"] < 0.1)
    return _check(
        "agreement",
        tried + len(fine),
        wrong + int(off.sum()),
        "recounted; coefficients of six points are in steps of a tenth or more",
    )


def _check(name: str, tried: int, wrong: int, words: str) -> Check:
    reason = (
        f"{tried} figures {words}." if not wrong else f"{wrong} of {tried} figures are not as they must be ({words})."
    )
    return Check(name=name, subject="audits", status="failed" if wrong else "passed", reason=reason, tried=tried)
