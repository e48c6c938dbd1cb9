"""Where harm is recorded more than chance, repeats and the young people living there explain."""

from __future__ import annotations

from dashboard.ask.asking import ask
from dashboard.ask.cache import remembered
from dashboard.ask.months import Months, leaves_of
from dashboard.ask.published import rows_of
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import source_of, withheld_finding
from dashboard.findings.place_ground import base_ground, schematic, with_shapes
from dashboard.maps.drawn import picture, scan_fills, scan_legend
from dashboard.measures.place_footprint import footprint, records_at_risk, shown_places
from dashboard.measures.scan import WORLDS, Concentration, scan
from dashboard.words.place_scan import scan_rows, scan_sentence
from data_loaders.release import Release

DATASET, MAP, TITLE = "incidents", "place-map", "Beyond chance"
HIDDEN = (
    "What is not shown apart is not read as nothing: a circle is credited with what is shown wholly inside it and charged with all "
    "young people in it, so hiding can conceal a concentration and cannot make one."
)
LIVING = (
    "How many young people live in each hexagon is not known: those of each area are spread evenly over it. A town centre that "
    "young people come to, or a built-up corner of a wide area, can lie beyond chance for that reason alone. It is a reason to go and "
    "look, not a verdict on a place or on those who are young in it."
)
NOBODY = "No children are identified in these records, so repeats by the same children cannot be allowed for: too much may be found."


def has_scan(release: Release) -> bool:
    return len(rows_of(release, "people_cells")) > 0


def concentrations(release: Release) -> tuple[Concentration, ...]:
    """The scan of this release, made once."""
    return remembered(release, "scan", lambda: _scanned(release))


def beyond_chance(release: Release) -> Finding:
    evidence = ask(release, Months(DATASET, across="place"))
    reason = evidence.why or _repeats_reason(release)
    if reason:
        return withheld_finding(release, key=MAP, title=TITLE, reason=reason)
    found, rows = concentrations(release), with_shapes(release, evidence.frame)
    inside = _circle_of(release, found)
    drawn = rows.assign(circle=rows["area_block"].map(inside).fillna(0).astype(int))
    table = scan_rows(found, drawn)
    headline = scan_sentence(table)
    drawn = drawn.assign(
        text=[
            f"{n:,} incidents; " + (f"in circle {c}" if c else "in no circle, or it cannot be told")
            for n, c in zip(drawn["n"], drawn["circle"], strict=True)
        ]
    )
    repeats = float(rows_of(release, "incident_repeats")["factor"].iloc[0])
    is_named = release.dataset(DATASET).protected == "children"
    return Finding(
        key=MAP,
        title=TITLE,
        headline=headline,
        table=table,
        figure=picture(base_ground(release), scan_fills(drawn), scan_legend()),
        alt=f"Map of places beyond chance. {headline} The table holds each circle.",
        notes=(
            f"Circles up to about three kilometres wide from the middle, held against {WORLDS} maps made by chance, in which incidents fall "
            f"where young people live and the same children come back as often as here ({repeats:.1f} times as much variation as single "
            "events). A circle of several hexagons counts only if it stands without its strongest one: one meeting place is no cluster.",
        ),
        caveats=(LIVING, HIDDEN, "" if is_named else NOBODY, evidence.sentence, schematic(release)),
        definition="Poisson circular scan (Kulldorff 1997). p is the share of maps made by chance with a circle as strong somewhere.",
        source=source_of(release),
        question=TITLE,
        release_id=release.id,
    )  # fmt: skip


def _scanned(release: Release) -> tuple[Concentration, ...]:
    view = rows_of(release, f"{DATASET}.place")
    counts = dict(zip(view["place"], view["n"], strict=True))
    leaves = leaves_of(release, DATASET, "place")
    cells = rows_of(release, "people_cells")
    shown = shown_places(leaves, counts, _leaves(release))
    total = records_at_risk(leaves, counts, _leaves(release), frozenset(cells["cell"]))
    repeats = float(rows_of(release, "incident_repeats")["factor"].iloc[0])
    return scan(cells, shown, total, repeats=repeats)


def _circle_of(release: Release, found: tuple[Concentration, ...]) -> dict[str, int]:
    """Place → number of the circle that it lies in with all its hexagons."""
    known = _leaves(release)
    inside = {}
    for block, codes in leaves_of(release, DATASET, "place").items():
        cells = frozenset().union(*(footprint(leaf, known) for leaf in codes))
        for number, circle in enumerate(found, start=1):
            if cells and cells <= set(circle.cells):
                inside[block] = number
    return inside


def _leaves(release: Release) -> frozenset[str]:
    return frozenset(rows_of(release, "places")["leaf"])


def _repeats_reason(release: Release) -> str:
    table = rows_of(release, "incident_repeats")
    if table.empty:
        return "How often the same children come back to a place was not published."
    return (
        ""
        if table["status"].iloc[0] == "published"
        else f"How often children come back is not published: {table['reason'].iloc[0]}"
    )
