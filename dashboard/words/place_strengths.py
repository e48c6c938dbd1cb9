"""Strengths, safety maps and interventions in words."""

from __future__ import annotations

import pandas as pd


def feeling_sentence(rows: pd.DataFrame) -> str:
    counts = rows["feeling"].value_counts()
    told = [
        f"{counts.get(f'mostly {colour}', 0)} {word}"
        for colour, word in (("green", "mostly green"), ("amber", "mostly amber"), ("red", "mostly red"))
    ]
    withheld = int(counts.get("", 0))
    few = f"; {withheld} were coloured by too few to show" if withheld else ""
    return f"Of {len(rows)} places that young people coloured, {', '.join(told)}, and in {counts.get('mixed', 0)} they differ{few}."


def strength_sentence(points: pd.DataFrame, guardians: pd.DataFrame) -> str:
    kinds = points["kind_label"].value_counts().sort_index()
    told = ", ".join(f"{n} × {kind.lower()}" for kind, n in kinds.items()) or "no public place"
    people = guardians["guardians"].sum()
    also = f"; and {people:.0f} guardians" if people else "; guardians are not shown" if len(guardians) else ""
    return f"What young people can turn to: {told}{also}."


def guardian_rows(guardians: pd.DataFrame) -> pd.DataFrame:
    number = guardians["guardians"].map(lambda n: "withheld" if pd.isna(n) else f"{n:.0f} guardians")
    name = (
        guardians["area_name"]
        + ": "
        + number.where(guardians["status"] == "published", "withheld. " + guardians["reason"])
    )
    return pd.DataFrame({"what": "Guardians", "name": name, "open": ""})


def done_sentence(rows: pd.DataFrame) -> str:
    many = "One intervention was" if len(rows) == 1 else f"{len(rows)} interventions were"
    ongoing = int(rows["end_date"].isna().sum())
    return f"{many} delivered, {ongoing} of them still going on."


def done_rows(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({
        "what": rows["type"], "where": rows["place"], "from": rows["start_date"].map(lambda d: f"{d:%d %B %Y}"),
        "to": rows["end_date"].map(lambda d: "now" if pd.isna(d) else f"{d:%d %B %Y}"), "led by": rows["lead_agency"],
        "compared with": rows["comparison"].where(rows["comparison"] != "", "nothing named"),
    })  # fmt: skip
