"""Deliveries in which every row is right by itself, and all together cannot be, or hardly: each is told, and none stops."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.sources.corpus import ROWS, Case, text

INCIDENTS = "incident_id,child_group_pseudo_ids,occurred_date,harm_type,context_type,lat,lon\n"
PEOPLE = "area_code,year,age_band,sex,population\n"
BANDS = ("10-12", "13-15", "16-17")


def as_a_whole() -> Iterator[Case]:
    for room in (of_episodes, of_children, of_incidents, of_people):
        yield from room()


def _day(n: int, months: tuple[int, ...] = tuple(range(1, 13))) -> str:
    return f"2025-{months[n % len(months)]:02d}-{1 + n % 28:02d}"


def _episodes(rows: int, row: Callable[[int], str]) -> dict[str, bytes | str | Callable[..., object]]:
    return {"missing_episodes.csv": text([row(n) for n in range(rows)])}


def _plain(n: int, *, day: str = "", ends: str = "", child: str = "", age: str = "13-15", sex: str = "F") -> str:
    return f"e{n},{child or f'c{n % 97}'},EPISODE,{day or _day(n)}T{n % 24:02d}:15,{ends},{age},{sex},W{1 + n % 2}"


def of_episodes() -> Iterator[Case]:
    yield Case("an ordinary year", "", _episodes(240, _plain))
    half = tuple(range(1, 7))
    yield Case("half a year without a row", "", _episodes(240, lambda n: _plain(n, day=_day(n, half))), "no row begins in July 2025, August 2025")  # fmt: skip
    but = (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12)
    yield Case("one month without a row", "", _episodes(330, lambda n: _plain(n, day=_day(n, but))), "no row begins in July 2025,")  # fmt: skip
    yield Case("all on the first of a month", "", _episodes(240, lambda n: _plain(n, day=f"2025-{1 + n % 12:02d}-01")), "on the first day of a month")  # fmt: skip
    yield Case("many on one day", "", _episodes(240, lambda n: _plain(n, day="2025-01-07" if n % 2 else "")), "lie on one day, 7 January 2025")  # fmt: skip
    yield Case("ends copied from the start", "", _episodes(60, lambda n: _plain(n, ends=f"{_day(n)}T{n % 24:02d}:15")), "are the moment at which the episode began")  # fmt: skip
    long = {"missing_episodes.csv": text([*ROWS[1:], "e9,c9,EPISODE,2025-03-29T22:00,2025-12-29T22:00,13-15,F,W1"])}
    yield Case("an end in another year", "", long, "more than 100 days after start_dt")
    terms = "start_date,end_date,kind\n2015-01-06,2015-04-04,TERM\n"
    yield Case("terms of other years", "", {"missing_episodes.csv": text(), "school_terms.csv": terms}, "episodes begin outside")  # fmt: skip


def of_children() -> Iterator[Case]:
    for one, other in (("417.0", "417"), ("{AB-12}", "ab-12"), ("A 12", "A12"), ("'a12", "a12")):
        rows = [ROWS[0].replace("c1", one), ROWS[1].replace("c2", other), ROWS[2]]
        yield Case(f"a child as {one} and as {other}", "", {"missing_episodes.csv": text(rows)}, "counts as another person")  # fmt: skip
    yield Case("identifiers of which each is of two sexes", "", _episodes(240, lambda n: _plain(n, child=f"c{n % 60}", sex="FM"[n % 7 % 2])), "have two sexes")  # fmt: skip
    yield Case("children who grow younger", "", _episodes(240, lambda n: _plain(n, child=f"c{n % 60}", age=BANDS[2 - n % 3 * (n > 60)])), "younger in a later row")  # fmt: skip


def of_incidents() -> Iterator[Case]:
    def incidents(rows: int, row: Callable[[int], str]) -> dict[str, bytes | str | Callable[..., object]]:
        return {"efh_incidents.csv": INCIDENTS + "".join(f"i{n},{row(n)}\n" for n in range(rows))}

    def points(n: int) -> str:
        return f"55.8{n % 90:02d}7,-4.0{n % 70:02d}3"

    yield Case("incidents of an ordinary year", "", incidents(240, lambda n: f"c{n},{_day(n)},CCE,PEER,{points(n)}"))
    yield Case("incidents given out three times", "", incidents(60, lambda n: f"c{n // 3},{_day(n // 3)},CCE,PEER,{points(n // 3)}"), "all that tells the row from an earlier one")  # fmt: skip
    yield Case("incidents of one day", "", incidents(60, lambda n: f"c{n},2025-01-01,CCE,PEER,{points(n)}"), "lie on one day")  # fmt: skip
    yield Case("points to a kilometre", "", incidents(60, lambda n: f"c{n},{_day(n)},CCE,PEER,55.{70 + n % 9},-4.{n % 9}"), "known to about a kilometre")  # fmt: skip
    half = tuple(range(1, 7))
    yield Case("incidents of half a year", "", incidents(240, lambda n: f"c{n},{_day(n, half)},CCE,PEER,{points(n)}"), "no row begins in July 2025")  # fmt: skip


def of_people() -> Iterator[Case]:
    def people(*groups: tuple[str, int, str, int]) -> dict[str, bytes | str | Callable[..., object]]:
        rows = "".join(f"{area},{year},{band},{sex},{n}\n" for area, year, sex, n in groups for band in BANDS)
        return {"missing_episodes.csv": text(), "ref_population.csv": PEOPLE + rows}

    sexes = (("W1", 2024, "ALL", 100), ("W1", 2024, "F", 50))
    yield Case("people of both sexes and of all", "", people(*sexes, ("W1", 2024, "M", 50)))
    yield Case("people of all that are not both sexes", "", people(*sexes, ("W1", 2024, "M", 70)), "ALL is not F and M together")  # fmt: skip
    wards = (("W1", 2024, "ALL", 100), ("W2", 2024, "ALL", 100))
    yield Case("people of wards and of the council", "", people(*wards, ("C1", 2024, "ALL", 200)))
    yield Case("people of wards that are not the council", "", people(*wards, ("C1", 2024, "ALL", 120)), "the wards together are not the council area")  # fmt: skip
    yield Case("people of two years", "", people(*wards, ("W1", 2023, "ALL", 97), ("W2", 2023, "ALL", 104)))
    yield Case("people in thousands in one year", "", people(*wards, ("W1", 2023, "ALL", 97000), ("W2", 2023, "ALL", 104000)), "less than a third of, that of the year before")  # fmt: skip
