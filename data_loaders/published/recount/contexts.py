"""Contexts again, case by case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

import numpy as np
import pandas as pd

from data_loaders.deliveries.contexts import MEASURES
from data_loaders.deliveries.missing import CONTEXTS as CONTEXT_NAMES
from data_loaders.deliveries.places import AGENCIES
from data_loaders.published.recount.comparison import Recount
from data_loaders.published.recount.evidence import Evidence, Frame

DIGITS = dict(zip("0123456789abcdef", "abcdefghijklmnop", strict=True))
STEPS = {"conference": "conference_date", "plan": "plan_date", "closed": "closed_date"}
NEVER = ("HOME", "PEER", "RESIDENTIAL", "OTHER", "NK")  # kinds that are never shown by themselves, whatever a policy says
NEVER_SIZES = ("UNDER_10", "10_TO_49", "NK")


def key_of(case: str) -> str:
    """Letters that are no identifier of the delivery and look like nobody's number."""
    return "".join(DIGITS[sign] for sign in sha256(f"context {case}".encode()).hexdigest()[:12])


def as_at(evidence: Evidence) -> pd.Timestamp:
    origins = evidence.table("origins")
    return pd.Timestamp(origins.loc[origins["table"] == "context_cases", "extract_date"].max())


def is_named(case: object, evidence: Evidence) -> bool:
    """Whether a context may be shown by itself."""
    kind, size, sensitive = (getattr(case, name) for name in ("context_type", "size_band", "is_sensitive"))
    setting, audience = evidence.policy.contexts, evidence.policy.audience
    allowed = kind in setting.named_types[audience] and size in setting.named_sizes and sensitive == "N"
    return allowed and kind not in NEVER and size not in NEVER_SIZES


def named_cases(evidence: Evidence) -> dict[str, str]:
    cases = evidence.table("context_cases")
    return {str(c.case_id): key_of(str(c.case_id)) for c in cases.itertuples() if is_named(c, evidence)}


def shown(evidence: Evidence) -> Frame:
    entered: dict[str, pd.Timestamp] = {}
    for h in evidence.table("context_stage_history").itertuples():
        entered[h.case_id] = max(h.entered_dt, entered.get(h.case_id, h.entered_dt))
    day, seen, rows = as_at(evidence) if evidence.has("context_cases") else pd.NaT, Counter[str](), []
    for c in evidence.table("context_cases").itertuples():
        if not is_named(c, evidence):
            continue
        place = _above(c.area_code, evidence)
        label = CONTEXT_NAMES[c.context_type] + (f" in {place}" if place else "")
        seen[label] += 1
        since = entered.get(c.case_id)
        review = "none due" if pd.isna(c.review_due) else "overdue" if c.review_due < day else "in time"
        rows.append((
            key_of(c.case_id), f"{label}, {seen[label]}", c.context_type, place, c.size_band, c.stage,
            0 if since is None or pd.isna(since) else (day - since).days // 7, _month(c.referral_date), review, c.closure_outcome,
            c.harm_types, c.young_people_asked_for, day,
        ))  # fmt: skip
    columns = ["key", "label", "context_type", "place", "size_band", "stage", "weeks_in_stage", "referred", "review",
               "closure_outcome", "harm_types", "asked_for", "as_at"]  # fmt: skip
    return pd.DataFrame(sorted(rows), columns=columns)


def _above(code: str, evidence: Evidence) -> str:
    """The name of the area of the policy's level in which an area lies; blank where there is none."""
    areas, level = evidence.areas, evidence.policy.contexts.named_level
    while code in areas.index and areas.at[code, "area_level"] != level:
        code = areas.at[code, "parent_code"]
    return str(areas.at[code, "area_name"]) if code in areas.index else ""


def _month(moment: pd.Timestamp) -> pd.Timestamp:
    return pd.NaT if pd.isna(moment) else pd.Timestamp(moment.year, moment.month, 1)


def _parts(evidence: Evidence, name: str, date: str, order: str) -> Iterator[tuple[str, pd.Timestamp, object]]:
    """Key, month and row of each delivered row of a context that is shown, in order."""
    keys = named_cases(evidence)
    rows = [r for r in evidence.table(name).itertuples() if r.case_id in keys]
    for row in sorted(rows, key=lambda r: (keys[r.case_id], getattr(r, date), getattr(r, order))):
        yield keys[row.case_id], _month(getattr(row, date)), row


def weights(evidence: Evidence) -> Frame:
    parts = _parts(evidence, "context_weights", "assessed_dt", "context")
    return _frame([(key, month, r.context, r.weight) for key, month, r in parts], "key month context weight")  # type: ignore[attr-defined]


def risks(evidence: Evidence) -> Frame:
    k = evidence.policy.contexts.k[evidence.policy.audience]
    rows = [
        (key, month, r.risk, r.likelihood, r.impact, r.protective_factors,  # type: ignore[attr-defined]
         "not known" if pd.isna(n := r.network_of_support_n) else f"fewer than {k}" if n < k else str(int(n)))  # type: ignore[attr-defined]
        for key, month, r in _parts(evidence, "context_risks", "assessed_dt", "risk")
    ]  # fmt: skip
    return _frame(rows, "key month risk likelihood impact protective_factors network")


def measures(evidence: Evidence) -> Frame:
    k, small = evidence.policy.contexts.k[evidence.policy.audience], evidence.policy.contexts.small_counts
    rows = []
    for key, month, r in _parts(evidence, "context_measures", "measured_dt", "measure"):
        value, measure = float(r.value), str(r.measure)  # type: ignore[attr-defined]
        is_few = measure in small and value < k
        told = f"fewer than {k}" if is_few else f"{value:.0f}" if measure in small else f"{value:.1f}"
        rows.append((key, month, measure, np.nan if is_few else value, told, r.scale))  # type: ignore[attr-defined]
    return _frame(rows, "key month measure value told scale")


def interventions(evidence: Evidence) -> Frame:
    if "case_id" not in evidence.table("interventions"):
        return pd.DataFrame()
    rows = [
        (key, r.type, month, _month(r.end_date), r.lead_agency)  # type: ignore[attr-defined]
        for key, month, r in _parts(evidence, "interventions", "start_date", "type")
    ]
    return _frame(rows, "key type month month_end lead_agency")


def answers(evidence: Evidence) -> dict[str, tuple[str, Counter[str]]]:
    """Question → of whom, and how many contexts gave each answer; in the order in which questions are published."""
    cases, day = list(evidence.table("context_cases").itertuples()), as_at(evidence)
    pooled = [c for c in cases if not is_named(c, evidence)]
    held = [c for c in cases if pd.notna(c.conference_date)]
    still = [c for c in pooled if c.stage != "CLOSED"]
    closed = [c for c in pooled if c.stage == "CLOSED"]
    found = {
        "stage": ("pooled", Counter(c.stage for c in pooled)),
        "overdue": ("pooled", Counter("Y" if c.review_due < day else "N" for c in still)),
        "closure": ("pooled", Counter(c.closure_outcome or "NK" for c in closed)),
    }
    moved = _moved(evidence)
    for measure in MEASURES:
        found[f"measure:{measure}"] = ("pooled", Counter(moved.get((c.case_id, measure), "NOT_TWICE") for c in pooled))
    found["chair"] = ("all", Counter(c.chair_agency or "NK" for c in held))
    for agency in AGENCIES:
        if agency != "NK":
            came = Counter("Y" if agency in c.agencies_attended.split(";") else "N" for c in held)
            found[f"came:{agency}"] = ("all", came)
    found["young_people"] = ("all", Counter("Y" if c.young_people_involved == "Y" else "N" for c in held))
    found["parents"] = ("all", Counter("Y" if c.parents_involved == "Y" else "N" for c in held))
    return found


def _moved(evidence: Evidence) -> dict[tuple[str, str], str]:
    """(context, measure) → whether the last value is better than the first; of those measured twice."""
    values: dict[tuple[str, str], list[tuple[pd.Timestamp, int, float]]] = {}
    for at, m in enumerate(evidence.table("context_measures").itertuples()):
        if pd.notna(m.value):
            values.setdefault((m.case_id, m.measure), []).append((m.measured_dt, at, m.value))
    made = {}
    for key, own in values.items():
        if len(own) > 1:
            first, last = min(own)[2], max(own)[2]
            made[key] = "Y" if (last < first if key[1] == "INCIDENTS" else last > first) else "N"
    return made


def pooled(evidence: Evidence) -> Frame:
    """The groups are those that are published; every answer of a question stands in one of them, or none does."""
    if not evidence.has("context_cases"):
        return pd.DataFrame()
    own, k, day = evidence.published["context_pooled"], evidence.policy.contexts.k[evidence.policy.audience], as_at(evidence)
    few, rows = f"A group would hold fewer than {k} contexts, even when groups are joined.", []
    for question, (whom, counts) in answers(evidence).items():
        groups = list(own.loc[(own["question"] == question) & (own["status"] == "shown"), "group"])
        codes = [code for group in groups for code in group.split(";")]
        if not groups:
            rows.append((question, whom, "", 0, "withheld", few, day))
        left = sorted(set(counts) - set(codes))  # an answer that no group holds would make a group of its own
        rows += [(question, whom, g, sum(counts[code] for code in g.split(";")), "shown", "", day) for g in groups]
        rows += [(question, whom, code, counts[code], "shown", "", day) for code in left if groups]
    return _frame(rows, "question whom group n status reason as_at")


def curves(evidence: Evidence) -> Frame:
    """The intervals are those that are published; the last of them reaches to the longest wait."""
    own = evidence.published["context_curves"]
    if not evidence.has("context_cases"):
        return pd.DataFrame()
    day, step, rows = as_at(evidence), evidence.policy.contexts.curve_days, []
    for question, column in STEPS.items():
        waits = list(_waits(evidence, column, day))
        shown_to = list(own.loc[own["question"] == question, "day_to"])
        longest = (max(days for days, _ in waits) // step + 1) * step
        ends = sorted({*shown_to, longest}) if shown_to else []
        for start, end in zip([0, *ends], ends, strict=False):
            inside = Counter(ended for days, ended in waits if start <= days < end)
            rows.append((question, start, end, inside[True], inside[False], day))
    return _frame(rows, "question day_from day_to n_ended n_waiting as_at")


def _waits(evidence: Evidence, column: str, day: pd.Timestamp) -> Iterator[tuple[int, bool]]:
    for c in evidence.table("context_cases").itertuples():
        end = getattr(c, column)
        last = next(d for d in (end, c.closed_date, day) if pd.notna(d))
        yield (last - c.referral_date).days, pd.notna(end)


def _frame(rows: list[tuple[object, ...]], columns: str) -> Frame:
    return pd.DataFrame(rows, columns=columns.split())


CONTEXTS = {
    "context_shown": Recount("Worked out again case by case; each is of a kind and a size that may be shown by itself.", shown),
    "context_weights": Recount("Compared with the delivered rows of the contexts that may be shown.", weights),
    "context_risks": Recount("Compared with the delivered rows of the contexts that may be shown.", risks),
    "context_measures": Recount("Compared with the delivered rows; small counts are told in words.", measures),
    "context_interventions": Recount("Compared with the delivered rows of the contexts that may be shown.", interventions),
    "context_pooled": Recount("Counted again context by context.", pooled),
    "context_curves": Recount("Counted again context by context.", curves),
}
