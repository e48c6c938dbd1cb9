"""Places on a map: one layer at a time, each with a table that says all that the map says."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import NONE, Months, MonthsAnswer, leaves_of
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import source_of
from dashboard.findings.place_ground import base_ground, named, schematic, with_shapes
from dashboard.findings.place_scan import beyond_chance, has_scan
from dashboard.findings.place_strengths import done_map, feeling_map, feelings_of, has_done, has_strengths, strength_map
from dashboard.findings.place_years import year_map, years_of
from dashboard.findings.unanswered import unanswered
from dashboard.maps.drawn import KNOWN_FILLS, by_step, known_legend, picture, step_legend
from dashboard.measures.place_density import for_its_size, known_through
from dashboard.words.harm_places import density_sentence, through_sentence
from data_loaders.release import Release

DATASET, MAP = "incidents", "place-map"
SPLITS = {"harm": "Harm", "context": "Context", "agency": "Known through"}
SIZE = (
    "Places differ in size, so shades compare incidents for each square kilometre with the average of all places drawn."
)
POOLED = "A place with a broken line is what is left of a larger one after its stronger parts are shown apart; houses are never shown."


def has_places(release: Release) -> bool:
    return any(v.dataset == DATASET and v.name == "place" for v in release.manifest.views)


def layers_of(release: Release) -> dict[str, str]:
    """What the map can show of this release: key of the layer → its title."""
    found = {NONE: "All incidents"}
    found |= {"beyond": "Beyond chance"} if has_scan(release) else {}
    found |= {"known": "Known through one agency or several"}
    found |= {f"year:{start}": f"Districts, {span}" for start, span in years_of(release).items()}
    for split, title in SPLITS.items():
        evidence = ask(release, Months(DATASET, across="place", split=split))
        groups = (
            dict(zip(evidence.frame["group_block"], evidence.frame["group"], strict=True)) if evidence.is_shown else {}
        )
        found |= {f"{split}:{block}": f"{title}: {name}" for block, name in groups.items()}
    found |= {f"feeling:{key}": f"Young people’s safety map: {title}" for key, title in feelings_of(release).items()}
    found |= {"strengths": "Assets and guardians"} if has_strengths(release) else {}
    return found | ({"done": "Interventions"} if has_done(release) else {})


def layer(release: Release, key: str) -> Finding:
    """The finding of one layer of the map."""
    kind, _, rest = key.partition(":")
    made: dict[str, Callable[[], Finding]] = {
        NONE: lambda: place_map(release), "beyond": lambda: beyond_chance(release), "known": lambda: known_to(release),
        "feeling": lambda: feeling_map(release, rest), "year": lambda: year_map(release, rest), "strengths": lambda: strength_map(release), "done": lambda: done_map(release),
    }  # fmt: skip
    return made[kind]() if kind in made else place_map(release, rest, split=kind)


def place_map(release: Release, block: str = NONE, split: str = "harm") -> Finding:
    """Incidents by place over the time that the view covers; `block` is a published group of the split, or none."""
    selection = Months(DATASET, across="place", split=split) if block != NONE else Months(DATASET, across="place")
    evidence = ask(release, selection)
    if not evidence.is_shown:
        return unanswered(release, evidence, key=MAP, title="Incidents by place")
    frame = evidence.frame if block == NONE else evidence.frame[evidence.frame["group_block"] == block]
    group = "" if block == NONE or frame.empty else str(frame["group"].iloc[0])
    title = f"Incidents by place: {group}" if group else "Incidents by place"
    rows = for_its_size(with_shapes(release, frame))
    headline = density_sentence(rows, evidence.counts)
    texts = [
        f"{n:,} incidents" + ("" if pd.isna(t) else f", {t:.1f} times the average for its size")
        for n, t in zip(rows["n"], rows["times_average"], strict=True)
    ]
    return Finding(
        key=MAP,
        title=title,
        headline=headline,
        table=pd.DataFrame({"place": rows["area"], evidence.counts: rows["n"], "square km": rows["km2"].round(2),
                            "times the average for its size": rows["times_average"].round(2)}),
        figure=picture(base_ground(release), by_step(rows.assign(text=texts)), step_legend()),
        alt=f"Map of incidents by place. {headline} The table holds every place and figure.",
        notes=(span(evidence), *_not_drawn(rows)),
        caveats=(evidence.sentence, SIZE, POOLED, schematic(release)),
        definition="An incident is one event of harm to a child outside the family, as an agency recorded it.",
        source=source_of(release),
        question=title,
        release_id=release.id,
    )  # fmt: skip


def known_to(release: Release) -> Finding:
    """Which places are known through one agency's records, and which through several."""
    title = "Known through one agency, or several"
    evidence = ask(release, Months(DATASET, across="place", split="agency"))
    if not evidence.is_shown:
        return unanswered(release, evidence, key=MAP, title=title)
    agencies = {block: len(codes - {"NK"}) for block, codes in leaves_of(release, DATASET, "agency").items()}
    rows = known_through(named(release, evidence.frame), agencies=agencies)
    headline = through_sentence(rows)
    drawn = with_shapes(release, evidence.frame).set_index("area_block")
    drawn = drawn.loc[rows["area_block"]].reset_index()
    said = [
        f"{s:.0f} % of {n:,} through {t}" for s, n, t in zip(rows["share_pct"], rows["n"], rows["through"], strict=True)
    ]
    drawn = drawn.assign(
        text=said, fill=rows["known"].map(KNOWN_FILLS), is_hatched=rows["known"] == "one", outline="#5b6770"
    )
    return Finding(
        key=MAP,
        title=title,
        headline=headline,
        table=pd.DataFrame({"place": rows["area"], evidence.counts: rows["n"], "mostly through": rows["through"],
                            "share (%)": rows["share_pct"].round(0), "known": rows["known"].map({"one": "mostly through one", "others": "mostly through the joined others", "several": "through several"})}),
        figure=picture(base_ground(release), drawn, known_legend()),
        alt=f"Map of places by the agencies through whose records they are known. {headline}",
        notes=(span(evidence), *_not_drawn(drawn)),
        caveats=(evidence.sentence, "It says whose records tell of a place, not who knows of it. Four in five records make “mostly”.", schematic(release)),
        definition="",
        source=source_of(release),
        question=title,
        release_id=release.id,
    )  # fmt: skip


def span(evidence: MonthsAnswer) -> str:
    frame = evidence.frame
    return f"{frame['period_start'].min():%B %Y} to {frame['period_end'].max():%B %Y}."


def _not_drawn(rows: pd.DataFrame) -> tuple[str, ...]:
    return tuple(f"Not on the map: {r.area}, {r.n:,} incidents." for r in rows.itertuples() if not r.has_shape)
