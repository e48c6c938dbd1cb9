"""Bands and quotes again: both need a crowd in each session, so that nobody is told by what was said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pandas as pd

from data_loaders.deliveries.practice import FORUM_AGENCIES, REVIEW_KINDS, ROLES, STANCES
from data_loaders.published.recount.contributions import has_forum, has_reviews, read_by
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.organisation import quarters_told
from data_loaders.published.recount.practice_stayed import stayed
from data_loaders.published.recount.spans import months_in

CODES = {"agency": FORUM_AGENCIES, "role": ROLES, "stance": STANCES, "review": REVIEW_KINDS}


def bands(evidence: Evidence) -> Frame:
    """Every band in which a figure or a quotation is shown, with all of its leaves, in the words of the deliveries."""
    own, rows = evidence.published["practice_bands"], []
    there = ["agency", "role", "stance"] * has_forum(evidence) + ["review"] * has_reviews(evidence)
    counted = evidence.published["practice_counts"]
    quoted = {("agency", band) for band in evidence.published["practice_quotes"]["band"] if band}
    shown = quoted | set(counted[["split", "group"]].itertuples(index=False, name=None))
    for dimension in there:
        named = ["+".join(sorted(b)) for step in getattr(evidence.policy.practice, dimension).steps for b in step]
        others = sorted(group for split, group in shown if split == dimension and group not in named)
        for band in [n.split("+") for n in dict.fromkeys([*named, *others]) if (dimension, n) in shown]:
            words = [text for code, text in CODES[dimension].items() if code in band]
            label = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
            name = "+".join(sorted(band))
            rows += [(dimension, name, label, leaf, CODES[dimension][leaf]) for leaf in sorted(band)]
    return pd.concat([pd.DataFrame(rows, columns=list(own.columns)), stayed(evidence, "practice_bands")])


def quotes(evidence: Evidence) -> Frame:
    """The latest texts of each theme that have consent, that two people have read, and that were said by one of a crowd."""
    own, most = evidence.published["practice_quotes"], evidence.policy.practice.quotes[evidence.policy.audience]
    if not has_forum(evidence) or not most:
        return pd.DataFrame()
    sessions = {s.session_id: s for s in evidence.table("forum_sessions").itertuples()}
    crowd, starts = evidence.policy.practice.crowd[evidence.policy.audience], evidence.policy.time.year_starts
    said = evidence.table("forum_contributions")
    may = {
        c.contribution_id: c for c in said.itertuples()
        if c.consent_to_quote == "Y" and c.text.strip() and sessions[c.session_id].attendees_n >= crowd
        and _was_read_by_two(c)
    }  # fmt: skip
    quarters = set(quarters_told(evidence))
    finest = next(iter(crowded_steps(evidence, "agency")), ())
    fits: dict[tuple[str, str], tuple[object, ...]] = {}
    for contribution, readings in sorted(read_by(evidence).items()):
        if contribution not in may:
            continue
        c = may[contribution]
        quarter = months_in(sessions[c.session_id].date, "quarter", starts)
        band = next((b for b in finest if c.agency_band in b), ())
        told = "+".join(sorted(band)) if _came(evidence, "agency", c.session_id, band) >= crowd else ""
        for theme, stance in readings[0][1] if quarter in quarters else []:
            fits.setdefault((theme, c.text), (theme, stance, c.text, told, *quarter))
    rows: list[tuple[object, ...]] = []
    for theme in sorted({key[0] for key in fits}):
        latest = sorted((fit for key, fit in fits.items() if key[0] == theme), key=lambda fit: str(fit[2]))
        rows += sorted(latest, key=lambda fit: fit[4], reverse=True)[:most]  # type: ignore[arg-type, return-value]  # its fifth is a day
    return pd.DataFrame(rows, columns=list(own.columns))


def _was_read_by_two(c: Any) -> bool:
    """Two roles have read it, each on a day."""
    roles = {str(role).strip().lower() for role in (c.read_by_1, c.read_by_2)} - {""}
    return len(roles) == 2 and not pd.isna(c.read_on_1) and not pd.isna(c.read_on_2)


def _came(evidence: Evidence, dimension: str, session: str, band: Iterable[str]) -> int:
    """How many of a band came to a session: as it was told, or as many as must have been there to say what was said."""
    return sum(
        evidence.read_once(f"practice people {dimension}", lambda e: _people(e, dimension)).get((session, leaf), 0)
        for leaf in band
    )


def _people(evidence: Evidence, dimension: str) -> dict[tuple[str, str], int]:
    listed, spoke, other = (
        ("agencies", "agency_band", "role_band") if dimension == "agency" else ("roles", "role_band", "agency_band")
    )
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    for c in evidence.table("forum_contributions").itertuples():
        said[c.session_id, getattr(c, spoke)].add(getattr(c, other))
    found = {key: len(others) for key, others in said.items()}
    for s in evidence.table("forum_sessions").itertuples():
        for part in getattr(s, listed).split(";"):
            leaf, colon, number = part.partition(":")
            if colon and number.strip().isdigit():
                found[s.session_id, leaf.strip()] = int(number)
    return found


def crowded_steps(evidence: Evidence, dimension: str) -> list[tuple[tuple[str, ...], ...]]:
    """The steps of the policy of which every band had a crowd in every session in which it spoke."""
    steps: list[tuple[tuple[str, ...], ...]] = []
    crowd = evidence.policy.practice.crowd[evidence.policy.audience]
    spoke: dict[str, set[str]] = defaultdict(set)
    if dimension in ("agency", "role"):
        for c in evidence.table("forum_contributions").itertuples():
            spoke[c.session_id].add(getattr(c, f"{dimension}_band"))
    for step in getattr(evidence.policy.practice, dimension).steps:
        kept = tuple(tuple(band) for band in step)
        is_crowded = all(
            _came(evidence, dimension, session, band) >= crowd
            for session, leaves in spoke.items() for band in kept if leaves & set(band)
        )  # fmt: skip
        if len(kept) > 1 and is_crowded and kept not in steps:
            steps.append(kept)
    return steps
