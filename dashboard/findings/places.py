"""Where: areas by their rate, judged by a funnel and never ranked; and from where to where."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import Months, leaves_of
from dashboard.ask.published import rows_of
from dashboard.figures.funnel import funnel_figure
from dashboard.figures.grid import grid_figure
from dashboard.findings.design_effects import design_effect_of
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import nothing_finding, source_of, withheld_finding
from dashboard.findings.unanswered import unanswered
from dashboard.measures.area_rates import area_rates, block_population, funnel_lines, width_of
from dashboard.measures.dispersion import cells_of, overdispersion
from dashboard.measures.latest_year import latest_or_whole, latest_years
from dashboard.words.places import flow_sentence, funnel_sentence
from data_loaders.release import Release

MANY = "A few children with many episodes can lift an area, so the lines are widened by how far a few children make the figures. An area is named only where all areas looked at are paid for."


def area_funnel(release: Release, dataset: str, level: str) -> Finding:
    """Episodes per 1,000 aged 10–17 in the latest year, for each area of a level."""
    evidence = ask(release, Months(dataset, level))
    title = f"{evidence.counts[:1].upper()}{evidence.counts[1:]} per 1,000 aged 10–17, by {level.lower()}"
    if not evidence.is_shown:
        return unanswered(release, evidence, key="funnel", title=title)
    years = latest_years(evidence.frame, ["area_block", "area"])
    latest = years[years["year"] == "latest"]
    if len(latest) < 2:
        reason = f"By {level.lower()}, figures are for the whole period only, and no year can be told from it."
        return withheld_finding(release, key="funnel", title=title, reason=reason)
    end = latest["year_end"].iloc[0]
    people = block_population(rows_of(release, "population"), leaves_of(release, dataset, "area"), end.year)
    counts = latest.assign(population=latest["area_block"].map(people))
    spread = overdispersion(cells_of(evidence.frame, down="area_block"))
    if counts["population"].notna().sum() < 2:
        return nothing_finding(
            release, key="funnel", title=title, reason="No population was delivered for these areas."
        )
    effect = design_effect_of(release, dataset, split="area")
    rows, width = area_rates(counts, design_effect=effect, seen=spread), width_of(effect, spread)
    unknown = sorted(counts.loc[counts["population"].isna(), "area"])
    headline = funnel_sentence(rows, evidence.counts, not_compared=unknown, is_known=effect is not None)
    span = f"{latest['year_start'].iloc[0]:%B %Y} to {end:%B %Y}"
    table = pd.DataFrame({"area": rows["area"], "people aged 10–17": rows["population"].astype(int), evidence.counts: rows["n"],
                          "per 1,000": rows["rate_per_1000"].round(1), "from": rows["lower_per_1000"].round(1),
                          "to": rows["upper_per_1000"].round(1), "against the average": rows["place"].astype(str)})  # fmt: skip
    return Finding(
        key="funnel",
        title=title,
        headline=headline,
        table=table.sort_values("area", kind="stable").reset_index(drop=True),
        figure=funnel_figure(rows, funnel_lines(rows, dispersion=width), counts=evidence.counts),
        alt=f"Funnel plot of areas by their size and rate, {span}. {headline} The table holds every figure, in the order of names.",
        notes=(f"{span}. The middle line is the rate of all areas together; nearly all areas lie between the outer lines if they do not really differ.",),
        caveats=(evidence.sentence, MANY, "People are counted where they were missing from, not where they live."),
        definition="",
        source=source_of(release),
        question=f"{title}, {span}",
        release_id=release.id,
    )  # fmt: skip


def flow(release: Release, dataset: str) -> Finding:
    """From where to where, in the latest year or over the whole time, as far as groups are large enough."""
    title = "Missing from, and found in"
    evidence = ask(release, Months(dataset, "LOCALITY", split="found_area", at="LOCALITY"))
    if not evidence.is_shown:
        return unanswered(release, evidence, key="flow", title=title)
    latest = latest_or_whole(evidence.frame, ["area", "group"])
    span = f"{latest['year_start'].iloc[0]:%B %Y} to {latest['year_end'].iloc[0]:%B %Y}"
    rows = latest.assign(text=latest["n"].map(lambda n: f"{n:,}"))
    headline = flow_sentence(rows, evidence.counts)
    return Finding(
        key="flow",
        title=title,
        headline=headline,
        table=pd.DataFrame({"missing from": rows["area"], "found in": rows["group"], evidence.counts: rows["n"]}).reset_index(drop=True),
        figure=grid_figure(rows, across="group", down="area", value="n", text="text", note=evidence.counts),
        alt=f"Grid of {evidence.counts} by area missing from (down) and area found in (across), {span}. {headline}",
        notes=(f"{span}. Down: missing from. Across: found in.",),
        caveats=(evidence.sentence,),
        definition="",
        source=source_of(release),
        question=f"{title}, {span}",
        release_id=release.id,
    )  # fmt: skip
