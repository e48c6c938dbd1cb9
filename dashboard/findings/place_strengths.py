"""Beside the risks: what young people say of places, assets and guardians, and what was done where."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.published import rows_of
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import nothing_finding, source_of
from dashboard.findings.place_ground import base_ground, schematic
from dashboard.maps.drawn import (
    COMPARED,
    DONE,
    feeling_fills,
    feeling_legend,
    picture,
    plain_legend,
    point_fills,
    point_legend,
)
from dashboard.measures.safety_maps import asked_about, of_one_map
from dashboard.words.place_strengths import done_rows, done_sentence, feeling_sentence, guardian_rows, strength_sentence
from data_loaders.release import Release

MAP = "place-map"
ASKED = "Young people coloured a map of places that they know: how a place feels to those who were asked, at that time of day."
PUBLIC = "Assets are public places. Guardians are adults who look out for young people; they are counted by area and never shown as a point."


def feelings_of(release: Release) -> dict[str, str]:
    """The safety maps that can be chosen, newest first: key → title."""
    return asked_about(maps) if len(maps := rows_of(release, "safety_maps")) else {}


def has_strengths(release: Release) -> bool:
    return any(len(rows_of(release, name)) for name in ("assets", "guardians"))


def has_done(release: Release) -> bool:
    return len(rows_of(release, "interventions")) > 0


def feeling_map(release: Release, key: str) -> Finding:
    """One safety map: a period and a time of day. Places coloured by too few are patterned and named as such."""
    title = f"Young people’s safety map: {feelings_of(release).get(key, key)}"
    rows = of_one_map(rows_of(release, "safety_maps"), key)
    if rows.empty:
        return nothing_finding(release, key=MAP, title=title, reason="No safety map was delivered for this time.")
    headline = feeling_sentence(rows)
    is_blank = rows["feeling"] == ""
    said = rows["reason"].where(
        is_blank, rows["feeling"].str.capitalize() + ", " + rows["participants"].map(lambda n: f"{n:.0f} young people")
    )
    return Finding(
        key=MAP,
        title=title,
        headline=headline,
        table=pd.DataFrame({"place": rows["label"], "how it feels": rows["feeling"].where(~is_blank, "withheld"),
                            "young people": rows["participants"].map(lambda n: "withheld" if pd.isna(n) else f"{n:.0f}"), "why withheld": rows["reason"]}),
        figure=picture(base_ground(release), feeling_fills(rows.assign(text=said)), feeling_legend()),
        alt=f"Map of how safe young people feel. {headline} The table holds every place.",
        notes=(ASKED,),
        caveats=("Those who were asked are not all young people. Only what most of them felt is shown, never how many chose a colour.", schematic(release)),
        definition="",
        source=source_of(release),
        question=title,
        release_id=release.id,
    )  # fmt: skip


def strength_map(release: Release) -> Finding:
    """Assets as points; guardians by area."""
    points, guardians = rows_of(release, "assets"), rows_of(release, "guardians")
    kinds = sorted(set(points["kind_label"]))
    title = "Assets and guardians"
    headline = strength_sentence(points, guardians)
    shown = point_fills(points, kinds).assign(
        text=points["kind_label"] + ", open: " + points["opening"].where(points["opening"] != "", "not said")
    )
    areas = guardians[guardians["geometry"] != ""]
    drawn = pd.DataFrame({"leaf": "", "label": areas["area_name"], "text": areas["guardians"].map(lambda n: f"{n:.0f} guardians"),
                          "shapes": areas["geometry"].map(lambda g: (g,)), "fill": COMPARED, "outline": DONE})  # fmt: skip
    table = pd.concat(
        [
            pd.DataFrame({"what": points["kind_label"], "name": points["label"], "open": points["opening"]}),
            guardian_rows(guardians),
        ],
        ignore_index=True,
    )
    return Finding(
        key=MAP,
        title=title,
        headline=headline,
        table=table,
        figure=picture(base_ground(release), drawn, (*point_legend(kinds), *([plain_legend("Area with guardians")] if len(areas) else [])), points=shown),
        alt=f"Map of assets. {headline} The table holds every one.",
        notes=(PUBLIC,),
        caveats=(schematic(release),),
        definition="",
        source=source_of(release),
        question=title,
        release_id=release.id,
    )  # fmt: skip


def done_map(release: Release) -> Finding:
    """Where something was done, from when to when."""
    rows = rows_of(release, "interventions")
    title, headline = "Interventions", done_sentence(rows)
    table = done_rows(rows)
    drawn = rows[rows["geometry"] != ""]
    drawn = drawn.assign(leaf="", label=drawn["type"], text=drawn["place"] + ", " + table.loc[drawn.index, "from"] + " to " + table.loc[drawn.index, "to"],
                         shapes=drawn["geometry"].map(lambda g: (g,)), fill=COMPARED, outline=DONE, weight=2)  # fmt: skip
    return Finding(
        key=MAP,
        title=title,
        headline=headline,
        table=table,
        figure=picture(base_ground(release), drawn, (plain_legend("Something was done here"),)),
        alt=f"Map of interventions. {headline} The table holds every one.",
        notes=("Whether it worked is asked on the page of interventions, and can often not be told.",),
        caveats=(schematic(release),),
        definition="",
        source=source_of(release),
        question=title,
        release_id=release.id,
    )  # fmt: skip
