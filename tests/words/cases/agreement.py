"""How far auditors, and coders, agree."""

from __future__ import annotations

import pandas as pd

from dashboard.words import agreement, coders
from tests.words.case import case, frame

ROW = pd.Series({"label": "Plans say who does what", "raw": 0.93, "kappa": 0.41, "ac1": 0.92})
REASON = "Too few records were read by both."
LONG = "Young people and their families know in plain words what will happen next and who will do it"

CASES = (
    case(agreement.agreement_title, "one", frame(value=[0.84], upper=[0.9]), "standards"),
    case(agreement.agreement_title, "one, doubtful", frame(value=[0.7], upper=[0.78]), "standards"),
    case(agreement.agreement_title, "many, none doubtful", frame(value=[0.84, 0.93], upper=[0.9, 0.97]), "standards"),
    case(agreement.agreement_title, "many, one doubtful", frame(value=[0.7, 0.93], upper=[0.78, 0.97]), "standards"),
    case(agreement.agreement_title, "many doubtful, all alike", frame(value=[0.7] * 3, upper=[0.78] * 3), "areas of practice"),
    case(agreement.kappa_line, "none", []),
    case(agreement.kappa_line, "one", ["Plans say who does what"]),
    case(agreement.kappa_line, "one, long name", [LONG]),
    case(agreement.kappa_line, "many", ["Plans", "Reviews"]),
    case(agreement.paradox_sentence, "one", ROW),
    case(agreement.six_title, "one", pd.Series([0.62]), "standards"),
    case(agreement.six_title, "many, alike", pd.Series([0.62, 0.61]), "standards"),
    case(agreement.six_title, "many", pd.Series([0.4, 0.62, 0.8]), "areas of practice"),
    case(agreement.step_sentence, "a step", 0.05),
    case(agreement.talk_title, "one", "Plans say who does what", 22.4),
    case(agreement.talk_title, "long name", LONG, 22.4),
    case(agreement.higher_title, "one, the second", [("Assessment", 19, 73)], 8, "areas of practice"),
    case(agreement.higher_title, "one, the first, long name", [(LONG, 30, 4)], 24, "standards"),
    case(agreement.higher_title, "many", [("Assessment", 19, 73), ("Plan", 40, 11)], 8, "areas of practice"),
    case(agreement.higher_title, "many, long name", [(LONG, 19, 73), ("Plan", 40, 11)], 24, "standards"),
    case(agreement.weak_line, "one, higher", [("Assessment", 15.0)]),
    case(agreement.weak_line, "many, one lower by a point", [("Assessment", 15.0), ("Plan", -1.2)]),
    case(agreement.withheld_words, "none", frame(label=[], reason=[])),
    case(agreement.withheld_words, "one", frame(label=["Plans"], reason=[REASON])),
    case(agreement.withheld_words, "many, two reasons", frame(label=["Plans", "Reviews", "Voice"], reason=[REASON, REASON, "One rating is a record’s own."])),
    case(coders.agreement_title, "none relied on", frame(theme=["Trust"], alpha=[0.5], lower=[0.4])),
    case(coders.agreement_title, "one", frame(theme=["Trust"], alpha=[0.9], lower=[0.85])),
    case(coders.agreement_title, "many, none too low", frame(theme=["Trust", "Time"], alpha=[0.9, 0.8], lower=[0.8, 0.7])),
    case(coders.agreement_title, "many, one too low", frame(theme=["Trust", "Time"], alpha=[0.9, 0.6], lower=[0.8, 0.5])),
    case(coders.agreement_title, "many too low", frame(theme=["Roles and responsibilities", "Capacity and workload", "Time for reflection"], alpha=[0.5] * 3, lower=[0.4] * 3)),
    case(coders.confused_title, "none", []),
    case(coders.confused_title, "one", [("Trust", "Time")]),
    case(coders.confused_title, "long names", [("Roles and responsibilities across agencies", "Support to apply it consistently across teams")]),
    case(coders.sure_words, "relied on", 0.9, 0.82),
    case(coders.sure_words, "good enough", 0.85, 0.7),
    case(coders.sure_words, "with care", 0.7, 0.5),
    case(coders.sure_words, "too low", 0.5, 0.3),
)  # fmt: skip
