"""Who could be found in each published table, and why nobody can: a table that is not listed here is not published.

Views are listed by the policy (`protected` of their dataset) and proved by the audit. Every other table is made by its own
code, so it says here whom it could give away. Whoever adds a table adds its entry, and with it a check that can fail.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data_loaders.release import Check, ViewEntry

NOBODY = "nobody"


@dataclass(frozen=True)
class Protected:
    """`who` could be found, in the plural; `why` they cannot, in a sentence.

    `counts`: columns that count them, none of which may hold a number from 1 to `floor` − 1; blank is withheld.
    """

    who: str
    why: str
    counts: tuple[str, ...] = ()
    floor: int = 5


def _alike(names: str, entry: Protected) -> dict[str, Protected]:
    return dict.fromkeys(names.split(), entry)


GRID = "Grids of groups that are large enough, recounted from the delivered rows by the theme's own checks."
WORDS = Protected(NOBODY, "What questions, groups and scales are called; the same whoever answered.")
PROTECTED: dict[str, Protected] = {
    "areas": Protected(NOBODY, "Public geography; schematic where no boundary was delivered."),
    "population": Protected("residents", "Published estimates, in bands of age and sex."),
    "places": Protected("children", "Hexagons, made only where enough children stand behind each; no count stands here."),
    "calendar": Protected(NOBODY, "Days of the calendar."),
    "events": Protected(NOBODY, "Dated events of services, in the partnership's own words, read by the identity guard."),
    "indicators": Protected("children", "Published indicators; small counts and what gives them back are withheld."),
    "blocks": Protected(NOBODY, "What the groups of a split are called; the same whether or not anybody is in them."),
    # Places (themes/places.py)
    "people_cells": Protected("residents", "A published estimate spread over hexagons, no count of anybody."),
    "incident_repeats": Protected("children", "One factor for the whole area, from published counts."),
    **_alike("assets guardians interventions", Protected(NOBODY, "Services, staff of services and measures: no child stands behind a row.")),
    "safety_maps": Protected("participants", GRID),
    # The survey of pupils
    **_alike("survey_views survey_cells survey_sides survey_differences survey_part", Protected("pupils", GRID)),
    **_alike("survey_questions survey_bands survey_blocks", WORDS),
    # Audits of records, the system review, contexts
    **_alike("audit_rounds audit_groups audit_cells audit_pairs audit_agreement", Protected("audited records", GRID)),
    **_alike("steering_labels audit_items", WORDS),
    **_alike("system_review context_shown context_weights context_risks context_measures context_interventions",
             Protected("children of a context", "Judgements about a context, shown only where its group is large enough.")),
    **_alike("context_pooled context_curves", Protected("children of a context", GRID)),
    # The practice forum
    **_alike("practice_counts practice_status practice_pairs practice_agreement practice_disagreements practice_sessions "
             "practice_training practice_sharing practice_language", Protected("contributors", GRID)),
    "practice_quotes": Protected("contributors", "Paraphrases that their contributors have agreed to, read by the identity guard."),
    "practice_actions": Protected(NOBODY, "What was agreed, by role; read by the identity guard."),
    **_alike("practice_limits practice_codebook practice_bands practice_terms", WORDS),
}  # fmt: skip


def check_register(
    tables: Mapping[str, pd.DataFrame],
    views: Sequence[ViewEntry],
    made: Sequence[tuple[Collection[str], int]],
    register: Mapping[str, Protected] = PROTECTED,
) -> Check:
    """Every table is a published view or has its entry; `made` is, for each theme, its tables and how many checks it brought."""
    own = {v.table for v in views if v.status == "published"}
    unknown = sorted(set(tables) - own - set(register))
    small = [
        f"{name}.{column}"
        for name in sorted(set(tables) & set(register))
        for column in register[name].counts
        if (tables[name][column].between(1, register[name].floor - 1)).any()
    ]
    unchecked = sorted(
        name for names, checks in made for name in names
        if not checks and len(tables[name]) and name in register and register[name].who != NOBODY
    )  # fmt: skip
    told = [
        f"nobody has said who is protected in {', '.join(unknown)}: add it to data_loaders/privacy/protected.py" if unknown else "",
        f"numbers below the floor stand in {', '.join(small)}" if small else "",
        f"{', '.join(unchecked)} came without a check that could have failed" if unchecked else "",
    ]  # fmt: skip
    trouble = "; ".join(sentence for sentence in told if sentence)
    return Check(
        name="register of tables",
        subject="whole release",
        status="failed" if trouble else "passed",
        reason=trouble or "Of every table it is written down who could be found in it, and why nobody can.",
        tried=len(tables),
    )
