"""The audit: ratings by area of practice, standard, domain and level, group of teams and round; each narrowed by the others."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.audits import ALL, AuditChoice, RatingsAnswer, RatingsBy, labels_of, rounds_of, teams_of
from dashboard.ask.published import rows_of
from dashboard.figures.ratings import band_name, change_figure, rating_figure, round_figure
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import nothing_finding, source_of, withheld_finding
from dashboard.findings.unanswered import unanswered
from dashboard.measures.rating_bands import changes_between
from dashboard.words.audits import (
    NEVER_ALONE,
    ONE_RECORD,
    change_headline,
    drawn_words,
    share_words,
    strengths_and_gaps,
)
from data_loaders.release import Release

TITLES = {"practice_area": "By area of practice", "item_id": "By standard", "domain_level": "By domain and level",
          "team": "By group of teams", "round": "By round"}  # fmt: skip
DEFINITION = "Ratings of the first auditor, from 1 unsatisfactory to 6 excellent; 4 and above is good or better."


def by_dimension(release: Release, choice: AuditChoice, dimension: str) -> Finding:
    """The distribution of one round's ratings along one dimension."""
    by = ["domain", "level"] if dimension == "domain_level" else [dimension]
    answer = ask(release, RatingsBy(choice, ("round", *by)))
    key, title = f"audit-by-{dimension}", TITLES[dimension]
    if answer.why:
        return unanswered(release, answer, key=key, title=title)
    bands, shares = (
        _named(release, frame[frame["round"] == choice.round], dimension) for frame in (answer.frame, answer.shares)
    )
    if bands.empty:
        return withheld_finding(
            release, key=key, title=title, reason=f"{choice.round}: too few records for this choice."
        )
    headline = strengths_and_gaps(shares, "label")
    chosen = "|".join(getattr(choice, name) for name in by)
    return Finding(
        key=key, title=title, headline=headline or "No group is told apart at good.", table=_table(bands, shares),
        figure=rating_figure(bands, label="label", code="code", chosen=chosen),
        alt=f"Bars that part at good, {title.lower()}, {choice.round}. {headline} The table holds every figure.",
        caveats=(ONE_RECORD, NEVER_ALONE, *_of_round(answer, choice)), definition=DEFINITION, source=source_of(release),
        question=_question(release, choice, title, by), release_id=release.id, notes=(_drawn(release, choice.round),),
    )  # fmt: skip


def by_round(release: Release, choice: AuditChoice, *, title: str = TITLES["round"]) -> Finding:
    """The share good or better round after round, for what has been chosen."""
    answer = ask(release, RatingsBy(choice, ("round",)))
    if answer.why or answer.shares.empty:
        reason = answer.why or "What was chosen is not told apart at good: its bands hold too few records."
        return withheld_finding(release, key="audit-by-round", title=title, reason=reason)
    shares = answer.shares
    table = pd.DataFrame({"round": shares["round"], "ratings": shares["base"], **_percent(shares)})
    last = shares.iloc[-1]
    headline = f"{last['round']}: {share_words(last)} of ratings are good or better."
    return Finding(
        key="audit-by-round", title=title, headline=headline, table=table, figure=round_figure(shares),
        alt=f"Dots with intervals, round after round. {headline} The table holds every figure.",
        caveats=(ONE_RECORD,), definition=DEFINITION, source=source_of(release),
        question=_question(release, choice, title, ["round"]), release_id=release.id,
        notes=tuple(_drawn(release, name) for name in shares["round"]),
    )  # fmt: skip


def what_changed(release: Release, choice: AuditChoice) -> Finding:
    """Each area's change since the round before the chosen one; what is beyond chance is named, the rest is not."""
    title, rounds = "What changed since the round before", rounds_of(release)
    at = rounds.index(choice.round) if choice.round in rounds else len(rounds) - 1
    if at == 0:
        return nothing_finding(release, key="audit-change", title=title, reason="There is no round before this one.")
    answer = ask(release, RatingsBy(choice, ("round", "practice_area")))
    if answer.why:
        return unanswered(release, answer, key="audit-change", title=title)
    first, second = rounds[at - 1], rounds[at]
    changes = changes_between(answer.shares, "practice_area", first, second)
    if changes.empty:
        return withheld_finding(
            release, key="audit-change", title=title, reason="No area is told apart at good in both rounds."
        )
    changes["area"] = changes["practice_area"].map(labels_of(release, "audit_items.practice_area"))
    headline = change_headline(changes, "area", first, second)
    table = pd.DataFrame({"area": changes["area"], f"{first} (%)": changes["before_pct"].round(1), f"{second} (%)": changes["after_pct"].round(1),
                          "change (points)": changes["change"].round(1), "from": changes["lower"].round(1), "to": changes["upper"].round(1),
                          "beyond chance": changes["is_beyond_chance"].map({True: "yes", False: "no"})})  # fmt: skip
    looked = f"{len(changes)} areas were looked at at once, so each interval is wider than if it were the only one (Bonferroni)."
    return Finding(
        key="audit-change", title=title, headline=headline, table=table, figure=change_figure(changes, label="area"),
        alt=f"Dots with intervals: change of each area in points. {headline}", caveats=(looked, ONE_RECORD), definition=DEFINITION,
        source=source_of(release), question=_question(release, choice, title, ["practice_area"]), release_id=release.id,
        notes=(_drawn(release, first), _drawn(release, second)),
    )  # fmt: skip


def dimension_labels(release: Release, dimension: str) -> dict[str, str]:
    """Code → label of each value of a dimension."""
    if dimension == "item_id":
        items = rows_of(release, "audit_items")
        return dict(zip(items["item_id"].astype(str), items["wording"].astype(str), strict=True))
    return labels_of(release, f"audit_items.{dimension}")


def _named(release: Release, frame: pd.DataFrame, dimension: str) -> pd.DataFrame:
    if dimension == "domain_level":
        domains, levels = dimension_labels(release, "domain"), dimension_labels(release, "level")
        code = frame["domain"] + "|" + frame["level"]
        label = (
            frame["domain"].map(domains) + " (" + frame["level"].map(lambda c: levels[c].split(":")[0].lower()) + ")"
        )
    else:
        names = dimension_labels(release, dimension)
        code, label = frame[dimension], frame[dimension].map(lambda c: names.get(c, c))
    made = frame.assign(code=code, label=label)
    order = list(dimension_labels(release, dimension)) if dimension != "domain_level" else []
    return made.sort_values("code", key=lambda c: c.map(order.index) if order else c, kind="stable").reset_index(
        drop=True
    )


def _table(bands: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    good = shares.set_index("code")
    return pd.DataFrame({
        "group": bands["label"], "rating": [band_name(low, high) for low, high in zip(bands["low"], bands["high"], strict=True)],
        "ratings": bands["n"], "of ratings": bands["base"], "share (%)": bands["share_pct"].round(1),
        **{name: bands["code"].map(good[column]).round(2 if column == "mean" else 1).map(lambda v: "not told" if pd.isna(v) else str(v))
           for name, column in (("good or better (%)", "share_pct"), ("at least (%)", "lower_pct"), ("at most (%)", "upper_pct"),
                                ("mean, with this distribution", "mean"))},
    })  # fmt: skip


def _percent(shares: pd.DataFrame) -> dict[str, pd.Series]:
    return {
        "good or better (%)": shares["share_pct"].round(1),
        "at least (%)": shares["lower_pct"].round(1),
        "at most (%)": shares["upper_pct"].round(1),
    }


def _drawn(release: Release, name: str) -> str:
    rounds = rows_of(release, "audit_rounds")
    held = rounds[rounds["round"] == name].iloc[0]
    return drawn_words(held, labels_of(release, "audit_rounds.drawn").get(held["drawn"], held["drawn"]))


def _of_round(answer: RatingsAnswer, choice: AuditChoice) -> tuple[str, ...]:
    return tuple(note for note in answer.notes if note.startswith(f"{choice.round},"))


def _question(release: Release, choice: AuditChoice, title: str, own: list[str]) -> str:
    asked = choice.without("round", *own)
    told = [dimension_labels(release, name).get(value, value) for name, value in asked.items()]
    return f"{title}, {choice.round if choice.round != ALL else 'all rounds'}" + (
        f"; only {', '.join(told)}" if told else ""
    )


def filters(release: Release) -> dict[str, dict[str, str]]:
    """What can be chosen of each dimension: code → label, the latest round first."""
    rounds = {name: name for name in reversed(rounds_of(release))}
    teams = {name: name for name in teams_of(release)}
    named = {name: dimension_labels(release, name) for name in ("practice_area", "item_id", "domain", "level")}
    return {"round": rounds, **named, "team": teams}
