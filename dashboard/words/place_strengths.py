"""Strengths, safety maps and interventions in words."""

from __future__ import annotations

import pandas as pd

from dashboard.words.form import capital, in_words, number_of

OTHER_QUESTION = (
    "Those who were asked are not all young people. Of each place they said how it feels; the survey asks pupils of an area whether they feel safe. "
    "The two are different questions and need not agree."
)


def feeling_title(rows: pd.DataFrame) -> str:
    """At that time of day, how many places feel unsafe to most, and how many safe; what is hidden is said in the subtitle."""
    counts, when = rows["feeling"].value_counts(), rows["time_of_day"].iloc[0]
    safe, unsafe = int(counts.get("mostly green", 0)), int(counts.get("mostly red", 0))
    if not safe and not unsafe:
        return f"{when}: in no place that can be shown did most feel safe, or most unsafe"
    if not unsafe:
        return f"{when}: most felt safe in {number_of(safe, 'place', 'places')}, unsafe in none"
    return f"{when}: most felt unsafe in {number_of(unsafe, 'place', 'places')}, safe in {in_words(safe)}"


def feeling_subtitle(rows: pd.DataFrame) -> str:
    counts = rows["feeling"].value_counts()
    hidden = int(counts.get("", 0))
    few = f"; {in_words(hidden)} by too few to show" if hidden else ""
    coloured = capital(number_of(len(rows), "place was", "places were"))
    amber, mixed = (in_words(int(counts.get(feeling, 0))) for feeling in ("mostly amber", "mixed"))
    return f"{coloured} coloured: {amber} mostly amber, {mixed} in no colour that most gave{few}."


def strength_title(points: pd.DataFrame, guardians: pd.DataFrame) -> str:
    people = guardians["guardians"].sum() if len(guardians) else 0
    named = f" and {number_of(int(people), 'guardian', 'guardians')}" if people else ""
    also = named or ("; guardians are not shown" if len(guardians) else "")
    return f"{capital(number_of(len(points), 'public place', 'public places'))} to turn to{also}"


def guardians_said(number: float, status: str, reason: str) -> str:
    return (
        f"hidden. {reason}"
        if status != "published" or pd.isna(number)
        else number_of(int(number), "guardian", "guardians")
    )


def done_title(rows: pd.DataFrame) -> str:
    ongoing = int(rows["end_date"].isna().sum())
    done = capital(number_of(len(rows), "intervention was", "interventions were"))
    if len(rows) < 2:
        return f"{done} delivered{'; it is still going on' if ongoing else ''}"
    return f"{done} delivered; {in_words(ongoing)} {'are' if ongoing > 1 else 'is'} still going on"
