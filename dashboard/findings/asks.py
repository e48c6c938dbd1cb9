"""You said, we did: where each ask stands, each action with its evidence, and the way between them."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.labels import code_labels
from dashboard.ask.months import ALL
from dashboard.ask.practice import labels_of, leaves_of
from dashboard.ask.published import rows_of
from dashboard.charts.rows import Column, Group, Row, Rows, Words
from dashboard.charts.shapes import Flows
from dashboard.charts.table import OnPaper, Table, TableColumn, heads
from dashboard.findings.finding import About, Finding, State, source_of, way
from dashboard.findings.reasons import not_to_be_seen
from dashboard.measures.asks import actions_on, asks_of, by_origin, standing
from dashboard.measures.overdue import overdue_verdict
from dashboard.measures.theme_shares import latest_codebook
from dashboard.measures.verdict import Verdict
from dashboard.words.asks import action_state, actions_elsewhere, actions_title, order_of, origins_title, standing_title
from dashboard.words.committee import owner_words
from dashboard.words.form import number_of
from dashboard.words.format import count, day, month, percent
from dashboard.words.number_format import COUNT, DATE
from data_loaders.release import Release

ASKS, ACTIONS, ORIGIN = "What was asked for, and what came of it?", "What is being done?", "What did actions come from?"
REGISTER_NOTE = (
    "Actions are the partnership’s own register: about organisations and roles, and about no child and no named worker."
)
ANSWERED_MEANS = "Answered: an action is done with evidence, and none is still open."
COUNTED = (
    "Each ask is counted over the times in which enough voices asked for it to be shown. Those differ from ask to ask, so the numbers of "
    "contributions do too, and the shares are not held against each other. To ask for a theme is one way to name it: the page of the theme, which the "
    "link opens, counts all of them."
)
ONE_VOICE = (
    "An ask is a theme for which enough different voices asked for something to be shown safely beside all other figures; what one "
    "person asked for is not shown."
)


def register(release: Release) -> pd.DataFrame:
    """The actions as at the day of the release, with label of theme and state in words."""
    rows = actions_on(rows_of(release, "practice_actions"), pd.Timestamp(release.manifest.as_at))
    labels = labels_of(release)
    statuses = code_labels(release, "actions.status")
    states = [action_state(row, statuses[str(row.status)]) for row in rows.itertuples()]
    return rows.assign(
        theme=[labels.get(c, c) for c in rows["theme_code"]], state=states, origin=rows["origin_type"].map(origins_of(release)),
        is_done=rows["status"] == "DONE",
    )  # fmt: skip


def origins_of(release: Release) -> dict[str, str]:
    return code_labels(release, "actions.origin_type")


def actions_verdict(release: Release) -> Verdict:
    """How many of the actions still open are overdue."""
    rows = register(release)
    return overdue_verdict(int(rows["is_overdue"].sum()), int(rows["is_open"].sum()))


def has_actions(release: Release) -> bool:
    return len(rows_of(release, "practice_actions")) > 0


def standing_asks(release: Release) -> pd.DataFrame:
    """Each theme that is asked for, by where it stands: first those with no action."""
    found = asks_of(rows_of(release, "practice_counts"))
    found = found[found["code"].isin(leaves_of(release)) & found["is_exact"]]
    rows = standing(found, register(release))
    return rows.assign(order=rows["standing"].map(order_of)).sort_values(["order", "code"], kind="stable")


def asks(release: Release) -> Finding:
    rows = standing_asks(release)
    if rows.empty:
        return not_to_be_seen(release, State.HIDDEN, "Too few voices asked for any theme to be shown safely.", key="asks", question=ASKS)  # fmt: skip
    labels, acted = leaves_of(release), register(release)
    columns = (Column("Ask"), Column("Asked by", 150), Column("Counted", 130), Column("Actions", 210))
    groups = tuple(
        Group(str(where), tuple(_ask_row(r, labels, acted) for r in own.itertuples()))
        for where, own in ((w, rows[rows["standing"] == w]) for w in dict.fromkeys(rows["standing"]))
    )  # fmt: skip
    title = standing_title(rows)
    return Finding(
        "asks", ASKS, title, f"Asks with no action come first. {_elsewhere(acted, rows)}As at {day(pd.Timestamp(release.manifest.as_at))}.", release.id,
        result=tuple((str(r.code), str(r.standing)) for r in rows.itertuples()), table=_asks_table(rows, labels),
        chart=Rows(columns, groups, f"{title}. One row for each ask, with links to its theme and its actions.", 48.0), bear_in_mind="Few actions may also mean that they are kept elsewhere.",
        about=About(ONE_VOICE, ANSWERED_MEANS, (COUNTED, REGISTER_NOTE), source_of(release)),
    )  # fmt: skip


def _elsewhere(acted: pd.DataFrame, rows: pd.DataFrame) -> str:
    """How many actions stand on what is no ask here, since the list would seem to hold all of them."""
    others = int((~acted["theme_code"].isin(rows["code"])).sum()) if len(acted) else 0
    return actions_elsewhere(others)


def _ask_row(row: object, labels: dict[str, str], acted: pd.DataFrame) -> Row:
    code, overdue = str(getattr(row, "code", "")), int(getattr(row, "overdue", 0))
    own = acted[acted["theme_code"] == code]
    n, base = (int(getattr(row, name, 0)) for name in ("n", "base"))
    since, until = (pd.Timestamp(getattr(row, end)) for end in ("first", "last"))
    late = f"{number_of(overdue, 'is', 'are')} overdue" if overdue else ""
    several = Words(number_of(len(own), "action", "actions"), note=late, href=way("actions", theme=code))
    return Row((
        Words(labels[code], href=way("theme-time", theme=code)), Words(f"{count(n)} of {count(base)}", note=f"{percent(100 * n / base)} of contributions"),
        Words(f"{month(since)}", note=f"to {month(until)}"), several if len(own) else Words("none yet"),
    ))  # fmt: skip


def _asks_table(rows: pd.DataFrame, labels: dict[str, str]) -> Table:
    columns = heads("ask", "where it stands", ("contributions that ask", COUNT), ("of contributions", COUNT), ("counted from", DATE), ("to", DATE), ("actions", COUNT), ("overdue", COUNT), ("with evidence", COUNT))  # fmt: skip
    lines = tuple(
        (labels[r.code], str(r.standing), int(r.n), int(r.base), r.first.date(), r.last.date(), int(r.actions), int(r.overdue), int(r.evidenced)) for r in rows.itertuples()
    )  # fmt: skip
    return Table(columns, lines)


def actions(release: Release, theme: str, origin: str = ALL) -> Finding:
    """The register: all actions, or those of one theme, or those that came of one thing."""
    rows = register(release)
    rows = rows if theme == ALL else rows[rows["theme_code"] == theme]
    rows = rows if origin == ALL else rows[rows["origin_type"] == origin]
    if rows.empty:
        return not_to_be_seen(release, State.NOT_COVERED, "There is no such action yet.", key="actions", question=ACTIONS)  # fmt: skip
    order = rows.assign(late=~rows["is_overdue"], done=~rows["is_open"]).sort_values(["late", "done", "due", "action_id"], kind="stable")  # fmt: skip
    columns = (Column("Action", 390), Column("State", 150), Column("For", 160), Column("Owner’s role", 130))
    lines = tuple(_action_row(r) for r in order.itertuples())
    title = actions_title(rows)
    return Finding(
        "actions", ACTIONS, title, f"The partnership’s register, overdue ones first, as at {day(pd.Timestamp(release.manifest.as_at))}.", release.id,
        result=(("overdue", actions_verdict(release)), *((str(r.action_id), str(r.status), bool(r.is_overdue)) for r in rows.itertuples())), table=_actions_table(order),
        chart=Rows(columns, (Group("", lines),), f"{title}. One row for each action, with its evidence.", 48.0), bear_in_mind="An action with no due day is never overdue.",
        about=About(REGISTER_NOTE, ANSWERED_MEANS, (), source_of(release)),
    )  # fmt: skip


def _action_row(row: object) -> Row:
    def text(name: str) -> str:
        return str(getattr(row, name, "") or "")

    due = getattr(row, "due", None)
    when = f"due {day(due)}" if due is not None and pd.notna(due) else "no day agreed"
    proof = f"Evidence: {text('evidence')}" if text("evidence") else "No evidence recorded yet"
    return Row((
        Words(text("description"), strong=f"{text('action_id')} ", note=proof), Words(text("state"), note=when),
        Words(text("theme"), note=text("origin"), href=way("theme-time", theme=text("theme_code"))), Words(owner_words(text("owner_role"))),
    ))  # fmt: skip


def _actions_table(rows: pd.DataFrame) -> Table:
    columns = heads("action", "what", TableColumn("theme", on_paper=OnPaper.UNDER), TableColumn("from", on_paper=OnPaper.UNDER), "owner’s role", ("due", DATE), "state", TableColumn("evidence", on_paper=OnPaper.UNDER))  # fmt: skip
    lines = tuple(
        (str(r.action_id), str(r.description), str(r.theme), str(r.origin), owner_words(r.owner_role), r.due.date() if pd.notna(r.due) else None, str(r.state), str(r.evidence))
        for r in rows.itertuples()
    )  # fmt: skip
    return Table(columns, lines)


def origins(release: Release) -> Finding:
    """Actions by Capacity, Culture and Consistency, and by what they came from."""
    rows, book = register(release), latest_codebook(rows_of(release, "practice_codebook"))
    grid = by_origin(rows, book.set_index("theme_code")["root_label"], origins_of(release))
    across, down = list(dict.fromkeys(grid["origin"])), list(dict.fromkeys(grid["root"]))
    known = {(r.root, r.origin): float(r.actions) for r in grid.itertuples()}
    came = [name for name in across if any(known[root, name] for root in down)]
    title = origins_title(came)
    columns = heads("under", "from", ("actions", COUNT), ("done", COUNT), ("still open", COUNT), ("overdue", COUNT), ("stopped", COUNT))  # fmt: skip
    lines = tuple((str(r.root), str(r.origin), int(r.actions), int(r.done), int(r.open), int(r.overdue), int(r.stopped)) for r in grid.itertuples())  # fmt: skip
    return Finding(
        "origins", ORIGIN, title, f"Number of actions, by what they came from. {actions_title(rows)}.", release.id, result=tuple(came), table=Table(columns, lines),
        chart=Flows(tuple(down), tuple(came), tuple(tuple(known[root, name] for name in came) for root in down), f"{title}. Squares whose areas grow with the number of actions.") if came else None,
        bear_in_mind="Few actions may mean few asks, or that they are kept elsewhere.", about=About(REGISTER_NOTE, "", (), source_of(release)),
    )  # fmt: skip
