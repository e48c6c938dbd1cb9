"""The explorer of audits: one row for each area of practice says how it is rated, how sure that is, and what changed."""

from __future__ import annotations

import math

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.audits import ALL, AuditChoice, RatingsAnswer, RatingsBy, names_of, round_row, rounds_of
from dashboard.charts.rows import Cell, Column, Group, Interval, Parted, Row, Rows, Words
from dashboard.charts.table import OnPaper, Table, TableColumn, heads
from dashboard.findings.agreement import weak_rating
from dashboard.findings.audit_changes import BY_AREA, area_verdicts, round_before
from dashboard.findings.finding import About, Finding, Link, source_of, state_of
from dashboard.measures.rating_bands import GOOD_FROM, largest_shares
from dashboard.measures.verdict import Answer, Verdict
from dashboard.words import audits as words
from dashboard.words.form import in_words, lower_first
from dashboard.words.format import percent, span
from dashboard.words.number_format import COUNT, MINUS, SHARE, TENTH, WHOLE
from dashboard.words.shares import points_between, points_words
from dashboard.words.standing import mark_of, standing_of, verdict_word
from data_loaders.release import Release

KEY = "audit-change"
ROLES = {(1, 2): "rating-low", (1, 3): "rating-2", (4, 6): "rating-5", (5, 6): "rating-high", (1, 6): "edge"}
CHANGED_FIRST = "changed"
METHOD = (
    "Each share has Wilson’s range, each change Newcombe’s, both on the number of records. Ranges of change allow for looking at {looks} "
    "at once."
)


def in_round(release: Release, choice: AuditChoice) -> AuditChoice:
    """The choice with its round; the latest where none is asked for."""
    return choice if choice.round != ALL else AuditChoice(**{**choice.__dict__, "round": rounds_of(release)[-1]})


def audit_areas(release: Release, choice: AuditChoice, *, order: str = CHANGED_FIRST) -> Finding:
    choice = in_round(release, choice)
    answer, before = ask(release, RatingsBy(choice, BY_AREA)), round_before(release, choice.round)
    question = words.QUESTION.format(before=lower_first(before)) if before else words.FIRST_QUESTION
    if not answer.is_shown:
        ways = (Link("Show all groups of teams and all standards", "audits"),)
        return Finding(
            KEY, question, "Not shown for this choice", "", release.id, state_of(answer), answer.why, links=ways
        )
    names, verdicts = names_of(release, "practice_area"), area_verdicts(release, choice)
    codes = [c for c in names if c in verdicts]
    if order == CHANGED_FIRST:
        codes.sort(key=lambda c: verdicts[c].answer is not Answer.CHANGED)
    bands = answer.frame[answer.frame["round"] == choice.round]
    shares = answer.shares[answer.shares["round"] == choice.round].set_index("practice_area")
    named = {names[c]: verdicts[c] for c in codes}
    good = [names[c] for c in codes if c in shares.index and shares.loc[c, "lower_pct"] > words.HALF]
    ratings = {names[c]: int(bands.loc[bands["practice_area"] == c, "base"].iloc[0]) for c in codes}
    title = words.areas_title(named, good, before)
    columns = _columns(bands, verdicts, before)
    rows = tuple(_row(c, names[c], bands, shares, verdicts[c], choice, has_before=bool(before)) for c in codes)
    chart = Rows(columns, (Group("", rows),), f"{title}. One row for each area of practice; choosing one shows its rounds and standards.",
                 legend=_legend(bands))  # fmt: skip
    left_out = [name for c, name in names.items() if c not in verdicts]
    read = _read(release, choice, sum(ratings.values()), left_out)
    return Finding(
        KEY, question, title, f"Share of ratings in each area of practice. {read}.", release.id, result=tuple(named.items()),
        table=_table(codes, names, bands, shares, verdicts), chart=chart, bear_in_mind=words.unsure_line(ratings, named),
        about=_about(release, answer, choice, len(codes)), weak=weak_rating(release, choice.round),
    )  # fmt: skip


def _read(release: Release, choice: AuditChoice, ratings: int, left_out: list[str]) -> str:
    """What was read: the records of the round or, where one group of teams is asked for, its ratings."""
    if choice.team != ALL:
        return words.team_words(ratings, names_of(release, "team")[choice.team], left_out)
    held = round_row(release, choice.round)
    return words.records_words(int(held["records"]), held["frame_n"], str(held["drawn"]), choice.round)


def _columns(bands: pd.DataFrame, verdicts: dict[str, Verdict], before: str) -> tuple[Column, ...]:
    left, right = (share + 2 for share in largest_shares(bands, "practice_area"))
    rated = Column(
        "How it is rated",
        264,
        low=-left,
        high=right,
        ticks=((-left / 2, "← Below good"), (right / 2, "Good or better →")),
    )
    if not before:
        return (Column("Area of practice"), rated)
    spans = [v.estimate for v in verdicts.values() if v.estimate]
    low = math.floor(min([-20.0, *(e.low for e in spans)]) / 10) * 10
    high = math.ceil(max([20.0, *(e.high for e in spans)]) / 10) * 10
    ticks = ((low, f"{MINUS}{-low}"), (0.0, "0"), (high / 2, "points"), (high, f"+{high}"))
    moved = Column(
        "Change in points", 168, low=low, high=high, reference=0.0, ticks=ticks, hides=True, reading=words.READ_DOT
    )
    return (Column("Area of practice"), rated, moved, Column(f"Since {lower_first(before)}", 168))


def _row(
    code: str,
    name: str,
    bands: pd.DataFrame,
    shares: pd.DataFrame,
    verdict: Verdict,
    choice: AuditChoice,
    *,
    has_before: bool,
) -> Row:
    own = bands[bands["practice_area"] == code]
    rated, note = parted_of(own), "not told apart at good"
    if code in shares.index:
        share = shares.loc[code]
        note = f"{percent(share['share_pct'])} good, {span(share['lower_pct'], share['upper_pct'])}"
    cells: tuple[Cell, ...] = (Words("", name, note), rated)
    if has_before:
        cells += (interval_cell(verdict), standing_of(verdict, points_words(verdict)))
    return Row(cells, code, is_chosen=choice.practice_area == code)


def parted_of(own: pd.DataFrame) -> Cell:
    """The distribution of one group, parted at good; words where its bands are not."""
    spans = [(int(b.low), int(b.high)) for b in own.itertuples()]
    if any(low < GOOD_FROM <= high for low, high in spans):
        return Words("Hidden to protect children")
    roles = tuple(ROLES.get(s, f"rating-{s[0]}") for s in spans)
    return Parted(
        tuple(float(v) for v in own["share_pct"]),
        tuple(words.band_name(*s) for s in spans),
        roles,
        sum(h < GOOD_FROM for _, h in spans),
    )


def interval_cell(verdict: Verdict) -> Cell:
    """The change of a share with what would fit, in the colour of its verdict."""
    if verdict.estimate is None:
        return Words("")
    return Interval(verdict.estimate.value, verdict.estimate.low, verdict.estimate.high, mark_of(verdict))


def _legend(bands: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    spans = sorted({(int(b.low), int(b.high)) for b in bands.itertuples() if not b.low < GOOD_FROM <= b.high})
    return tuple((ROLES.get(s, f"rating-{s[0]}"), words.band_name(*s)) for s in spans)


def _table(
    codes: list[str], names: dict[str, str], bands: pd.DataFrame, shares: pd.DataFrame, verdicts: dict[str, Verdict]
) -> Table:
    # An area that is told by two bands has its higher one in the column of all that are good.
    spans = sorted({(int(b.low), int(b.high)) for b in bands.itertuples()} - {(GOOD_FROM, 6)})
    columns = heads("area of practice", ("ratings", COUNT), *(TableColumn(lower_first(words.band_name(*s)), SHARE, OnPaper.UNDER) for s in spans), ("good or better", SHARE), ("from", SHARE), ("to", SHARE), ("change in points", TENTH), ("change from", WHOLE), ("change to", WHOLE), "verdict")  # fmt: skip
    rows = []
    for code in codes:
        own = bands[bands["practice_area"] == code]
        of_band = {(int(b.low), int(b.high)): float(b.share_pct) for b in own.itertuples()}
        good = (
            [float(shares.loc[code, c]) for c in ("share_pct", "lower_pct", "upper_pct")]
            if code in shares.index
            else [None] * 3
        )
        change, verdict = verdicts[code].estimate, verdicts[code]
        moved = (points_between(verdict, TENTH), change.low, change.high) if change else (None, None, None)
        rows.append(
            (
                names[code],
                int(own["base"].iloc[0]),
                *(of_band.get(s) for s in spans),
                *good,
                *moved,
                verdict_word(verdict),
            )
        )
    return Table(columns, tuple(rows))


def _about(release: Release, answer: RatingsAnswer, choice: AuditChoice, looks: int) -> About:
    hidden = tuple(note for note in answer.notes if note.startswith(f"{choice.round},"))
    method = METHOD.format(looks="one area" if looks == 1 else f"{in_words(looks)} areas")
    return About(words.DEFINITION, method, (words.NOT_A_PERSON, words.ONE_RECORD, *hidden), source_of(release))
