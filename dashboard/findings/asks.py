"""You said, we did: each ask with where it stands, each action with its evidence, and the way between them."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.months import ALL
from dashboard.ask.practice import labels_of, leaves_of
from dashboard.ask.published import rows_of
from dashboard.figures.grid import grid_figure
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import source_of
from dashboard.findings.unanswered import not_shown
from dashboard.measures.asks import actions_on, asks_of, by_origin, standing
from dashboard.measures.theme_shares import latest_codebook
from dashboard.words.asks import action_state, actions_sentence, order_of, standing_sentence
from data_loaders.release import Release

ORIGINS = {
    "FORUM": "Practitioners’ forum", "AUDIT": "Audit", "CASE_REVIEW": "Case review", "CPC": "Child Protection Committee", "STEERING": "Steering group",
}  # fmt: skip
REGISTER_NOTE = (
    "Actions are the partnership’s own register: about organisations and roles, and about no child and no named worker."
)


def register(release: Release) -> pd.DataFrame:
    """The actions as at the day of the release, with label of theme and state in words."""
    rows = actions_on(rows_of(release, "practice_actions"), pd.Timestamp(release.manifest.as_at))
    labels = labels_of(release)
    states = [action_state(row) for row in rows.itertuples()]
    return rows.assign(
        theme=[labels.get(c, c) for c in rows["theme_code"]], state=states, origin=rows["origin_type"].map(ORIGINS)
    )


def has_actions(release: Release) -> bool:
    return len(rows_of(release, "practice_actions")) > 0


def asks(release: Release) -> Finding:
    """Each theme that is asked for, by where it stands: first those that nobody acts on."""
    title = "Where each ask stands"
    labels = leaves_of(release)
    found = asks_of(rows_of(release, "practice_counts"))
    found = found[found["code"].isin(labels) & found["is_exact"]]
    if found.empty:
        return not_shown(
            release, key="asks", title=title, reason="Too few voices asked for any theme to be shown safely."
        )
    rows = standing(found, register(release))
    rows = rows.assign(order=rows["standing"].map(order_of)).sort_values(["order", "code"], kind="stable")
    years = [(pd.Timestamp(release.manifest.as_at) - f).days / 365.25 for f in rows["first"]]
    return Finding(
        key="asks", title=title, headline=standing_sentence(rows, labels),
        table=pd.DataFrame({
            "ask": rows["code"].map(labels), "where it stands": rows["standing"], "contributions that ask": rows["n"], "of contributions": rows["base"],
            "asked since": [f"{d:%B %Y}" for d in rows["first"]], "years": [round(y, 1) for y in years], "actions": rows["actions"], "overdue": rows["overdue"],
            "with evidence": rows["evidenced"],
        }),
        figure=None, alt="Asks by theme with where each stands",
        caveats=("An ask is a theme for which something was asked, by enough different voices; what one person asked for is not shown. Answered: an action is done with evidence, and none goes on. "
                 "Asked since: the first date we can show.", REGISTER_NOTE),
        definition="", source=source_of(release), question=title, release_id=release.id,
    )  # fmt: skip


def actions(release: Release, theme: str, origin: str = ALL) -> Finding:
    """The register: all actions, or those of one theme, or those that came of one thing."""
    title = "Actions"
    rows = register(release)
    rows = rows if theme == ALL else rows[rows["theme_code"] == theme]
    rows = rows if origin == ALL else rows[rows["origin"] == ORIGINS[origin]]
    if rows.empty:
        return not_shown(release, key="actions", title=title, reason="There is no such action yet.")
    return Finding(
        key="actions", title=title, headline=actions_sentence(rows),
        table=pd.DataFrame({
            "action": rows["action_id"], "what": rows["description"], "theme": rows["theme"], "from": rows["origin"], "owner’s role": rows["owner_role"],
            "due": [f"{d:%d %B %Y}" if pd.notna(d) else "" for d in rows["due"]], "state": rows["state"], "evidence": rows["evidence"],
        }),
        figure=None, alt="Actions with theme, origin, owner’s role, due day, state and evidence", caveats=(REGISTER_NOTE,), definition="",
        source=source_of(release), question=title, release_id=release.id,
    )  # fmt: skip


def origins(release: Release) -> Finding:
    """Actions by Capacity, Culture and Consistency, and by what they came from."""
    title = "By Capacity, Culture and Consistency, and by origin"
    rows, book = register(release), latest_codebook(rows_of(release, "practice_codebook"))
    grid = by_origin(rows, book.set_index("theme_code")["root_label"], ORIGINS)
    grid["tile"] = [
        f"{r.done} of {r.actions} done" + (f", {r.overdue} overdue" if r.overdue else "") if r.actions else "none"
        for r in grid.itertuples()
    ]
    return Finding(
        key="origins", title=title, headline=actions_sentence(rows),
        table=pd.DataFrame({"under": grid["root"], "from": grid["origin"], "actions": grid["actions"], "done": grid["done"], "still going on": grid["open"],
                            "overdue": grid["overdue"], "stopped": grid["stopped"]}),
        figure=grid_figure(grid, across="origin", down="root", value="actions", text="tile", note=""),
        alt=f"Tiles of origin and root with how many actions are done. {actions_sentence(rows)}",
        caveats=("“None” is no action in the register. Few actions may mean few asks, or that they are kept elsewhere.", REGISTER_NOTE), definition="",
        source=source_of(release), question=title, release_id=release.id,
    )  # fmt: skip


def ways(release: Release) -> list[tuple[str, str, str, list[str]]]:
    """For each ask: its theme, its label, where it stands, and its actions."""
    labels = leaves_of(release)
    found = asks_of(rows_of(release, "practice_counts"))
    rows = standing(found[found["code"].isin(labels) & found["is_exact"]], register(release))
    rows = rows.assign(order=rows["standing"].map(order_of)).sort_values(["order", "code"], kind="stable")
    acted = register(release)
    made = []
    for row in rows.itertuples():
        own = list(acted.loc[acted["theme_code"] == row.code, "action_id"].astype(str))
        made.append((row.code, labels[row.code], row.standing, own))
    return made


def one_action(release: Release, action_id: str) -> dict[str, str] | None:
    """All that is known of one action, in words."""
    rows = register(release)
    own = rows[rows["action_id"] == action_id]
    if own.empty:
        return None
    row = own.iloc[0]
    return {
        "What is to be done": row["description"], "Came from": row["origin"], "Owner’s role": row["owner_role"] or "not recorded",
        "Due": f"{row['due']:%d %B %Y}" if pd.notna(row["due"]) else "no day agreed", "State": row["state"],
        "Evidence": row["evidence"] or "none recorded yet", "Theme": row["theme"],
    }  # fmt: skip


def theme_of(release: Release, action_id: str) -> str:
    """The code of the theme that an action answers."""
    rows = register(release)
    return str(rows.loc[rows["action_id"] == action_id, "theme_code"].iloc[0])
