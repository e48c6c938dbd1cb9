"""What was asked for, and what came of it."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from dashboard.measures.asks import AGREED, ANSWERED, NOTHING, UNDER_WAY
from dashboard.measures.verdict import Answer
from dashboard.words import asks
from tests.words.case import case, frame, share

CLOSED = pd.Timestamp("2025-05-03")


def action(status: str, *, late: int = 0, is_overdue: bool = False, closed: pd.Timestamp | None = None) -> object:
    return SimpleNamespace(status=status, days_late=late, is_overdue=is_overdue, closed=closed)


def register(done: int, still: int, late: int, stopped: int = 0) -> pd.DataFrame:
    size = done + still + stopped
    return frame(is_done=[n < done for n in range(size)], is_open=[done <= n < done + still for n in range(size)],
                 is_overdue=[done <= n < done + late for n in range(size)])  # fmt: skip


CASES = (
    case(asks.still_named_title, "none can be compared", {}, 2),
    case(asks.still_named_title, "one", {"Shared commitment": share(19, 17, Answer.NOT_CHANGED)}, 1),
    case(asks.still_named_title, "all of many", {"Shared commitment": share(19, 17, Answer.NOT_CHANGED), "Clear roles": share(30, 12, Answer.CHANGED)}, 2),
    case(asks.still_named_title, "some of many", {"Shared commitment": share(19, 17, Answer.CANNOT_TELL), "Clear roles": share(30, 12, Answer.CANNOT_TELL)}, 4),
    case(asks.not_told, "none", []), case(asks.not_told, "one", ["Clear roles"]), case(asks.not_told, "many", ["Clear roles", "Joint training"]),
    case(asks.by_role_title, "none", frame(theme=[], band=[], share_pct=[])),
    case(asks.by_role_title, "many", frame(theme=["Clear roles", "Joint training"], band=["Managers or seniors"] * 2, share_pct=[12.0, 31.4])),
    case(asks.by_role_title, "three alike, as they are printed", frame(theme=["Time to coordinate", "Shared commitment", "Learning together"], band=["Managers or seniors"] * 3, share_pct=[19.4, 18.6, 19.0])),
    case(asks.by_role_title, "two alike", frame(theme=["Clear roles", "Time"], band=["Managers"] * 2, share_pct=[19.0, 19.0])),
    case(asks.actions_elsewhere, "none", 0), case(asks.actions_elsewhere, "one", 1), case(asks.actions_elsewhere, "many", 4),
    case(asks.standing_title, "none", frame(standing=[])),
    case(asks.standing_title, "one, answered", frame(standing=[ANSWERED])),
    case(asks.standing_title, "one, nothing", frame(standing=[NOTHING])),
    case(asks.standing_title, "one, under way", frame(standing=[UNDER_WAY])),
    case(asks.standing_title, "many, none answered, none with an action", frame(standing=[NOTHING] * 3)),
    case(asks.standing_title, "many, one answered", frame(standing=[ANSWERED, AGREED, UNDER_WAY])),
    case(asks.standing_title, "many, one without", frame(standing=[ANSWERED, ANSWERED, NOTHING])),
    case(asks.standing_title, "many, several without", frame(standing=[ANSWERED, UNDER_WAY, NOTHING, NOTHING])),
    case(asks.actions_title, "none", register(0, 0, 0)),
    case(asks.actions_title, "one, done", register(1, 0, 0)),
    case(asks.actions_title, "one, open", register(0, 1, 0)),
    case(asks.actions_title, "one, overdue", register(0, 1, 1)),
    case(asks.actions_title, "one, stopped", register(0, 0, 0, 1)),
    case(asks.actions_title, "many, all done", register(4, 0, 0)),
    case(asks.actions_title, "many, none done, none overdue", register(0, 4, 0)),
    case(asks.actions_title, "many, one open", register(3, 1, 0)),
    case(asks.actions_title, "many, one open and overdue", register(3, 1, 1)),
    case(asks.actions_title, "many, all open overdue", register(3, 2, 2)),
    case(asks.actions_title, "many, some overdue, some stopped", register(9, 7, 2, 3)),
    case(asks.origins_title, "none", []),
    case(asks.origins_title, "one", ["Audit"]),
    case(asks.origins_title, "many", ["Audit", "Case review", "Forum"]),
    case(asks.origins_title, "many, long", ["Audit of practice", "Case review by one agency", "Forum of practitioners", "Survey of pupils"]),
    case(asks.action_state, "overdue", action("OPEN", late=1, is_overdue=True), "Not begun"),
    case(asks.action_state, "not begun", action("OPEN"), "Not begun"),
    case(asks.action_state, "under way", action("IN_PROGRESS"), "Under way"),
    case(asks.action_state, "done", action("DONE", closed=CLOSED), "Done"),
    case(asks.action_state, "done late", action("DONE", late=12, closed=CLOSED), "Done"),
    case(asks.action_state, "stopped", action("STOPPED", closed=CLOSED), "Stopped"),
    case(asks.action_state, "stopped, day not given", action("STOPPED"), "Stopped"),
)  # fmt: skip
