"""What a title of the invented release says went up did so in the figures of its own table, and so with what went down.

The way is worked out here from the rows that a reader sees, with nothing of what made the title.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from dashboard.catalogue.register import ENTRIES, finding_of
from dashboard.findings.finding import Finding
from data_loaders.release import Release

UP, DOWN = re.compile(r"\b(rose|More|up from)\b"), re.compile(r"\b(fell|Fewer|down from)\b")
Rows = list[dict[str, object]]


def rows_of(finding: Finding) -> Rows:
    assert finding.table is not None
    names = [column.name for column in finding.table.columns]
    return [dict(zip(names, row, strict=True)) for row in finding.table.rows]


def number(value: object) -> float:
    assert isinstance(value, int | float)
    return float(value)


def since(finding: Finding) -> float:
    """The mean a month since the month that the title names, less that before it."""
    month = re.search(r" in (\w+ \d{4}) to ", finding.title)
    assert month is not None
    counted = [(str(row["period"]), number(row["episodes"])) for row in rows_of(finding)]
    at = [label for label, _ in counted].index(month[1])
    before, after = [n for _, n in counted[:at]], [n for _, n in counted[at:]]
    return sum(after) / len(after) - sum(before) / len(before)


def years_of_months(finding: Finding) -> float:
    """The share in time of the latest twelve months, less that of the twelve before."""
    rows = rows_of(finding)
    ends = [(sum(number(r["in time"]) for r in part), sum(number(r["of episodes"]) for r in part)) for part in (rows[-12:], rows[-24:-12])]  # fmt: skip
    return ends[0][0] / ends[0][1] - ends[1][0] / ends[1][1]


def named_row(first: str, latest: str, before: str) -> Callable[[Finding], float]:
    """The row that the title names: its latest figure less the one before, as the table holds them."""

    def change(finding: Finding) -> float:
        own = [
            row
            for row in rows_of(finding)
            if re.search(rf"\b{str(row[first]).partition(',')[0]} (rose|fell)", finding.title, re.IGNORECASE)
        ]
        assert len(own) == 1, finding.title
        return number(own[0][latest]) - number(own[0][before])

    return change


def rates(finding: Finding) -> float:
    """Words that blame for each 1,000 in the latest four quarters, less those in the first four."""
    periods = list(dict.fromkeys(row["period"] for row in rows_of(finding)))

    def rate(quarters: list[object]) -> float:
        rows = [row for row in rows_of(finding) if row["period"] in quarters]
        return sum(number(r["words that blame"]) for r in rows) / sum(number(r["words"]) for r in rows)

    return rate(periods[-4:]) - rate(periods[:4])


def good_or_better(finding: Finding) -> float:
    """The change in points that the table gives the area which the title names."""
    own = [row for row in finding.table.rows if finding.title.startswith(str(row[0]))]  # type: ignore[union-attr]
    names = [column.name for column in finding.table.columns]  # type: ignore[union-attr]
    at = next(n for n, name in enumerate(names) if name.startswith("change"))
    return number(own[0][at])


def question(finding: Finding) -> float:
    """The one question that clearly changed: after less before."""
    own = [row for row in rows_of(finding) if row["verdict"] in ("Better", "Worse")]
    assert len(own) == 1
    return number(own[0]["after"]) - number(own[0]["before"])


WAYS: dict[str, Callable[[Finding], float]] = {
    "missing-trend": since, "discussions-arranged": years_of_months, "discussions-held": years_of_months,
    "discussions-path": named_row("milestone", "latest year", "year before"), "survey-changes": question, "language": rates,
    "audit-change": good_or_better,
}  # fmt: skip


@pytest.mark.parametrize("key", WAYS)
def test_a_title_goes_the_way_of_its_table(key: str, release: Release) -> None:
    finding = finding_of(release, key)
    assert finding is not None
    change = WAYS[key](finding)
    is_up, is_down = bool(UP.search(finding.title)), bool(DOWN.search(finding.title))
    assert (is_up, is_down) == (change > 0, change < 0), f"{finding.title}: {change:+.2f}"


def test_districts_that_are_named_went_the_way_they_are_named_for(release: Release) -> None:
    finding = finding_of(release, "district-change")
    assert finding is not None
    moved = {str(row["district"]): number(row["latest year"]) - number(row["year before"]) for row in rows_of(finding)}
    named = {way: re.search(rf"\b{way} in ([^;]+)", finding.title, re.IGNORECASE) for way in ("more", "fewer")}
    assert any(named.values()), finding.title
    for name, change in moved.items():
        for way, sign in (("more", 1), ("fewer", -1)):
            if (told := named[way]) and name in told[1]:
                assert change * sign > 0, f"{name}: {change:+.0f}"
    words = [str(row["verdict"]) for row in rows_of(finding)]
    assert ("cannot tell in any of the others" in finding.title) == all(w in ("More", "Fewer") or w.startswith("Cannot tell") for w in words)  # fmt: skip


COUNTED = "audit-standards"  # says how many fell and how many rose, and of no one which way it went
WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven")


def test_interventions_are_counted_on_the_side_on_which_their_ranges_lie(release: Release) -> None:
    finding = finding_of(release, "did-it-work")
    assert finding is not None
    rows = [row for row in rows_of(finding) if row["ratio"] is not None]
    fewer = sum(number(row["to"]) < 1 for row in rows)
    more = sum(number(row["from"]) > 1 for row in rows)
    told = {way: re.search(rf"\b{way} after (\w+)", finding.title) for way in ("fewer", "more")}
    assert fewer + more > 0
    assert {way: WORDS.index(m[1]) if m else 0 for way, m in told.items()} == {"fewer": fewer, "more": more}


def test_standards_that_fell_and_rose_are_counted_by_the_ends_of_their_ranges(release: Release) -> None:
    finding = finding_of(release, COUNTED)
    assert finding is not None
    rows = rows_of(finding)
    fell, rose = sum(number(r["change to"]) < 0 for r in rows), sum(number(r["change from"]) > 0 for r in rows)
    told = {way: re.search(rf"(\w+)(?: of \d+ standards clearly)? {way}", finding.title) for way in ("fell", "rose")}
    assert rose > 0
    assert {way: WORDS.index(m[1].lower()) if m else 0 for way, m in told.items()} == {"fell": fell, "rose": rose}


def test_risks_that_are_named_as_lower_are_lower(release: Release) -> None:
    finding = finding_of(release, "context-risks")
    assert finding is not None
    sizes = {
        str(row["risk"]): (number(row["likelihood at first"]) * number(row["impact at first"]), number(row["likelihood now"]) * number(row["impact now"]))
        for row in rows_of(finding)
    }  # fmt: skip
    lower = {name.lower() for name, (first, now) in sizes.items() if now < first}
    assert lower
    assert set(re.split(", | and ", finding.title.removeprefix("Judged lower than at first: "))) == lower


def test_areas_that_are_named_as_feeling_less_safe_feel_less_safe_than_most(release: Release) -> None:
    finding = finding_of(release, "known-harm")
    assert finding is not None
    unsafe = {str(row["area"]): number(row["unsafe or very unsafe"]) for row in rows_of(finding) if row["unsafe or very unsafe"] is not None}  # fmt: skip
    named = re.match("Young people feel less safe in ([^,]+),", finding.title)
    assert named is not None, finding.title
    assert all(unsafe[name] > sorted(unsafe.values())[len(unsafe) // 2] for name in named[1].split(" and "))


def test_no_title_speaks_of_a_way_that_is_not_looked_at_here(release: Release) -> None:
    """Another title that says "rose" or "fell" needs its way worked out above."""
    made = {entry.key: finding_of(release, entry.key) for entry in ENTRIES}
    moved = {
        key for key, finding in made.items() if finding is not None and re.search(r"\b(rose|fell)\b", finding.title)
    }
    assert moved - set(WAYS) == {COUNTED}


def test_no_title_and_nothing_to_bear_in_mind_is_cut_on_the_demo(release: Release) -> None:
    """Where only names of the data may make a line too long, it is cut; the product's own words always fit."""
    made = [finding for entry in ENTRIES if (finding := finding_of(release, entry.key)) is not None]
    assert len(made) > 60
    assert [f.key for f in made if f.title.endswith("…") or f.bear_in_mind.endswith("…")] == []
