"""What was asked for and what came of it: where each ask stands, how old it is, which actions are late.

Plain counting of a register, on a given day; nothing is estimated. The stages are those of a "you said, we did" report.
"""

from __future__ import annotations

import pandas as pd

from dashboard.measures.overdue import is_over, is_overdue

ANSWERED, UNDER_WAY, AGREED, NOTHING = "Answered", "Under way", "Agreed, not begun", "No action yet"
STOPPED = "Stopped"
STANDINGS = (NOTHING, AGREED, UNDER_WAY, ANSWERED, STOPPED)


def actions_on(actions: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """The register on a day, with is_open, is_overdue, days_late (0 where it is not) and is_evidenced.

    actions: status, due, closed, evidence. An action is overdue if it is open and its due day has passed; one without a due day
    is never overdue. One that was closed after its due day is late by the days between, and is not overdue any more.
    """
    is_open = ~is_over(actions)
    ended = actions["closed"].where(~is_open, day)
    late = (ended - actions["due"]).dt.days.clip(lower=0).fillna(0).astype(int)
    return actions.assign(
        is_open=is_open, days_late=late.where(actions["status"] != "STOPPED", 0), is_overdue=is_overdue(actions, "due", day),
        is_evidenced=(actions["status"] == "DONE") & (actions["evidence"].str.strip() != ""),
    )  # fmt: skip


def asks_of(counts: pd.DataFrame) -> pd.DataFrame:
    """What is asked for, theme by theme: code, n (contributions that ask), base, first and last day of the time shown.

    counts: the grid of themes by what was said of them (groups of stances, joined by +); a group that holds more than asks is
    named by `is_exact` = False.
    """
    rows = counts[(counts["view"] == "themes") & (counts["split"] == "stance") & counts["group"].str.contains("ASK")]
    made = rows.groupby("code", sort=False).agg(
        n=("n", "sum"), base=("base", "sum"), first=("period_start", "min"), last=("period_end", "max"), group=("group", "first"),
    )  # fmt: skip
    return made.reset_index().assign(is_exact=lambda f: f["group"] == "ASK").drop(columns="group")


def standing(asks: pd.DataFrame, actions: pd.DataFrame) -> pd.DataFrame:
    """Each ask with where it stands: standing, actions (how many), overdue, evidenced, latest_answer (with evidence).

    asks: code; actions: as `actions_on` gives them. Answered: at least one action is done with evidence and none is open.
    Under way: one has begun, or one is done and another open. Agreed: none has begun. A theme with stopped actions only is
    Stopped, and one without an action has none yet.
    """
    rows = []
    for code in asks["code"]:
        own = actions[actions["theme_code"] == code]
        done, running, waiting = (int((own["status"] == s).sum()) for s in ("DONE", "IN_PROGRESS", "OPEN"))
        if own.empty:
            where = NOTHING
        elif own["is_evidenced"].any() and not own["is_open"].any():
            where = ANSWERED
        elif running or done:
            where = UNDER_WAY
        else:
            where = AGREED if waiting else STOPPED
        rows.append(
            (
                where,
                len(own),
                int(own["is_overdue"].sum()),
                int(own["is_evidenced"].sum()),
                own.loc[own["is_evidenced"], "closed"].max(),
            )
        )
    found = pd.DataFrame(rows, columns=["standing", "actions", "overdue", "evidenced", "latest_answer"])
    return pd.concat([asks.reset_index(drop=True), found], axis=1)


def by_origin(actions: pd.DataFrame, roots: pd.Series, origins: dict[str, str]) -> pd.DataFrame:
    """How many actions stand where, for each root and origin: root, origin, done, open, overdue, stopped, text.

    roots: theme code → label of its root. Every combination is there, also where there is none.
    """
    own = actions.assign(root=actions["theme_code"].map(roots), origin=actions["origin_type"].map(origins))
    rows = []
    for root in dict.fromkeys(roots):
        for origin in origins.values():
            part = own[(own["root"] == root) & (own["origin"] == origin)]
            done, still, late = (
                int((part["status"] == "DONE").sum()),
                int(part["is_open"].sum()),
                int(part["is_overdue"].sum()),
            )
            rows.append((root, origin, done, still, late, int((part["status"] == "STOPPED").sum()), len(part)))
    return pd.DataFrame(rows, columns=["root", "origin", "done", "open", "overdue", "stopped", "actions"])
