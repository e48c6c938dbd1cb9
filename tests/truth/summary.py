"""The figures of a run: false lines an Overview, what was planted and found by kind and size, and what disagrees on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dashboard.measures.verdict import Answer, Direction
from tests.truth.record import Row
from tests.truth.worlds import FLAT

EPISODES, REPORTS, SCOPE = "missing_episodes", "missing_reports", "Coatbridge"
# What every planted world holds beside the sizes that are drawn: the line of the Overview, and the way it went.
ALWAYS = {
    "clock-arranged": Direction.MORE, "language": Direction.FEWER, "survey-bus_evening": Direction.FEWER,
    "audit-VOICE": Direction.MORE,
    "incidents": Direction.FEWER,  # of one locality two in five are left after an intervention: a seventh less in the council
}  # fmt: skip


def false_lines(row: Row) -> tuple[str, ...]:
    """Claims of the Overview about what did not happen, and true ones told the wrong way."""
    return tuple(key for key in row.said.changed if not _is_true(row, key))


def _is_true(row: Row, key: str) -> bool:
    line, sizes = row.said.lines[key], FLAT | row.sizes
    if not row.sizes:
        return False
    if key == EPISODES:
        return line.direction == _way(sizes["rise"])
    if key == REPORTS:  # a change was planted there, so both answers are true; which is better is told by `found`
        return line.direction == _way(sizes["recording"])
    if key == "clock-held":  # discussions that are arranged are held: that it follows is planted too
        return line.direction == Direction.MORE
    return line.direction == ALWAYS.get(key)


def _way(size: float) -> str:
    return "" if size == 1 else Direction.MORE.value if size > 1 else Direction.FEWER.value


def false_areas(row: Row) -> int:
    """Areas named that were not planted; none was where the excess is 1."""
    planted = FLAT | row.sizes
    return sum(SCOPE not in area or planted["excess"] <= 1 for area in row.said.areas)


def found(row: Row) -> Iterator[tuple[str, float, bool]]:
    """Kind, size and whether it was found, of each thing that was planted in a world."""
    lines = row.said.lines
    for kind, key in (("rise or fall of episodes", EPISODES), ("change of recording", REPORTS)):
        size = row.sizes["rise" if key == EPISODES else "recording"]
        if size != 1 and key in lines:
            named = lines[key].answer == Answer.RECORDING_CHANGED or key == EPISODES
            yield kind, size, lines[key].is_claim and named and lines[key].direction == _way(size)
    if row.sizes["excess"] > 1:
        yield "locality above its share", row.sizes["excess"], any(SCOPE in area for area in row.said.areas)
    for key, way in ALWAYS.items():
        if key in lines:
            yield key, 0.0, lines[key].is_claim and lines[key].direction == way


def null_sentences(rows: Iterable[Row]) -> list[str]:
    """Of worlds in which nothing happened, over all and by size."""
    rows = list(rows)
    said = [_null_sentence("all sizes", rows)]
    said += [
        _null_sentence(f"scale {scale:g}", [r for r in rows if r.scale == scale])
        for scale in sorted({r.scale for r in rows}, reverse=True)
    ]
    names = [key for row in rows for key in false_lines(row)]
    counted = ", ".join(f"{key} {names.count(key)}" for key in sorted(set(names)))
    return [*said, f"nothing happened: lines that were false: {counted or 'none'}"]


def _null_sentence(name: str, rows: list[Row]) -> str:
    many, lines = len(rows), sum(len(false_lines(row)) for row in rows)
    asked = sum(len(row.said.lines) for row in rows) / max(many, 1)
    areas, places = sum(len(row.said.areas) for row in rows), sum(row.said.places for row in rows)
    return (
        f"nothing happened, {name}: {many} worlds of {asked:.0f} lines, {lines} false lines = {lines / max(many, 1):.3f} an Overview; "
        f"an area named in {areas}, neighbourhoods {places}"
    )


def planted_sentences(rows: Iterable[Row]) -> list[str]:
    """Of planted worlds: found by kind, size and scale; what was claimed and not planted."""
    rows = list(rows)
    cells: dict[tuple[str, float, float], list[bool]] = {}
    for row in rows:
        for kind, size, is_found in found(row):
            cells.setdefault((kind, size, row.scale), []).append(is_found)
    said = [
        f"planted: {kind}{f' × {size:g}' if size else ''}, scale {scale:g}: found in {sum(own)} of {len(own)}"
        for (kind, size, scale), own in sorted(cells.items())
    ]
    lines, areas = [key for row in rows for key in false_lines(row)], sum(false_areas(row) for row in rows)
    return [
        *said,
        f"planted: {len(rows)} worlds, {len(lines)} false lines = {len(lines) / max(len(rows), 1):.3f} an Overview; {areas} areas named that were not planted",
        f"planted: told as a change in recording, which was planted of reports alone: {_misplaced(rows)} lines",
        *(f"planted: false: {key} in {lines.count(key)}" for key in sorted(set(lines))),
    ]


def _misplaced(rows: list[Row]) -> int:
    """An event does not say which records it concerns, so any change about its date is told as one that it may explain."""
    told = [key for row in rows for key, line in row.said.lines.items() if line.answer == Answer.RECORDING_CHANGED]
    return sum(key != REPORTS for key in told)
