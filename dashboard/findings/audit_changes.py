"""What became of each area of practice and each standard since the round before: the one verdict that explorer, Overview and paper read."""

from __future__ import annotations

from dashboard.ask.asking import ask
from dashboard.ask.audits import AuditChoice, RatingsBy, rounds_of
from dashboard.findings.measure import judged
from dashboard.measures.rating_bands import changes_between
from dashboard.measures.verdict import Answer, Direction, Doubt, Estimate, Kind, Level, Scale, Verdict
from data_loaders.release import Release

BY_AREA = ("round", "practice_area")


def round_before(release: Release, name: str) -> str:
    """The round before, or nothing before the first."""
    rounds = rounds_of(release)
    at = rounds.index(name) if name in rounds else len(rounds) - 1
    return rounds[at - 1] if at > 0 else ""


def area_verdicts(release: Release, choice: AuditChoice) -> dict[str, Verdict]:
    """By code of the area."""
    return verdicts_by(release, choice, "practice_area")


def verdicts_by(release: Release, choice: AuditChoice, dimension: str) -> dict[str, Verdict]:
    """By code. Shares of ratings good or better; ranges pay for looking at all that stand along the dimension at once."""
    answer, before = ask(release, RatingsBy(choice, ("round", dimension))), round_before(release, choice.round)
    if not answer.is_shown:
        return {}
    codes = dict.fromkeys(answer.frame.loc[answer.frame["round"] == choice.round, dimension].astype(str))
    why = "It is not told apart at good in both rounds." if before else "There is no round before this one."
    none = Verdict(Answer.NOT_COMPARED, Kind.SHARE, why=why, doubt=Doubt.NOT_COMPARABLE if before else Doubt.TOO_EARLY)
    found = dict.fromkeys(codes, none)
    rows = changes_between(answer.shares, dimension, before, choice.round)
    for r in rows.itertuples():
        found[str(getattr(r, dimension))] = judged(
            Estimate(r.change, r.lower, r.upper, Scale.POINTS), latest=Level(r.after_pct, choice.round, "%"),
            before=Level(r.before_pct, before, "%"), is_beyond=bool(r.is_beyond_chance), good_end=Direction.MORE, kind=Kind.SHARE,
        )  # fmt: skip
    return found
