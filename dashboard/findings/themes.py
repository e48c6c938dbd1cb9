"""What practitioners name: themes beside the year before, over time, by who speaks, and with each other."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.months import ALL
from dashboard.ask.practice import bands_of, labels_of, least, leaves_of
from dashboard.ask.published import rows_of
from dashboard.charts.rows import Bar, BeforeLatest, Column, Group, Row, Rows, Words
from dashboard.charts.shapes import HeatGrid
from dashboard.charts.table import Table, heads
from dashboard.findings.finding import About, Finding, State, source_of
from dashboard.findings.reasons import not_to_be_seen
from dashboard.findings.share_changes import NO_CHANGE, result_of, share_lines
from dashboard.measures.practice_records import review_shares
from dashboard.measures.theme_shares import asked_of, full_rows, latest_codebook, theme_years, together
from dashboard.measures.verdict import Verdict
from dashboard.words.form import listed
from dashboard.words.format import months, percent, span, tenth
from dashboard.words.number_format import COUNT, SHARE, SHARE_TENTH
from dashboard.words.shares import points_words
from dashboard.words.standing import standing_of, verdict_word
from dashboard.words.themes import (
    NOT_SHOWN,
    READ_ONCE,
    WHAT_IS_COUNTED,
    bands_title,
    pairs_subtitle,
    stance_title,
    together_title,
    years_title,
)
from data_loaders.release import Release

NAMED, WHO, TOGETHER = "What do practitioners name?", "Who names it?", "What is named together?"
SPLITS = {"agency": "agencies", "role": "roles", "stance": "what was said of it"}
SEVERAL = "A contribution can name several themes, so shares do not add up."


def has_themes(release: Release) -> bool:
    counts = rows_of(release, "practice_counts")
    return bool(len(counts) and len(asked_of(counts, view="themes", split="none")))


def about_themes(release: Release, method: str, *caveats: str, split: str = "none") -> About:
    """What holds of every figure about themes: what is counted, what is hidden, who read it."""
    hidden = (NOT_SHOWN.format(k=least(release)), hidden_themes(release, split), READ_ONCE, *caveats)
    return About(WHAT_IS_COUNTED, method, tuple(c for c in hidden if c), source_of(release))


def hidden_themes(release: Release, split: str = "none") -> str:
    """Which themes are not shown at all, in a sentence; empty if every theme is."""
    status, labels = rows_of(release, "practice_status"), leaves_of(release)
    own = status[(status["view"] == "themes") & (status["split"] == split) & (status["status"] == "withheld")]
    names = [labels[c] for c in own["code"] if c in labels]
    return f"Hidden, because too few voices stand behind a figure: {listed(names, most=12)}." if names else ""


def theme_mix(release: Release) -> Finding:
    """Each theme's share of contributions in the latest year, beside the year before, under Capacity, Culture and Consistency."""
    leaves = leaves_of(release)
    rows = asked_of(rows_of(release, "practice_counts"), view="themes", split="none")
    years = theme_years(rows[rows["code"].isin(leaves)].assign(group=rows["code"].map(leaves)), "group")
    if years.empty:
        return not_to_be_seen(release, State.NOT_COVERED, "No whole year can be shown yet.", key="theme-mix", question=NAMED)  # fmt: skip
    verdicts = dict(result_of(share_lines(years)))
    latest = years[years["year"] == "latest"].set_index("group")
    high = float(years["share_pct"].max()) * 1.08
    scale = Column("Share of contributions", 300, low=0, high=high, ticks=((0, "0"), (high, percent(high))))
    columns = (Column("Theme"), scale, Column("Latest", 110), Column("Against the year before", 170))
    groups = tuple(
        Group(root, tuple(_mix_row(code, name, latest.loc[name], verdicts[name]) for code, name in own if name in latest.index))
        for root, own in _under_roots(release).items()
    )  # fmt: skip
    title = years_title(verdicts)
    span = months(latest["year_start"].iloc[0], latest["year_end"].iloc[0])
    return Finding(
        "theme-mix", NAMED, title, f"Share of contributions that name it. Dot: {span}. Ring: the year before.", release.id,
        result=tuple(verdicts.items()), table=_mix_table(years, verdicts),
        chart=Rows(columns, tuple(g for g in groups if g.rows), f"{title}. One row for each theme; choose a row to see it alone.", 36.0),
        bear_in_mind=SEVERAL, about=about_themes(release, f"{NO_CHANGE} Ranges allow for sessions in which one subject filled the time. Themes are in codebook order."),
    )  # fmt: skip


def _under_roots(release: Release) -> dict[str, list[tuple[str, str]]]:
    book = latest_codebook(rows_of(release, "practice_codebook"))
    found: dict[str, list[tuple[str, str]]] = {}
    for r in book.itertuples():
        if r.theme_code != r.root:
            found.setdefault(str(r.root_label), []).append((str(r.theme_code), str(r.label)))
    return found


def _mix_row(code: str, name: str, latest: pd.Series, verdict: Verdict) -> Row:
    before = verdict.before.value if verdict.before else None
    share = Words("", percent(latest["share_pct"]), f" {span(latest['lower_pct'], latest['upper_pct'])}")
    drawn = BeforeLatest(before, float(latest["share_pct"]))
    return Row((Words(name), drawn, share, standing_of(verdict, points_words(verdict))), key=code)


def _mix_table(years: pd.DataFrame, verdicts: dict[str, Verdict]) -> Table:
    columns = heads("theme", "year", ("contributions with it", COUNT), ("of contributions", COUNT), ("share", SHARE_TENTH), ("from", SHARE_TENTH), ("to", SHARE_TENTH), "verdict")  # fmt: skip
    lines = tuple(
        (str(r.group), months(r.year_start, r.year_end), int(r.n), int(r.base), float(r.share_pct), float(r.lower_pct), float(r.upper_pct),
         verdict_word(verdicts[str(r.group)]) if r.year == "latest" else "")
        for r in years.itertuples()
    )  # fmt: skip
    return Table(columns, lines)


def theme_split(release: Release, split: str, theme: str) -> Finding:
    """Themes by agencies, by roles, or by whether they were asked for, a barrier, an enabler or praise."""
    labels, leaves, bands = labels_of(release), leaves_of(release), bands_of(release, split)
    rows = asked_of(rows_of(release, "practice_counts"), view="themes", split=split)
    rows = rows[rows["code"].isin(leaves if theme == ALL else [theme])]
    if rows.empty:
        reason = "Too few voices of some group named it, or named anything else."
        return not_to_be_seen(release, State.HIDDEN, reason, key="theme-split", question=WHO)
    years = by_band(rows)
    parts = years["cell"].str.split("|", n=1)
    years = years.assign(theme=[labels[p[0]] for p in parts], band=[bands[p[1]] for p in parts])
    tiles = full_rows(years, down="theme", across="band")
    title = stance_title(years) if split == "stance" else bands_title(years, SPLITS[split])
    who = "what" if split == "stance" else "who"
    span = months(years["year_start"].min(), years["year_end"].max())
    columns = heads("theme", who, ("contributions with it", COUNT), ("of contributions", COUNT), ("share", SHARE_TENTH), ("from", SHARE_TENTH), ("to", SHARE_TENTH))  # fmt: skip
    lines = tuple(
        (str(r.theme), str(r.band), int(r.n), int(r.base), float(r.share_pct), float(r.lower_pct), float(r.upper_pct)) for r in years.itertuples()
    )  # fmt: skip
    return Finding(
        "theme-split", WHO, title, f"Share of the contributions of each that name the theme, {span}.", release.id, table=Table(columns, lines),
        chart=tiles_of(tiles, title) if len(tiles) else None, bear_in_mind="Who comes and what was on the agenda differ; nobody is better or worse.",
        about=about_themes(release, "Groups are named where their ranges do not meet.",
                           "An agency or a role is named only when enough of its staff were in the room; others are joined.", split=split),
    )  # fmt: skip


def by_band(rows: pd.DataFrame) -> pd.DataFrame:
    """The latest year of each theme and band; where only the whole time can be shown, that."""
    years = theme_years(rows.assign(cell=rows["code"] + "|" + rows["group"]), "cell")
    years = years[years["year"] == "latest"]
    if len(years):
        return years
    whole = review_shares(rows).rename(columns={"first": "year_start", "last": "year_end"})
    return whole.assign(cell=whole["code"] + "|" + whole["group"], year="latest")


def tiles_of(tiles: pd.DataFrame, title: str) -> HeatGrid:
    across, down = list(dict.fromkeys(tiles["band"])), list(dict.fromkeys(tiles["theme"]))
    known = {(r.theme, r.band): float(r.share_pct) for r in tiles.itertuples()}
    values = tuple(tuple(known.get((line, band)) for band in across) for line in down)
    return HeatGrid(tuple(across), tuple(down), values, SHARE, f"{title}. Tiles of themes and groups with the share in each.")  # fmt: skip


def theme_pairs(release: Release) -> Finding:
    """Which themes are named together more or less often than chance would have it."""
    labels = leaves_of(release)
    rows = together(rows_of(release, "practice_pairs"))
    if rows.empty:
        return not_to_be_seen(release, State.HIDDEN, "Too few voices named any two themes together.", key="theme-pairs", question=TOGETHER)  # fmt: skip
    once = rows[rows["theme_a"] < rows["theme_b"]].sort_values("times_chance", ascending=False, kind="stable")
    beyond = once[once["is_beyond_chance"]]
    often = [(labels[r.theme_a], labels[r.theme_b]) for r in beyond[beyond["times_chance"] > 1].itertuples()]
    title = together_title(often, len(once))
    high = float(once["times_chance"].max()) * 1.05
    columns = (Column("Themes"), Column("Times chance", 360, low=0, high=high, reference=1.0, ticks=((0, "0"), (1, "as chance"), (high, f"{tenth(high)} times"))), Column("Times", 60),
               Column("", 150))  # fmt: skip
    lines = tuple(
        Row((Words(labels[r.theme_a], note=f"and {labels[r.theme_b]}"), Bar(float(r.times_chance)), Words(tenth(r.times_chance)),
             Words("clearly more often" if r.times_chance > 1 else "clearly less often")))
        for r in beyond.itertuples()
    )  # fmt: skip
    return Finding(
        "theme-pairs", TOGETHER, title, pairs_subtitle(len(once), len(often), len(beyond) - len(often)), release.id,
        result=tuple(often), table=_pairs_table(once, labels), chart=Rows(columns, (Group("", lines),), f"{title}. One row for each pair that stands out.", 46.0) if lines else None,
        bear_in_mind="A contribution names few themes, so most pairs stand a little below chance.",
        about=about_themes(release, "Each pair over the whole years that both themes are shown for; what stands out stands up to all pairs looked at (false discoveries)."),
    )  # fmt: skip


def _pairs_table(once: pd.DataFrame, labels: dict[str, str]) -> Table:
    columns = heads("theme", "and", ("both", COUNT), ("only the first", COUNT), ("only the second", COUNT), ("times chance", SHARE_TENTH), "stands out")  # fmt: skip
    lines = tuple(
        (labels[r.theme_a], labels[r.theme_b], int(r.both), int(r.only_a), int(r.only_b), float(r.times_chance), "yes" if r.is_beyond_chance else "no")
        for r in once.itertuples()
    )  # fmt: skip
    return Table(columns, lines)
