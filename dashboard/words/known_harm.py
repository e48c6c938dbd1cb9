"""How felt and recorded harm are told side by side: four cases, each with what follows from it, and no order of areas."""

from __future__ import annotations

import pandas as pd

CASES = {
    "felt and recorded": "Felt and recorded: young people feel less safe than elsewhere, and more than average is recorded. What is known is felt.",
    "felt, not recorded": "Felt, not recorded: young people feel less safe than elsewhere, and no more than average is recorded. Ask them why: harm may not reach agencies.",
    "recorded, not felt": "Recorded, not felt: more than average is recorded, and young people do not feel less safe than elsewhere. Ask what protects, and whom the records are about.",
    "neither": "Neither: not felt less safe than elsewhere, and not more than average recorded, as far as these figures can tell.",
}
CAVEATS = (
    "Feeling safe and recorded harm are not the same thing, nor about the same young people: where pupils live or go to school, and where records say it happened.",
    "“Not” means that these figures cannot tell a difference from chance; it does not mean that there is none.",
    "Areas stand in the order of their names. None is ranked, and none is to blame.",
)


def case_sentence(rows: pd.DataFrame) -> str:
    """Each case that some area is in, the one to ask about first."""
    order = ("felt, not recorded", "felt and recorded", "recorded, not felt")
    asks = {order[0]: " (ask young people there why)"}
    said = [
        f"{case.capitalize()}: {', '.join(rows.loc[rows['case'] == case, 'label'])}{asks.get(case, '')}."
        for case in order if (rows["case"] == case).any()
    ]  # fmt: skip
    return (
        " ".join(said)
        or "In no area do young people feel less safe, or agencies record more, than chance would explain."
    )


def case_notes(rows: pd.DataFrame) -> tuple[str, ...]:
    return tuple(
        f"{text} Here: {', '.join(rows.loc[rows['case'] == case, 'label']) or 'no area'}."
        for case, text in CASES.items()
    )
