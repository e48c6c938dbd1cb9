"""How complete the records are."""

from __future__ import annotations

from dashboard.words import data_quality
from tests.words.case import case

CASES = (
    case(data_quality.quality_title, "none", 0, 40, ""),
    case(data_quality.quality_title, "one", 1, 40, "declined reason"),
    case(data_quality.quality_title, "many", 7, 40, "risk level"),
    case(data_quality.files_line, "all have something to say", 12, 40, 0),
    case(data_quality.files_line, "of most there is nothing to say", 34, 40, 26),
    case(data_quality.weak_line, "one", ["risk level"], ["Police"]),
    case(data_quality.low_reading_line, "one", ["Clear roles"]),
    case(data_quality.low_reading_line, "many", ["Clear roles", "Time for reflection"]),
    case(data_quality.weak_line, "many", ["time band", "day type"], ["Police", "Social work"]),
    case(data_quality.behind_line, "one", 1),
    case(data_quality.behind_line, "many", 4),
)
