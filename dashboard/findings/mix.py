"""How the latest year divides, beside the year before."""

from __future__ import annotations

from dashboard.ask.asking import ask
from dashboard.ask.months import Months, leaves_of
from dashboard.findings.design_effects import between_years, design_effect_of
from dashboard.findings.finding import About, Finding, State, source_of
from dashboard.findings.reasons import not_to_be_seen, without_answer
from dashboard.findings.share_changes import NO_CHANGE, ShareLine, result_of, share_lines, share_rows, share_table
from dashboard.measures.latest_year import year_shares
from dashboard.words.form import as_many_as_fit
from dashboard.words.format import percent
from dashboard.words.mix import no_year, year_words
from dashboard.words.shares import changed_groups
from data_loaders.release import Release

FULL_COUNT = (
    "Shares are of all that was recorded; what could be chance is the change, and its range allows for repeats."
)
JOINED = "Groups too small to show by themselves were joined; Method says which and why."


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
    question: str = "",
) -> Finding:
    """The shares of one split in the latest year and the one before.

    `title`: the question in a few words. `without`: the code of a value that is no part of the question, such as "not declined"
    among reasons for declining; `of`: what is then counted, in words. `about`: the code that the question is about and how its
    sentence begins, where the largest group is not what is asked for: whether harm was reported, not that none was.
    """
    evidence, key, question = ask(release, Months(dataset, split=split)), f"mix-{split}", question or f"{title}?"
    if not evidence.is_shown:
        return without_answer(release, evidence, key=key, question=question)
    leaves = leaves_of(release, dataset, split)
    apart = {block for block, codes in leaves.items() if codes == {without}}
    kept = evidence.frame[~evidence.frame["group_block"].isin(apart)]
    shares = year_shares(kept, "group", design_effect=design_effect_of(release, dataset, split=between_years(split)))
    if shares.empty:
        return not_to_be_seen(release, State.NOT_COVERED, no_year(evidence.frame), key=key, question=question)
    lines, counts = share_lines(shares), of or evidence.counts
    named = dict(zip(evidence.frame["group_block"], evidence.frame["group"], strict=True))
    asked = next((str(named[b]) for b, codes in leaves.items() if codes == {about[0]} and b in named), "")
    first = next((line for line in lines if line.name == asked), max(lines, key=lambda line: line.n))
    name = about[1] if first.name == asked and about[1] else first.name
    said = as_many_as_fit(f"{name}: {percent(first.share_pct)} of {counts}", changed_groups(dict(result_of(lines))))
    merged = JOINED if evidence.view is not None and evidence.view.merges else ""
    return Finding(
        key, question, said, _subtitle(shares_years(lines, year_words(shares)), counts), release.id, result=result_of(lines),
        table=share_table(lines, first="group", counts=counts), chart=share_rows(lines, first="Group", alt=f"{said}. Ring: year before. Dot: latest year."),
        about=About("", "Groups are looked at together: a change is named only where it stands out among all of them by more than chance would give. " + NO_CHANGE, tuple(t for t in (FULL_COUNT, note, merged) if t), source_of(release)),
    )  # fmt: skip


def shares_years(lines: tuple[ShareLine, ...], years: dict[str, str]) -> str:
    """What ring and dot stand for."""
    before = (
        f"Ring: {years['before']}. " if "before" in years and any(line.before_pct is not None for line in lines) else ""
    )
    return f"{before}Dot: {years['latest']}"


def _subtitle(years: str, counts: str) -> str:
    return f"Share of {counts}. {years}."
