"""How felt and recorded harm are told side by side: four cases, each with what follows from it, and no order of areas."""

from __future__ import annotations

import pandas as pd

from dashboard.words.form import capital, listed, number_of

CASES = {
    "felt less safe, recorded more": "Felt less safe, recorded more: young people feel less safe than elsewhere, and more than the average is recorded. Records and young people agree.",
    "felt less safe, not recorded more": "Felt less safe, not recorded more: young people feel less safe than elsewhere, and what is recorded cannot be told from the average, or is below it. Ask them why: some harm may not reach agencies.",
    "recorded more, not felt less safe": "Recorded more, not felt less safe: more than the average is recorded, and young people do not clearly feel less safe than elsewhere. Ask what protects, and whom the records are about.",
    "neither": "Neither: young people do not clearly feel less safe than elsewhere, and no more than the average is recorded, as far as these figures can tell.",
}
CAVEATS = (
    "Feeling safe and recorded harm are not the same thing, nor about the same young people: where pupils live or go to school, and where records say it happened.",
    "“Not” means that these figures cannot tell a difference from chance; it does not mean that there is none.",
    "Areas stand in the order of their names. None is ranked, and none is to blame.",
)


def case_sentence(rows: pd.DataFrame) -> str:
    """Each case that some area is in, the one to ask about first."""
    if rows.empty:
        return "No area is shown both by the survey and by the records."
    order = ("felt less safe, not recorded more", "felt less safe, recorded more", "recorded more, not felt less safe")
    asks = {order[0]: " (ask young people there why)"}
    said = [
        f"{capital(case)}: {listed(list(rows.loc[rows['case'] == case, 'label']))}{asks.get(case, '')}."
        for case in order
        if (rows["case"] == case).any()
    ]
    looked = number_of(len(rows), "area that can be compared", "areas that can be compared")
    return " ".join(said) or f"No clear difference between areas, in what is felt or in what is recorded: {looked}."


def case_notes(rows: pd.DataFrame) -> tuple[str, ...]:
    return tuple(
        f"{text} Here: {', '.join(rows.loc[rows['case'] == case, 'label']) or 'no area'}."
        for case, text in CASES.items()
    )
