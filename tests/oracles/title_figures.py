"""The numbers of titles and subtitles of findings, worked out from the delivered rows, in their printed order."""

from __future__ import annotations

from pathlib import Path

import delivered_contexts as contexts
import delivered_incidents as incidents
import delivered_missing as missing
import delivered_steering as steering
import delivered_survey as survey
from delivered_rows import BEFORE, LATEST, Figures, council_year, per_cent, rows_in
from overview_figures import latest_shares, of_shares, subjects, target_now

Numbers = tuple[str, ...]


def titles(folder: Path) -> dict[str, Numbers]:
    return {
        **_missing(folder),
        **_incidents(folder),
        **_survey(folder),
        **_contexts(folder),
        **_steering(folder),
        **_pairs(folder),
    }


def _missing(folder: Path) -> dict[str, Numbers]:
    repeats, divided = missing.repeats(folder), missing.divided(folder)
    band = "Children missing ten times or more"
    children = sum(n for (key, _, head), n in repeats.items() if (key, head) == ("per-child", "children"))
    share = f"{repeats['concentration', band, 'latest year']:.0f}"
    of_children = f"{repeats['per-child', band, 'share of children']:.0f}"
    home = divided["mix-missing-from", "Home, with not known", "latest year"]
    return {
        "concentration": (share,),
        "per-child": (of_children, share, f"{children:.0f}", f"{repeats['concentration', band, 'of']:.0f}"),
        "mix-missing-from": (f"{home:.0f}",),
    }


def _incidents(folder: Path) -> dict[str, Numbers]:
    years = {year: incidents.of_year(incidents.incidents(folder), year) for year in (LATEST, BEFORE)}
    found: dict[str, Numbers] = {}
    for key, column, codes in (("reached-ird", "ird_held", {"Y"}), ("level-two", "response_level", {"L2", "BOTH"})):
        now, then = (per_cent(sum(row[column] in codes for row in own), len(own)) for own in years.values())
        found[key] = (*of_shares(now, then).pair(), f"{len(years[LATEST])}")
    divided = incidents.divided(folder)
    for key in ("incidents-harm", "incidents-context"):
        largest = max(v for (finding, _, head), v in divided.items() if (finding, head) == (key, "latest year"))
        found[key] = (f"{largest:.0f}",)
    return found


def _survey(folder: Path) -> dict[str, Numbers]:
    shares = [v for (key, _, head), v in survey.shares(folder).items() if (key, head) == ("survey-answers", "positive")]
    rows = rows_in(folder, "survey_responses")
    pupils = {row["pupil_pseudo_id"] for row in rows if row["wave"] == survey.AFTER}
    return {"survey-answers": (f"{min(shares):.0f}", f"{max(shares):.0f}", f"{len(pupils):,}")}


def _contexts(folder: Path) -> dict[str, Numbers]:
    cases = contexts.cases(folder)
    shown = contexts.still_open([row for row in cases if contexts.shown_one_by_one(row)])
    pooled = [row for row in cases if contexts.taken_on(row) and not contexts.shown_one_by_one(row)]
    waiting, n = len(contexts.still_open(pooled)), contexts.contexts(folder)
    here, there = sum(map(contexts.is_late, shown)), sum(map(contexts.is_late, contexts.still_open(pooled)))
    taken, closed = (
        n["contexts-came", "Police", "of"],
        sum(v for (key, *_), v in n.items() if key == "contexts-outcomes"),
    )
    first, without = (n["contexts-level", answer, "contexts"] for answer in ("Answered at level 1", "No action"))
    beside = (f"{taken}",) if len(cases) - first - without > taken else ()  # some have no level decided yet, in a word
    return {
        "contexts-board": (f"{here + there}", f"{len(shown) + waiting}", f"{here}", f"{len(shown)}", f"{there}", f"{waiting}", f"{len(pooled)}", f"{waiting}", f"{len(pooled) - waiting}"),
        "contexts-came": (f"{n['contexts-came', 'Young people had a part', 'contexts']}", f"{taken}", f"{taken}"),
        "contexts-outcomes": (f"{n['contexts-outcomes', 'Safer', 'contexts']}", f"{closed}", f"{closed}"),
        "contexts-level": (f"{first}", f"{len(cases)}", f"{100 * first / len(cases):.0f}", f"{without}", f"{len(cases)}", *beside),
    }  # fmt: skip


def _steering(folder: Path) -> dict[str, Numbers]:
    actions, shared = rows_in(folder, "actions"), rows_in(folder, "intelligence_sharing")
    still = [row for row in actions if row["status"] in ("OPEN", "IN_PROGRESS")]
    done = [row for row in actions if row["status"] == "DONE"]
    year = [row for row in shared if council_year(row["period"]) == LATEST]
    month = [row for row in shared if row["period"].startswith("2026-03")]
    items, items_in_all = (sum(int(row["items_n"]) for row in own) for own in (year, shared))
    acted, acted_last = (sum(int(row["acted_on_n"]) for row in own) for own in (year, month))
    answered = {row["theme_code"] for row in done if row["evidence"]} - {row["theme_code"] for row in still}
    themes = [row for row in rows_in(folder, "theme_codebook") if row["parent_code"] and row["version"] == "2" and row["label"] != steering.NEW]  # fmt: skip
    return {
        "actions": (f"{len(done)}", f"{len(actions)}", f"{len(still)}", f"{len(steering.overdue(actions))}"),
        "asks": (f"{len(answered)}", f"{len(themes)}"),
        "sharing": (f"{items}", f"{per_cent(acted, items):.0f}"),
        "acted-on": (f"{per_cent(acted_last, sum(int(row['items_n']) for row in month)):.0f}", f"{items_in_all:,}"),
    }


def _pairs(folder: Path) -> dict[str, Numbers]:
    """Two figures beside each other: the latest first, or the one before where the title says from what to what."""
    found = subjects(folder, worth=1.0, level_span=None)
    audits = [row for row in rows_in(folder, "audit_ratings") if row["round"] == steering.THIS_ROUND]
    records = {row["record_pseudo_id"] for row in audits}
    frame = next(row["frame_n"] for row in rows_in(folder, "audit_rounds") if row["round"] == steering.THIS_ROUND)
    return {
        "discussions-arranged": (*found["arranged within 72 hours"].title(), *latest_shares(folder, "discussions-arranged"), target_now(folder, "ARRANGED")),
        "discussions-held": (*found["held within 7 days"].pair(), *latest_shares(folder, "discussions-held")),
        "discussions-path": found["held within 7 days"].pair(), "language": found["words that blame"].pair(),
        "survey-changes": found["safe on buses in the evening"].pair()[::-1],
        "audit-change": (*found["voice of young people"].pair()[::-1], f"{len(records)}", frame),
    }  # fmt: skip


def indicators(folder: Path) -> Figures:
    """Every figure of each published indicator of the council, as its publisher gives it; the Minimum Dataset is another finding."""
    found: Figures = {}
    own = [row for row in rows_in(folder, "cpc_indicators") if not row["indicator_id"].startswith("mds_")]
    for row in own:
        name = f"{row['indicator'].removeprefix('Invented example: ')}, {row['period']}"
        for head, column in (("value", "value"), ("from", "lower"), ("to", "upper")):
            found["indicators", name, head] = float(row[column])
    return found
