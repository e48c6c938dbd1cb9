"""The school survey, from one row for each pupil and question: weighted shares, and errors by stratum and cluster."""

from __future__ import annotations

from collections import Counter
from functools import cache
from math import sqrt
from pathlib import Path

from delivered_rows import Figures, Row, rows_in
from scipy.stats import t

SCALES = {
    "AGREE_5": ["Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree"],
    "AGREE_4": ["Strongly agree", "Agree", "Disagree", "Strongly disagree"],
    "OFTEN_5": ["Always", "Often", "Sometimes", "Rarely", "Never"],
    "SAFE_4": ["Very safe", "Safe", "Unsafe", "Very unsafe"], "YES_NO": ["Yes", "No"],
}  # fmt: skip
SILENT = {"", "NR", "NK"}
STEPS = (1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5)
TOGETHER = ({"P5", "P6", "P7"}, {"S1", "S2", "S3"}, {"S4", "S5", "S6"})  # as the shipped policy joins stages
BEFORE, AFTER = "2023", "2025"


def good_answers(question: Row) -> set[str]:
    """The half of the scale at its good end; what stands in the middle is neither."""
    scale = SCALES[question["scale"]]
    turned = scale[::-1] if question["positive_direction"] == "LAST" else scale
    return set(turned[: len(turned) // 2])


def answers_of(rows: list[Row], question: str, wave: str) -> list[Row]:
    """Rows of pupils who were asked and said something."""
    own = [row for row in rows if row["question_id"] == question and row["wave"] == wave]
    return [row for row in own if row["response_code"] not in ("", "NR", "NK", "NA")]


def weighted_share(answers: list[Row], good: set[str]) -> float:
    return sum(_weight(row) for row in answers if row["response_code"] in good) / sum(map(_weight, answers))


def standard_error(answers: list[Row], everybody: list[Row], question: Row) -> tuple[float, int]:
    """Of the weighted share, and its degrees of freedom: those of a simple sample, times the design effect of the question.

    everybody: all rows of the wave, since a school in which nobody answered was drawn too, and asked.
    """
    good, asked = good_answers(question), [row for row in everybody if row["question_id"] == question["question_id"]]
    clusters = {(row["stratum"], row["cluster"]) for row in everybody}
    ends = [(good, answers), (_bad_answers(question), answers)]
    every = [(codes, asked if codes == SILENT else answers) for codes in _bands(question, asked)]
    effect = _step_up(max(_design_effect(shares, clusters) for shares in (every, ends)))
    share = share_of_all(answers, good, everybody)
    degrees = int(len(asked) // (20 * _step_up(_pupils_per_degree(everybody) / 20)))
    return sqrt(effect * share * (1 - share) / (len(answers) - 1)), min(degrees, len(answers) - 1)


def _bands(question: Row, asked: list[Row]) -> list[set[str]]:
    """The answers that are told apart: each by itself or, where fewer than ten gave one of them, by the ends of the scale."""
    codes = SCALES[question["scale"]]
    bad, good = _bad_answers(question), good_answers(question)
    between = set(codes) - good - bad
    for bands in ([*({code} for code in codes), SILENT], [good, *([between] if between else []), bad, SILENT]):
        if all(sum(row["response_code"] in band for row in asked) >= 10 for band in bands):
            return bands
    raise AssertionError(f"few gave one of the answers of {question['question_id']}: join more of them here")


def _bad_answers(question: Row) -> set[str]:
    scale = SCALES[question["scale"]]
    turned = scale[::-1] if question["positive_direction"] == "LAST" else scale
    return set(turned[-(len(turned) // 2) :])


def _design_effect(shares: list[tuple[set[str], list[Row]]], clusters: set[tuple[str, str]]) -> float:
    """Of all these shares together (Rao and Scott 1984): what schools that differ add to what pupils drawn by themselves would have."""
    drawn = sum((len(of) - 1) * _variance(codes, of, clusters) for codes, of in shares)
    return drawn / sum(weighted_share(of, codes) * (1 - weighted_share(of, codes)) for codes, of in shares)


def _variance(codes: set[str], of: list[Row], clusters: set[tuple[str, str]]) -> float:
    """Of a weighted share: clusters drawn with replacement in strata (Taylor linearisation)."""
    share, total, sums = weighted_share(of, codes), sum(map(_weight, of)), dict.fromkeys(clusters, 0.0)
    for row in of:
        sums[row["stratum"], row["cluster"]] += _weight(row) * ((row["response_code"] in codes) - share) / total
    variance = 0.0
    for stratum in {stratum for stratum, _ in clusters}:
        own = [value for (s, _), value in sums.items() if s == stratum]
        middle = sum(own) / len(own)
        variance += len(own) / (len(own) - 1) * sum((value - middle) ** 2 for value in own)
    return variance


def _pupils_per_degree(everybody: list[Row]) -> float:
    """The most that a question of the wave has: pupils who were asked, over schools less strata."""
    asked: dict[str, list[tuple[str, str]]] = {}
    for row in everybody:
        asked.setdefault(row["question_id"], []).append((row["stratum"], row["cluster"]))
    return max(len(rows) / (len(set(rows)) - len({stratum for stratum, _ in rows})) for rows in asked.values())


def _step_up(value: float) -> float:
    """1, 1.1, 1.25, 1.5, 1.75, 2 and so on: the first that is not less."""
    return next(step for step in STEPS if step >= value - 1e-6)


def together(folder: Path) -> float:
    """The share of chance beside each range, so that all comparable questions are paid for: 5 % times those that stand, over all.

    By hand after Benjamini and Hochberg (1995) for which stand, and Benjamini and Yekutieli (2005) for the ranges.
    """
    asked = [q["question_id"] for q in questions(folder) if is_comparable(folder, q["question_id"])]
    chances = sorted(_moved(folder, name)[3] for name in asked)
    stand = [place for place, chance in enumerate(chances, start=1) if chance <= 0.05 * place / len(chances)]
    return 0.05 * max(stand, default=1) / len(chances)


def change_of(folder: Path, question: str, alpha: float) -> tuple[float, float, float]:
    """Between the two waves in points, with its interval of 1 - alpha."""
    change, error, joint, _ = _moved(folder, question)
    reach = float(t.ppf(1 - alpha / 2, joint)) * error
    return change, change - reach, change + reach


@cache
def _moved(folder: Path, name: str) -> tuple[float, float, float, float]:
    """Change in points, its standard error, degrees of freedom (Satterthwaite: variances add), and the chance of one as large."""
    rows, question = rows_in(folder, "survey_responses"), next(q for q in questions(folder) if q["question_id"] == name)
    good, shares, variances, degrees = good_answers(question), [], [], []
    for wave in (BEFORE, AFTER):
        own = answers_of(rows, question["question_id"], wave)
        everybody = [row for row in rows if row["wave"] == wave]
        error, free = standard_error(own, everybody, question)
        shares.append(told(own, good, everybody))
        variances.append((100 * error) ** 2)
        degrees.append(free)
    joint = sum(variances) ** 2 / sum(v**2 / d for v, d in zip(variances, degrees, strict=True))
    change, error = shares[1] - shares[0], sqrt(sum(variances))
    return change, error, joint, 2 * float(t.sf(abs(change) / error, joint))


def shares(folder: Path) -> Figures:
    found: Figures = {}
    rows = rows_in(folder, "survey_responses")
    waves = {wave: [row for row in rows if row["wave"] == wave] for wave in (BEFORE, AFTER)}
    for question in questions(folder):
        own = answers_of(rows, question["question_id"], AFTER)
        found["survey-answers", question["wording"], "pupils in the base"] = len(own)
        found["survey-answers", question["wording"], "positive"] = told(own, good_answers(question), waves[AFTER])
        if is_comparable(folder, question["question_id"]):
            before = answers_of(rows, question["question_id"], BEFORE)
            found["survey-changes", question["wording"], "before"] = told(before, good_answers(question), waves[BEFORE])
    return found


def questions(folder: Path) -> list[Row]:
    """As they were put in the latest wave."""
    return [row for row in rows_in(folder, "survey_questions") if row["wave"] in ("", AFTER)]


def is_comparable(folder: Path, name: str) -> bool:
    """Whether both waves were asked the same way: there is one row of the question, for all waves."""
    return [row["wave"] for row in rows_in(folder, "survey_questions") if row["question_id"] == name] == [""]


def told(answers: list[Row], good: set[str], everybody: list[Row]) -> float:
    return round(100 * share_of_all(answers, good, everybody), 1)


def share_of_all(answers: list[Row], good: set[str], everybody: list[Row]) -> float:
    """Each pupil counts what those of the same stage count on average, and those whose answers stages join count alike.

    everybody: all rows of the wave, of which the mean weights are. They are told by the middle of a cell of two thousandths, four, eight and so on, so
    wide that ten heavier pupils more in a stage are in the same cell.
    """
    counts, asked = _counts(everybody), [row for row in everybody if row["question_id"] == answers[0]["question_id"]]
    bands, groups = _joined(answers, good, asked)
    pupils = {row["pupil_pseudo_id"]: row["stage"] for row in everybody}
    for group in groups:
        own = [counts[stage] for stage in pupils.values() if stage in group]
        counts |= dict.fromkeys(group, sum(own) / len(own))
    each: dict[str, float] = {}
    for band in bands:
        own = [counts[row["stage"]] for row in asked if row["response_code"] in band]
        each |= dict.fromkeys(band, sum(own) / len(own)) if own else {}
    worth = [each[row["response_code"]] for row in answers]
    yes = [each[row["response_code"]] for row in answers if row["response_code"] in good]
    return sum(yes) / sum(worth)


def _joined(answers: list[Row], good: set[str], asked: list[Row]) -> tuple[list[set[str]], list[set[str]]]:
    """How far stages tell answers apart, each by ten pupils, and which stages stand together for that.

    Each answer; both ends, the middle and the silent; the last two together; the good end alone. Stages with few stand with those of their group.
    """
    scale = next(codes for codes in SCALES.values() if {row["response_code"] for row in answers} <= set(codes))
    bad = set(scale[-len(good) :]) if scale[0] in good else set(scale[: len(good)])
    between = set(scale) - good - bad
    steps: list[list[set[str]]] = [
        [*({code} for code in scale), SILENT],
        [good, *([between] if between else []), bad, SILENT],
    ]
    steps += [[good, between | SILENT, bad]] if between else []
    stages, said = {row["stage"] for row in asked}, Counter((row["stage"], row["response_code"]) for row in asked)
    for bands in [*steps, [good, between | bad | SILENT]]:
        few = {stage for stage in stages if not _have_ten(said, {stage}, bands)}
        groups = [group & stages for group in TOGETHER if group & few]
        if few <= set().union(*groups) and all(_have_ten(said, group, bands) for group in groups):
            return bands, groups
    raise AssertionError("no step of answers fits: join more of them here")


def _have_ten(said: Counter[tuple[str, str]], stages: set[str], bands: list[set[str]]) -> bool:
    return all(sum(said[stage, code] for stage in stages for code in band) >= 10 for band in bands)


def _counts(everybody: list[Row]) -> dict[str, float]:
    """Stage → what one of its pupils counts; weights are about 1 on average, so their scale is 1."""
    pupils = {row["pupil_pseudo_id"]: row for row in everybody}
    stages: dict[str, list[float]] = {}
    for row in pupils.values():
        stages.setdefault(row["stage"], []).append(_weight(row))
    every = [weight for own in stages.values() for weight in own]
    assert 0.71 < sum(every) / len(every) < 1.41
    needed = (max(every) - min(every)) * 10 / min(map(len, stages.values()))
    cell = next(0.002 * 2**at for at in range(7) if 0.002 * 2**at >= needed)
    return {stage: (int(sum(own) / len(own) / cell) + 0.5) * cell for stage, own in stages.items()}


def _weight(row: Row) -> float:
    return float(row["weight"])
