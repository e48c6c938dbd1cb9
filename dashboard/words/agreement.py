"""How far auditors agree, said with care: the paradox of kappa where it bites."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.words.form import LONGEST, WHOLE, fitting, in_words, listed, number_of
from dashboard.words.format import count, span

HIGH_RAW, LOW_KAPPA, APART, FOUR_IN_FIVE = 0.85, 0.60, 0.25, 0.8
STATISTICS = {"raw": "Raw agreement", "kappa": "Weighted kappa", "alpha": "Krippendorff’s alpha", "ac1": "Gwet’s AC1"}
SIX_STATISTICS = STATISTICS | {"ac1": "Gwet’s AC2"}
OF = {"item": "standards", "area": "areas of practice"}
ONE = {"standards": "Standard", "areas of practice": "Area of practice"}
DEFINITION = (
    "Two auditors read the same records, neither knowing the other’s ratings. A record has one rating for each standard read in it, so an "
    "area has more ratings than records. Raw agreement: share of ratings that both put into the same class. Weighted kappa, Krippendorff’s alpha and Gwet’s AC take off what chance would give, each in its own way. Ranges: "
    "from picking the records at random again and again."
)
TOO_FEW = "Too few records, or none, were read by both auditors in this round."
ONE_OF_TWO = (
    "“Good or not” is told exactly, all six points in steps; so an area can be shown in one and hidden in the other."
)
NO_TABLE = "No table of both auditors’ decisions holds enough records in this round."
FIRST_SHOWN = "Which of the two is nearer no figure can tell; Audits shows the first auditor’s ratings."
SECOND_BESIDE_FIRST = (
    "Second beside first: whether the second auditor rates good or better more or less often than the first, beyond what chance would make of "
    "the ratings that differ, all rows looked at together. Ratings of the same record may go one way together, so they count as one. Else we cannot tell."
)
WITHIN_CHANCE = "chance may make the difference"
TWO_WAYS = "Disagreement says that a standard is read in two ways, not that somebody is wrong."
RELIED = "Where two auditors agree, they read alike; that does not make the rating right."


def bitten(wide: pd.DataFrame) -> pd.DataFrame:
    """Groups for which raw agreement is high and kappa is low all the same. `wide`: label, raw, kappa, ac1."""
    return wide[(wide["raw"] >= HIGH_RAW) & (wide["kappa"] < LOW_KAPPA) & (wide["ac1"] - wide["kappa"] >= APART)]


def paradox_sentence(row: pd.Series) -> str:
    return (
        f"{row['label']}: the auditors agree on {row['raw']:.0%} of ratings, yet kappa is {row['kappa']:.2f}. Nearly all ratings are the "
        f"same decision there, so kappa takes most of the agreement for chance; AC1, which does not, is {row['ac1']:.2f}. "
        f"Read such a standard by its raw agreement and AC1."
    )


def kappa_line(labels: list[str]) -> str:
    """One line where kappa misleads; else what agreement is good for."""
    if not labels:
        return RELIED
    counted = f"Kappa misleads for {in_words(len(labels))} of these: see About."
    return fitting(f"Do not read kappa for “{labels[0]}”: see About.", counted) if len(labels) == 1 else counted


def agreement_title(raw: pd.DataFrame, of: str) -> str:
    """The range of raw agreement, and how many groups surely lie below four in five."""
    agreed = f"Two auditors agree on {span(raw['value'].min() * 100, raw['value'].max() * 100)} of 100 ratings"
    doubtful = int((raw["upper"] < FOUR_IN_FIVE).sum())
    if not doubtful:
        return f"{agreed}; not clearly below 80" if len(raw) == 1 else f"{agreed}; none is clearly below 80"
    if len(raw) == 1:
        return f"{agreed}; clearly below 80"
    below = f"{count(doubtful)} of {count(len(raw))}"
    is_are = "is" if doubtful == 1 else "are"
    return fitting(f"{agreed}; {below} {of} {is_are} clearly below 80", f"{agreed}; {below} {is_are} clearly below 80")


def six_title(kappa: pd.Series, of: str) -> str:
    low, high = f"{kappa.min():.1f}", f"{kappa.max():.1f}"
    about = low if low == high else f"{low} to {high}"
    return f"On all six points weighted kappa is about {about} for {number_of(len(kappa), ONE[of].lower(), of)}"


def talk_title(label: str, apart_pct: float) -> str:
    told = f"decided differently for {apart_pct:.0f} of 100 ratings"
    return _said_of(label, told)


def _said_of(label: str, told: str) -> str:
    """A label that no title holds is cut, and not what is told of it."""
    whole = f"{label}: {told}"
    return fitting(whole) if len(whole) <= WHOLE else f"{label[: LONGEST - len(told) - 4].rstrip()}…: {told}"


def higher_title(found: Sequence[tuple[str, int, int]], groups: int, of: str) -> str:
    """Where one auditor rates higher beyond chance. `found`: label, ratings in which the first is higher, and the second."""
    label, first, second = found[0]
    if len(found) > 1:
        return fitting(
            f"In {count(len(found))} of {count(groups)} {of} one auditor rates higher, clearly so in {label}",
            f"In {count(len(found))} of {count(groups)} {of} one auditor rates higher",
        )
    who = "second" if second > first else "first"
    told = f"the {who} auditor is higher in {count(max(first, second))} of {count(first + second)} ratings that differ"
    return _said_of(label, told)


def weak_line(found: Sequence[tuple[str, float]]) -> str:
    """Beside the ratings of a round. `found`: label, points by which the second auditor's share good or better is the higher."""
    told = [
        f"{label} {number_of(round(abs(points)), 'point', 'points')} {'higher' if points > 0 else 'lower'}"
        for label, points in found
    ]
    return f"A second auditor rates {listed(told)}."


def step_sentence(step: float) -> str:
    return f"To the nearest {step:g}: a finer figure would give away how many were rated differently."


def withheld_words(rows: pd.DataFrame) -> list[str]:
    """What is withheld, by its reason. `rows`: label, reason."""
    return [
        f"Not shown: {', '.join(rows.loc[rows['reason'] == why, 'label'].unique())}. {why}"
        for why in dict.fromkeys(rows["reason"])
    ]
