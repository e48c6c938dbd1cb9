"""Places: where incidents of harm outside the family concentrate, and through whom they are known."""

from __future__ import annotations

import pandas as pd

from dashboard.evidence import Evidence, answer, leaves_of
from dashboard.findings.finding import Finding, source_of, withheld_finding
from dashboard.maps.drawn import picture
from dashboard.measures.place_density import for_its_size, known_through, place_blocks
from dashboard.selection import NONE, Selection
from dashboard.words.harm_places import density_sentence, through_sentence
from data_loaders.release import Release

DATASET = "incidents"
SIZE = (
    "Places differ in size, so shades compare incidents for each square kilometre with the average of all places drawn."
)
SCHEMATIC = "The shapes of the areas under the places are schematic: official boundaries were not delivered."
POOLED = "A place with a broken line is what is left of a larger one after its stronger parts are shown apart; houses are never shown."


def has_places(release: Release) -> bool:
    return any(v.dataset == DATASET and v.name == "place" for v in release.manifest.views)


def place_map(release: Release, harm: str) -> Finding:
    """Incidents by place over the time that the view covers; `harm` is a published group of kinds of harm, or none."""
    selection = Selection(DATASET, across="place", split="harm") if harm != NONE else Selection(DATASET, across="place")
    title = "Incidents by place"
    evidence = answer(release, selection)
    if not evidence.is_shown:
        return withheld_finding(release, key="place-map", title=title, reason=evidence.reason)
    frame = evidence.frame if harm == NONE else evidence.frame[evidence.frame["group_block"] == harm]
    rows = for_its_size(_with_shapes(release, frame))
    headline = density_sentence(rows, evidence.counts)
    texts = [
        f"{n:,} incidents" + ("" if pd.isna(t) else f", {t:.1f} times the average for its size")
        for n, t in zip(rows["n"], rows["times_average"], strict=True)
    ]
    return Finding(
        key="place-map",
        title=title,
        headline=headline,
        table=pd.DataFrame({"place": rows["area"], evidence.counts: rows["n"], "square km": rows["km2"].round(2),
                            "times the average for its size": rows["times_average"].round(2)}),
        figure=picture(release.table("areas"), rows.assign(text=texts, is_signal=False)),
        alt=f"Map of incidents by place. {headline} The table holds every place and figure.",
        notes=(_span(evidence), *_not_drawn(rows)),
        caveats=(evidence.sentence, SIZE, POOLED, _schematic(release)),
        definition="An incident is one event of harm to a child outside the family, as an agency recorded it.",
        source=source_of(release),
        question=title,
        release_id=release.id,
    )  # fmt: skip


def known_to(release: Release) -> Finding:
    """Which places are known through one agency's records, and which through several."""
    title = "Known through one agency, or several"
    evidence = answer(release, Selection(DATASET, across="place", split="agency"))
    if not evidence.is_shown:
        return withheld_finding(release, key="known-to", title=title, reason=evidence.reason)
    rows = known_through(evidence.frame)
    headline = through_sentence(rows)
    drawn = _with_shapes(release, evidence.frame[["area_block", "area", "n"]].drop_duplicates("area_block"))
    one = set(rows.loc[rows["is_one"], "area_block"])
    drawn = for_its_size(drawn.assign(is_signal=drawn["area_block"].isin(one)))
    said = dict(
        zip(
            rows["area_block"],
            [f"{s:.0f} % through {t}" for s, t in zip(rows["share_pct"], rows["through"], strict=True)],
            strict=True,
        )
    )
    return Finding(
        key="known-to",
        title=title,
        headline=headline,
        table=pd.DataFrame({"place": rows["area"], evidence.counts: rows["n"], "mostly through": rows["through"], "share (%)": rows["share_pct"].round(0)}),
        figure=picture(release.table("areas"), drawn.assign(text=drawn["area_block"].map(said))),
        alt=f"Map of places by the agencies through whose records they are known. {headline}",
        notes=(_span(evidence), "A heavy outline marks a place that is mostly known through one agency’s records."),
        caveats=(evidence.sentence, "It says whose records tell of a place, not who knows of it."),
        definition="",
        source=source_of(release),
        question=title,
        release_id=release.id,
    )  # fmt: skip


def harms_of(release: Release) -> dict[str, str]:
    """The kinds of harm that a map can be split by, as the release groups them."""
    evidence = answer(release, Selection(DATASET, across="place", split="harm"))
    return dict(zip(evidence.frame["group_block"], evidence.frame["group"], strict=True)) if evidence.is_shown else {}


def _with_shapes(release: Release, frame: pd.DataFrame) -> pd.DataFrame:
    blocks = place_blocks(release.table("places"), leaves_of(release, DATASET, "place")).set_index("block")
    summed = frame.drop_duplicates("area_block")[["area_block", "area"]].assign(
        n=[int(frame.loc[frame["area_block"] == b, "n"].sum()) for b in frame["area_block"].drop_duplicates()]
    )
    return summed.join(blocks, on="area_block").reset_index(drop=True)


def _schematic(release: Release) -> str:
    return SCHEMATIC if (release.table("areas")["shape"] == "schematic").any() else ""


def _span(evidence: Evidence) -> str:
    frame = evidence.frame
    return f"{frame['period_start'].min():%B %Y} to {frame['period_end'].max():%B %Y}."


def _not_drawn(rows: pd.DataFrame) -> tuple[str, ...]:
    return tuple(f"Not on the map: {r.area}, {r.n:,} incidents." for r in rows.itertuples() if not r.has_shape)
