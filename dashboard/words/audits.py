"""How ratings are told: the distribution first, strengths beside gaps, no order of merit, no cause."""

from __future__ import annotations

import pandas as pd

HALF = 50.0
NEVER_ALONE = "A mean hides how ratings are spread, so it stands in the table beside its distribution and never alone."
ONE_RECORD = "Several standards are read in the same record, so each record counts once in an interval: so the ranges are a little wider than they need be."


MOST_NAMES = 5


def listed(names: list[str], of: int = 0) -> str:
    """Names in a sentence; many of them only as a number."""
    if len(names) > MOST_NAMES:
        return f"{len(names)} of {of or len(names)}, marked in the table"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def share_words(row: pd.Series) -> str:
    return f"{row['share_pct']:.0f} % (between {row['lower_pct']:.0f} and {row['upper_pct']:.0f} %)"


def strengths_and_gaps(shares: pd.DataFrame, name: str) -> str:
    """Which groups are good or better for surely more, or surely less, than half; each list in the order of its names."""
    strong = sorted(shares.loc[shares["lower_pct"] > HALF, name])
    weak = sorted(shares.loc[shares["upper_pct"] < HALF, name])
    told = []
    if strong:
        told.append(f"Strengths: more than half is good or better, beyond chance, in {listed(strong, len(shares))}.")
    if weak:
        told.append(f"Gaps: less than half is, beyond chance, in {listed(weak, len(shares))}.")
    open_ones = len(shares) - len(strong) - len(weak)
    if open_ones:
        told.append(
            f"For {'the other ' if told else ''}{open_ones} it could be either."
            if open_ones > 1
            else "For one it could be either."
        )
    return " ".join(told)


def change_headline(changes: pd.DataFrame, name: str, first: str, second: str) -> str:
    """The groups that changed by more than chance; how many were looked at; and that the others are not told apart."""
    looks = len(changes)
    sure = changes[changes["is_beyond_chance"]]
    if sure.empty:
        return f"Between {first} and {second} no change is larger than chance would explain, among {looks} looked at."
    told = [
        f"{r[name]} from {r['before_pct']:.0f} to {r['after_pct']:.0f} % good or better "
        f"(a change of {r['lower']:+.0f} to {r['upper']:+.0f} points)".replace("-", "−")
        for _, r in sure.sort_values(name).iterrows()
    ]
    rest = f" The other {looks - len(sure)} of {looks} looked at could be chance." if looks > len(sure) else ""
    return f"Between {first} and {second}, more than chance would explain: {'; '.join(told)}.{rest}"


def drawn_words(held: pd.Series, drawn: str) -> str:
    frame = f" of {held['frame_n']:.0f}" if pd.notna(held["frame_n"]) else ""
    return f"{held['round']}: {held['records']} records{frame}, drawn: {drawn.lower()}."
