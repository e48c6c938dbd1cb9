"""The codebook as a tree, quotations, and how far two coders agree."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.months import ALL
from dashboard.ask.practice import bands_of, labels_of, least, leaves_of
from dashboard.ask.published import rows_of
from dashboard.figures.bars import bar_figure
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import source_of
from dashboard.findings.unanswered import not_shown
from dashboard.measures.coding_agreement import pair_agreement
from dashboard.measures.theme_shares import latest_codebook
from dashboard.words.coders import agreement_sentence, mixed_up_sentence
from dashboard.words.periods import period_label
from data_loaders.release import Release

STANCES = {"ASK": "Ask", "BARRIER": "Barrier", "ENABLER": "Enabler", "PRAISE": "Praise"}


def codebook(release: Release) -> Finding:
    """Every theme under its root, with its definition and the versions that hold it."""
    title = "Codebook"
    book = latest_codebook(rows_of(release, "practice_codebook"))
    newest = book["version"].astype(int).max()
    first = book[(book["theme_code"] != book["root"]) & (book["versions"] == str(newest))]
    new = f" New in version {newest}: {', '.join(first['label'])}." if len(first) and newest > 1 else ""
    return Finding(
        key="codebook", title=title,
        headline=f"Version {newest}: {int((book['theme_code'] != book['root']).sum())} themes under {', '.join(book.loc[book['theme_code'] == book['root'], 'label'])}.{new}",
        table=pd.DataFrame({
            "under": book["root_label"], "theme": ["" if r.theme_code == r.root else r.label for r in book.itertuples()],
            "what belongs to it": book["definition"], "versions": book["versions"], "redefined": book["is_redefined"].map({True: "yes", False: ""}),
        }),
        figure=None, alt="Themes under their roots, with definitions and versions", caveats=(), definition="", source=source_of(release),
        question=title, release_id=release.id,
    )  # fmt: skip


def quotations(release: Release, theme: str) -> Finding:
    """Word for word, of those who agreed to it: attributed to a wide band and a quarter, never more."""
    title = "In their words"
    quotes, labels, bands = rows_of(release, "practice_quotes"), labels_of(release), bands_of(release, "agency")
    quotes = quotes.drop_duplicates("theme_code") if theme == ALL else quotes[quotes["theme_code"] == theme]
    if quotes.empty:
        return not_shown(
            release,
            key="quotations",
            title=title,
            reason="Nothing is quoted here: nobody agreed to it, or too few came, or this audience gets no quotations.",
        )
    return Finding(
        key="quotations", title=title,
        headline="The latest of each theme, with the consent of those who said it; choose a theme for more." if theme == ALL
        else f"{len(quotes)} quotations, the latest first, with the consent of those who said it.",
        table=pd.DataFrame({
            "theme": quotes["theme_code"].map(labels), "what it is": quotes["stance"].map(STANCES), "in their words": quotes["text"],
            "who": [bands.get(b, "") or "Somebody in a session" for b in quotes["band"]],
            "when": [period_label(s, e) for s, e in zip(quotes["period_start"], quotes["period_end"], strict=True)],
        }),
        figure=None, alt="Quotations with their theme, a wide band of agencies and a quarter",
        caveats=("Chosen to show a range, not counted. A band of agencies is named only where a crowd of its people came to that session; the identity guard has read each.",),
        definition="", source=source_of(release), question=title, release_id=release.id,
    )  # fmt: skip


def coders(release: Release) -> Finding:
    """How far two coders agree on each theme, beyond what chance would give."""
    title = "Do two coders agree?"
    table, labels = (
        rows_of(release, "practice_agreement"),
        {**labels_of(release), "OTHERS": "Themes with few codings, together"},
    )
    if table.empty:
        return not_shown(release, key="coders", title=title, reason="Too few contributions were read by two coders.")
    rows = pair_agreement(table).assign(theme=table["theme_code"].map(labels))
    headline = agreement_sentence(rows)
    return Finding(
        key="coders", title=title, headline=headline,
        table=pd.DataFrame({
            "theme": rows["theme"], "both found it": rows["both"], "one of the two": rows["one"], "neither": rows["neither"], "same (%)": rows["raw_pct"].round(1),
            "alpha": rows["alpha"].round(2), "alpha from": rows["lower"].round(2), "alpha to": rows["upper"].round(2), "AC1": rows["ac1"].round(2),
        }),
        figure=bar_figure(rows.rename(columns={"alpha": "value"}), label="theme", value="value", suffix=""),
        alt=f"Dots with intervals: Krippendorff’s alpha for each theme. {headline} The table holds every figure.",
        notes=("1 is full agreement, 0 what chance would give. 0.80 and above is usually trusted, 0.67 to 0.80 with care.",),
        caveats=("Alpha is Krippendorff’s, for two coders and a theme found or not; AC1 is Gwet’s, which a rare theme misleads less. Intervals by drawing contributions again 2,000 times.",
                 f"Which coder found what is not recorded here. Themes with fewer than {least(release)} voices in some field are added up."),
        definition="", source=source_of(release), question=title, release_id=release.id,
    )  # fmt: skip


def disagreements(release: Release) -> Finding:
    """Which two themes coders take for each other: the codebook's to mend."""
    title = "Where coders disagree"
    table, labels = rows_of(release, "practice_disagreements"), leaves_of(release)
    if table.empty:
        return not_shown(
            release,
            key="disagreements",
            title=title,
            reason="Coders took no two themes for each other often enough to be shown safely.",
        )
    names = {**labels, "OTHERS": "other pairs, together"}
    rows = table.sort_values(["n", "theme_a"], ascending=[False, True], kind="stable")
    return Finding(
        key="disagreements", title=title, headline=mixed_up_sentence(rows, names),
        table=pd.DataFrame({"one coder found": rows["theme_a"].map(names), "the other found": rows["theme_b"].map(names), "contributions": rows["n"]}),
        figure=None, alt="Pairs of themes that coders took for each other, with how many contributions",
        caveats=("By pair of themes and never by contribution. A pair that comes up often asks for a clearer definition.",),
        definition="", source=source_of(release), question=title, release_id=release.id,
    )  # fmt: skip
