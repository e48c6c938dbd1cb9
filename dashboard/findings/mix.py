"""What episodes were like: how their latest year divides, beside the year before."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import Months, leaves_of
from dashboard.figures.shares import share_figure
from dashboard.findings.design_effects import design_effect_of
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import nothing_finding, source_of
from dashboard.findings.unanswered import unanswered
from dashboard.measures.latest_year import year_shares
from dashboard.words.mix import mix_sentence, year_words, years_note
from data_loaders.release import Release


def mix(
    release: Release,
    dataset: str,
    split: str,
    *,
    title: str,
    note: str = "",
    without: str = "",
    of: str = "",
    about: tuple[str, str] = ("", ""),
) -> Finding:
    """The shares of one split in the latest year and the one before.

    `without`: the code of a value that is no part of the question, such as "not declined" among reasons for declining;
    `of`: what is then counted, in words. `about`: the code that the question is about and how its sentence begins, where
    the largest group is not what is asked for: whether harm was reported, not that none was.
    """
    evidence = ask(release, Months(dataset, split=split))
    if not evidence.is_shown:
        return unanswered(release, evidence, key=f"mix-{split}", title=title)
    leaves = leaves_of(release, dataset, split)
    apart = {block for block, codes in leaves.items() if codes == {without}}
    kept = evidence.frame[~evidence.frame["group_block"].isin(apart)]
    shares = year_shares(kept, "group", design_effect=design_effect_of(release, dataset, split=split))
    if shares.empty:
        return nothing_finding(release, key=f"mix-{split}", title=title, reason="No whole year is covered yet.")
    counts = of or evidence.counts
    named = dict(zip(evidence.frame["group_block"], evidence.frame["group"], strict=True))
    asked = next((str(named[b]) for b, codes in leaves.items() if codes == {about[0]} and b in named), "")
    headline = mix_sentence(shares, counts, asked=asked, said=about[1])
    years = year_words(shares)
    table = pd.DataFrame({"group": shares["group"], "year": shares["year"].map(years), counts: shares["n"],
                          "share (%)": shares["share_pct"].round(1)})  # fmt: skip
    return Finding(
        key=f"mix-{split}",
        title=title,
        headline=headline,
        table=table,
        figure=share_figure(shares.assign(lower_pct=shares["share_pct"], upper_pct=shares["share_pct"])),
        alt=f"Dots: {title.lower()}, latest year and the year before. {headline} The table holds every figure.",
        notes=(years_note(years),),
        caveats=tuple(c for c in (note, _joined(evidence.view.merges if evidence.view else ())) if c),
        definition="",
        source=source_of(release),
        question=title,
        release_id=release.id,
    )


def _joined(merges: tuple[str, ...]) -> str:
    return "Groups too small to show by themselves were joined; Method and data says which and why." if merges else ""
