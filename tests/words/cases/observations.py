"""The other parts of the audit."""

from __future__ import annotations

from dashboard.words import audit_observations
from tests.words.case import case

CASES = (
    case(audit_observations.observations_title, "nothing but one strength", 1, 0, 0),
    case(audit_observations.observations_title, "one gap, with its action", 0, 1, 0),
    case(audit_observations.observations_title, "one gap without", 2, 1, 1),
    case(audit_observations.observations_title, "many", 3, 6, 4),
)
