"""Practice: what practitioners say, what was asked and done, what reviews found, and the language of documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from data_loaders.facts import Tables
from data_loaders.policy import Policy
from data_loaders.published.practice import PRACTICE
from data_loaders.reference import contracted
from data_loaders.release import Release
from data_loaders.safety.floor import Floor
from data_loaders.safety.vintage import append
from data_loaders.themes.made import Made
from data_loaders.themes.practice.bands import band_table, crowded, ladder
from data_loaders.themes.practice.coders import agreement_table, disagreement_table, double_read, reading_of
from data_loaders.themes.practice.counts import Counts, review_counts, scene_of, theme_counts
from data_loaders.themes.practice.kept import DIMENSIONS, with_kept
from data_loaders.themes.practice.language import language_table
from data_loaders.themes.practice.organisation import (
    codebook_table,
    session_table,
    training_table,
)
from data_loaders.themes.practice.pairs import hold_pairs, pair_table
from data_loaders.themes.practice.quotes import quote_table
from data_loaders.themes.practice.records import (
    Counted,
    contributions,
    covered_months,
    reviews,
    roots_of,
    told_months,
)
from data_loaders.themes.practice.sharing import sharing_table
from data_loaders.themes.practice.views import Scene

NAMES = list(PRACTICE)
YEAR_UNITS = ("year",)
SETTLED = "Practice: what was published stays as it was; periods are added while that tells of nobody."


@dataclass(frozen=True)
class Limits:
    k: int
    reviews_k: int
    crowd: int
    dominance: float


def practice(tables: Tables, policy: Policy, previous: Release | None) -> Made:
    """All tables of practice, empty where nothing of it was delivered."""
    before = {name: _before(previous, name) for name in NAMES}
    found: dict[str, pd.DataFrame] = {"practice_codebook": codebook_table(tables)}
    counts: dict[str, Counts] = {}
    if (data := contributions(tables)) is not None:
        counts["themes"], made = _forum(tables, data, policy, before)
        found |= made
    if (data := reviews(tables)) is not None:
        counts["reviews"] = _reviews(tables, data, policy, before["practice_counts"])
    if counts:
        found["practice_counts"] = pd.concat([c.rows for c in counts.values()], ignore_index=True)
        found["practice_status"] = pd.concat([c.status for c in counts.values()], ignore_index=True)
        asked = [ladder(name, getattr(policy.practice, name)) for view in counts for name in DIMENSIONS[view]]
        quotes = found.get("practice_quotes", pd.DataFrame())
        found["practice_bands"] = band_table(found["practice_counts"], quotes, asked)
        found |= with_kept(found, before, counts)
    found |= _organisation(tables, policy, before)
    limits = _limits(policy)
    found["practice_limits"] = pd.DataFrame(
        [("k", limits.k), ("reviews_k", limits.reviews_k), ("crowd", limits.crowd)], columns=["name", "value"]
    )
    done = {name: contracted(found.get(name, pd.DataFrame()), name) for name in NAMES}
    return Made(done, (), (SETTLED,))


def _limits(policy: Policy) -> Limits:
    p, audience = policy.practice, policy.audience
    return Limits(p.k[audience], p.reviews_k[audience], p.crowd[audience], p.dominance)


def _before(previous: Release | None, name: str) -> pd.DataFrame:
    """A table of the release in force; an older release may not have it."""
    frame = previous.frames.get(name) if previous is not None else None
    return contracted(pd.DataFrame(), name) if frame is None else frame


def _forum(
    tables: Tables, data: Counted, policy: Policy, before: dict[str, pd.DataFrame]
) -> tuple[Counts, dict[str, pd.DataFrame]]:
    p, limits, starts = policy.practice, _limits(policy), policy.time.year_starts
    floor = Floor(limits.k, limits.dominance)
    roots = roots_of(tables["theme_codebook"])
    scene = scene_of(
        "themes", data, roots, months=told_months(tables["forum_sessions"], floor), floor=floor, units=p.units,
        before=before["practice_counts"], year_starts=starts,
    )  # fmt: skip
    agreement, disagreements = before["practice_agreement"], before["practice_disagreements"]
    hold_pairs(scene, before["practice_pairs"])
    reading = reading_of(scene, double_read(tables), agreement, disagreements)
    agency, role = (crowded(tables, ladder(name, getattr(p, name)), limits.crowd) for name in ("agency", "role"))
    counts = theme_counts(scene, roots, splits=[agency, role], stance=ladder("stance", p.stance))
    leaves = {code: counts.shown["none", code, ""] for code, root in roots.items() if code != root}
    made = {
        # In this order: each makes way for those before it.
        "practice_disagreements": _once(disagreements, lambda: disagreement_table(reading)),
        "practice_agreement": _once(agreement, lambda: agreement_table(reading, list(leaves))),
        "practice_pairs": _once(before["practice_pairs"], lambda: pair_table(scene, leaves)),
        "practice_quotes": quote_table(
            tables, agency, scene.calendar, crowd=limits.crowd, most=p.quotes[policy.audience]
        ),
        "practice_sessions": _sessions(tables, scene, limits.k, before["practice_sessions"]),
    }
    return counts, made


def _once(before: pd.DataFrame, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """As it was first published: it counts the same voices release after release, and what moves would be of few."""
    return make() if before.empty else before


def _sessions(tables: Tables, scene: Scene, k: int, before: pd.DataFrame) -> pd.DataFrame:
    now = contracted(session_table(tables, scene.calendar, k), "practice_sessions")
    return append(before, now, by=["type"], counts=["sessions", "attendees"])


def _reviews(tables: Tables, data: Counted, policy: Policy, before: pd.DataFrame) -> Counts:
    limits = _limits(policy)
    roots = roots_of(tables["theme_codebook"])
    month = data.frame["month"]  # the first of a quarter, which is bounded by its last
    scene = scene_of(
        "reviews", data, roots, months=pd.concat([month, month + 2]), floor=Floor(limits.reviews_k, limits.dominance),
        units=YEAR_UNITS, before=before, year_starts=policy.time.year_starts,
    )  # fmt: skip
    return review_counts(scene, roots, ladder("review", policy.practice.review), ("GAP", "STRENGTH"))


def _sharing(tables: Tables, year_starts: int, k: int, before: pd.DataFrame) -> pd.DataFrame:
    frame = tables["intelligence_sharing"]
    covered = covered_months(tables, "intelligence_sharing", frame["period"])
    now = contracted(sharing_table(frame, covered, year_starts, k, before), "practice_sharing")
    return append(before, now, by=["view", "from_agency", "to_agency"], counts=["items", "acted_on"])


def _language(tables: Tables, year_starts: int, k: int, before: pd.DataFrame) -> pd.DataFrame:
    frame, terms = tables["language_scans"], tables.get("language_terms", pd.DataFrame({"category": []}))
    covered = covered_months(tables, "language_scans", frame["scan_dt"])
    fresh = language_table(frame, covered, year_starts, k, before, listed=set(terms["category"]))
    now = contracted(fresh, "practice_language")
    return append(before, now, by=["doc_type", "category", "unit"], counts=["words", "hits"])


def _organisation(tables: Tables, policy: Policy, before: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """What was published stays, also where nothing of it came this time."""
    limits, starts = _limits(policy), policy.time.year_starts
    found = {
        "practice_actions": tables.get("actions", pd.DataFrame()),
        "practice_terms": tables.get("language_terms", pd.DataFrame()),
        **{name: before[name] for name in ("practice_training", "practice_sharing", "practice_language")},
    }
    if "training" in tables:
        found["practice_training"] = training_table(tables["training"], Floor(limits.k), before["practice_training"])
    if "intelligence_sharing" in tables:
        found["practice_sharing"] = _sharing(tables, starts, limits.k, before["practice_sharing"])
    if "language_scans" in tables:
        found["practice_language"] = _language(tables, starts, limits.k, before["practice_language"])
    return found
