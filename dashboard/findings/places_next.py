"""Which place might come next: those that stand out on the map or in what young people say, with what is being done there."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import Months, leaves_of
from dashboard.ask.published import rows_of
from dashboard.charts.rows import Column, Group, Row, Rows, Words
from dashboard.charts.table import Figure, Table, heads
from dashboard.findings.by_area import verdicts_of
from dashboard.findings.design_effects import TIME, design_effect_of
from dashboard.findings.finding import About, Finding, Link, State, source_of, way
from dashboard.findings.known_harm import first_known_harm
from dashboard.findings.place_card import done_here, leaf_of, spot_of
from dashboard.findings.place_ground import DATASET
from dashboard.findings.place_scan import Cluster, clusters, why_no_scan
from dashboard.findings.place_strengths import feelings_of
from dashboard.measures.places_near import counts_of_blocks
from dashboard.measures.verdict import Answer, Verdict
from dashboard.words import places_next as words
from dashboard.words.form import capital, name_and_rest
from dashboard.words.format import count, month
from dashboard.words.known_harm import ASK, BOTH, SHORT
from dashboard.words.place_card import HIDDEN
from dashboard.words.standing import verdict_word
from data_loaders.release import Release

KEY, QUESTION = "places-next", "Which place next, and why?"
LEVELS = ("WARD", "COMMUNITY", "LOCALITY", "COUNCIL")  # of areas, each inside one of the next
NOT_AT_WORK = ("REFERRAL", "CLOSED")  # no level is decided yet, and over
BY_DISTRICT = Months(DATASET, across="place_district")


@dataclass(frozen=True)
class Candidate:
    """One place or area. `why`: its figure and what that is held against. `is_worked`: something that was delivered goes on there."""

    name: str
    why: tuple[str, str]
    lately: tuple[str, str]
    done: tuple[str, str]
    is_worked: bool
    href: str


def places_next(release: Release) -> Finding:
    """Three groups in the order of a rule; within each by name or from north to south."""
    places, felt, is_told = _places(release), _felt(release), len(rows_of(release, "interventions")) > 0
    groups = {
        words.IDLE if is_told else words.UNTOLD: [p for p in places if not p.is_worked],
        words.FELT: felt,
        words.WORKED: [p for p in places if p.is_worked],
    }
    idle, asked, worked = ([p.name for p in own] for own in groups.values())
    no_scan, no_survey = why_no_scan(release), first_known_harm(release) is None
    title = words.next_title(idle, asked, worked, is_told=is_told, is_scanned=not no_scan, is_asked=not no_survey)
    lacking = (
        words.NO_SCAN.format(no_scan) if no_scan else "",
        words.NO_SURVEY if no_survey else "",
        "" if is_told else words.NO_DONE,
    )
    columns = (Column(capital(words.HEADS[0])), *(Column(capital(head), 210) for head in words.HEADS[1:]))
    drawn = tuple(Group(head, tuple(map(_row, own))) for head, own in groups.items() if own)
    return Finding(
        KEY, QUESTION, title, words.SUBTITLE, release.id, result=tuple((head, tuple(p.name for p in own)) for head, own in groups.items()),
        table=Table(heads("group", *words.HEADS), tuple((head, p.name, ", ".join(filter(None, p.why)), ", ".join(filter(None, p.lately)), ", ".join(filter(None, p.done))) for head, own in groups.items() for p in own)),
        chart=Rows(columns, drawn, f"{title}. One row for each place, in three groups.", row_height=52.0) if drawn else None,
        bear_in_mind=words.BLAMELESS, links=_coloured(release), about=About(words.RULE, f"{words.LATELY} {words.DONE}", tuple(filter(None, (*lacking, words.COLOURED if feelings_of(release) else ""))), source_of(release)),
    )  # fmt: skip


def _coloured(release: Release) -> tuple[Link, ...]:
    """The map of how safe places feel, which asks otherwise."""
    return tuple(
        Link("How safe places feel", way("place-map", layer=f"feeling:{key}")) for key in list(feelings_of(release))[:1]
    )


def _row(place: Candidate) -> Row:
    name, rest = name_and_rest(place.name)
    why, lately = (Words("", strong, note=note) for strong, note in (place.why, place.lately))
    return Row(
        (
            Words("", name, note=rest, href=place.href),
            why,
            lately,
            Words(place.done[0], note=place.done[1]),
        )
    )


def _places(release: Release) -> list[Candidate]:
    """The circles of the map."""
    found = clusters(release)
    if not found:
        return []
    counts = counts_of_blocks(ask(release, Months(DATASET, across="place")).frame)
    evidence = ask(release, BY_DISTRICT)
    verdicts = verdicts_of(evidence.frame, design_effect_of(release, DATASET, split=TIME)) if evidence.is_shown else {}
    names = dict(zip(evidence.frame["area_block"], evidence.frame["area"], strict=True)) if evidence.is_shown else {}
    return [_place(release, circle, counts, verdicts, names) for circle in found]


def _place(release: Release, circle: Cluster, counts: pd.Series, verdicts: dict[str, Verdict], names: dict[str, str]) -> Candidate:  # fmt: skip
    spot = spot_of(release, circle.key, counts)
    leaves, leaf = leaves_of(release, DATASET, "place"), leaf_of(release, spot)
    district = next((name for block, name in names.items() if leaf and leaf in leaves[block]), "")
    done, is_worked = _done(done_here(release, spot))
    beside = _open_contexts(release, _locality(release, leaf))
    why = words.recorded_said(circle.circle.n, circle.circle.expected)
    return Candidate(circle.name, why, _lately(verdicts.get(district)), (done, beside), is_worked, way("place-card", place=circle.key))  # fmt: skip


def _lately(verdict: Verdict | None) -> tuple[str, str]:
    if verdict is None or verdict.latest is None or verdict.before is None:
        return "", HIDDEN
    said = f"{count(verdict.latest.value)} after {count(verdict.before.value)}"
    return (verdict_word(verdict), said) if verdict.answer is Answer.CHANGED else ("", f"{said}. {verdict_word(verdict)}")  # fmt: skip


def _done(rows: pd.DataFrame) -> tuple[str, bool]:
    """What is said of some interventions, and whether one of them goes on."""
    each = [(str(r.type), "" if pd.isna(r.end_date) else month(r.end_date)) for r in rows.itertuples()]
    return words.done_said(each), any(not ended for _, ended in each)


def _felt(release: Release) -> list[Candidate]:
    """Areas where pupils feel less safe than elsewhere, whether or not more is recorded there."""
    known = first_known_harm(release)
    if known is None or known.state is not State.SHOWN or known.table is None:
        return []
    cases = {SHORT[case] for case in (ASK, BOTH)}
    return [_area(release, row) for row in known.table.rows if row[-1] in cases]


def _area(release: Release, row: tuple[Figure, ...]) -> Candidate:
    """One row of known and unknown harm: area, share, its ends, rate, its ends, case. What is done is known of areas that stand alone."""
    name, share, rate = str(row[0]), float(str(row[1])), float(str(row[4]))
    rows, areas = rows_of(release, "interventions"), rows_of(release, "areas")
    codes = set(
        areas.loc[areas["area_name"] == name, "area_code"]
    )  # a locality and one of its communities may have one name
    done, is_worked = _done(rows[rows["area_code"].isin(codes)]) if codes else (words.UNKNOWN, False)
    why = words.felt_said(share, is_recorded=row[-1] == SHORT[BOTH])
    beside = _open_contexts(release, name if codes else "")
    return Candidate(name, why, ("", words.rate_said(rate)), (done, beside), is_worked, "known-harm")


def _locality(release: Release, leaf: str) -> str:
    """The name of the locality that a place lies in; nothing where it is not known."""
    places, areas = rows_of(release, "places"), rows_of(release, "areas").set_index("area_code")
    at = next(iter(places.loc[places["leaf"] == leaf, "area_code"].astype(str)), "")
    for _ in range(len(LEVELS)):
        if at in areas.index and areas.at[at, "area_level"] == "LOCALITY":
            return str(areas.at[at, "area_name"])
        at = str(areas.at[at, "parent_code"]) if at in areas.index else ""
    return ""


def _open_contexts(release: Release, locality: str) -> str:
    """Work at level 2 in the same locality: that no intervention was delivered does not say that nobody is at work.

    Contexts that are pooled have no place, so that those which are shown are the least that are open there.
    """
    shown = rows_of(release, "context_shown")
    if shown.empty or not locality:
        return ""
    return words.contexts_said(int(((shown["place"] == locality) & ~shown["stage"].isin(NOT_AT_WORK)).sum()), locality)
