"""What became of asks among those who put them: whether an answered one is still named, and what is named by which role."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.ask.practice import bands_of, leaves_of
from dashboard.ask.published import rows_of
from dashboard.charts.table import Table, heads
from dashboard.findings.asks import standing_asks
from dashboard.findings.finding import Finding, Link, State, way
from dashboard.findings.reasons import not_to_be_seen
from dashboard.findings.share_changes import NO_CHANGE, ShareLine, result_of, share_lines, share_rows
from dashboard.findings.themes import about_themes, by_band, tiles_of
from dashboard.measures.asks import ANSWERED
from dashboard.measures.theme_shares import asked_of, full_rows, since_and_before
from dashboard.words import asks as words
from dashboard.words.format import month, months
from dashboard.words.number_format import COUNT, SHARE, SHARE_TENTH, WHOLE
from dashboard.words.standing import verdict_word
from data_loaders.release import Release

STILL, BY_ROLE = "Do practitioners still name what was answered?", "What did managers ask for?"
ROLES = Link("Who names a theme", way("theme-split", by="role"))


def still_named(release: Release) -> Finding:
    """Each answered ask: the share of contributions that name its theme since the answer, beside the year before it."""
    labels, days = leaves_of(release), _answered(release)
    if not days:
        return not_to_be_seen(release, State.NOT_COVERED, words.NONE_ANSWERED, key="asks-since", question=STILL)
    counts = asked_of(rows_of(release, "practice_counts"), view="themes", split="none")
    named = {code: f"{labels[code]}, answered in {month(day)}" for code, day in days.items()}
    shares = since_and_before(counts[counts["code"].isin(days)], days).assign(group=lambda f: f["code"].map(named))
    lines = share_lines(shares)
    title = words.still_named_title(
        {line.name.partition(", answered in ")[0]: line.verdict for line in lines}, len(days)
    )
    if not lines:
        return not_to_be_seen(release, State.NOT_COVERED, words.TOO_EARLY, key="asks-since", question=STILL)
    return Finding(
        "asks-since", STILL, title, "Share of contributions that name it. Dot: since the answer. Ring: the year before it.", release.id, result=result_of(lines),
        table=_table(lines), chart=share_rows(lines, first="Ask", alt=f"{title}. One row for each ask that was answered."),
        bear_in_mind=words.NAMED_IS_NOT_ASKED, about=about_themes(release, f"{words.SINCE} {NO_CHANGE}"), links=(Link("The theme over time", "theme-time"),),
    )  # fmt: skip


def _table(lines: Sequence[ShareLine]) -> Table:
    columns = heads("ask", ("contributions since", COUNT), ("of", COUNT), ("since the answer", SHARE), ("year before it", SHARE), ("change could be from", WHOLE), ("to", WHOLE), "verdict")  # fmt: skip
    ends = [(e.low, e.high) if (e := line.verdict.estimate) else (None, None) for line in lines]
    return Table(columns, tuple((x.name, x.n, x.base, x.share_pct, x.before_pct, *span, verdict_word(x.verdict)) for x, span in zip(lines, ends, strict=True)))  # fmt: skip


def _answered(release: Release) -> dict[str, pd.Timestamp]:
    """Theme of an answered ask → the day of its last answer that has evidence."""
    rows = standing_asks(release)
    rows = rows[rows["standing"] == ANSWERED]
    return dict(zip(rows["code"].astype(str), rows["latest_answer"], strict=True))


def by_role(release: Release) -> Finding:
    """Of the themes that are asked for: how often each role names them. Who asks for which is not counted by role."""
    labels, bands = leaves_of(release), bands_of(release, "role")
    asked = set(standing_asks(release)["code"])
    rows = asked_of(rows_of(release, "practice_counts"), view="themes", split="role")
    rows = rows[rows["code"].isin(asked)]
    if rows.empty:
        return not_to_be_seen(
            release, State.HIDDEN, words.NO_ROLE, key="asks-by-role", question=BY_ROLE, links=(ROLES,)
        )
    years = by_band(rows)
    parts = years["cell"].str.split("|", n=1)
    years = years.assign(
        theme=[labels[p[0]] for p in parts], band=[bands[p[1]] for p in parts], code=[p[1] for p in parts]
    )
    managers = years[years["code"].str.contains("MANAGER")]
    title = words.by_role_title(managers)
    hidden = [labels[code] for code in labels if code in asked and labels[code] not in set(managers["theme"])]
    tiles = full_rows(years, down="theme", across="band")
    span = months(years["year_start"].min(), years["year_end"].max())
    columns = heads(
        "ask", "who", ("contributions that name it", COUNT), ("of contributions", COUNT), ("share", SHARE_TENTH)
    )
    return Finding(
        "asks-by-role", BY_ROLE, title, f"Share of the contributions of each role that name what is asked for, {span}. {words.not_told(hidden if len(managers) else ())} {words.NOT_BY_ROLE}".replace("  ", " "), release.id,
        table=Table(columns, tuple((str(r.theme), str(r.band), int(r.n), int(r.base), float(r.share_pct)) for r in years.itertuples())),
        chart=tiles_of(tiles, title) if len(tiles) else None, bear_in_mind=words.NAMED_IS_NOT_ASKED, about=about_themes(release, "", words.WHY_NOT_BY_ROLE, split="role"), links=(ROLES,),
    )  # fmt: skip
