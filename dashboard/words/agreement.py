"""How far auditors agree, told with care: the paradox of kappa where it bites."""

from __future__ import annotations

import pandas as pd

HIGH_RAW, LOW_KAPPA, APART = 0.85, 0.60, 0.25
SCALES = {"decision": "the decision good or better, or not", "six_points": "all six points"}
STATISTICS = {"raw": "Raw agreement", "kappa": "Weighted kappa", "alpha": "Krippendorff’s alpha", "ac1": "Gwet’s AC1"}
SIX_STATISTICS = STATISTICS | {"ac1": "Gwet’s AC2"}


def bitten(wide: pd.DataFrame) -> pd.DataFrame:
    """Groups for which raw agreement is high and kappa is low all the same. `wide`: label, raw, kappa, ac1."""
    return wide[(wide["raw"] >= HIGH_RAW) & (wide["kappa"] < LOW_KAPPA) & (wide["ac1"] - wide["kappa"] >= APART)]


def paradox_sentence(row: pd.Series) -> str:
    return (
        f"{row['label']}: the auditors agree on {row['raw']:.0%} of records, yet kappa is {row['kappa']:.2f}. Nearly all records get the "
        f"same decision there, so kappa takes most of the agreement for chance; AC1, which does not, is {row['ac1']:.2f}. "
        f"Read such a standard by its raw agreement and AC1."
    )


def agreement_headline(raw: pd.DataFrame, round_name: str) -> str:
    """The range of raw agreement, and which groups surely lie below four in five."""
    low, high = raw["value"].min(), raw["value"].max()
    first = f"{round_name}: on the decision, two auditors agree on {low:.0%} to {high:.0%} of records, standard by standard."
    doubtful = sorted(raw.loc[raw["upper"] < 0.8, "label"])
    return first + (
        f" Less than four in five, beyond chance: {', '.join(doubtful)}."
        if doubtful
        else " None lies below four in five beyond chance."
    )


def withheld_words(rows: pd.DataFrame) -> list[str]:
    """What is withheld, by its reason. `rows`: label, reason."""
    return [
        f"Not shown: {', '.join(rows.loc[rows['reason'] == why, 'label'])}. {why}"
        for why in dict.fromkeys(rows["reason"])
    ]
