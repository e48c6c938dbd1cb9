"""What is worked out from published survey figures: how bars lie, what changed between waves, what stands out, who took part.

The estimates themselves (weighted means and shares of stratified and clustered samples, with and without population sizes) are
made where the pupils' rows are, before anything is published: `data_loaders.survey.estimates`, callable by itself and as
`python -m data_loaders estimate`. Nothing here sees a pupil.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.measures.comparison import Contrast, false_discoveries_held
from dashboard.measures.families import as_sure_as, found_together, p_of_difference, p_of_ratio, paid_confidence

SIDES = ("negative", "neither", "positive")
APART = ("rest", "none", "not_asked")


def wave_change(before: pd.Series, after: pd.Series, *, confidence: float = 0.95) -> pd.Series:
    """Change of a share between two waves: difference_pct, se_pct, lower_pct, upper_pct, p_value.

    before, after: share_pct, se_pct, degrees. The waves are separate samples, so their variances add; where the same schools
    took part in both, that errs towards a wider interval. Student's t with Satterthwaite's (1946) degrees of freedom.
    """
    from scipy.stats import t

    variances = np.array([before["se_pct"], after["se_pct"]], dtype=float) ** 2
    se = float(np.sqrt(variances.sum()))
    difference = float(after["share_pct"] - before["share_pct"])
    degrees = np.maximum(np.array([before["degrees"], after["degrees"]], dtype=float), 1)
    joint = float(variances.sum() ** 2 / (variances**2 / degrees).sum()) if se > 0 else float(degrees.min())
    reach = float(t.ppf(0.5 + confidence / 2, joint)) * se
    p_value = 2 * float(t.sf(abs(difference) / se, joint)) if se > 0 else float(difference == 0)
    return pd.Series({"difference_pct": difference, "se_pct": se, "lower_pct": difference - reach,
                      "upper_pct": difference + reach, "p_value": p_value})  # fmt: skip


def wave_changes(sides: pd.DataFrame) -> pd.DataFrame:
    """`wave_change` of the positive share of every question between its last two waves, with is_beyond_chance.

    sides: question_id, wave, side, share_pct, se_pct, degrees of questions that may be compared, all pupils together. Over all
    questions looked at, at most one in twenty of those called beyond chance may be chance (Benjamini & Hochberg 1995), and the
    ranges are as sure as that asks (`paid_confidence`): a range without zero stands beside a change, and only there.
    """
    pairs = []
    for question, own in sides[sides["side"] == "positive"].groupby("question_id", sort=False):
        last = own.sort_values("wave").tail(2)
        if len(last) == 2:
            pairs.append((question, last.iloc[0], last.iloc[1]))
    p_values = [wave_change(before, after)["p_value"] for _, before, after in pairs]
    sure = paid_confidence(p_values)
    rows = [
        {"question_id": question, "wave_before": before["wave"], "wave_after": after["wave"], "before_pct": before["share_pct"],
         "after_pct": after["share_pct"], **wave_change(before, after, confidence=sure)}
        for question, before, after in pairs
    ]  # fmt: skip
    made = pd.DataFrame(rows, columns=["question_id", "wave_before", "wave_after", "before_pct", "after_pct", "difference_pct",
                                       "se_pct", "lower_pct", "upper_pct", "p_value"])  # fmt: skip
    return made.assign(is_beyond_chance=_held(made["p_value"]))


def comparable_questions(questions: pd.DataFrame) -> pd.DataFrame:
    """For each question the last two waves and whether they may be compared: question_id, is_comparable, why.

    questions: question_id, wave, wording, scale, stages_asked. A question put in other words, with other answers or to other
    stages is another question.
    """
    rows = []
    for question, own in questions.groupby("question_id", sort=False):
        last = own.sort_values("wave").tail(2)
        changed = [
            name for column, name in (("wording", "its wording"), ("scale", "its answers"), ("stages_asked", "the stages asked"))
            if last[column].nunique() > 1
        ]  # fmt: skip
        why = (
            "it was asked in one wave only" if len(last) < 2 else f"{' and '.join(changed)} changed" if changed else ""
        )
        rows.append((question, not why, why))
    return pd.DataFrame(rows, columns=["question_id", "is_comparable", "why"])


def standing_out(differences: pd.DataFrame) -> pd.DataFrame:
    """Adds is_beyond_chance to each group's difference from all others, over every difference that was looked at.

    differences: p_value and whatever else. Of those called beyond chance, at most one in twenty may be chance (Benjamini &
    Hochberg 1995); groups that share schools are positively related, under which the rule holds (Benjamini & Yekutieli 2001).
    """
    return differences.assign(is_beyond_chance=_held(differences["p_value"]))


def with_paid_ranges(differences: pd.DataFrame, looked_at: pd.Series) -> pd.DataFrame:
    """The same differences with ranges as sure as all that were looked at ask (`paid_confidence`).

    differences: difference_pct, lower_pct, upper_pct at 95 %, which are widened by the ratio of two normal quantiles.
    looked_at: the p-values of the whole list.
    """
    from scipy.stats import norm

    if differences.empty:
        return differences
    wider = float(norm.ppf(0.5 + paid_confidence(looked_at) / 2) / norm.ppf(0.975))
    middle = differences["difference_pct"]
    return differences.assign(
        lower_pct=middle - wider * (middle - differences["lower_pct"]),
        upper_pct=middle + wider * (differences["upper_pct"] - middle),
    )


def once_each(differences: pd.DataFrame) -> pd.DataFrame:
    """The same without what would be looked at twice: of two groups each mirrors the other, and an area may be one at two levels.

    differences: question_id, split, block and figures; the first of a pair and the last of equal rows stay.
    """
    pair = differences.groupby(["question_id", "split"])["block"].transform("size") == 2
    mirrored = pair & differences.duplicated(["question_id", "split"])
    figures = ["question_id", "difference_pct", "lower_pct", "upper_pct", "p_value"]
    return differences[~mirrored].drop_duplicates(figures, keep="last").reset_index(drop=True)


def took_part(part: pd.DataFrame) -> pd.DataFrame:
    """Adds response_pct (pupils per 100 young people), ratio (share of pupils ÷ share of young people), both missing without a population.

    part: pupils, sample_pct, population, population_pct.
    """
    known = part["population"] > 0
    return part.assign(
        response_pct=(100 * part["pupils"] / part["population"]).where(known),
        ratio=(part["sample_pct"] / part["population_pct"]).where(known & (part["population_pct"] > 0)),
    )


def felt_and_recorded(felt: pd.DataFrame, recorded: pd.DataFrame) -> pd.DataFrame:
    """Areas by what young people feel and what agencies record: one of four cases each, or that it cannot be told.

    felt: block, share_pct, lower_pct, upper_pct, difference_pct, difference_lower_pct, difference_upper_pct (from all other
    areas); recorded: block, rate_per_1000, lower_per_1000, upper_per_1000, average_per_1000. A side is "more" or "less" where it
    differs from elsewhere once both sides of all areas are paid for (`found_together`), else "like elsewhere"; ranges are as sure as
    that asks. Areas keep their order; none is ranked.
    """
    rows = felt.merge(recorded, on="block", how="inner")
    felt_by = rows[["difference_pct", "difference_lower_pct", "difference_upper_pct"]]
    known_by = rows[["rate_per_1000", "lower_per_1000", "upper_per_1000"]].div(rows["average_per_1000"], axis=0)
    felt_p = [
        p_of_difference(Contrast(v, low, high, no_difference=0.0)) for v, low, high in felt_by.itertuples(index=False)
    ]
    known_p = [
        p_of_ratio(Contrast(v, low, high, no_difference=1.0)) for v, low, high in known_by.itertuples(index=False)
    ]
    held = found_together([*felt_p, *known_p])
    is_apart = held["is_found"].to_numpy()
    sure = float(held["confidence"].iloc[0]) if len(held) else 0.95
    rows = _as_sure(rows, ("share_pct", "lower_pct", "upper_pct"), sure, no_difference=0.0)
    rows = _as_sure(rows, ("rate_per_1000", "lower_per_1000", "upper_per_1000"), sure, no_difference=1.0)
    rows["felt"] = _side(rows["difference_pct"].to_numpy(), is_apart[: len(rows)])
    rows["known"] = _side((rows["rate_per_1000"] - rows["average_per_1000"]).to_numpy(), is_apart[len(rows) :])
    cases = {(True, True): "felt less safe, recorded more", (True, False): "felt less safe, not recorded more",
             (False, True): "recorded more, not felt less safe", (False, False): "neither"}  # fmt: skip
    rows["case"] = [cases[(f == "more", k == "more")] for f, k in zip(rows["felt"], rows["known"], strict=True)]
    return rows


def _as_sure(
    rows: pd.DataFrame, columns: tuple[str, str, str], confidence: float, *, no_difference: float
) -> pd.DataFrame:
    value, low, high = columns
    each = zip(rows[value], rows[low], rows[high], strict=True)
    made = [as_sure_as(Contrast(v, a, b, no_difference=no_difference), confidence) for v, a, b in each]
    return rows.assign(**{low: [c.lower for c in made], high: [c.upper for c in made]})


def _side(apart: np.ndarray, is_apart: np.ndarray) -> np.ndarray:
    return np.select([is_apart & (apart > 0), is_apart & (apart < 0)], ["more", "less"], "like elsewhere")


def _held(p_values: pd.Series) -> np.ndarray:
    if p_values.empty:
        return np.array([], dtype=bool)
    return np.asarray(false_discoveries_held(p_values)["is_discovery"], dtype=bool)


def block_bases(cells: pd.DataFrame) -> dict[str, int]:
    """Block → pupils who were asked: the sum of its cells."""
    return {str(block): int(n) for block, n in cells.groupby("block")["n"].sum().items()}


def unsafe_by_area(sides: pd.DataFrame, differences: pd.DataFrame) -> pd.DataFrame:
    """The bad end of a scale by area, with its difference from all other areas: block, label, share_pct and limits.

    sides: block, label, side, share_pct, lower_pct, upper_pct; differences: block and the good end's difference with its limits.
    Where the scale has two ends only, fewer good answers are more bad ones, so the difference changes its sign.
    """
    bad = sides[sides["side"] == "negative"][["block", "label", "share_pct", "lower_pct", "upper_pct"]]
    turned = pd.DataFrame({"block": differences.get("block", pd.Series(dtype=str)),
                           "difference_pct": -differences.get("difference_pct", pd.Series(dtype=float)),
                           "difference_lower_pct": -differences.get("upper_pct", pd.Series(dtype=float)),
                           "difference_upper_pct": -differences.get("lower_pct", pd.Series(dtype=float))})  # fmt: skip
    return bad.merge(turned, on="block", how="inner")


def same_areas(survey: dict[str, frozenset[str]], records: dict[str, frozenset[str]]) -> dict[str, str]:
    """Block of the records → block of the survey that is the same area: all areas of the finest level below it are the same.

    Leaves of the records are areas of one level (and leaves for what is not known); those of the survey are all areas below.
    """
    finest = {leaf for leaves in records.values() for leaf in leaves if not leaf.endswith("NK")}
    of_survey = {leaves & finest: block for block, leaves in survey.items()}
    wanted = {block: frozenset(leaf for leaf in leaves if not leaf.endswith("NK")) for block, leaves in records.items()}
    return {block: of_survey[leaves] for block, leaves in wanted.items() if leaves and leaves in of_survey}


def district_leaves(
    places: pd.DataFrame, leaves: dict[str, frozenset[str]], areas: pd.DataFrame, level: str
) -> dict[str, frozenset[str]]:
    """Block of places → the finest areas of the one area of a level that all its places lie nearest to; none of a level that cuts a block.

    places: leaf, area_code (the nearest finest area, blank where the place is not known); areas: area_code, area_level,
    parent_code. Two blocks in one area would both claim it, so neither is told.
    """
    parent = dict(zip(areas["area_code"], areas["parent_code"], strict=True))
    at_level = set(areas.loc[areas["area_level"] == level, "area_code"])
    nearest = dict(zip(places["leaf"], places["area_code"], strict=True))
    finest = set(places["area_code"]) - {""}
    finest_level = set(areas.loc[areas["area_code"].isin(finest), "area_level"])
    wards = areas.loc[areas["area_level"].isin(finest_level), "area_code"]

    def above(code: str) -> str:
        while code and code not in at_level:
            code = parent.get(code, "")
        return code

    found = {block: {above(nearest[c]) for c in codes if nearest.get(c)} for block, codes in leaves.items()}
    if any(len(names) > 1 for names in found.values()):
        return {}
    one = {block: next(iter(names)) for block, names in found.items() if names and names != {""}}
    claimed = list(one.values())
    return {b: frozenset(w for w in wards if above(w) == a) for b, a in one.items() if claimed.count(a) == 1}
