"""What surrounds the children in the demo: population, terms, events, indicators. All invented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa

from data_loaders.demo.places import Places
from data_loaders.demo.story import EXTRACT, Story

# identifier, title, count, base, unit, per how many, first year of a financial year, area
Indicator = tuple[str, str, int, int, str, int, int, str]
YEARS = (2023, 2024, 2025, 2026)
BANDS = {"10-12": 0.375, "13-15": 0.375, "16-17": 0.25}
SOURCE = "Invented for the demo"
# Month and day of the first and last day; autumn and spring follow from what lies between.
TERMS = (
    ("08-14", "10-10", "TERM", "Term 1, first half"), ("10-11", "10-19", "HOLIDAY", "October holiday"),
    ("10-20", "12-20", "TERM", "Term 1, second half"), ("12-21", "01-05", "HOLIDAY", "Winter holiday"),
    ("01-06", "03-29", "TERM", "Term 2"), ("03-30", "04-13", "HOLIDAY", "Spring holiday"),
    ("04-14", "06-26", "TERM", "Term 3"), ("06-27", "08-13", "HOLIDAY", "Summer holiday"),
)  # fmt: skip
INDICATORS = (
    ("demo_pupils_safe", "Pupils who feel safe where they live", 0.78, 5200, "per cent"),
    ("demo_referrals", "Young people referred to the children's reporter", 0.021, 32000, "per cent"),
    ("capacity_time_to_coordinate", "Practitioners with time to coordinate set aside each week", 0.46, 260, "per cent"),
    ("capacity_waiting", "Young people who waited more than 28 days for support", 0.31, 420, "per cent"),
)


def population_table(places: Places) -> pa.Table:
    """Young people by ward, year, age band and sex, and for both sexes together (ALL)."""
    columns: dict[str, list[object]] = {name: [] for name in ("area_code", "year", "age_band", "sex", "population")}
    for year in YEARS:
        for band, share in BANDS.items():
            both = np.round(places.young * share).astype(int)
            girls = np.round(both * 0.488).astype(int)
            for sex, people in {"F": girls, "M": both - girls, "ALL": both}.items():
                cells = (
                    places.wards.tolist(),
                    *([x] * len(both) for x in (year, band, sex)),
                    people.tolist(),
                )
                for name, values in zip(columns, cells, strict=True):
                    columns[name].extend(values)
    table = pa.table(columns)
    last = (
        EXTRACT.astype("datetime64[Y]").astype(int) + 1970 - 1
    )  # a year whose June is still to come is carried on from it
    as_at = pa.array([f"{min(int(str(year)), last)}-06-30" for year in columns["year"]])
    return table.append_column("source", pa.array([SOURCE] * table.num_rows)).append_column("as_at", as_at)


def term_table() -> pa.Table:
    """Terms and holidays of the school years 2022/23 to 2025/26, without a gap between them."""
    rows = []
    for year in range(2022, 2026):
        for first, last, kind, label in TERMS:
            began = year if first >= "08" else year + 1
            ended = year if last >= "08" and first >= "08" else year + 1
            if label == "Summer holiday":
                ended = year + 1
            rows.append((f"{began}-{first}", f"{ended}-{last}", kind, f"{label} {year}/{(year + 1) % 100:02d}"))
    return _table(("start_date", "end_date", "kind", "label"), rows)


def event_table(story: Story, places: Places) -> pa.Table:
    """What a page marks on a time line. A true change in the number has no event: it has to be found."""
    rows = [("2023-04-01", "Invented example: partners agree one definition of an episode", "ALL", "POLICY")]
    labelled = [truth for truth in story.planted.values() if "label" in truth]
    rows += [(f"{t['month']}-01", t["label"], places.name(t["scope"]), t["kind"]) for t in labelled]
    return _table(("date", "label", "scope", "kind"), sorted(rows))


def indicator_table(story: Story, places: Places) -> pa.Table:
    """Invented indicators of the council for five financial years, with Wilson 95 % intervals."""
    rng = story.rng(6)
    council = council_of(places)
    return indicator_rows(
        (identifier, title, int(rng.binomial(base, share)), base, unit, 100, year, council)
        for identifier, title, share, base, unit in INDICATORS
        for year in range(2021, 2026)
    )


def council_of(places: Places) -> str:
    return str(places.frame.loc[places.frame["area_level"] == "COUNCIL", "area_code"].iloc[0])


def indicator_rows(figures: Iterable[Indicator]) -> pa.Table:
    """Rows of cpc_indicators."""
    names = (
        "indicator_id", "indicator", "period", "period_start", "period_end", "year_type", "area_code", "numerator",
        "denominator", "value", "unit", "lower", "upper", "definition_version", "source",
    )  # fmt: skip
    rows = []
    for identifier, title, count, base, unit, per, year, area in figures:
        lower, upper = (round(limit * per / 100, 2) for limit in _wilson(count, base))
        rows.append((
            identifier, f"Invented example: {title}", f"{year}/{(year + 1) % 100} financial year", f"{year}-04-01", f"{year + 1}-03-31",
            "FINANCIAL", area, count, base, round(per * count / base, 2), unit, lower, upper, "1", SOURCE,
        ))  # fmt: skip
    return _table(names, rows)


def _wilson(count: int, base: int) -> tuple[float, float]:
    """Wilson (1927), in per cent; not rounded, since rates per 1,000 are ten times as fine."""
    z2 = 1.959964**2
    centre, half = (
        (count + z2 / 2) / (base + z2),
        (z2 * (count * (base - count) / base + z2 / 4)) ** 0.5 / (base + z2),
    )
    return 100 * (centre - half), 100 * (centre + half)


def _table(names: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> pa.Table:
    return pa.table({name: list(values) for name, values in zip(names, zip(*rows, strict=True), strict=True)})
