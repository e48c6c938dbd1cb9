"""How the agreement of coders is told."""

from __future__ import annotations

import pandas as pd

TRUSTED, CAREFUL = 0.80, 0.667


def agreement_sentence(rows: pd.DataFrame) -> str:
    """rows: theme, alpha, lower, upper."""
    low = rows[rows["alpha"] < CAREFUL]
    good = rows[rows["lower"] >= CAREFUL]
    first = f"On {len(good)} of {len(rows)} themes the coders agree well enough to be relied on, chance allowed for."
    if low.empty:
        return first
    told = "; ".join(
        f"{r.theme} (alpha {r.alpha:.2f}, between {r.lower:.2f} and {r.upper:.2f})" for r in low.itertuples()
    )
    return f"{first} Too low to rely on: {told}. What is shown of these themes is to be read with care."


def mixed_up_sentence(rows: pd.DataFrame, names: dict[str, str]) -> str:
    named = rows[rows["theme_a"] != "OTHERS"]
    if named.empty:
        return "No two themes stand out: coders disagree here and there."
    top = named.iloc[0]
    return f"Most often confused: {names[top['theme_a']]} and {names[top['theme_b']]}, in {top['n']} contributions."
