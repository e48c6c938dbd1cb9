"""How answers of pupils are told: who was asked, how sure, never why."""

from __future__ import annotations

import pandas as pd

MOST = 3
CAUTION = "It says what pupils answered, not why."


def share_words(row: pd.Series) -> str:
    return f"{row['share_pct']:.0f} % (between {row['lower_pct']:.0f} and {row['upper_pct']:.0f} %)"


def quoted(question: pd.Series) -> str:
    return f"“{question['wording']}”"


def base_words(question: pd.Series, cells: pd.DataFrame, bands: pd.DataFrame, base: str) -> tuple[str, ...]:
    """The wording, who was asked, how many, and who did not answer."""
    sides = dict(zip(bands["band"], bands["side"], strict=True))
    n = cells.assign(side=cells["band"].map(sides))
    total, silent = int(n["n"].sum()), int(n.loc[n["side"] == "none", "n"].sum())
    led_past = int(n.loc[n["side"] == "not_asked", "n"].sum())
    put_to = total - led_past
    told = [f"The question: {question['wording']}", f"Asked of: {question['stages_asked']}."]
    if base == "answered":
        told.append(f"{put_to:,} pupils were asked; {put_to - silent:,} answered, {silent:,} ({100 * silent / put_to:.0f} %) did not. "
                    "Shares are of those who answered.")  # fmt: skip
    else:
        told.append(f"{put_to:,} pupils were asked. In some group too few did not answer to be shown by themselves, so they are "
                    "counted with another answer, and shares are of all who were asked.")  # fmt: skip
    if led_past:
        told.append(f"The questionnaire led {led_past:,} pupils past the question.")
    return tuple(told)


def answers_sentence(question: pd.Series, sides: pd.DataFrame, bands: pd.DataFrame) -> str:
    """Of one group: the good end and the bad end, in that order. Of several: the span."""
    names = {side: " or ".join(bands.loc[bands["side"] == side, "label"]).lower() for side in ("positive", "negative")}
    good = sides[sides["side"] == "positive"]
    if len(good) > 1:
        low, high = good["share_pct"].min(), good["share_pct"].max()
        return f"{quoted(question)} {names['positive'].capitalize()}: between {low:.0f} and {high:.0f} % of each group."
    told = f"{quoted(question)} {names['positive'].capitalize()}: {share_words(good.iloc[0])}"
    bad = sides[sides["side"] == "negative"]
    return f"{told}; {names['negative']}: {share_words(bad.iloc[0])}." if len(bad) else f"{told}."


def against_sentence(rows: pd.DataFrame) -> str:
    apart = rows[rows["is_beyond_chance"]]
    if apart.empty:
        return f"No group differs from all others together by more than chance would explain ({len(rows)} looked at)."
    said = "; ".join(f"{r.label} {points(r.difference_pct)}" for r in apart.itertuples())
    return f"More than chance would explain, against all others together: {said} ({len(rows)} looked at)."


def points(difference: float) -> str:
    return f"{abs(difference):.0f} points {'higher' if difference > 0 else 'lower'}"


def change_sentence(change: pd.Series) -> str:
    said = f"from {change['before_pct']:.0f} to {change['after_pct']:.0f} %"
    span = f"a change between {change['lower_pct']:+.0f} and {change['upper_pct']:+.0f} points"
    if change["is_beyond_chance"]:
        return f"Changed between {change['wave_before']} and {change['wave_after']} by more than chance would explain: {said} ({span})."
    return f"No change between {change['wave_before']} and {change['wave_after']} that chance would not explain: {said} ({span})."


def changes_sentence(changes: pd.DataFrame) -> str:
    looked = f"{len(changes)} questions were compared; over many such lists, about one in twenty of the changes named is chance."
    moved = changes[changes["is_beyond_chance"]]
    if moved.empty:
        return f"No answer changed by more than chance would explain. {looked}"
    better, worse = moved[moved["difference_pct"] > 0], moved[moved["difference_pct"] < 0]
    parts = [
        f"{'more' if rows is better else 'fewer'} positive answers: {'; '.join(_moved(r) for r in rows.itertuples())}"
        for rows in (better, worse) if len(rows)
    ]  # fmt: skip
    return f"Changed by more than chance would explain, {' — '.join(parts)}. {looked}"


def standing_out_sentence(rows: pd.DataFrame, looked: int) -> str:
    count = (
        f"{looked:,} differences were looked at; over many such lists, about one in twenty of those named is chance."
    )
    if rows.empty:
        return f"No group stands out by more than chance would explain. {count}"
    high, low = rows[rows["difference_pct"] > 0], rows[rows["difference_pct"] < 0]
    return f"{len(rows)} differences are larger than chance would explain, {len(high)} of them towards the good end and {len(low)} towards the other. {count}"


def overview_sentence(rows: pd.DataFrame) -> str:
    """Strengths first, then where fewest gave a good answer."""
    ordered = rows.sort_values("share_pct", ascending=False, kind="stable")
    if len(ordered) < 2 * MOST:
        return f"Positive answers: {_named(ordered)}."
    return f"Most positive answers: {_named(ordered.head(MOST))}. Fewest: {_named(ordered.tail(MOST)[::-1])}."


def part_sentence(rows: pd.DataFrame) -> str:
    """Which areas or ages the pupils who took part stand for more, or less, than they live there."""
    known = rows.dropna(subset=["ratio"])
    if known.empty:
        return "No population was delivered to compare with."
    low, high = known["response_pct"].min(), known["response_pct"].max()
    reach = f"Of every 100 young people in a group, between {low:.0f} and {high:.0f} took part. "
    few = known[known["ratio"] < 0.9]
    many = known[known["ratio"] > 1.1]
    if few.empty and many.empty:
        return f"{reach}Each group has about the share among pupils who took part that it has among young people."
    parts = [
        f"{word} than their share of young people: {', '.join(rows['label'])}"
        for word, rows in (("fewer took part", few), ("more took part", many)) if len(rows)
    ]  # fmt: skip
    return f"{reach}{_sentence('; '.join(parts))}"


def _moved(row: object) -> str:
    return f"{row.short} from {row.before_pct:.0f} to {row.after_pct:.0f} %"  # type: ignore[attr-defined]  # a row of a table


def _named(rows: pd.DataFrame) -> str:
    return "; ".join(f"{r.short} {r.share_pct:.0f} %" for r in rows.itertuples())


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
