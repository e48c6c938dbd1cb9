"""Words that blame: how often, in which kinds of documents, and what became of it; and the list itself."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.published import rows_of
from dashboard.figures.theme_panels import panels_figure
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import source_of
from dashboard.findings.unanswered import not_shown
from dashboard.language.terms import CATEGORIES, Term, terms_of
from dashboard.measures.language_rates import rates_by_category, rates_by_kind, year_against_year
from dashboard.words.language import trend_sentence
from dashboard.words.periods import period_label
from data_loaders.release import Release

KINDS = {
    "ASSESSMENT": "Assessments", "PLAN": "Plans", "CHRONOLOGY": "Chronologies", "REFERRAL": "Referrals", "MINUTES": "Minutes", "REPORT": "Reports",
}  # fmt: skip
NEVER_WORKERS = "Counted by kind of document and period, over enough documents each time, and never by worker or team. No text is held."


def terms(release: Release) -> tuple[Term, ...]:
    return terms_of(rows_of(release, "practice_terms"))


def language_trend(release: Release) -> Finding:
    """For each 1,000 words, by kind of document, over time."""
    title = "In our documents, for each 1,000 words"
    language = rows_of(release, "practice_language")
    if language.empty:
        return not_shown(
            release,
            key="language-trend",
            title=title,
            reason="No counts of documents were delivered, or too few documents of some kind.",
        )
    rows = rates_by_kind(language)
    rows = rows.assign(
        panel=rows["doc_type"].map(KINDS),
        period=[period_label(s, e) for s, e in zip(rows["period_start"], rows["period_end"], strict=True)],
    )
    rows["label"] = [
        f"{r.period}: {r.rate:.2f} for each 1,000 words (between {r.lower:.2f} and {r.upper:.2f})"
        for r in rows.itertuples()
    ]
    headline = trend_sentence(year_against_year(language))
    return Finding(
        key="language-trend", title=title, headline=headline,
        table=pd.DataFrame({"kind of document": rows["panel"], "period": rows["period"], "words": rows["words"], "words that blame": rows["hits"],
                            "for each 1,000": rows["rate"].round(2), "from": rows["lower"].round(2), "to": rows["upper"].round(2)}),
        figure=panels_figure(rows.rename(columns={"rate": "share_pct", "lower": "lower_pct", "upper": "upper_pct"}), start=rows["period_start"].min(), too_few="", suffix=""),
        alt=f"Lines with bands of uncertainty, one panel for each kind of document. {headline} The table holds every figure.",
        notes=("A fall can be a change of words, of templates, or of what is counted; it says nothing of who wrote.",), caveats=(NEVER_WORKERS,), definition="",
        source=source_of(release), question=title, release_id=release.id,
    )  # fmt: skip


def language_categories(release: Release) -> Finding:
    """For each 1,000 words of all documents, by kind of blame."""
    title = "By kind of blame"
    language = rows_of(release, "practice_language")
    if language.empty:
        return not_shown(
            release,
            key="language-kinds",
            title=title,
            reason="No counts of documents were delivered, or too few documents of some kind.",
        )
    rows = rates_by_category(language)
    rows = rows.assign(panel=[f"{c.capitalize()}: {CATEGORIES.get(c, '')}".rstrip(": ") for c in rows["category"]],
                       period=[period_label(s, e) for s, e in zip(rows["period_start"], rows["period_end"], strict=True)])  # fmt: skip
    rows["label"] = [
        f"{r.period}: {r.rate:.2f} for each 1,000 words (between {r.lower:.2f} and {r.upper:.2f})"
        for r in rows.itertuples()
    ]
    last = rows[rows["period_end"] == rows["period_end"].max()].sort_values("category")
    headline = (
        "In the latest period, for each 1,000 words: "
        + "; ".join(f"{r.category.lower()} {r.rate:.2f}" for r in last.itertuples())
        + "."
    )
    return Finding(
        key="language-kinds", title=title, headline=headline,
        table=pd.DataFrame({"kind of blame": rows["panel"], "period": rows["period"], "words": rows["words"], "words that blame": rows["hits"],
                            "for each 1,000": rows["rate"].round(2), "from": rows["lower"].round(2), "to": rows["upper"].round(2)}),
        figure=panels_figure(rows.rename(columns={"rate": "share_pct", "lower": "lower_pct", "upper": "upper_pct"}), start=rows["period_start"].min(), too_few="", suffix=""),
        alt=f"Lines with bands of uncertainty, one panel for each kind of blame. {headline}", caveats=(NEVER_WORKERS,), definition="", source=source_of(release),
        question=title, release_id=release.id,
    )  # fmt: skip


def word_list(release: Release) -> Finding:
    """The list with why and what to write instead."""
    title = "The list"
    listed = terms(release)
    delivered = len(rows_of(release, "practice_terms")) > 0
    whose = "The partnership’s own list" if delivered else "The list that comes with the product"
    return Finding(
        key="word-list", title=title, headline=f"{whose}: {len(listed)} words and phrases, each with why and what to write instead.",
        table=pd.DataFrame({"word or phrase": [t.term for t in listed], "kind of blame": [CATEGORIES.get(t.category, t.category.lower()) for t in listed],
                            "why": [t.why for t in listed], "instead": ["; ".join(t.alternatives) for t in listed]}),
        figure=None, alt="Words that blame, why, and what to write instead", caveats=("Your partnership can replace this list.",), definition="",
        source=source_of(release), question=title, release_id=release.id,
    )  # fmt: skip
