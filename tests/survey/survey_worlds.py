"""Small invented surveys for tests: tables as the checks hand them on, with a policy that is the product's own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from data_loaders.deliveries import TABLES
from data_loaders.policy import Policy, load_policy

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"
AREAS = pd.DataFrame(
    [("X", "COUNCIL", "Whole", ""), *((f"L{i}", "LOCALITY", f"Locality {i}", "X") for i in (1, 2)),
     *((f"C{i}", "COMMUNITY", f"Community {i}", f"L{1 + (i > 2)}") for i in (1, 2, 3, 4))],
    columns=["area_code", "area_level", "area_name", "parent_code"],
)  # fmt: skip
KEYS = {"survey_responses": ["wave"], "survey_questions": ["question_id"]}


def policy(audience: str = "partnership") -> Policy:
    return load_policy(POLICY, audience)


def table(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Every column of the description: text blank and numbers missing where nothing is given."""
    made = {}
    for column in TABLES[name].columns:
        is_number = column.kind in ("number", "integer")
        blank = np.nan if is_number else ""
        values = rows[column.name] if column.name in rows else pd.Series([blank] * len(rows), index=rows.index)
        made[column.name] = values.astype(float) if is_number else values.astype("str")
    return pd.DataFrame(made)


def questions(*identifiers: str, scale: str = "AGREE_5", **columns: str) -> pd.DataFrame:
    rows = pd.DataFrame(
        {"survey_id": "T", "question_id": identifiers, "wording": [f"Invented {q}" for q in identifiers], "scale": scale,
         "positive_direction": "FIRST", **columns}
    )  # fmt: skip
    return table("survey_questions", rows)


def pupils(count: int, *, seed: int = 0, wave: str = "2024") -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {"survey_id": "T", "wave": wave, "pupil_pseudo_id": [f"p{i}" for i in range(count)],
         "area_code": rng.choice(["C1", "C2", "C3", "C4"], count), "stage": rng.choice(["S1", "S2", "S3", "S4", "S5", "S6"], count),
         "sex": rng.choice(["F", "M"], count), "simd_quintile": rng.choice(list("12345"), count),
         "weight": rng.uniform(0.8, 1.2, count).round(3), "stratum": "all", "cluster": [f"s{i}" for i in rng.integers(0, 30, count)]}
    )  # fmt: skip


CODES = ["Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree", "NR"]


def answered(
    who: pd.DataFrame, question: str, *, seed: int = 1, shares: tuple[float, ...] = (0.3, 0.3, 0.15, 0.12, 0.08, 0.05)
) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return who.assign(question_id=question, response_code=rng.choice(CODES, len(who), p=shares))


def delivered(responses: pd.DataFrame, asked: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {
        "ref_area": AREAS,
        "survey_questions": asked,
        "survey_responses": table("survey_responses", responses.reset_index(drop=True)),
    }
