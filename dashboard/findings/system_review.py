"""Where the system stands on the four domains, at both levels: dated, with evidence and with what changed."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.audits import labels_of
from dashboard.ask.published import rows_of
from dashboard.figures.lights import light_figure
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import source_of
from dashboard.measures.system_lights import latest_lights
from data_loaders.release import Release


def domains_of(release: Release) -> dict[str, str]:
    """The domains that were reviewed, in order."""
    names = labels_of(release, "system_review.domain")
    held = set(reviewed["domain"]) if len(reviewed := rows_of(release, "system_review")) else set()
    return {code: text for code, text in names.items() if code in held}


def lights(release: Release, domain: str) -> Finding:
    """One domain: each component with its rating, since when, and what it rests on."""
    words, levels = labels_of(release, "system_review.rating"), labels_of(release, "system_review.level")
    review = rows_of(release, "system_review")
    rows = latest_lights(review[review["domain"] == domain])
    title = f"Domain {domain}: {domains_of(release)[domain]}"
    moved = [_change(r.change, words.get(r.before, "")) for r in rows.itertuples()]
    rows["label"] = rows["component"] + " (" + rows["level"].map(lambda c: levels[c].split(":")[0].lower()) + ")"
    rows["told"] = moved
    table = pd.DataFrame({"component": rows["component"], "level": rows["level"].map(levels), "rating": rows["rating"].map(words),
                          "change": moved, "dated": rows["review_dt"].dt.strftime("%d %B %Y"), "evidence": rows["evidence"],
                          "answers for it": rows["agency"]})  # fmt: skip
    headline = _headline(rows, words)
    return Finding(
        key=f"system-{domain}", title=title, headline=headline, table=table, figure=light_figure(rows, words),
        alt=f"One tile for each component with its rating in words. {headline} The table holds the evidence.",
        caveats=("A rating is a judgement of the partnership about itself.",),
        definition="In place: done everywhere and seen to be. Partly: in some parts. Not in place: not yet begun or not working.",
        source=source_of(release), question=title, release_id=release.id,
    )  # fmt: skip


def _headline(rows: pd.DataFrame, words: dict[str, str]) -> str:
    told = []
    for rating in ("GREEN", "AMBER", "RED"):
        names = sorted(rows.loc[rows["rating"] == rating, "component"])
        if names:
            told.append(f"{words[rating]}: {', '.join(names)}.")
    when = rows["review_dt"].max()
    return f"{when:%B %Y}. {' '.join(told)}"


def _change(steps: float, before: str) -> str:
    if pd.isna(steps):
        return "first review"
    if steps == 0:
        return "no change since the last review"
    return f"{'up' if steps > 0 else 'down'} from “{before.lower()}”"
