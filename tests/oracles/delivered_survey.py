"""The school survey, from one row for each pupil and question: shares that count each pupil once, and errors by stratum and cluster."""

from __future__ import annotations

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


def plain_share(answers: list[Row], good: set[str]) -> float:
    return sum(row["response_code"] in good for row in answers) / len(answers)


def standard_error(answers: list[Row], everybody: list[Row], question: Row) -> tuple[float, int]:
    """Of the share, and its degrees of freedom: those of a simple sample, times the design effect of the question.

    everybody: all rows of the wave, since a school in which nobody answered was drawn too, and asked.
    """
    good, asked = good_answers(question), [row for row in everybody if row["question_id"] == question["question_id"]]
    clusters = {(row["stratum"], row["cluster"]) for row in everybody}
    ends = [(good, answers), (_bad_answers(question), answers)]
    every = [(codes, asked if codes == SILENT else answers) for codes in _bands(question, asked)]
    effect = _step_up(max(_design_effect(shares, clusters) for shares in (every, ends)))
    share = plain_share(answers, good)
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
    return drawn / sum(plain_share(of, codes) * (1 - plain_share(of, codes)) for codes, of in shares)


def _variance(codes: set[str], of: list[Row], clusters: set[tuple[str, str]]) -> float:
    """Of a share: clusters drawn with replacement in strata (Taylor linearisation)."""
    share, total, sums = plain_share(of, codes), len(of), dict.fromkeys(clusters, 0.0)
    for row in of:
        sums[row["stratum"], row["cluster"]] += ((row["response_code"] in codes) - share) / total
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
        shares.append(told(own, good))
        variances.append((100 * error) ** 2)
        degrees.append(free)
    joint = sum(variances) ** 2 / sum(v**2 / d for v, d in zip(variances, degrees, strict=True))
    change, error = shares[1] - shares[0], sqrt(sum(variances))
    return change, error, joint, 2 * float(t.sf(abs(change) / error, joint))


def shares(folder: Path) -> Figures:
    found: Figures = {}
    rows = rows_in(folder, "survey_responses")
    for question in questions(folder):
        own = answers_of(rows, question["question_id"], AFTER)
        found["survey-answers", question["wording"], "pupils in the base"] = len(own)
        found["survey-answers", question["wording"], "positive"] = told(own, good_answers(question))
        if is_comparable(folder, question["question_id"]):
            before = answers_of(rows, question["question_id"], BEFORE)
            found["survey-changes", question["wording"], "before"] = told(before, good_answers(question))
    return found


def questions(folder: Path) -> list[Row]:
    """As they were put in the latest wave."""
    return [row for row in rows_in(folder, "survey_questions") if row["wave"] in ("", AFTER)]


def is_comparable(folder: Path, name: str) -> bool:
    """Whether both waves were asked the same way: there is one row of the question, for all waves."""
    return [row["wave"] for row in rows_in(folder, "survey_questions") if row["question_id"] == name] == [""]


def told(answers: list[Row], good: set[str]) -> float:
    return round(100 * plain_share(answers, good), 1)
