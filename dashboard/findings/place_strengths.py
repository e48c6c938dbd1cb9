"""Beside the risks: what young people say of places, assets and guardians, and what was done where."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.published import rows_of
from dashboard.charts.place_map import Dot, Grid, Key, Pattern, Place, PlaceMap, rings_of
from dashboard.charts.table import Table, heads
from dashboard.findings.finding import About, Finding, Link, State, source_of
from dashboard.findings.place_ground import schematic, under
from dashboard.findings.reasons import not_to_be_seen
from dashboard.measures.outline import parsed
from dashboard.measures.safety_maps import asked_about, of_one_map
from dashboard.words import place_strengths as words
from dashboard.words.form import capital
from dashboard.words.format import count, month
from dashboard.words.number_format import DATE
from dashboard.words.place_strengths import done_title, feeling_subtitle, feeling_title, guardians_said, strength_title
from data_loaders.release import Release

MAP = "place-map"
ASKED = "Young people coloured a map of places that they know: how a place feels to those who were asked, at that time of day."
MOST = "Those who were asked are not all young people. Only what most of them felt is shown, never how many chose a colour."
PUBLIC = "Assets are public places. Guardians are adults who look out for young people; they are counted by area and never shown as a point; what each did is not delivered."
# The colours are the young people's own; words and hatching tell them apart without colour.
UNSAFE = "mostly red"
FEELINGS: dict[str, tuple[str, Pattern, str]] = {  # worst first, as the list beside the map stands
    UNSAFE: ("#B8433A", "dotted", "Mostly red: felt unsafe"), "mostly amber": ("#E0AB4F", "plain", "Mostly amber"),
    "mostly green": ("#4D8F52", "plain", "Mostly green: felt safe"), "mixed": ("#AAB2B5", "plain", "No colour that most gave"),
    "": ("surface", "hatched", "Hidden: by too few"),
}  # fmt: skip
SAFE = ("data", "changed", "ink2", "map-2", "before", "ink")  # kinds of safe places; each is named in list and strip


def feelings_of(release: Release) -> dict[str, str]:
    """The safety maps that can be chosen, newest first, and of one time of asking that in which most places felt unsafe: key → title."""
    maps = rows_of(release, "safety_maps")
    asked = asked_about(maps)
    unsafe = {key: int((of_one_map(maps, key)["feeling"] == UNSAFE).sum()) for key in asked}
    ordered = sorted(asked.items(), key=lambda each: (-each[1][0].toordinal(), -unsafe[each[0]]))
    return {key: f"{time.lower()}, asked from {month(period)}" for key, (period, time) in ordered}


def has_strengths(release: Release) -> bool:
    return any(len(rows_of(release, name)) for name in ("assets", "guardians"))


def has_done(release: Release) -> bool:
    return len(rows_of(release, "interventions")) > 0


def feeling_map(release: Release, key: str) -> Finding:
    """One safety map: a period and a time of day. Places coloured by too few are patterned and said to be so."""
    question = "How safe do young people feel, and where?"
    rows = of_one_map(rows_of(release, "safety_maps"), key)
    rows = rows.sort_values("feeling", key=lambda felt: felt.map(list(FEELINGS).index), kind="stable")
    if rows.empty:
        return not_to_be_seen(release, State.NOT_DELIVERED, "No safety map was delivered for this time.", key=MAP, question=question)  # fmt: skip
    title = feeling_title(rows)
    places = tuple(
        Place("", str(r.label), _felt(r.feeling, r.participants), rings_of(parsed(r.geometry)), *FEELINGS[str(r.feeling)][:2]) for r in rows.itertuples()
    )  # fmt: skip
    columns = heads("place", "how it feels", "young people, at least", "why hidden")
    table = tuple((str(r.label), str(r.feeling) or "hidden", "hidden" if pd.isna(r.participants) else count(r.participants), str(r.reason)) for r in rows.itertuples())  # fmt: skip
    legend = tuple(Key(fill, pattern, text) for fill, pattern, text in FEELINGS.values())
    return Finding(
        MAP, question, title, f"{capital(feelings_of(release).get(key, key))}. {feeling_subtitle(rows)}", release.id,
        result=tuple(sorted(rows["feeling"].value_counts().items())), table=Table(columns, table),
        chart=PlaceMap((Grid(places, legend, "How it feels"),), f"Map of how safe young people feel. {title}. The table holds every place.", under(release)),
        bear_in_mind=words.OTHER_QUESTION, links=(Link("Who feels less safe, by area", "known-harm"),), about=About(ASKED, caveats=_kept(MOST, schematic(release)), source=source_of(release)),
    )  # fmt: skip


def _felt(feeling: str, participants: float) -> str:
    return f"{feeling}, at least {count(participants)} young people" if feeling else "coloured by too few to show"


def strength_map(release: Release) -> Finding:
    """Assets as points; guardians by area."""
    points, guardians = rows_of(release, "assets"), rows_of(release, "guardians")
    title = strength_title(points, guardians)
    areas = tuple(
        Place("", str(r.area_name), guardians_said(r.guardians, str(r.status), str(r.reason)), rings_of(parsed(str(r.geometry))), "map-1") for r in guardians.itertuples() if r.geometry
    )  # fmt: skip
    rows = tuple((str(r.kind_label), str(r.label), str(r.opening) or "not said") for r in points.itertuples())
    rows += tuple(("Guardians", str(r.area_name), guardians_said(r.guardians, str(r.status), str(r.reason))) for r in guardians.itertuples())  # fmt: skip
    dots, keys = safe_places(release)
    legend = (Key("map-1", "plain", "Area with guardians"),) if areas else ()
    return Finding(
        MAP, "What protects, and who looks out?", title, PUBLIC, release.id, result=(len(points), len(guardians)),
        table=Table(heads("what", "name or area", "open, or how many"), rows),
        chart=PlaceMap((Grid(areas, legend, "Safe places"),), f"Map of safe places. {title}. The table holds every one.", under(release), dots=dots, dots_legend=keys),
        about=About(PUBLIC, caveats=_kept(schematic(release)), source=source_of(release)),
    )  # fmt: skip


def safe_places(release: Release) -> tuple[tuple[Dot, ...], tuple[Key, ...]]:
    """Public places as points, with a colour for each kind."""
    points = rows_of(release, "assets")
    kinds = sorted(set(points["kind_label"])) if len(points) else []
    fill = {kind: SAFE[n % len(SAFE)] for n, kind in enumerate(kinds)}
    dots = tuple(Dot((float(r.lon), float(r.lat)), str(r.label or r.kind_label), f"{r.kind_label}, open: {r.opening or 'not said'}", fill[r.kind_label]) for r in points.itertuples())  # fmt: skip
    return dots, tuple(Key(fill[kind], "point", kind) for kind in kinds)


def done_map(release: Release) -> Finding:
    """Where something was done, from when to when."""
    rows = rows_of(release, "interventions")
    title = done_title(rows)
    columns = heads("what", "where", ("from", DATE), "to", "led by", "compared with")  # fmt: skip
    table = tuple((str(r.type), str(r.place), DATE.write(r.start_date), _until(r.end_date), str(r.lead_agency), str(r.comparison) or "nothing named") for r in rows.itertuples())  # fmt: skip
    places = tuple(Place("", str(r.type), f"{r.place}, from {month(r.start_date)} to {_until(r.end_date)}", rings_of(parsed(str(r.geometry))), "map-2", "plain" if pd.isna(r.end_date) else "hatched") for r in rows.itertuples() if r.geometry)  # fmt: skip
    legend = (Key("map-2", "plain", "Goes on"), Key("map-2", "hatched", "Has ended"))
    return Finding(
        MAP, "What is being done, and where?", title, "As delivered, with what each is compared with.", release.id, result=len(rows), table=Table(columns, table),
        chart=PlaceMap((Grid(places, legend, "What is being done"),), f"Map of interventions. {title}.", under(release)),
        bear_in_mind="Whether it worked can often not be told.", links=(Link("Before and after", "did-it-work"),),
        about=About(caveats=_kept(schematic(release)), source=source_of(release)),
    )  # fmt: skip


def _until(day: object) -> str:
    return "now" if pd.isna(day) else DATE.write(day)


def _kept(*sentences: str) -> tuple[str, ...]:
    return tuple(s for s in sentences if s)
