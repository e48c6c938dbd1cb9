"""What the audit found beside case files: from what was seen or heard to its recommendation, its action and the evidence."""

from __future__ import annotations

from dashboard.ask.labels import code_labels
from dashboard.ask.published import rows_of
from dashboard.charts.rows import Column, Group, Row, Rows, Words
from dashboard.charts.table import OnPaper, Table, TableColumn, heads
from dashboard.findings.asks import register
from dashboard.findings.finding import About, Finding, source_of, way
from dashboard.words import audit_observations as words
from dashboard.words.committee import owner_words
from dashboard.words.format import day
from dashboard.words.indicators import INVENTED as EXAMPLE
from dashboard.words.number_format import DATE
from data_loaders.release import Release

QUESTION = "What did documents, meetings and groups show, and what came of it?"
INVENTED = "Invented: "


def observations(release: Release) -> Finding | None:
    """One group for each part of the audit; gaps without an action stand first in each."""
    rows = rows_of(release, "audit_observations")
    if rows.empty:
        return None
    parts, sides, domains = (code_labels(release, f"audit_observations.{name}") for name in ("part", "found", "domain"))
    done = _actions(release)
    rows = rows.assign(is_gap=rows["found"] == "GAP", bare=rows["action_id"] == "")
    without = int((rows["is_gap"] & rows["bare"]).sum())
    title = words.observations_title(int((~rows["is_gap"]).sum()), int(rows["is_gap"].sum()), without)
    order = rows.sort_values(["is_gap", "bare", "observation_id"], ascending=[False, False, True], kind="stable")
    groups = tuple(
        Group(name, tuple(_row(r, sides, done) for r in own.itertuples()))
        for code, name in parts.items()
        if len(own := order[order["part"] == code])
    )
    columns = (
        Column("What was found"),
        Column("", 110),
        Column("What is recommended", 270),
        Column("What came of it", 190),
    )
    table = Table(
        heads("part", TableColumn("dated", DATE, OnPaper.UNDER), TableColumn("domain", on_paper=OnPaper.UNDER), "found", "what", "recommended", "action", "what came of it"),
        tuple((parts[r.part], r.held_on.date(), domains[r.domain], sides[r.found], _text(r.what), _text(r.recommendation), str(r.action_id), " ".join(_came(r, done)).strip())
              for r in order.itertuples()),
    )  # fmt: skip
    return Finding(
        "audit-observations", QUESTION, title, f"Parts of the audit held from {day(rows['held_on'].min())} to {day(rows['held_on'].max())}.", release.id,
        result=tuple((str(r.observation_id), str(r.found), str(r.action_id)) for r in rows.itertuples()), table=table,
        chart=Rows(columns, groups, f"{title}. One row for each thing that was found.", row_height=56.0), bear_in_mind=words.NO_NUMBERS,
        about=About(words.PARTS, "", (), source_of(release)),
    )  # fmt: skip


def _actions(release: Release) -> dict[str, tuple[str, str]]:
    """Action → how far it has come and who owns it, and what shows it."""
    if rows_of(release, "practice_actions").empty:
        return {}
    return {
        str(r.action_id): (f"{r.state}; {owner_words(r.owner_role)}", str(r.evidence))
        for r in register(release).itertuples()
    }


def _row(row: object, sides: dict[str, str], done: dict[str, tuple[str, str]]) -> Row:
    found = str(getattr(row, "found", ""))
    state, proof = _came(row, done)
    is_known = str(getattr(row, "action_id", "")) in done
    return Row((
        Words(_text(getattr(row, "what", ""))), Words(sides[found]),
        Words(_text(getattr(row, "recommendation", ""))), Words(state, note=proof, href=way("actions", origin="AUDIT") if is_known else ""),
    ))  # fmt: skip


def _came(row: object, done: dict[str, tuple[str, str]]) -> tuple[str, str]:
    """State of the action and its evidence; of a strength nothing has to come."""
    action = str(getattr(row, "action_id", ""))
    if not action:
        return (words.NO_ACTION if getattr(row, "found", "") == "GAP" else "", "")
    state, proof = done.get(action, (words.NO_SUCH_ACTION, ""))
    return f"{action}: {state}", proof.removeprefix(EXAMPLE)


def _text(text: object) -> str:
    return str(text).removeprefix(INVENTED)
