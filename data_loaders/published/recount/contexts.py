"""Contexts again, case by case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from data_loaders.deliveries.contexts import MEASURES
from data_loaders.deliveries.missing import CONTEXTS as CONTEXT_NAMES
from data_loaders.deliveries.places import AGENCIES
from data_loaders.published.recount.comparison import Recount
from data_loaders.published.recount.context_assessments import assessed, felt, reopened
from data_loaders.published.recount.contexts_as_told import Named, counts_somebody, networks, with_what_is_out
from data_loaders.published.recount.evidence import Evidence, Frame

STEPS = {
    "conference": ("conference_date", 8),
    "plan": ("plan_date", 8),
    "closed": ("closed_date", 16),
}  # and steps followed
NEVER = (
    "HOME",
    "PEER",
    "RESIDENTIAL",
    "OTHER",
    "NK",
)  # kinds that are never shown by themselves, whatever a policy says
NEVER_SIZES = ("UNDER_10", "10_TO_49", "NK")
POOLED_ONCE = (
    "contexts pooled once"  # beside the tables of the release before: who is in figures that are out, or was shown
)
UNDER_WAY = ("ASSESSMENT", "CONFERENCE", "PLAN", "INTERVENTION", "REVIEW")  # stages that nobody reaches without level 2


@dataclass(frozen=True)
class Case:
    """A delivered case, what was decided of it, and whether it may be shown by itself."""

    row: Any
    decision: str
    is_named: bool

    @property
    def is_taken(self) -> bool:
        return self.decision == "LEVEL_2"


def cases_of(evidence: Evidence) -> list[Case]:
    """All contexts but homes, which are weighed in the plan of a child."""
    rows = [c for c in evidence.table("context_cases").itertuples() if c.context_type != "HOME"]
    keys, was = _keys(evidence), _was(evidence)
    return [
        Case(c, _decision(c), _is_named(c, evidence) and was.get(keys.get(c.case_id, "")) != "pooled") for c in rows
    ]


def uncounted(evidence: Evidence) -> list[Case]:
    """Those that no figure holds yet, but not what was shown by itself and is not any more."""
    keys, was = _keys(evidence), _was(evidence)
    told = [(case, was.get(keys.get(case.row.case_id, ""))) for case in cases_of(evidence)]
    return [case for case, how in told if how is None or (how == "shown" and case.is_named)]


def _was(evidence: Evidence) -> dict[str, str]:
    """Key → what was told of that context. A memory of an earlier version names only those that were pooled."""
    once = evidence.previous.get(POOLED_ONCE)
    if once is None:
        return {}
    return {r.key: getattr(r, "was", "pooled") for r in once.itertuples()}


def _decision(case: Any) -> str:
    """As it was recorded; where it was not, what was done says it."""
    decision = case.screen_decision or "NK"
    is_under_way = case.stage in UNDER_WAY or pd.notna(case.conference_date)
    return "LEVEL_2" if decision == "NK" and is_under_way else decision


def _is_named(case: Any, evidence: Evidence) -> bool:
    setting, audience = evidence.policy.contexts, evidence.policy.audience
    allowed = case.context_type in setting.named_types[audience] and case.size_band in setting.named_sizes
    never = case.context_type in NEVER or case.size_band in NEVER_SIZES
    return allowed and not never and case.is_sensitive == "N" and _decision(case) in ("LEVEL_2", "NK")


def as_at(evidence: Evidence) -> pd.Timestamp:
    origins = evidence.table("origins")
    return pd.Timestamp(origins.loc[origins["table"] == "context_cases", "extract_date"].max())


def keys_of(evidence: Evidence) -> dict[str, str]:
    """Case → key, of those that may be shown by themselves."""
    keys = _keys(evidence)
    return {c.row.case_id: keys[c.row.case_id] for c in cases_of(evidence) if c.is_named}


def _keys(evidence: Evidence) -> dict[str, str]:
    if not evidence.has("context_keys"):
        return {}
    return dict(evidence.table("context_keys")[["case_id", "key"]].itertuples(index=False, name=None))


def shown(evidence: Evidence) -> Frame:
    entered: dict[str, pd.Timestamp] = {}
    for h in evidence.table("context_stage_history").itertuples():
        entered[h.case_id] = max(h.entered_dt, entered.get(h.case_id, h.entered_dt))
    day, seen, rows = as_at(evidence) if evidence.has("context_cases") else pd.NaT, Counter[str](), []
    keys = keys_of(evidence)
    for c in (case.row for case in cases_of(evidence) if case.is_named):
        place = _above(c.area_code, evidence)
        label = CONTEXT_NAMES[c.context_type] + (f" in {place}" if place else "")
        seen[label] += 1
        since = entered.get(c.case_id)
        review = "none due" if pd.isna(c.review_due) else "overdue" if c.review_due < day else "in time"
        rows.append((
            keys[c.case_id], f"{label}, {seen[label]}", c.context_type, place, c.size_band, c.stage,
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


def _parts(evidence: Evidence, name: str, date: str, order: str) -> Iterator[tuple[str, pd.Timestamp, Any]]:
    """Key, month and row of each delivered row of a context that is shown, in order."""
    keys = keys_of(evidence)
    rows = [r for r in evidence.table(name).itertuples() if r.case_id in keys]
    for row in sorted(rows, key=lambda r: (keys[r.case_id], getattr(r, date), getattr(r, order))):
        yield keys[row.case_id], _month(getattr(row, date)), row


def weights(evidence: Evidence) -> Frame:
    parts = _parts(evidence, "context_weights", "assessed_dt", "context")
    return _frame([(key, month, r.context, r.weight) for key, month, r in parts], "key month context weight")


def risks(evidence: Evidence) -> Frame:
    k, out, seen, rows = evidence.policy.contexts.k[evidence.policy.audience], networks(evidence), Counter[Named](), []
    for key, month, r in _parts(evidence, "context_risks", "assessed_dt", "risk"):
        of = (key, month, str(r.risk))
        told = out.get((*of, seen[of]), [])
        seen[of] += 1
        n = -1 if pd.isna(r.network_of_support_n) else int(r.network_of_support_n)
        network = "not known" if n < 0 else f"fewer than {k}" if n < k else str(n)
        if told and not all(was == network or (was.isdigit() and n >= k and abs(int(was) - n) >= k) for was in told):
            network = told[-1]
        rows.append((key, month, r.risk, r.likelihood, r.impact, r.protective_factors, network))
    return _frame(rows, "key month risk likelihood impact protective_factors network")


def measures(evidence: Evidence) -> Frame:
    k, small = evidence.policy.contexts.k[evidence.policy.audience], evidence.policy.contexts.small_counts
    rows = []
    for key, month, r in _parts(evidence, "context_measures", "measured_dt", "measure"):
        value, measure = float(r.value), str(r.measure)
        is_count = counts_somebody(measure, r.scale, small)
        value = value if is_count else float(np.round(value, 0 if r.scale == "PER_CENT" else 1))
        is_few = is_count and value < k
        told = f"fewer than {k}" if is_few else f"{value:.0f}" if is_count else f"{value:.1f}"
        rows.append((key, month, measure, np.nan if is_few else value, told, r.scale))
    return _frame(
        with_what_is_out(rows, evidence, k, set(keys_of(evidence).values())), "key month measure value told scale"
    )


def interventions(evidence: Evidence) -> Frame:
    if "case_id" not in evidence.table("interventions"):
        return pd.DataFrame()
    rows = [
        (key, r.type, month, _month(r.end_date), r.lead_agency)
        for key, month, r in _parts(evidence, "interventions", "start_date", "type")
    ]
    return _frame(rows, "key type month month_end lead_agency")


def answers(evidence: Evidence) -> dict[str, tuple[str, Counter[str]]]:
    """Question → of whom, and how many contexts gave each answer; in the order in which questions are published."""
    cases, day = uncounted(evidence), as_at(evidence)
    taken = [c.row for c in cases if c.is_taken]
    hidden = [c.row for c in cases if c.is_taken and not c.is_named]
    found = {
        "stage": ("pooled", Counter(c.stage for c in hidden)),
        "overdue": ("pooled", Counter("Y" if c.review_due < day else "N" for c in hidden if c.stage != "CLOSED")),
        "closure": ("pooled", Counter(c.closure_outcome or "NK" for c in hidden if c.stage == "CLOSED")),
    }
    moved = _moved(evidence)
    for measure in MEASURES:
        found[f"measure:{measure}"] = ("pooled", Counter(moved.get((c.case_id, measure), "NOT_TWICE") for c in hidden))
    found["chair"] = ("all", Counter(c.chair_agency or "NK" for c in taken))
    for agency in AGENCIES:
        if agency != "NK":
            came = Counter("Y" if agency in c.agencies_attended.split(";") else "N" for c in taken)
            found[f"came:{agency}"] = ("all", came)
    found["young_people"] = ("all", Counter("Y" if c.young_people_involved == "Y" else "N" for c in taken))
    found["parents"] = ("all", Counter("Y" if c.parents_involved == "Y" else "N" for c in taken))
    found["felt"] = ("pooled", felt(evidence, [c for c in hidden if c.stage == "CLOSED"]))
    found["reopened"] = ("all", reopened(evidence, taken))
    door = Counter(f"{c.row.source_agency or 'NK'}:{'LEVEL_2' if c.is_taken else 'NOT'}" for c in cases)
    last = {"screened": ("all", Counter(c.decision for c in cases)), "front_door": ("all", door)}
    return found | assessed(evidence, taken) | last


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
    own, day, rows = evidence.published["context_pooled"], as_at(evidence), []
    own = own[own["as_at"] == day]
    for question, (whom, counts) in answers(evidence).items():
        groups = list(own.loc[(own["question"] == question) & (own["status"] == "shown"), "group"])
        codes = [code for group in groups for code in group.split(";")]
        if not groups:
            rows.append((question, whom, "", 0, "withheld", "", day))
        left = sorted(set(counts) - set(codes))  # an answer that no group holds would make a group of its own
        rows += [(question, whom, g, sum(counts[code] for code in g.split(";")), "shown", "", day) for g in groups]
        rows += [(question, whom, code, counts[code], "shown", "", day) for code in left if groups]
    return _frame(rows, "question whom group n status reason as_at")


def curves(evidence: Evidence) -> Frame:
    """The intervals are those that are published; the last is of whoever came later, or not yet."""
    own = evidence.published["context_curves"]
    if not evidence.has("context_cases"):
        return pd.DataFrame()
    day, step, rows = as_at(evidence), evidence.policy.contexts.curve_days, []
    own = own[own["as_at"] == day]
    for question, (column, followed) in STEPS.items():
        shown = own[own["question"] == question]
        if shown.empty:
            continue
        seen = [
            c.row for c in uncounted(evidence) if c.is_taken and (day - c.row.referral_date).days >= followed * step
        ]
        waits = [
            (getattr(c, column) - c.referral_date).days // step if pd.notna(getattr(c, column)) else followed
            for c in seen
        ]
        ends = sorted({int(end) // step for end in shown["day_to"]})
        for start, end in zip([0, *ends], ends, strict=False):
            rows.append((question, start * step, end * step, sum(start <= w < end for w in waits), 0, day))
        rows.append((question, ends[-1] * step, ends[-1] * step, 0, sum(w >= ends[-1] for w in waits), day))
    return _frame(rows, "question day_from day_to n_ended n_waiting as_at")


def _frame(rows: Sequence[tuple[object, ...]], columns: str) -> Frame:
    return pd.DataFrame(rows, columns=columns.split())


CONTEXTS = {
    "context_shown": Recount(
        "Worked out again case by case; each is of a kind and a size that may be shown by itself.", shown
    ),
    "context_weights": Recount("Compared with the delivered rows of the contexts that may be shown.", weights),
    "context_risks": Recount("Compared with the delivered rows of the contexts that may be shown.", risks),
    "context_measures": Recount("Compared with the delivered rows; small counts are told in words.", measures),
    "context_interventions": Recount(
        "Compared with the delivered rows of the contexts that may be shown.", interventions
    ),
    "context_pooled": Recount("Counted again context by context.", pooled),
    "context_curves": Recount("Counted again context by context.", curves),
}
