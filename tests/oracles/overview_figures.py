"""What the Overview and the Committee's two pages say of each subject, worked out from the delivered rows.

A subject is recognised by words of its label; beside it stand its figures in the order in which they are printed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import delivered_contexts as contexts
import delivered_incidents as incidents
import delivered_missing as missing
import delivered_steering as steering
import delivered_survey as survey
from delivered_rows import BEFORE, FIRST, LATEST, Row, council_year, mean, months_delivered, per_cent, rows_in
from slow_intervals import difference, individual_limits, ratio_of_rates, spread_about_a_course, wilson

WIDE_POINTS = 10  # the product's rule: where 10 points would fit on one side, we cannot tell
WAVES = 2  # of a year, by which the season of a monthly count is allowed for
AREAS = len(steering.AREAS)
NAMED_MOST = 6  # lines of a list that two pages have room for
PUSHES = ("FAMILY_CONFLICT", "PLACEMENT", "SCHOOL", "MENTAL_HEALTH", "BOREDOM", "OTHER")
CONTEXTS = (
    "HOME",
    "PEER",
    "SCHOOL",
    "NEIGHBOURHOOD",
    "COMMERCIAL",
    "TRANSPORT",
    "ONLINE",
    "RESIDENTIAL",
    "YOUTH_PROVISION",
)
Span = tuple[float, float] | None


@dataclass(frozen=True)
class Subject:
    """The latest figure, the one before, and the ends of the range of the change: percentages, or points. `target`: "" if none."""

    latest: float
    before: float
    span: Span = None
    digits: int = 0
    target: str = ""

    def card(self) -> tuple[str, ...]:
        """The figure; its small chart; both in a sentence; how sure."""
        now, then = self.pair()
        return now, then, now, *self.short(), self.apart(), then, *self.ends()

    def ends(self) -> tuple[str, ...]:
        """How sure: both ends of the change."""
        return () if self.span is None else tuple(f"{abs(end):.0f}" for end in sorted(self.span, key=abs))

    def line(self) -> tuple[str, ...]:
        return self.pair()[0], *self.short(), self.apart(), self.pair()[1]

    def title(self) -> tuple[str, ...]:
        """A missed target stands between the two, as far as there is room: by how much, and not what it is."""
        return self.pair()[0], *self.short()[:1], self.pair()[1]

    def short(self) -> tuple[str, ...]:
        """By how many points the target is missed, as both are written, and the target; nothing where it is reached."""
        points = int(self.target or 0) - round(self.latest)
        return (f"{points}", self.target) if points > 0 else ()

    def pair(self) -> tuple[str, str]:
        return self._written(self.latest), self._written(self.before)

    def apart(self) -> str:
        """Of the two as they are written, so that a reader who subtracts finds the same."""
        return self._written(abs(round(self.latest, self.digits) - round(self.before, self.digits)))

    def _written(self, value: float) -> str:
        return f"{value:,.{self.digits}f}"


def subjects(folder: Path, *, worth: float, level_span: Span) -> dict[str, Subject]:
    """By words of the label. worth: how many discussions are worth one independent one. level_span: see `level_of_episodes`."""
    months = missing.by_month(missing.counted(folder, missing.EPISODES))
    turn = missing.turn_of(months)
    return {
        "missing episodes": Subject(mean(months[turn:]), mean(months[:turn]), level_span),
        "arranged within 72 hours": replace(
            _clock(folder, "arranged_dt", 72, worth), target=target_now(folder, "ARRANGED")
        ),
        "held within 7 days": _clock(folder, "completed_dt", 7 * 24, worth),
        "missing reports": _at_a_break(folder),
        "missing-person investigations": _years(missing.by_month(missing.counted(folder, missing.INVESTIGATIONS))),
        "missing ten times or more": _repeats(folder),
        "incidents of harm": _years(incidents.by_month(incidents.incidents(folder))),
        "safe on buses in the evening": _buses(folder),
        "words that blame": _blame(folder),
        "voice of young people": _area(folder, "VOICE"),
        "registered again": Subject(*steering.beside_comparator(folder, "again"), digits=1),
        "planning meetings within the timescale": Subject(
            *steering.beside_comparator(folder, "planning_in_time"), digits=1
        ),
    }


def registers(folder: Path) -> dict[str, tuple[str, ...]]:
    """What is counted and not compared, by words of the label: numbers as they are printed."""
    late, of = contexts.late_and_open(folder)
    actions = rows_in(folder, "actions")
    fair = [
        q
        for q in survey.questions(folder)
        if survey.is_comparable(folder, q["question_id"]) and q["question_id"] != "bus_evening"
    ]
    unlike = sum(not survey.is_comparable(folder, q["question_id"]) for q in survey.questions(folder))
    alpha = survey.together(folder)
    unsure = sum(_is_unsure(survey.change_of(folder, q["question_id"], alpha)[1:]) for q in fair)
    assert all(_is_wide(_area(folder, a).span) for a in steering.AREAS if a != "VOICE")  # all of them in one row
    still = [row for row in actions if row["status"] in ("OPEN", "IN_PROGRESS")]
    return {
        "contexts at level 2, review overdue": (f"{late}", f"{of}"),
        "risks still open": steering.late_and_open(folder, "risk_register", "review_due"),
        "decisions not done": steering.late_and_open(folder, "decisions", "due"),
        "reviews of contexts": (f"{late}",) if late > 12 else (),  # twelve and fewer are written in words
        "actions still open": (f"{len(steering.overdue(actions))}", f"{len(still)}"),
        f"other survey questions ({len(fair) - unsure})": (f"{len(fair) - unsure}",),
        f"other survey questions ({unsure})": (f"{unsure}",),
        f"survey questions ({unlike})": (f"{unlike}",),
        "other areas of the audit": (f"{AREAS - 1}",),
        "minimum dataset:": steering.minimum_dataset(folder),
    }


def exhibits(
    folder: Path, places: list[str], of: dict[str, Subject], *, worth: float, worth_held: float
) -> dict[str, tuple[str, ...]]:
    """What verdicts and charts of papers print beside the two figures of their subject, by words that each holds.

    places: hexagons of the map; of: subjects by words of their label; worth: how many episodes of a year are worth one independent one,
    beside those of the next; worth_held: how many discussions are.
    """
    return {
        **_courses(folder, of), "council year": _council_years(folder, worth),
        "on the map": _on_the_map(folder, places),
        "conflict at home": _named(folder, "push_factors", PUSHES, worth_held),
        "peer group": _named(folder, "contexts_named", CONTEXTS, worth_held),
    }  # fmt: skip


def _council_years(folder: Path, worth: float) -> tuple[str, ...]:
    """The latest year and the one before, twice; the range of the change; and every year at its bar."""
    months = missing.by_month(missing.counted(folder, missing.EPISODES))
    first, before, latest = (sum(months[at : at + 12]) for at in (0, 12, 24))
    spread = max(worth, spread_about_a_course(months, WAVES))
    low, high = ratio_of_rates((before, 1), (latest, 1), worth=spread)
    ends = (f"{abs(round(100 * (end - 1)))}" for end in (low, high))
    return f"{latest}", f"{before}", f"{latest}", f"{before}", *ends, f"{first}", f"{before}", f"{latest}"


def _on_the_map(folder: Path, places: list[str]) -> tuple[str, ...]:
    whole, there = len(incidents.incidents(folder)), len(incidents.on_the_map(folder, places))
    return f"{whole:,}", f"{there:,}", f"{whole - there:,}"


def _named(folder: Path, column: str, codes: tuple[str, ...], worth: float) -> tuple[str, ...]:
    """The share of what is named most often and of how many; then the share of each of the first, and its ends."""
    found = sorted((missing.named(folder, column, code) for code in codes), reverse=True)[:NAMED_MOST]
    (most, held), rows = found[0], []
    for number, of in found:
        rows += [number / of, *wilson(number / worth, of / worth)]
    return f"{per_cent(most, held):.0f}", f"{held}", *(f"{100 * share:.0f}" for share in rows)


def _courses(folder: Path, of: dict[str, Subject]) -> dict[str, tuple[str, ...]]:
    months = missing.by_month(missing.counted(folder, missing.EPISODES))
    turn = missing.turn_of(months)
    stretches = (months[:turn], months[turn:])
    (low, high), (low_since, high_since) = (tuple(f"{end:.0f}" for end in individual_limits(s)) for s in stretches)
    before, since = (f"{mean(s):.0f}" for s in stretches)
    episodes = missing.counted(folder, missing.EPISODES)
    years = [missing.of_year(episodes, year) for year in (FIRST, BEFORE, LATEST)]
    first, then, now = (
        f"{per_cent(len(missing.in_time(folder, own, 'arranged_dt', 72)), len(own)):.0f}" for own in years
    )
    last = missing.monthly(folder)["discussions-arranged", "March 2026", "share"]
    return {
        "missing episodes": (
            f"{sum(months):,}",
            *of["missing episodes"].ends(),
            low,
            high,
            before,
            low_since,
            high_since,
            f"{months[-1]}",
            since,
        ),
        "arranged within 72 hours": (
            *latest_shares(folder, "discussions-arranged"), target_now(folder, "ARRANGED"),
            *of["arranged within 72 hours"].ends(), first, target_now(folder, "ARRANGED"), then, f"{last:.0f}", now,
        ),
    }  # fmt: skip


def latest_shares(folder: Path, clock: str) -> tuple[str, ...]:
    """Of the latest three months, one by one."""
    monthly = missing.monthly(folder)
    return tuple(f"{monthly[clock, month, 'share']:.0f}" for month in months_delivered()[-3:])


def target_now(folder: Path, measure: str) -> str:
    """The target that began last, as it was delivered."""
    return max((row["from_dt"], row["target"]) for row in rows_in(folder, "targets") if row["measure"] == measure)[1]


def ratings_by_area(folder: Path) -> tuple[str, str]:
    """The area with the fewest ratings, and what most areas have."""
    bases = sorted(steering.rated_good(folder, area, steering.THIS_ROUND)[1] for area in steering.AREAS)
    return f"{bases[0]}", f"{bases[len(bases) // 2]}"


def _years(months: list[int]) -> Subject:
    return Subject(mean(months[-12:]), mean(months[-24:-12]))


def _at_a_break(folder: Path) -> Subject:
    """Reports before and since the day from which they are recorded in a new way."""
    day = next(row["date"] for row in rows_in(folder, "events") if row["kind"] == "DATA_BREAK")
    turn = 12 * (int(day[:4]) - FIRST) + int(day[5:7]) - 4
    months = missing.by_month(missing.counted(folder, missing.REPORTS))
    return Subject(mean(months[turn:]), mean(months[:turn]))


def _clock(folder: Path, step: str, hours: float, worth: float) -> Subject:
    found = []
    for year in (BEFORE, LATEST):
        own = missing.of_year(missing.counted(folder, missing.EPISODES), year)
        found.append((float(len(missing.in_time(folder, own, step, hours))), float(len(own))))
    before, latest = found
    low, high = difference((before[0] / worth, before[1] / worth), (latest[0] / worth, latest[1] / worth))
    return of_shares(per_cent(*latest), per_cent(*before), (100 * low, 100 * high))


def of_shares(latest: float, before: float, span: Span = None) -> Subject:
    """Whole per cents, unless a reader who subtracts them would be further from the change than half a point."""
    is_off = abs(round(latest) - round(before) - (latest - before)) > 0.5
    return Subject(latest, before, span, digits=int(is_off))


def _repeats(folder: Path) -> Subject:
    found = missing.repeats(folder)
    band = "Children missing ten times or more"
    return of_shares(found["concentration", band, "latest year"], found["concentration", band, "year before"])


def _buses(folder: Path) -> Subject:
    rows, question = rows_in(folder, "survey_responses"), _question(folder, "bus_evening")
    answers = {wave: survey.answers_of(rows, "bus_evening", wave) for wave in (survey.BEFORE, survey.AFTER)}
    before, after = (survey.told(own, survey.good_answers(question)) for wave, own in answers.items())
    _, low, high = survey.change_of(folder, "bus_evening", survey.together(folder))
    return of_shares(after, before, (low, high))


def _question(folder: Path, name: str) -> Row:
    return next(q for q in survey.questions(folder) if q["question_id"] == name)


def _blame(folder: Path) -> Subject:
    """The latest twelve months beside the first twelve, for 1,000 words."""
    scans = rows_in(folder, "language_scans")
    of = {year: [row for row in scans if council_year(row["scan_dt"]) == year] for year in (FIRST, LATEST)}
    first, latest = steering.blame(of[FIRST]), steering.blame(of[LATEST])
    low, high = ratio_of_rates(first, latest, worth=max(map(_spread_of_kinds, of.values())))
    return Subject(
        1000 * latest[0] / latest[1], 1000 * first[0] / first[1], (100 * (low - 1), 100 * (high - 1)), digits=1
    )


def _spread_of_kinds(scans: list[Row]) -> float:
    """How many times chance the quarters of a year differ: Pearson's χ² about each kind's own rate, over its degrees."""
    chi2, cells = 0.0, 0
    for kind in steering.DOCUMENTS:
        own = [row for row in scans if row["doc_type"] == kind]
        hits, words = steering.blame(own)
        for start in ("04", "07", "10", "01"):
            quarter = [row for row in own if int(start) <= int(row["scan_dt"][5:7]) < int(start) + 3]
            found, read = steering.blame(quarter)
            chi2 += (found - hits / words * read) ** 2 / (hits / words * read)
            cells += 1
    return max(1.0, chi2 / (cells - len(steering.DOCUMENTS)))


def _area(folder: Path, area: str) -> Subject:
    """Good or better in two rounds; the range pays for looking at all areas and counts each record once."""
    rounds = {row["round"]: int(row["frame_n"]) for row in rows_in(folder, "audit_rounds")}
    found: list[tuple[float, float]] = []
    for name in (steering.ROUND_BEFORE, steering.THIS_ROUND):
        good, base = steering.rated_good(folder, area, name)
        records = _records(folder, area, name, rounds[name])
        found.append((good / base * records, records))
    low, high = difference(found[0], found[1], confidence=1 - 0.05 / AREAS)
    return of_shares(per_cent(*found[1]), per_cent(*found[0]), (100 * low, 100 * high))


def _records(folder: Path, area: str, name: str, frame: int) -> float:
    """Records that were rated; where all of a sample were, the part of all records that was read leaves less to chance."""
    rows = [row for row in rows_in(folder, "audit_ratings") if row["round"] == name and row["rater"] == "A"]
    read = {row["record_pseudo_id"] for row in rows}
    items = [row["item_id"] for row in rows_in(folder, "audit_items") if row["practice_area"] == area]
    rated = steering.rated_good(folder, area, name)[1] / len(items)
    return rated / (1 - len(read) / frame) if rated >= len(read) else rated


def _is_unsure(span: tuple[float, float]) -> bool:
    """Where a change that matters would fit, or none would, and yet it does not stand among all questions."""
    return _is_wide(span) or span[0] > 0 or span[1] < 0


def _is_wide(span: Span) -> bool:
    return span is not None and (span[0] < -WIDE_POINTS or span[1] > WIDE_POINTS)
