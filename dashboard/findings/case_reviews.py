"""What case reviews found: strengths and gaps, single- and multi-agency side by side, the contexts, and over time."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.practice import bands_of, labels_of, least, leaves_of
from dashboard.ask.published import rows_of
from dashboard.figures.side_by_side import side_by_side_figure
from dashboard.figures.theme_panels import panels_figure
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import source_of
from dashboard.findings.unanswered import not_shown
from dashboard.measures.practice_records import apart, review_shares
from dashboard.measures.theme_shares import asked_of, shares_over_time
from dashboard.words.periods import period_label
from dashboard.words.practice_records import review_sentence
from dashboard.words.themes import listed
from data_loaders.release import Release

CONTEXTS = {
    "HOME": "Home", "PEER": "Peer group", "SCHOOL": "School", "NEIGHBOURHOOD": "Neighbourhood", "COMMERCIAL": "Shops and commercial premises",
    "TRANSPORT": "Transport", "ONLINE": "Online", "RESIDENTIAL": "Residential house", "YOUTH_PROVISION": "Youth provision", "OTHER": "Other",
}  # fmt: skip
SIDES = {"STRENGTH": "Strengths", "GAP": "Gaps", "CONTEXT": "Contexts"}


def has_reviews(release: Release) -> bool:
    counts = rows_of(release, "practice_counts")
    return bool(len(counts) and (counts["view"] == "reviews").any())


def _caveats(release: Release) -> tuple[str, ...]:
    k = least(release, "reviews_k")
    return (
        f"Each review concerns a child. Quarters are joined to years, or to the whole time, so that at least {k} reviews with a theme and {k} without it are behind every figure.",
        "Reviews are held when something went wrong or might have: they do not speak of practice as a whole.",
    )


def side(release: Release, kind: str) -> Finding:
    """One side (strengths, gaps or contexts) by kind of review."""
    title = SIDES[kind]
    labels, bands = (CONTEXTS if kind == "CONTEXT" else leaves_of(release)), bands_of(release, "review")
    rows = asked_of(rows_of(release, "practice_counts"), view="reviews", split="review", kind=kind)
    shares = review_shares(rows[rows["code"].isin(labels)])
    if shares.empty:
        return not_shown(
            release,
            key=f"reviews-{kind.lower()}",
            title=title,
            reason="Too few reviews of some kind found it, or did not.",
        )
    order = {code: at for at, code in enumerate(labels)}
    shares = shares.assign(order=shares["code"].map(order)).sort_values(
        ["order", "group"], ascending=[True, False], kind="stable"
    )
    shares = shares.assign(
        series=shares["group"].map(bands),
        label=shares["code"].map(labels),
        time=[period_label(s, e) for s, e in zip(shares["first"], shares["last"], strict=True)],
    )
    headline = review_sentence(labels, apart(shares), title.lower())
    left = [name for code, name in labels.items() if code not in set(shares["code"])]
    return Finding(
        key=f"reviews-{kind.lower()}", title=title, headline=headline,
        table=pd.DataFrame({"found": shares["label"], "kind of review": shares["series"], "time": shares["time"], "reviews with it": shares["n"],
                            "of reviews": shares["base"], "share (%)": shares["share_pct"].round(1), "from": shares["lower_pct"].round(1), "to": shares["upper_pct"].round(1)}),
        figure=side_by_side_figure(shares.assign(group=shares["label"])),
        alt=f"Dots with intervals, one row for each, kinds of review side by side. {headline} The table holds every figure.",
        notes=(f"Not shown by kind of review, because too few would stand behind a figure, or none: {listed(left, most=12)}." if left else "",),
        caveats=_caveats(release), definition="", source=source_of(release), question=title, release_id=release.id,
    )  # fmt: skip


def reviews_time(release: Release, kind: str) -> Finding:
    """One side by year, all kinds of review together."""
    title = f"{SIDES[kind]} over time"
    labels = CONTEXTS if kind == "CONTEXT" else labels_of(release)
    rows = asked_of(rows_of(release, "practice_counts"), view="reviews", split="none", kind=kind)
    rows = rows[rows["code"].isin(labels) & (rows["unit"] != "all")].reset_index(drop=True)
    if rows.empty:
        return not_shown(
            release,
            key=f"reviews-time-{kind.lower()}",
            title=title,
            reason="Too few reviews in a year; see the whole time above.",
        )
    rows = shares_over_time(rows)
    rows = rows.assign(
        panel=rows["code"].map(labels),
        period=[period_label(s, e) for s, e in zip(rows["period_start"], rows["period_end"], strict=True)],
    )
    rows["label"] = [
        f"{r.period}: {r.share_pct:.0f} % ({r.n} of {r.base}; between {r.lower_pct:.0f} and {r.upper_pct:.0f} %)"
        for r in rows.itertuples()
    ]
    k = least(release, "reviews_k")
    headline = "Few reviews a year: a change from one year to the next is seldom more than chance. The bands show how far chance reaches."
    return Finding(
        key=f"reviews-time-{kind.lower()}", title=title, headline=headline,
        table=pd.DataFrame({"found": rows["panel"], "year": rows["period"], "reviews with it": rows["n"], "of reviews": rows["base"], "share (%)": rows["share_pct"].round(1),
                            "from": rows["lower_pct"].round(1), "to": rows["upper_pct"].round(1)}),
        figure=panels_figure(rows, start=rows["period_start"].min(), too_few=f"fewer than {k} reviews in some year"),
        alt=f"Lines with bands of uncertainty by year. {headline} The table holds every figure.",
        caveats=_caveats(release), definition="", source=source_of(release), question=title, release_id=release.id,
    )  # fmt: skip
