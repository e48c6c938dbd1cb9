"""What practitioners name: themes by year, over time, by who speaks, and with each other."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard.ask.months import ALL
from dashboard.ask.practice import bands_of, labels_of, least, leaves_of
from dashboard.ask.published import rows_of
from dashboard.figures.grid import grid_figure
from dashboard.figures.shares import share_figure
from dashboard.figures.theme_panels import panels_figure
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import source_of
from dashboard.findings.unanswered import not_shown
from dashboard.measures.latest_year import moved_shares
from dashboard.measures.practice_records import review_shares
from dashboard.measures.theme_shares import (
    asked_of,
    emergence,
    full_rows,
    latest_codebook,
    shares_over_time,
    theme_years,
    together,
)
from dashboard.words.mix import year_words, years_note
from dashboard.words.periods import period_label
from dashboard.words.themes import (
    NOT_SHOWN,
    READ_ONCE,
    UNITS,
    WHAT_IS_COUNTED,
    bands_sentence,
    emergence_sentence,
    latest_sentence,
    listed,
    time_sentence,
    together_sentence,
    years_sentence,
)
from data_loaders.release import Release

SPLITS = {"agency": "agencies", "role": "roles", "stance": "what was said of it"}


def has_themes(release: Release) -> bool:
    counts = rows_of(release, "practice_counts")
    return bool(len(counts) and len(asked_of(counts, view="themes", split="none")))


def _caveats(release: Release) -> tuple[str, ...]:
    return (WHAT_IS_COUNTED, NOT_SHOWN.format(k=least(release)), READ_ONCE)


def _withheld(release: Release, split: str = "none", view: str = "themes") -> str:
    """Which themes are not shown at all, in a sentence; empty if every theme is."""
    status, labels = rows_of(release, "practice_status"), leaves_of(release)
    own = status[(status["view"] == view) & (status["split"] == split) & (status["status"] == "withheld")]
    names = [labels[c] for c in own["code"] if c in labels]
    return f"Not shown, because too few voices stand behind a figure: {listed(names, most=12)}." if names else ""


def theme_mix(release: Release) -> Finding:
    """Each theme's share of contributions in the latest year, beside the year before."""
    title = "What is named most"
    leaves = leaves_of(release)
    rows = asked_of(rows_of(release, "practice_counts"), view="themes", split="none")
    years = theme_years(rows[rows["code"].isin(leaves)].assign(group=rows["code"].map(leaves)), "group")
    if years.empty:
        return not_shown(release, key="theme-mix", title=title, reason="No whole year can be shown yet.")
    years = years.set_index("group").loc[[g for g in leaves.values() if g in set(years["group"])]].reset_index()
    headline = years_sentence(moved_shares(years), years[years["year"] == "latest"])
    spans = year_words(years)
    return Finding(
        key="theme-mix",
        title=title,
        headline=headline,
        table=pd.DataFrame({"theme": years["group"], "year": years["year"].map(spans), "contributions with it": years["n"], "of contributions": years["base"],
                            "share (%)": years["share_pct"].round(1), "from": years["lower_pct"].round(1), "to": years["upper_pct"].round(1)}),
        figure=share_figure(years),
        alt=f"Dots with intervals for each theme, latest year and the year before. {headline} The table holds every figure.",
        notes=(years_note(spans), _withheld(release)),
        caveats=("Themes are in codebook order. A contribution can name several.", *_caveats(release)),
        definition="", source=source_of(release), question=title, release_id=release.id,
    )  # fmt: skip


def theme_time(release: Release, theme: str) -> Finding:
    """One theme, or all of them in small panels, over time; and what has emerged."""
    leaves = leaves_of(release)
    return _over_time(release, list(leaves) if theme == ALL else [theme], key="theme-time", title="Over time")


def capacity_themes(release: Release) -> Finding:
    """What practitioners say of their time: the themes under Capacity."""
    book = latest_codebook(rows_of(release, "practice_codebook"))
    codes = [r.theme_code for r in book.itertuples() if r.root == "CAPACITY" and r.theme_code != r.root]
    found = _over_time(release, codes, key="capacity-themes", title="What practitioners say of their capacity")
    rows = asked_of(rows_of(release, "practice_counts"), view="themes", split="none")
    return (
        found
        if found.withheld
        else replace(
            found,
            headline=latest_sentence(
                shares_over_time(rows[rows["code"].isin(codes)].reset_index(drop=True)), labels_of(release)
            ),
        )
    )


def _over_time(release: Release, codes: list[str], *, key: str, title: str) -> Finding:
    labels = labels_of(release)
    rows = asked_of(rows_of(release, "practice_counts"), view="themes", split="none")
    start = rows["period_start"].min()
    rows = shares_over_time(rows[rows["code"].isin(codes)].reset_index(drop=True))
    if rows.empty:
        return not_shown(
            release, key=key, title=title, reason="Too few voices named it in every part of the time covered."
        )
    rows = rows.assign(
        panel=rows["code"].map(labels),
        period=[period_label(s, e) for s, e in zip(rows["period_start"], rows["period_end"], strict=True)],
    )
    rows["label"] = [
        f"{r.period}: {r.share_pct:.0f} % ({r.n} of {r.base}; between {r.lower_pct:.0f} and {r.upper_pct:.0f} %)"
        for r in rows.itertuples()
    ]
    emerged = emergence(rows, start)
    k, unit = least(release), UNITS[str(rows["unit"].iloc[0])]
    headline = (
        emergence_sentence(emerged, labels, unit, k)
        if len(codes) > 1 or len(emerged)
        else time_sentence(rows, labels[codes[0]])
    )
    return Finding(
        key=key,
        title=title,
        headline=headline,
        table=pd.DataFrame({"theme": rows["panel"], "period": rows["period"], "contributions with it": rows["n"], "of contributions": rows["base"],
                            "share (%)": rows["share_pct"].round(1), "from": rows["lower_pct"].round(1), "to": rows["upper_pct"].round(1)}),
        figure=panels_figure(rows, start=start, too_few=f"fewer than {k} voices in some period"),
        alt=f"Lines with bands of uncertainty, one panel for each theme. {headline} The table holds every figure.",
        notes=("The band round a line is its 95 % interval: a point whose band holds its neighbours’ points has not moved by more than chance.", _withheld(release) if len(codes) > 1 else ""),
        caveats=_caveats(release),
        definition="", source=source_of(release), question=title if len(codes) > 1 else f"{title}: {labels[codes[0]]}", release_id=release.id,
    )  # fmt: skip


def theme_split(release: Release, split: str, theme: str) -> Finding:
    """Themes by agencies, by roles, or by whether they were asked for, a barrier, an enabler or praise."""
    title = {"agency": "By agency", "role": "By role", "stance": "Asked for, barrier, enabler or praise"}[split]
    labels, leaves, bands = labels_of(release), leaves_of(release), bands_of(release, split)
    rows = asked_of(rows_of(release, "practice_counts"), view="themes", split=split)
    rows = rows[rows["code"].isin(leaves if theme == ALL else [theme])]
    if rows.empty:
        return not_shown(
            release,
            key=f"theme-{split}",
            title=title,
            reason="Too few voices of some band named it, or named anything else.",
        )
    years = theme_years(rows.assign(cell=rows["code"] + "|" + rows["group"]), "cell")
    years = years[years["year"] == "latest"]
    if years.empty:  # what can be shown for the whole time only, is
        whole_time = review_shares(rows).rename(columns={"first": "year_start", "last": "year_end"})
        years = whole_time.assign(cell=whole_time["code"] + "|" + whole_time["group"], year="latest")
    parts = years["cell"].str.split("|", n=1)
    years = years.assign(theme=[labels[p[0]] for p in parts], band=[bands[p[1]] for p in parts])
    years["tile"] = [f"{r.share_pct:.1f} %" for r in years.itertuples()]
    headline = bands_sentence(years, SPLITS[split]) if split != "stance" else _stance_sentence(years)
    tiles = full_rows(years, down="theme", across="band")
    return Finding(
        key=f"theme-{split}",
        title=title,
        headline=headline,
        table=pd.DataFrame({"theme": years["theme"], "who" if split != "stance" else "what": years["band"], "contributions with it": years["n"],
                            "of contributions": years["base"], "share (%)": years["share_pct"].round(1), "from": years["lower_pct"].round(1), "to": years["upper_pct"].round(1)}),
        figure=grid_figure(tiles, across="band", down="theme", value="share_pct", text="tile", note="of contributions"),
        alt=f"Tiles of themes and bands with the share in each. {headline} The table holds every figure and its interval.",
        notes=(year_words(years)["latest"] + ".", _withheld(release, split)),
        caveats=("Agencies and roles are not compared as better or worse: who comes, and what was on the agenda, differ.",
                 "An agency or role is named only when enough of its staff were in the room at every session in which it spoke; others are joined.", *_caveats(release)),
        definition="", source=source_of(release), question=title, release_id=release.id,
    )  # fmt: skip


def _stance_sentence(years: pd.DataFrame) -> str:
    asked = years[years["band"] == "Ask"].sort_values("theme")
    if asked.empty:
        return "Shares of what was asked for, of barriers, of enablers and of praise."
    return f"Asked for in {asked['share_pct'].min():.0f} to {asked['share_pct'].max():.0f} % of contributions, depending on the theme; each theme has barriers and enablers beside its asks."


def theme_pairs(release: Release) -> Finding:
    """Which themes are named together, as a matrix and as a table."""
    title = "Named together"
    pairs, labels = rows_of(release, "practice_pairs"), leaves_of(release)
    rows = together(pairs)
    if rows.empty:
        return not_shown(
            release, key="theme-pairs", title=title, reason="Too few voices named any two themes together."
        )
    grid = pd.DataFrame([(a, b) for a in labels for b in labels], columns=["theme_a", "theme_b"])
    known = {(r.theme_a, r.theme_b): r for r in rows.itertuples()}
    grid["times"] = [
        known[p].times_chance if p in known else 0.0 for p in zip(grid["theme_a"], grid["theme_b"], strict=True)
    ]
    grid["tile"] = [
        ("" if a == b else f"{known[a, b].times_chance:.1f}" if (a, b) in known else "–")
        for a, b in zip(grid["theme_a"], grid["theme_b"], strict=True)
    ]
    headline = together_sentence(rows, labels)
    once = rows[rows["theme_a"] < rows["theme_b"]]
    return Finding(
        key="theme-pairs",
        title=title,
        headline=headline,
        table=pd.DataFrame({"theme": once["theme_a"].map(labels), "and": once["theme_b"].map(labels), "both": once["both"], "only the first": once["only_a"],
                            "only the second": once["only_b"], "times chance": once["times_chance"].round(2), "beyond chance": once["is_beyond_chance"].map({True: "yes", False: ""})}),
        figure=grid_figure(grid.assign(down=grid["theme_a"].map(labels), across=grid["theme_b"].map(labels)), across="across", down="down", value="times", text="tile", note="times chance"),
        alt=f"Matrix of themes; each tile says how many times as often as by chance two are named together. {headline}",
        notes=("1.0 is as often as by chance. A dash: not shown, because too few voices named the two, or one without the other.",),
        caveats=("A contribution names a few themes only, so most pairs stand somewhat below 1.0 for that reason alone. Each pair is counted over the whole years that both themes are shown for. What is marked as beyond chance stands up to all pairs looked at.", *_caveats(release)),
        definition="", source=source_of(release), question=title, release_id=release.id,
    )  # fmt: skip
