"""Case reviews, training and sharing in words: no kind of review, agency or flow is better or worse than another."""

from __future__ import annotations

import pandas as pd

from dashboard.words.themes import listed

CENSUS = "A census: every eligible member of staff is counted, so there is no interval. Who is eligible is each agency’s own definition."


def review_sentence(labels: dict[str, str], codes_apart: list[str], side: str) -> str:
    """Whether kinds of review differ by more than their intervals. side: "gaps", "strengths" or "contexts"."""
    if codes_apart:
        return f"Single-agency and multi-agency reviews differ by more than their intervals in these {side}: {listed([labels[c] for c in codes_apart])}."
    return f"As far as so few reviews can tell, single-agency and multi-agency reviews found the same {side} about equally often."


def coverage_sentence(rows: pd.DataFrame) -> str:
    """rows: course, share_pct."""
    told = []
    for course, own in rows.dropna(subset=["share_pct"]).groupby("course", sort=False):
        low, high = own["share_pct"].min(), own["share_pct"].max()
        span = f"{low:.0f} %" if round(low) == round(high) else f"between {low:.0f} and {high:.0f} %"
        told.append(
            f"{course}: {span} of eligible staff" + (", depending on the agency" if round(low) != round(high) else "")
        )
    return "; ".join(told) + "." if told else "No share of training is large enough to be shown safely."


def flow_sentence(rows: pd.DataFrame) -> str:
    total, acted = int(rows["items"].sum()), int(rows["acted_on"].sum())
    return f"{total:,} items were shared in the latest year shown; {100 * acted / total:.0f} % of them were acted on."


def acted_sentence(rows: pd.DataFrame) -> str:
    last = rows.iloc[-1]
    return f"In the latest period {last['share_pct']:.0f} % of {last['base']:,} items were acted on (between {last['lower_pct']:.0f} and {last['upper_pct']:.0f} %)."
