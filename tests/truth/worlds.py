"""Invented worlds through the whole river, and what the real sentences say of them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.catalogue.overview import all_measures
from dashboard.findings.place_scan import concentrations
from dashboard.findings.places import area_funnel
from dashboard.findings.trend import trend_finding
from dashboard.measures.verdict import Answer, Verdict
from dashboard.selection import Selection
from data_loaders.demo import write_demo
from data_loaders.publish import publish
from data_loaders.release import Release, open_release

POLICY = Path(__file__).parents[2] / "assets" / "policy.toml"
COUNTED = ("ref_area", "ref_population", "missing_episodes", "return_discussions", "events", "school_terms", "efh_incidents", "locations")  # fmt: skip


@dataclass(frozen=True)
class World:
    """What is invented: `sizes` are those of what is planted, none in a world in which nothing happened."""

    seed: int
    sizes: Mapping[str, float]
    tables: tuple[str, ...] = ()  # all of them where none is named

    def published(self, folder: Path) -> Release:
        deliveries, out = folder / "deliveries", folder / "releases"
        kind = "planted" if self.sizes else "flat"
        write_demo(deliveries, seed=self.seed, world=kind, lives="lifelike", sizes=self.sizes)
        if self.tables:
            _keep(deliveries, self.tables)
        publish(deliveries, out=out, policy_file=POLICY, audience="partnership")
        return open_release(out)


def _keep(deliveries: Path, tables: tuple[str, ...]) -> None:
    manifest = deliveries / "manifest.csv"
    with manifest.open(encoding="utf-8", newline="") as file:
        head, *rows = list(csv.reader(file))
    for file_name in {path.name for path in deliveries.glob("*.csv")} - {"manifest.csv"}:
        if Path(file_name).stem not in tables:
            (deliveries / file_name).unlink()
    with manifest.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *(row for row in rows if Path(row[0]).stem in tables)])


@dataclass(frozen=True)
class Said:
    """Of one release: what the Overview calls changed, and which areas and places are named beyond chance."""

    overview: dict[str, Verdict]
    areas: tuple[str, ...]
    places: tuple[str, ...]
    trend: Verdict

    @property
    def contradictions(self) -> tuple[str, ...]:
        """The Overview calls changed what its own page does not, or in the other direction."""
        card = self.overview["missing_episodes"]
        is_other = card.answer is Answer.CHANGED and (card.answer, card.direction) != (
            self.trend.answer,
            self.trend.direction,
        )
        return (f"{card.answer} on the Overview, {self.trend.answer} on Missing",) if is_other else ()

    @property
    def changed(self) -> tuple[str, ...]:
        return tuple(key for key, v in self.overview.items() if v.answer in (Answer.CHANGED, Answer.RECORDING_CHANGED))


def said_of(release: Release) -> Said:
    trend = trend_finding(release, Selection("missing_episodes"), months=36).result
    assert isinstance(trend, Verdict)
    funnel = area_funnel(release, "missing_episodes", "LOCALITY")
    return Said(
        overview={m.key: m.verdict for m in all_measures(release)},
        areas=tuple(str(row[0]) for row in funnel.table.rows if str(row[0]) in funnel.title),
        places=tuple(str(circle.cells) for circle in concentrations(release) if not circle.is_one_place),
        trend=trend,
    )
