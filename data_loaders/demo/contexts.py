"""Invented contexts at level 2: referred, assessed, discussed, planned for, reviewed, closed. None is a place anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from math import ceil

import numpy as np
import pyarrow as pa

from data_loaders.demo.children import identifiers
from data_loaders.demo.places import Places
from data_loaders.demo.story import EXTRACT, FIRST, Story

COUNT = 96
# No home: it is weighed at level 1, in the plan of a child, and is no context case.
TYPES = {"NEIGHBOURHOOD": 20, "SCHOOL": 11, "COMMERCIAL": 9, "TRANSPORT": 6, "YOUTH_PROVISION": 5, "PEER": 27, "RESIDENTIAL": 9,
         "ONLINE": 9}  # fmt: skip
OPEN_TO_MANY = ("NEIGHBOURHOOD", "SCHOOL", "COMMERCIAL", "TRANSPORT", "YOUTH_PROVISION")
STEPS = ("SCREENING", "ASSESSMENT", "CONFERENCE", "PLAN", "INTERVENTION", "REVIEW", "CLOSED")
DAYS = {"SCREENING": 6, "ASSESSMENT": 9, "CONFERENCE": 40, "PLAN": 50, "INTERVENTION": 45, "REVIEW": 110, "CLOSED": 150}
AGENCIES, CHAIRS = (
    ("POLICE", "SOCIAL_WORK", "EDUCATION", "HEALTH", "CLD_YOUTH", "BARNARDOS"),
    (0.15, 0.45, 0.2, 0.02, 0.15, 0.03),
)
ATTEND = (0.86, 0.84, 0.74, 0.45, 0.66, 0.5)
HARMS = ("CCE", "SYV", "PEER_ABUSE", "CSE", "SUBSTANCE")
ASKED = ("LIGHT_AND_SIGHT", "SOMEWHERE_TO_GO", "ADULTS_WHO_KNOW_US", "GETTING_HOME", "BEING_BELIEVED", "LESS_MOVING_ON")
RISKS = ("EXPLOITATION", "VIOLENCE", "SUBSTANCES", "PEER_PRESSURE", "UNSEEN")
PROTECT = ("TRUSTED_ADULT", "YOUTH_WORK", "WATCHFUL_STAFF", "FRIENDS", "GOOD_TRANSPORT", "PARENTS")
NO_DATE = np.datetime64("NaT", "D")
HOME_WEIGHS_MOST = 3  # where so few support, home weighs most if it weighs at all: about one context in five
FELT_AT_CLOSING = {
    "SAME": 0.0,
    "LESS_SAFE": -6.0,
    "NK": 0.0,
}  # against the first measuring: closed, though young people feel no safer
OPENED_AGAIN = (
    1 / 6
)  # of those taken on and closed, as many as come back where places change slowly; each is closed once more
# Days that a closed context rests at least, and that it is looked at again, both from shortest to usual: some are back within three months.
RESTS, LOOKED_AT = (14, 85.0), (28, 45.0)
ANSWERED_OTHERWISE = 0.2  # the chance that a screening ends at level 1: a door that takes everything screens nothing
BEFORE_CLOSURE = 0.8  # the chance to be closed at a review, not reviewed again
# Measure → scale, level at first, usual change at each later measuring, spread of the change.
MEASURES = {
    "INCIDENTS": ("COUNT_A_MONTH", 9.0, -1.5, 2.2), "YP_FEEL_SAFE": ("PER_CENT", 41.0, 9.0, 9.0), "GUARDIANS": ("COUNT", 5.0, 1.5, 1.6),
    "ENVIRONMENT": ("ZERO_TO_TEN", 4.0, 0.2, 1.4), "PEER_NORMS": ("ZERO_TO_TEN", 4.4, 0.5, 1.2), "PARTNER_ACTION": ("PER_CENT", 35.0, 18.0, 14.0),
}  # fmt: skip


def context_tables(story: Story, places: Places) -> tuple[dict[str, pa.Table], dict[str, object]]:
    """The five tables of contexts, and what was planted: young people feel safer, the places themselves hardly change."""
    rng = story.rng(22)
    kinds = rng.permutation(np.repeat(list(TYPES), list(TYPES.values())))
    span = int((EXTRACT - FIRST).astype(int)) - 12
    start = FIRST + np.sort((span * rng.random(COUNT) ** 0.55).astype(int))  # level 2 grows: more of them lately
    parts: dict[str, list[tuple[object, ...]]] = {name: [] for name in NAMES}
    for key, kind, referred in zip(identifiers(rng, "x", COUNT), kinds, start, strict=True):
        _context(rng, str(key, "ascii"), str(kind), referred, str(rng.choice(places.wards)), parts)
    reopened, closed = _again(story.rng(24), parts)
    planted = {"contexts": COUNT, "types": TYPES, "rises": "YP_FEEL_SAFE", "hardly_changes": "ENVIRONMENT",
               "home_weighs_most": "about one in five", "closed_though_less_safe": True,
               "opened_again": {"contexts": len(reopened), "of_closed": closed, "days_after_closing": sorted(reopened)}}  # fmt: skip
    return {name: _columns(NAMES[name], rows) for name, rows in parts.items()}, planted


def _context(
    rng: np.random.Generator,
    key: str,
    kind: str,
    referred: np.datetime64,
    area: str,
    parts: dict[str, list[tuple[object, ...]]],
) -> None:
    history = _history(rng, referred)
    day = dict(history)
    stage = history[-1][0]
    left = [*(when for _, when in history[1:]), NO_DATE]
    parts["context_stage_history"] += [
        (key, name, _text(when), _text(end)) for (name, when), end in zip(history, left, strict=True)
    ]
    held, planned, closed = (day.get(name, NO_DATE) for name in ("CONFERENCE", "PLAN", "CLOSED"))
    reviewed = day.get("REVIEW", NO_DATE)
    due = (reviewed if not np.isnat(reviewed) else planned) + np.timedelta64(int(rng.integers(80, 130)), "D")
    size = (
        "50_OR_MORE"
        if kind in OPEN_TO_MANY and rng.random() < 0.85
        else "UNDER_10"
        if kind == "RESIDENTIAL"
        else "10_TO_49"
    )
    is_held = not np.isnat(held)
    chair = str(rng.choice(AGENCIES, p=CHAIRS)) if is_held else ""
    came = [a for a, share in zip(AGENCIES, ATTEND, strict=True) if rng.random() < share or a == chair]
    many = ";".join(came) if is_held else ""
    asked = ";".join(sorted(rng.choice(ASKED, int(rng.integers(1, 4)), replace=False))) if is_held else ""
    outcome = (
        str(rng.choice(["SAFER", "SAME", "LESS_SAFE", "NK"], p=[0.52, 0.27, 0.13, 0.08])) if stage == "CLOSED" else ""
    )
    parts["context_cases"].append((
        key, kind, size, "Y" if kind == "RESIDENTIAL" or rng.random() < 0.04 else "N", area, _text(referred),
        str(rng.choice(AGENCIES)), ";".join(sorted(rng.choice(HARMS, 2, replace=False))), stage,
        "LEVEL_2" if "ASSESSMENT" in day else _otherwise(parts) if stage == "CLOSED" else "", _text(held),
        chair, many, _yes(rng, 0.62) if is_held else "", _yes(rng, 0.35) if is_held else "",
        asked, _text(planned), _text(due if stage != "CLOSED" else NO_DATE), _text(reviewed), _text(closed), outcome,
    ))  # fmt: skip
    if "ASSESSMENT" in day:
        times = [
            day["ASSESSMENT"],
            *([reviewed] if not np.isnat(reviewed) else []),
            *([closed] if not np.isnat(closed) else []),
        ]
        _assessed(rng, key, kind, times, outcome, parts)


def _again(rng: np.random.Generator, parts: dict[str, list[tuple[object, ...]]]) -> tuple[list[int], int]:
    """Open some contexts again, and close them once more. Returns after how many days each was opened, and of how many closed."""
    cases = [dict(zip(NAMES["context_cases"], row, strict=True)) for row in parts["context_cases"]]
    history = parts["context_stage_history"]
    stages = {row[:2]: at for at, row in enumerate(history)}  # of each context, where its stages stand
    closed = [at for at, c in enumerate(cases) if c["stage"] == "CLOSED" and c["screen_decision"] == "LEVEL_2"]
    drawn = {
        at: tuple(least + round(rng.gamma(2.0, (usual - least) / 2.0)) for least, usual in (RESTS, LOOKED_AT))
        for at in rng.permutation(closed)
    }
    was = {at: np.datetime64(str(cases[at]["closed_date"]), "D") for at in drawn}
    in_time = {at: cases[at] for at in drawn if was[at] + np.timedelta64(sum(drawn[at]), "D") <= EXTRACT}
    chosen = _who_come_back(in_time)[: ceil(OPENED_AGAIN * len(closed))]
    for at in chosen:
        key, (rest, look) = cases[at]["case_id"], drawn[at]
        opened, once_more = was[at] + np.timedelta64(rest, "D"), was[at] + np.timedelta64(rest + look, "D")
        history[stages[key, "CLOSED"]] = (key, "CLOSED", _text(was[at]), _text(opened))
        history += [(key, "REVIEW", _text(opened), _text(once_more)), (key, "CLOSED", _text(once_more), "")]
        parts["context_cases"][at] = tuple((cases[at] | {"closed_date": _text(once_more)}).values())
    return [drawn[at][0] for at in chosen], len(closed)


def _who_come_back(closed: Mapping[int, dict[str, object]]) -> list[int]:
    """Groups of people before places; first one that was judged safer, then one that was not, and so on: neither is proof against it."""
    turn = {True: count(0, 2), False: count(1, 2)}
    by_kind = sorted(closed, key=lambda at: closed[at]["context_type"] in OPEN_TO_MANY)
    turns = {at: next(turn[closed[at]["closure_outcome"] == "SAFER"]) for at in by_kind}
    return sorted(by_kind, key=lambda at: (closed[at]["context_type"] in OPEN_TO_MANY, turns[at]))


def _otherwise(parts: dict[str, list[tuple[object, ...]]]) -> str:
    """Of those not taken on every second was answered at level 1, the others ended without action."""
    at = NAMES["context_cases"].index("screen_decision")
    return (
        "LEVEL_1"
        if sum(row[at] in ("LEVEL_1", "NO_ACTION") for row in parts["context_cases"]) % 2 == 0
        else "NO_ACTION"
    )


def _history(rng: np.random.Generator, referred: np.datetime64) -> list[tuple[str, np.datetime64]]:
    history, when = [("REFERRAL", referred)], referred
    steps = STEPS if rng.random() > ANSWERED_OTHERWISE else ("SCREENING", "CLOSED")
    for name in steps:
        when = when + np.timedelta64(max(1, round(rng.gamma(3.0, DAYS[name] / 3.0 if len(steps) > 2 else 4.0))), "D")
        if when > EXTRACT:
            break
        history.append((name, when))
        if name == "REVIEW" and rng.random() > BEFORE_CLOSURE:
            break
    return history


def _assessed(
    rng: np.random.Generator,
    key: str,
    kind: str,
    times: list[np.datetime64],
    outcome: str,
    parts: dict[str, list[tuple[object, ...]]],
) -> None:
    others = [k for k in ("PEER", "NEIGHBOURHOOD", "SCHOOL", "ONLINE", "HOME") if k != kind]
    contexts = [kind, *rng.choice(others, 2, replace=False)]
    risks = rng.choice(RISKS, 3, replace=False)
    first = rng.integers(3, 6, (3, 2))
    level = {name: max(0.0, base + rng.normal(0, base / 5)) for name, (_, base, _, _) in MEASURES.items()}
    supporters, felt_at_first = int(rng.integers(2, 6)), 0.0
    for at, when in enumerate(times):
        own = int(np.clip(rng.integers(45, 66) - 12 * at, 20, 70))
        second = int((100 - own) * rng.uniform(0.35, 0.65))
        weights = dict(zip(contexts, (own, second, 100 - own - second), strict=True))
        if "HOME" in weights and supporters <= HOME_WEIGHS_MOST:
            heaviest = max(weights, key=lambda c: weights[c])
            weights["HOME"], weights[heaviest] = weights[heaviest], weights["HOME"]
        parts["context_weights"] += [(key, _text(when), str(c), w) for c, w in weights.items()]
        with_young_people = ""
        for risk, (likely, impact) in zip(risks, first, strict=True):
            shift = int(rng.integers(0, 2)) if at else 0
            parts["context_risks"].append((
                key, _text(when), str(risk), int(max(1, likely - at * shift)), int(max(1, impact - (at > 1) * shift)),
                ";".join(sorted(rng.choice(PROTECT, min(5, 1 + at + int(rng.integers(0, 2))), replace=False))), supporters + 2 * at,
                with_young_people := with_young_people or _yes(rng, 0.6),
            ))  # fmt: skip
        for name, (scale, _, change, spread) in MEASURES.items():
            level[name] = max(0.0, level[name] + (rng.normal(change, spread) if at else 0.0))
            if name == "YP_FEEL_SAFE" and outcome in FELT_AT_CLOSING and len(times) == at + 1:
                level[name] = felt_at_first + FELT_AT_CLOSING[outcome]
            top = {"PER_CENT": 100.0, "ZERO_TO_TEN": 10.0}.get(scale, 99.0)
            value = round(min(level[name], top))
            felt_at_first = value if name == "YP_FEEL_SAFE" and not at else felt_at_first
            parts["context_measures"].append((key, _text(when), name, value, scale))


def _yes(rng: np.random.Generator, share: float) -> str:
    return "Y" if rng.random() < share else "N"


def _text(when: np.datetime64) -> str:
    return "" if np.isnat(when) else str(when.astype("datetime64[D]"))


def _columns(names: tuple[str, ...], rows: list[tuple[object, ...]]) -> pa.Table:
    return pa.table({name: list(values) for name, values in zip(names, zip(*rows, strict=True), strict=True)})


NAMES = {
    "context_cases": (
        "case_id", "context_type", "size_band", "is_sensitive", "area_code", "referral_date", "source_agency", "harm_types", "stage",
        "screen_decision", "conference_date", "chair_agency", "agencies_attended", "young_people_involved", "parents_involved",
        "young_people_asked_for", "plan_date", "review_due", "review_date", "closed_date", "closure_outcome",
    ),
    "context_stage_history": ("case_id", "stage", "entered_dt", "left_dt"),
    "context_weights": ("case_id", "assessed_dt", "context", "weight"),
    "context_risks": ("case_id", "assessed_dt", "risk", "likelihood", "impact", "protective_factors", "network_of_support_n", "young_people_involved"),
    "context_measures": ("case_id", "measured_dt", "measure", "value", "scale"),
}  # fmt: skip
