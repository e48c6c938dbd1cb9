"""Figures of the invented partnership, recomputed from its delivered rows by slow, obvious code, beside what is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import delivered_contexts
import delivered_incidents
import delivered_missing
import delivered_steering
import delivered_survey
import pytest
from delivered_rows import Address, Figures
from printed_numbers import numbers_in
from title_figures import indicators, titles

from dashboard.catalogue.register import finding_of
from dashboard.findings.finding import Finding
from data_loaders.release import Release

ORACLES: dict[str, tuple[Callable[[Path], Figures], ...]] = {
    "Overview": (indicators,),
    "Missing": (
        delivered_missing.monthly, delivered_missing.usual_ranges, delivered_missing.repeats, delivered_missing.divided,
        delivered_missing.rates, delivered_missing.milestones,
    ),
    "Places": (delivered_incidents.divided, delivered_incidents.answered, delivered_incidents.when),
    "Survey": (delivered_survey.shares,),
    "Audits": (delivered_steering.audits,),
    "Practice": (delivered_steering.language, delivered_steering.themes, delivered_steering.asks, delivered_steering.sharing),
    "Contexts": (delivered_contexts.contexts, delivered_contexts.waiting),
}  # fmt: skip
CODES = {"funnel": {"level": "LOCALITY"}}
LEAST = 120  # figures; a page that loses its table would otherwise lose its oracle without a word
Cells = Callable[[str], dict[tuple[str, str], float]]


@pytest.fixture(scope="module")
def cells(release: Release) -> Cells:
    """A finding's numbers by the words of their row and the head of their column."""

    @cache
    def of_finding(key: str) -> dict[tuple[str, str], float]:
        finding = finding_of(release, key, CODES.get(key, {}))
        assert isinstance(finding, Finding), key
        assert finding.table is not None, key
        heads = [column.name for column in finding.table.columns]
        found = {}
        for row in finding.table.rows:
            words = ", ".join(value.replace("’", "'") for value in row if isinstance(value, str))
            for head, value in zip(heads, row, strict=True):
                if isinstance(value, int | float):
                    found[words, head] = float(value)
        return found

    return of_finding


def shown_at(address: Address, cells: Cells) -> float | None:
    """The figure at an address. A row may have more words than its name: where it stands, its verdict."""
    key, row, head = address
    found = [v for (words, h), v in cells(key).items() if h == head and (words == row or words.startswith(f"{row}, "))]
    exact = cells(key).get((row, head))
    return exact if exact is not None else found[0] if len(found) == 1 else None


def apart(figures: Figures, cells: Cells) -> list[str]:
    """What differs, in a sentence each."""
    pairs = ((address, wanted, shown_at(address, cells)) for address, wanted in figures.items())
    return [
        f"{', '.join(address)}: {shown} is shown, the rows give {wanted:.6g}"
        for address, wanted, shown in pairs
        if shown is None or abs(shown - wanted) > 1e-6
    ]


@pytest.mark.parametrize("page", ORACLES)
def test_every_figure_is_that_of_the_rows(page: str, deliveries: Path, cells: Cells, tell: Callable[[str], None]) -> None:  # fmt: skip
    figures = {address: value for oracle in ORACLES[page] for address, value in oracle(deliveries).items()}
    assert apart(figures, cells) == []
    tell(f"recomputed from the rows, {page}: {len(figures)} figures of {len({key for key, *_ in figures})} findings")


def test_titles_and_subtitles_hold_the_numbers_of_the_rows(release: Release, deliveries: Path, tell: Callable[[str], None]) -> None:  # fmt: skip
    wanted = titles(deliveries)
    found = {key: finding_of(release, key, CODES.get(key, {})) for key in wanted}
    assert {key: numbers_in(f"{f.title} | {f.subtitle}") for key, f in found.items()} == wanted
    tell(f"titles and subtitles traced to the rows: {sum(map(len, wanted.values()))} numbers of {len(wanted)} findings")


def test_incidents_by_district_are_those_of_the_rows(release: Release, deliveries: Path, cells: Cells) -> None:
    places = [str(leaf) for leaf in release.table("places")["leaf"]]
    figures = delivered_incidents.districts(deliveries, places)
    assert len(figures) == 12
    assert apart(figures, cells) == []


def test_a_figure_changed_by_one_is_found(deliveries: Path, cells: Cells) -> None:
    figures = delivered_missing.monthly(deliveries)
    assert len(figures) >= LEAST
    address = ("missing-trend", "March 2026", "episodes")
    wrong = figures | {address: figures[address] + 1}
    assert [line.split(":")[0] for line in apart(wrong, cells)] == ["missing-trend, March 2026, episodes"]
    lost = {("missing-trend", "March 2027", "episodes"): 60.0}
    assert len(apart(lost, cells)) == 1


def test_the_oracles_know_nothing_of_the_product() -> None:
    rooms = [room for room in Path(__file__).parent.glob("*.py") if not room.name.startswith(("test_", "conftest"))]
    assert len(rooms) >= 9
    own = ("import dashboard", "from dashboard", "import data_loaders", "from data_loaders")
    assert [room.name for room in rooms if any(line in room.read_text(encoding="utf-8") for line in own)] == []


def test_no_episode_of_the_rows_overlaps_another(deliveries: Path) -> None:
    """Overlapping ones would be one episode; the counts above take each row as one."""
    assert delivered_missing.overlapping(delivered_missing.counted(deliveries, delivered_missing.EPISODES)) == []
