"""Practice again: contributions and reviews one by one, from the deliveries alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import pandas as pd

from data_loaders.deliveries.context_kinds import CONTEXTS
from data_loaders.published.recount.comparison import Recount
from data_loaders.published.recount.contributions import has_forum, has_reviews, records_of, roots
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.order import as_published
from data_loaders.published.recount.organisation import ORGANISATION
from data_loaders.published.recount.practice_agreement import agreement, disagreements
from data_loaders.published.recount.practice_crowds import CODES, bands, quotes
from data_loaders.published.recount.practice_pairs import pairs
from data_loaders.published.recount.practice_stayed import stayed, views_delivered
from data_loaders.published.recount.spans import periods_between

QUESTION = ["view", "split", "code", "kind"]


REVIEW_FINDINGS = ("GAP", "STRENGTH")


def questions(evidence: Evidence) -> list[tuple[str, str, str, str]]:
    """Everything that is asked of the deliveries, whether or not it can be shown."""
    top, asked = roots(evidence), []
    if has_forum(evidence):
        asked += [("themes", "none", "", "")]
        asked += [("themes", split, code, "") for code in top for split in ("none", "agency", "role", "stance")]
    if has_reviews(evidence):
        asked += [("reviews", "none", "", "")]
        found = [(code, kind) for kind in REVIEW_FINDINGS for code in top] + [
            (code, "CONTEXT") for code in CONTEXTS if code != "NK"
        ]
        asked += [("reviews", split, code, kind) for code, kind in found for split in ("none", "review")]
    return asked


def counts(evidence: Evidence) -> Frame:
    """Every period and group that the table of questions says is shown, counted record by record."""
    own, said = evidence.published["practice_counts"], evidence.published["practice_status"]
    units = {key: rows for key, rows in own.groupby(QUESTION, sort=False)}
    rows = []
    here = said["view"].isin(views_delivered(evidence))
    for s in said[(said["status"] != "withheld") & here].itertuples():
        key = (s.view, s.split, s.code, s.kind)
        shown = units.get(key)
        unit = "all" if shown is None else shown["unit"].mode().iloc[0]
        groups = _groups(key, shown)
        for start, end in periods_between(s.period_start, s.period_end, unit, evidence.policy.time.year_starts):
            rows += [(*key, group, unit, start, end, *_count(evidence, key, group, start, end)) for group in groups]
    made = pd.DataFrame(rows, columns=list(own.columns))
    return as_published("practice_counts", pd.concat([made, stayed(evidence, "practice_counts")]), evidence)


def _groups(key: tuple[str, ...], shown: Frame | None) -> list[str]:
    """The published bands, and as one more band whatever leaf there is that is in none of them."""
    if key[1] == "none" or shown is None:
        return [""]
    groups = sorted(set(shown["group"]))
    named = {leaf for group in groups for leaf in group.split("+")}
    return [*groups, *([left] if (left := "+".join(sorted(set(CODES[key[1]]) - named))) else [])]


def _count(
    evidence: Evidence, key: tuple[str, ...], group: str, start: pd.Timestamp, end: pd.Timestamp
) -> tuple[int, int]:
    view, split, code, kind = key
    records, leaves = records_of(evidence, view), set(group.split("+"))
    days = evidence.read_once(f"practice days {view}", lambda _: [r.day for r in records])
    inside = records[bisect_left(days, start) : bisect_right(days, end + pd.Timedelta(hours=23))]
    if split not in ("none", "stance"):
        inside = [r for r in inside if r.leaves[split] in leaves]
    kinds = leaves if split == "stance" else {kind}
    return sum(not code or any((code, k) in r.found for k in kinds) for r in inside), len(inside)


def status(evidence: Evidence) -> Frame:
    """Every question that is asked; shown over the periods that have counts, withheld where there are none."""
    own, table = evidence.published["practice_counts"], evidence.published["practice_status"]
    spans = own.groupby(QUESTION).agg(
        first=("period_start", "min"), last=("period_end", "max"), periods=("period_start", "nunique")
    )
    rows: list[tuple[object, ...]] = []
    for key in questions(evidence):
        if key not in spans.index:
            rows.append((*key, "withheld", "", 0, pd.NaT, pd.NaT))
            continue
        first, last, periods = spans.loc[key]
        rows.append((*key, "published", "", periods, first, last))
    made = pd.DataFrame(rows, columns=list(table.columns))
    return as_published("practice_status", pd.concat([made, stayed(evidence, "practice_status")]), evidence)


def limits(evidence: Evidence) -> Frame:
    policy, audience = evidence.policy.practice, evidence.policy.audience
    rows = [("k", policy.k[audience]), ("reviews_k", policy.reviews_k[audience]), ("crowd", policy.crowd[audience])]
    return pd.DataFrame(rows, columns=["name", "value"])


def codebook(evidence: Evidence) -> Frame:
    rows = evidence.table("theme_codebook")
    if rows.empty:
        return rows
    newest, top = max(int(v) for v in rows["version"]), roots(evidence)
    last = {
        row.theme_code: at for at, row in sorted(enumerate(rows.itertuples()), key=lambda x: (int(x[1].version), x[0]))
    }
    place = {code: number for number, code in enumerate(sorted(last, key=lambda code: last[code]))}
    made = rows.assign(
        root=[top[c] for c in rows["theme_code"]], position=[place[c] for c in rows["theme_code"]],
        in_use=["yes" if int(v) == newest else "no" for v in rows["version"]],
    )  # fmt: skip
    return made.sort_values(["version", "position"], kind="stable")


EACH = "Counted again contribution by contribution, and review by review."


PRACTICE = {
    **ORGANISATION,
    "practice_limits": Recount("Compared with the policy.", limits),
    "practice_codebook": Recount("Compared with the delivered codebook.", codebook),
    "practice_counts": Recount(EACH, counts),
    "practice_status": Recount(
        "Every question is shown with its counts over its time, or said to be withheld.", status
    ),
    "practice_bands": Recount(
        "Compared with the bands in which something is shown, in the order of the policy.", bands
    ),
    "practice_pairs": Recount(EACH, pairs),
    "practice_agreement": Recount("Counted again from both coders' readings.", agreement),
    "practice_disagreements": Recount("Counted again from both coders' readings.", disagreements),
    "practice_quotes": Recount("Each has consent and stands in the deliveries as it is quoted.", quotes),
}
