"""How complete the records are."""

from __future__ import annotations

from dashboard.words import data_quality
from tests.words.case import case

CASES = (
    case(data_quality.quality_title, "none", 0, 40, ""),
    case(data_quality.quality_title, "one", 1, 40, "declined reason"),
    case(data_quality.quality_title, "many", 7, 40, "risk level"),
)
