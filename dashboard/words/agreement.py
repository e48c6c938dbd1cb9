"""How far auditors agree, said with care: the paradox of kappa where it bites."""

from __future__ import annotations

import pandas as pd

from dashboard.words.form import LONGEST

HIGH_RAW, LOW_KAPPA, APART, FOUR_IN_FIVE = 0.85, 0.60, 0.25, 0.8
STATISTICS = {"raw": "Raw agreement", "kappa": "Weighted kappa", "alpha": "Krippendorff’s alpha", "ac1": "Gwet’s AC1"}
SIX_STATISTICS = STATISTICS | {"ac1": "Gwet’s AC2"}
OF = {"item": "standards", "area": "areas of practice"}
ONE = {"standards": "Standard", "areas of practice": "Area of practice"}
DEFINITION = (
    "Some records are read twice, by two auditors who do not know each other’s ratings. Raw agreement: share of records that both put into "
    "the same class. Weighted kappa, Krippendorff’s alpha and Gwet’s AC take off what chance would give, each in its own way. Ranges: "
    "records drawn again and again."
)
TOO_FEW = "Too few records were read by both auditors in this round."
NO_TABLE = "No table of both auditors’ decisions holds enough records in this round."
TWO_WAYS = "Disagreement says that a standard is read in two ways, not that somebody is wrong."
RELIED = "Where two auditors agree, a rating can be relied on."


def bitten(wide: pd.DataFrame) -> pd.DataFrame:
    """Groups for which raw agreement is high and kappa is low all the same. `wide`: label, raw, kappa, ac1."""
    return wide[(wide["raw"] >= HIGH_RAW) & (wide["kappa"] < LOW_KAPPA) & (wide["ac1"] - wide["kappa"] >= APART)]


def paradox_sentence(row: pd.Series) -> str:
    return (
        f"{row['label']}: the auditors agree on {row['raw']:.0%} of records, yet kappa is {row['kappa']:.2f}. Nearly all records get the "
        f"same decision there, so kappa takes most of the agreement for chance; AC1, which does not, is {row['ac1']:.2f}. "
        f"Read such a standard by its raw agreement and AC1."
    )


def kappa_line(labels: list[str]) -> str:
    """One line where kappa misleads; else what agreement is good for."""
    line = (
        f"Do not read kappa for “{labels[0]}”: see About."
        if len(labels) == 1
        else f"Kappa misleads for {len(labels)} of these: see About."
    )
    return line if labels and len(line) <= LONGEST else RELIED


def agreement_title(raw: pd.DataFrame, of: str) -> str:
    """The range of raw agreement, and how many groups surely lie below four in five."""
    low, high = raw["value"].min() * 100, raw["value"].max() * 100
    doubtful = int((raw["upper"] < FOUR_IN_FIVE).sum())
    rest = f"{doubtful} of {len(raw)} {of} clearly below 80" if doubtful else "none is clearly below 80"
    return f"Two auditors agree on {low:.0f} to {high:.0f} of 100 records; {rest}"


def six_title(kappa: pd.Series, of: str) -> str:
    return f"On all six points kappa is about {kappa.min():.1f} to {kappa.max():.1f} over {len(kappa)} {of}"


def talk_title(label: str, apart_pct: float) -> str:
    title = f"{label}: decided differently for {apart_pct:.0f} of 100 records"
    return title if len(title) <= LONGEST else f"{label[:40]}…: decided differently for {apart_pct:.0f} of 100 records"


def step_sentence(step: float) -> str:
    return f"To the nearest {step:g}: with a finer figure the number of records rated differently could be worked back."


def withheld_words(rows: pd.DataFrame) -> list[str]:
    """What is withheld, by its reason. `rows`: label, reason."""
    return [
        f"Not shown: {', '.join(rows.loc[rows['reason'] == why, 'label'].unique())}. {why}"
        for why in dict.fromkeys(rows["reason"])
    ]
