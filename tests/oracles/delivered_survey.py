"""The school survey, from one row for each pupil and question: weighted shares, and errors by stratum and cluster."""

from __future__ import annotations

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


def standard_error(answers: list[Row], everybody: list[Row], good: set[str]) -> tuple[float, int]:
    """Of a weighted share, and its degrees of freedom: clusters drawn with replacement in strata (Taylor linearisation).

    everybody: all rows of the wave, since a cluster in which nobody answered was drawn too, and asked; fewer than answers are there.
    """
    share, total = weighted_share(answers, good), sum(map(_weight, answers))
    clusters = {(row["stratum"], row["cluster"]): 0.0 for row in everybody}
    for row in answers:
        clusters[row["stratum"], row["cluster"]] += _weight(row) * ((row["response_code"] in good) - share) / total
    variance = 0.0
    for stratum in {stratum for stratum, _ in clusters}:
        own = [value for (s, _), value in clusters.items() if s == stratum]
        middle = sum(own) / len(own)
        variance += len(own) / (len(own) - 1) * sum((value - middle) ** 2 for value in own)
    question = answers[0]["question_id"]
    here = {(row["stratum"], row["cluster"]) for row in everybody if row["question_id"] == question}
    return sqrt(variance), min(len(here) - len({stratum for stratum, _ in here}), len(answers) - 1)


def together(folder: Path, rows: list[Row]) -> float:
    """The share of chance beside each range, so that all comparable questions are paid for: 5 % times those that stand, over all.

    By hand after Benjamini and Hochberg (1995) for which stand, and Benjamini and Yekutieli (2005) for the ranges.
    """
    asked = [q for q in questions(folder) if is_comparable(folder, q["question_id"])]
    chances = sorted(_moved(rows, q)[3] for q in asked)
    stand = [place for place, chance in enumerate(chances, start=1) if chance <= 0.05 * place / len(chances)]
    return 0.05 * max(stand, default=1) / len(chances)


def change_of(rows: list[Row], question: Row, alpha: float) -> tuple[float, float, float]:
    """Between the two waves in points, with its interval of 1 - alpha."""
    change, error, joint, _ = _moved(rows, question)
    reach = float(t.ppf(1 - alpha / 2, joint)) * error
    return change, change - reach, change + reach


def _moved(rows: list[Row], question: Row) -> tuple[float, float, float, float]:
    """Change in points, its standard error, degrees of freedom (Satterthwaite: variances add), and the chance of one as large."""
    good, shares, variances, degrees = good_answers(question), [], [], []
    for wave in (BEFORE, AFTER):
        own = answers_of(rows, question["question_id"], wave)
        error, free = standard_error(own, [row for row in rows if row["wave"] == wave], good)
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
    """In the smallest step in which ten of the heaviest pupils more are no other share: 0.1, 0.2, 0.5 or 1 per cent."""
    weights = sorted(map(_weight, answers))
    ten_more = 100 * 10 * (weights[-1] / weights[0] - 1) / len(weights)
    step = next(step for step in (0.1, 0.2, 0.5, 1.0) if step >= ten_more)
    return round(round(100 * weighted_share(answers, good) / step) * step, 1)


def _weight(row: Row) -> float:
    return float(row["weight"])
