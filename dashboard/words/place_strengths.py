"""Strengths, safety maps and interventions in words."""

from __future__ import annotations

import pandas as pd

from dashboard.words.form import number_of


def feeling_title(rows: pd.DataFrame) -> str:
    """How many places feel safe to most, and how many unsafe; what is hidden is said in the subtitle."""
    counts = rows["feeling"].value_counts()
    safe, unsafe = int(counts.get("mostly green", 0)), int(counts.get("mostly red", 0))
    return f"Most felt safe in {number_of(safe, 'place', 'places')}, unsafe in {unsafe}"


def feeling_subtitle(rows: pd.DataFrame) -> str:
    counts = rows["feeling"].value_counts()
    hidden = int(counts.get("", 0))
    few = f"; {number_of(hidden, 'was', 'were')} coloured by too few to show" if hidden else ""
    return f"{len(rows)} places were coloured; {counts.get('mostly amber', 0)} mostly amber, and in {counts.get('mixed', 0)} they differ{few}."


def strength_title(points: pd.DataFrame, guardians: pd.DataFrame) -> str:
    people = guardians["guardians"].sum() if len(guardians) else 0
    also = f" and {people:.0f} guardians" if people else "; guardians are not shown" if len(guardians) else ""
    return f"{number_of(len(points), 'public place', 'public places')} to turn to{also}"


def guardians_said(number: float, status: str, reason: str) -> str:
    return f"hidden. {reason}" if status != "published" or pd.isna(number) else f"{number:.0f} guardians"


def done_title(rows: pd.DataFrame) -> str:
    ongoing = int(rows["end_date"].isna().sum())
    return f"{number_of(len(rows), 'intervention was', 'interventions were')} delivered; {ongoing} still going on"
