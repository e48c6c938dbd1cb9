"""What is said of felt and recorded harm beside each other: four cases, each with what follows from it, and no order of areas."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.words.form import fitting, listed
from dashboard.words.format import count

ASK, BOTH, RECORDED, NEITHER = (
    "felt less safe, not recorded more", "felt less safe, recorded more", "recorded more, not felt less safe", "neither",
)  # fmt: skip
SHORT = {
    ASK: "Felt, not clearly recorded more: ask why",
    BOTH: "Felt and recorded more",
    RECORDED: "Recorded more, not clearly felt",
    NEITHER: "Neither is clearly more",
}
CASES = {
    BOTH: "Felt and recorded more: young people feel less safe than elsewhere, and more than the average is recorded. Records and young people agree.",
    ASK: "Felt, not clearly recorded more: young people feel less safe than elsewhere, and what is recorded does not differ clearly from the average, or is below it. Ask them why: some harm may not reach agencies.",
    RECORDED: "Recorded more, not clearly felt: more than the average is recorded, and young people do not clearly feel less safe than elsewhere. Ask young people whether something protects them there, and whom the records are about.",
    NEITHER: "Neither is clearly more: young people do not clearly feel less safe than elsewhere, and no more than the average is recorded, as far as these figures can tell.",
}
METHOD = " ".join(CASES.values())
CAVEATS = (
    "Feeling safe and recorded harm are not the same thing, nor about the same young people: where pupils live or go to school, and where records say it happened.",
    "“Not” means that these figures cannot tell a difference from chance; it does not mean that there is none.",
    "Areas stand in the order of their names. None is ranked, and none is to blame.",
)
TITLES = {
    ASK: "Young people feel less safe in {}, and not clearly more is recorded there",
    BOTH: "Young people feel less safe in {}, and more is recorded there",
    RECORDED: "More is recorded in {}, and young people do not clearly feel less safe there",
}  # the case to ask about first


def _areas(number: int, of: int) -> str:
    return f"all {count(of)} areas" if number == of else f"{count(number)} of {count(of)} areas"


def case_title(rows: pd.DataFrame) -> str:
    """The case to ask about first, with its areas; then how many were looked at."""
    if rows.empty:
        return "No area can be compared"
    for case, words in TITLES.items():
        names = [str(name) for name in rows.loc[rows["case"] == case, "label"]]
        if names:
            return fitting(words.format(listed(names)), words.format(_areas(len(names), len(rows))))
    if len(rows) == 1:
        named = f"In {rows['label'].iloc[0]} young people do not clearly feel less safe, and not more is recorded"
    else:
        named = f"In none of {count(len(rows))} areas do young people clearly feel less safe, or is more recorded"
    return fitting(named, "Nowhere do young people clearly feel less safe, or is more recorded")


def counted_words(counted: int, recorded: int, span: str) -> str:
    """The base of the rates: what is recorded in none of the areas is in no rate, and is said."""
    if counted == recorded:
        return f"{span}: all {count(recorded)}"
    return f"{span}: {count(counted)} of {count(recorded)}; {count(recorded - counted)} elsewhere or at no known place are left out"


def joined_sentence(areas: Sequence[str]) -> tuple[str, ...]:
    """Which area holds the records whose area is not known, where they were too few to stand apart."""
    names = [name for name in areas if " not known" in name]
    return (f"Records whose area is not known stand with one of the areas: {listed(names)}.",) if names else ()
