"""How themes are told: how sure first, plain words, no cause."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from dashboard.measures.verdict import Answer, Direction, Verdict
from dashboard.words.form import capital, fitting, in_words, listed, number_of
from dashboard.words.format import count, month, percent, span_percent, two_percents
from dashboard.words.standing import still_words

WHAT_IS_COUNTED = (
    "A contribution is something that was said in a session. Nobody is recorded as having said it: all that one agency and role "
    "said in one session may come from one person, and counts as a single voice."
)
NOT_SHOWN = "A theme is shown only where at least {k} different voices named it and at least {k} did not; a gap means too few people, not none."
READ_ONCE = "Where two coders read a contribution, the first coder’s reading is used."


def years_title(verdicts: Mapping[str, Verdict]) -> str:
    """Which themes are named more or less often than the year before, and what is said of the others: as their rows say it."""
    changed = {name: v for name, v in verdicts.items() if v.answer is Answer.CHANGED}
    of = number_of(len(verdicts), "theme", "themes")
    if not changed:
        still = still_words(verdicts.values())
        return (
            f"Since the year before, {still} of {of}"
            if still.endswith(" any")
            else f"{capital(of)} since the year before: {still}"
        )
    if len(changed) == 1:
        name, one = next(iter(changed.items()))
        if one.latest and one.before:
            now, then = two_percents(one.latest.value, one.before.value)
            return fitting(
                f"{name}: named in {now} of contributions, from {then}",
                f"One of {of} is named {_way(one)} often than the year before",
            )
    ways = [(way, [n for n, v in changed.items() if _way(v) == way]) for way in ("more", "less")]
    named = "; ".join(f"{way} often: {listed(names)}" for way, names in ways if names)
    counted = ", ".join(f"{count(len(names))} {way} often" for way, names in ways if names)
    return fitting(f"Named {named}", f"Of {of}, named: {counted} than the year before")


def _way(verdict: Verdict) -> str:
    return "more" if verdict.direction is Direction.MORE else "less"


NEW_CODE = (
    "A theme that is new in the codebook had no code before: that it was not named then says nothing of the concern."
)


def emergence_title(found: Sequence[tuple[str, pd.Timestamp]], new_codes: Collection[str]) -> str:
    """What is named throughout since a month, and was not before; or could not be, because the codebook had no code for it."""
    if not found:
        return "No theme has emerged"
    name, since = found[0]
    more = f", and {number_of(len(found) - 1, 'more theme has', 'more themes have')} emerged" if len(found) > 1 else ""
    counted = capital(number_of(len(found), "theme has", "themes have"))
    if name in new_codes:
        coded = f"“{name}”, new in the codebook, is named throughout since {month(since)}"
        return fitting(f"{coded}{more}", coded, f"New in the codebook: “{name}”")
    return fitting(f"“{name}” has been named throughout since {month(since)}{more}", f"{counted} emerged")


def latest_title(theme: str, share_pct: float, label: str) -> str:
    share = f"{percent(share_pct)} of contributions in {label}"
    return fitting(f"{theme}: {share}", share)


def span_title(latest: Sequence[float], periods: Collection[str]) -> str:
    """Of several themes their span in the latest period of each, and no order."""
    if not latest:
        return "No theme can be shown"
    each = "The one theme" if len(latest) == 1 else f"Each of the {in_words(len(latest))} themes"
    when = f"in {next(iter(periods))}" if len(periods) == 1 else "in its latest period"
    said = f"{each} is named in {span_percent(min(latest), max(latest))} of contributions"
    return fitting(f"{said} {when}", said)


def together_title(often: Sequence[tuple[str, str]], looked: int) -> str:
    """The pair that stands out most, and how many more."""
    if not often:
        compared = number_of(looked, "pair", "pairs")
        return f"No two themes are clearly named together more often than by chance; {compared} compared"
    one, other = often[0]
    more = f", and {number_of(len(often) - 1, 'more pair', 'more pairs')}" if len(often) > 1 else ""
    counted = capital(number_of(len(often), "pair of themes is", "pairs of themes are"))
    return fitting(f"“{one}” and “{other}” are often named together{more}", f"{counted} clearly named together")


def pairs_subtitle(looked: int, more: int, less: int) -> str:
    """Those that stand out do so to either side: a pair can also be named together less often than by chance."""
    pairs = number_of(looked, "pair was", "pairs were")
    out = f"{in_words(more)} clearly above it, {in_words(less)} clearly below" if more or less else "none stands out"
    return f"How many times as often as by chance; {pairs} looked at, {out}."


def bands_title(rows: pd.DataFrame, what: str) -> str:
    """Whether the ranges of groups leave each other, in words that rank nobody. rows: theme, band, lower_pct, upper_pct."""
    apart = [
        str(theme)
        for theme, own in rows.groupby("theme", sort=False)
        if own["lower_pct"].max() > own["upper_pct"].min()
    ]
    if not apart:
        return f"No clear difference between {what} in how often they name the themes"
    themes, quoted = number_of(len(apart), "theme", "themes"), listed([f"“{theme}”" for theme in apart])
    return fitting(f"The {what} differ on {quoted}", f"The {what} differ on {themes}")


def stance_title(rows: pd.DataFrame) -> str:
    asked = rows.loc[rows["band"] == "Ask", "share_pct"]
    if asked.empty:
        return "What was asked for, barriers, enablers and praise"
    themes = "The theme that can be shown is" if len(asked) == 1 else "Themes that can be shown are"
    return f"{themes} asked for in {span_percent(asked.min(), asked.max())} of contributions"
