"""What practitioners, auditors and partners supply, counted from the rows: audits, words, asks, themes, sharing."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

from delivered_rows import AS_AT, BEFORE, LATEST, Figures, Row, council_year, per_cent, quarter_words, rows_in

AREAS = {
    "VOICE": "Voice of young people", "CHRONOLOGY": "Chronology", "ASSESSMENT": "Assessment", "PLAN": "Plan", "LANGUAGE": "Language",
    "CONTEXT_ID": "Contexts identified", "PARTNERSHIP": "Partnership", "OUTCOME": "Outcome",
}  # fmt: skip
DOCUMENTS = {"ASSESSMENT": "Assessments", "MINUTES": "Minutes", "PLAN": "Plans", "REFERRAL": "Referrals"}
GIVERS = {
    "POLICE": "Police", "SOCIAL_WORK": "Social work", "EDUCATION": "Education", "HEALTH": "Health", "CLD_YOUTH": "Youth work",
    "BARNARDOS": "Barnardo's",
}  # fmt: skip
FEW = 5  # a pair with fewer items acted on, or not, in some year is added up with others
THIS_ROUND, ROUND_BEFORE = "Autumn 2025", "Spring 2025"
# It came into the codebook within a year, so that too few voices stand on each side of its asks: no ask is shown of it.
NEW = "Harm that begins online"
YEARS = {LATEST: "April 2025 to March 2026", BEFORE: "April 2024 to March 2025"}


def rated_good(folder: Path, area: str, name: str) -> tuple[int, int]:
    """Ratings of the first auditor that are good or better (4 to 6), and all of them."""
    items = {row["item_id"] for row in rows_in(folder, "audit_items") if row["practice_area"] == area}
    rows = [row for row in rows_in(folder, "audit_ratings") if row["round"] == name and row["rater"] == "A"]
    own = [int(row["rating"]) for row in rows if row["item_id"] in items and row["rating"].isdigit()]
    return sum(rating >= 4 for rating in own), len(own)


def audits(folder: Path) -> Figures:
    found: Figures = {}
    for area, name in AREAS.items():
        good, base = rated_good(folder, area, THIS_ROUND)
        old_good, old_base = rated_good(folder, area, ROUND_BEFORE)
        found["audit-change", name, "ratings"] = base
        found["audit-change", name, "good or better"] = per_cent(good, base)
        found["audit-change", name, "change in points"] = round(per_cent(good, base), 1) - round(
            per_cent(old_good, old_base), 1
        )
    return found


def blame(rows: list[Row]) -> tuple[int, int]:
    """Words that blame, of all kinds together, and all words."""
    hits = [int(part.split(":")[1]) for row in rows for part in row["hits"].split(";") if ":" in part]
    return sum(hits), sum(int(row["words_n"]) for row in rows)


def language(folder: Path) -> Figures:
    found: Figures = {}
    scans = rows_in(folder, "language_scans")
    for kind, name in DOCUMENTS.items():
        for quarter in sorted({quarter_words(row["scan_dt"]) for row in scans}):
            own = [row for row in scans if row["doc_type"] == kind and quarter_words(row["scan_dt"]) == quarter]
            hits, words = blame(own)
            found["language", f"{name}, {quarter}", "words that blame"] = hits
            found["language", f"{name}, {quarter}", "for each 1,000"] = 1000 * hits / words
    return found


def first_codings(folder: Path) -> list[Row]:
    """Of each contribution the codings of whoever read it first."""
    rows = rows_in(folder, "theme_codings")
    first: dict[str, tuple[str, str]] = {}
    for row in rows:
        name, reader = row["contribution_id"], (row["coded_dt"], row["coder"])
        first[name] = min(first.get(name, reader), reader)
    return [row for row in rows if row["coder"] == first[row["contribution_id"]][1]]


def themes(folder: Path) -> Figures:
    """Contributions of a council year that name a theme. Joined words of the codebook's latest version."""
    label = {row["theme_code"]: row["label"] for row in rows_in(folder, "theme_codebook") if row["parent_code"]}
    held = {row["session_id"]: row["date"] for row in rows_in(folder, "forum_sessions")}
    year = {
        row["contribution_id"]: council_year(held[row["session_id"]]) for row in rows_in(folder, "forum_contributions")
    }
    found: Figures = {}
    for number, words in YEARS.items():
        for code, name in label.items():
            if name == NEW and number != LATEST:
                continue
            own = {row["contribution_id"] for row in first_codings(folder) if row["theme_code"] == code}
            found["themes", f"{name}, {words}", "contributions with it"] = sum(year[c] == number for c in own)
    return found


def asks(folder: Path) -> Figures:
    """Contributions that ask for something, and the actions that answer: as many as the register holds."""
    label = {row["theme_code"]: row["label"] for row in rows_in(folder, "theme_codebook") if row["parent_code"]}
    actions, found = rows_in(folder, "actions"), Figures()
    for code, name in ((code, name) for code, name in label.items() if name != NEW):
        own = [row for row in actions if row["theme_code"] == code]
        asked = {
            row["contribution_id"]
            for row in first_codings(folder)
            if row["theme_code"] == code and row["stance"] == "ASK"
        }
        found["asks", name, "contributions that ask"] = len(asked)
        found["asks", name, "actions"] = len(own)
        found["asks", name, "overdue"] = len(overdue(own))
        found["asks", name, "with evidence"] = sum(row["status"] == "DONE" and bool(row["evidence"]) for row in own)
    return found


def late_and_open(folder: Path, register: str, due: str) -> tuple[str, str]:
    """How many lines of a register of the Committee are overdue, of those that are neither done, stopped nor closed."""
    still = [
        row
        for row in rows_in(folder, register)
        if row.get("status") not in ("DONE", "STOPPED") and not row.get("closed")
    ]
    return f"{sum('' < row[due] < AS_AT.isoformat() for row in still)}", f"{len(still)}"


def overdue(actions: list[Row]) -> list[Row]:
    return [row for row in actions if row["status"] in ("OPEN", "IN_PROGRESS") and row["due"] < AS_AT.isoformat()]


# Kinds of the Minimum Dataset as a paper names them: those of a base of their own, two of which are planted apart from the
# comparator (registered again is the worse of them, so it comes first); then those of so many children.
OF_CHILDREN = ("ird", "ird_children", "investigations", "planning", "registrations", "deregistrations", "reporter")
APART = ("again", "planning_in_time")
OF_A_BASE = (*APART, "concerns_outside", "ird_investigated")
COMPARATOR, MDS_YEAR = "S92000003", "2025/26 financial year"


def minimum_dataset(folder: Path) -> tuple[str, ...]:
    """The numbers of its paragraph: of how many some stand apart, which are few and written in words; the second half of the year; each
    figure beside the comparator's, and before those of children what they are of."""
    planted = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["minimum_dataset"]
    assert 0 < len(planted) <= 12  # in words
    rows = {(r["indicator_id"], r["area_code"] == COMPARATOR): r for r in rows_in(folder, "cpc_indicators") if r["period"] == MDS_YEAR}  # fmt: skip

    shares, rates = (
        [
            f"{float(rows[f'mds_{name}', is_comparator]['value']):.1f}"  # as its publisher gives it
            for name in names
            for is_comparator in (False, True)
        ]
        for names in (OF_A_BASE, OF_CHILDREN)
    )
    return (f"{len(OF_CHILDREN) + len(OF_A_BASE)}", "26", *shares, "1,000", *rates)


def beside_comparator(folder: Path, name: str) -> tuple[float, float]:
    """One share of the latest year, and the comparator's."""
    rows = [
        r for r in rows_in(folder, "cpc_indicators") if r["period"] == MDS_YEAR and r["indicator_id"] == f"mds_{name}"
    ]
    own, other = (
        next(float(r["value"]) for r in rows if (r["area_code"] == COMPARATOR) is beside) for beside in (False, True)
    )
    return own, other


def sharing(folder: Path) -> Figures:
    """Items that one agency gave another in the latest year, and how many of them were acted on; the last pair stands with all others."""
    found: Figures = {}
    rows = rows_in(folder, "intelligence_sharing")
    named = {pair: sums for pair in itertools.product(GIVERS, GIVERS) if (sums := years_of_pair(rows, pair))}
    last = max(named)
    for (giver, taker), (items, acted) in named.items():
        name = f"{GIVERS[giver]}, {GIVERS[taker]}{', with other pairs' if (giver, taker) == last else ''}"
        found["sharing", name, "items"] = items
        found["sharing", name, "acted on"] = acted
    return found


def years_of_pair(rows: list[Row], pair: tuple[str, str]) -> tuple[int, int] | None:
    """Items and items acted on in the latest year, where no year has few of either."""
    own = [row for row in rows if (row["from_agency"], row["to_agency"]) == pair]
    years = {year: [row for row in own if council_year(row["period"]) == year] for year in (2023, 2024, 2025)}
    sums = {
        year: (sum(int(r["items_n"]) for r in y), sum(int(r["acted_on_n"]) for r in y)) for year, y in years.items()
    }
    return sums[2025] if own and all(min(acted, items - acted) >= FEW for items, acted in sums.values()) else None
