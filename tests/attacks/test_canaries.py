"""What was planted in the deliveries is nowhere downstream: not in a release, on a page, in a download or in a log."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from canaries import BOUND, Planted, plant
from exports import FIRST, said, sent, visited
from reading import everything_in, records_in
from worlds import POLICY, World, build_with_themes, edit, read, release

from dashboard.catalogue.entry import PageEntry
from dashboard.catalogue.pages import PAGES
from data_loaders.deliveries import TABLES
from data_loaders.guard.delivery import guarded
from data_loaders.problem import is_stopping
from data_loaders.publish import RiverStoppedError
from data_loaders.sources import Delivered
from data_loaders.sources.collect import Collected
from tests.kept import few_views

pytestmark = pytest.mark.attack
CHILD, EPISODE, START, END = "canarychild0001", "canaryepisode0001", "2024-02-29T03:33", "2024-02-29T03:47"
NOTE = "Canarybird Invented-Surname"


@pytest.fixture(scope="module", params=["first views", pytest.param("all views", marks=pytest.mark.long)])
def planted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Planted]:
    """A world with one episode like no other, words that belong in no code column, and a mark in every text column."""
    folder = tmp_path_factory.mktemp("planted")
    is_small = request.param == "first views"
    made = build_with_themes(World(701, 600 if is_small else 900), folder)

    def add(rows: pd.DataFrame) -> pd.DataFrame:
        odd = rows[rows["counting_unit"] == "EPISODE"].iloc[:1].assign(
            child_pseudo_id=CHILD, episode_id=EPISODE, start_dt=START, end_dt=END, sex="OTHER", missing_from="SECURE",
            care_status="LA_AWAY", risk_level="HIGH", found_context_type="YOUTH_PROVISION", harm_reported="Y",
        )  # fmt: skip
        return pd.concat([rows, odd], ignore_index=True)

    def annotate(rows: pd.DataFrame) -> pd.DataFrame:
        rows = rows.copy()
        rows.loc[rows.index[rows["push_factors"] != ""][0], ["push_factors", "contexts_named"]] = NOTE
        return rows

    edit(made, add)
    edit(made, annotate, "return_discussions")
    policy = POLICY
    if is_small:
        policy = few_views(folder)
        less_of_themes(made)
    return made, folder / "out", plant(made, folder / "out", policy)


def less_of_themes(made: Path) -> None:
    """Every table and column is there: of a survey a third of its last wave, of audits a third of the standards in two rounds,
    of what was said one root of the codebook."""
    last, rounds = read(made / "survey_responses.csv")["wave"].max(), [*read(made / "audit_rounds.csv")["round"][-2:]]
    edit(made, lambda rows: rows[rows["wave"] == last], "survey_responses")
    for table in ("audit_rounds", "audit_ratings"):
        edit(made, lambda rows: rows[rows["round"].isin(rounds)], table)
    for of, column, tables in (
        ("survey_responses", "pupil_pseudo_id", ("survey_responses",)),
        ("audit_items", "item_id", ("audit_items", "audit_ratings")),
    ):
        some = {*read(made / f"{of}.csv")[column].unique()[::3]}
        for table in tables:
            edit(made, lambda rows, column=column, some=some: rows[rows[column].isin(some)], table)
    book = read(made / "theme_codebook.csv")
    own = book.loc[book["theme_code"].eq("CAPACITY") | book["parent_code"].eq("CAPACITY"), "theme_code"]
    for table in ("theme_codebook", "theme_codings", "case_reviews"):
        edit(made, lambda rows: rows[rows["theme_code"].isin(own)], table)
    edit(
        made,
        lambda rows: rows.assign(theme_code=rows["theme_code"].where(rows["theme_code"].isin(own), "CAPACITY")),
        "actions",
    )


def test_a_planted_child_is_nowhere_in_the_release(planted: tuple[Path, Path, Planted]) -> None:
    deliveries, out, marks = planted
    text = everything_in(out) + marks.told
    for canary in (CHILD, EPISODE, START, START.replace("T", " "), END, NOTE, *NOTE.split()):
        assert canary not in text, canary
    assert not [marks.marks[mark] for mark in marks.hidden() if mark in text], (
        "if it may be shown, say so in canaries.OPEN"
    )
    assert len(marks.hidden()) > 10
    assert any(mark in text for mark in set(marks.marks) - set(marks.hidden())), "the search finds nothing at all"
    assert records_in(text, deliveries) == set()
    rare = "2024-02-29"
    assert not [
        line for line in text.splitlines() if rare in line and "2024-02-01" not in line and "period_end" in line
    ]


def test_every_delivered_table_is_planted(planted: tuple[Path, Path, Planted]) -> None:
    """A table or a column that the demo gains is planted without a word here; one that cannot be must be among the refused."""
    deliveries, _, marks = planted
    tried = {column for columns in marks.marks.values() for column in columns} | set(marks.refused) | BOUND
    delivered = {file.stem for file in deliveries.glob("*.csv")} & set(TABLES)
    # Answers that are counted already come instead of those of pupils; tests/survey publishes such a delivery.
    assert delivered | {"survey_results"} == set(TABLES), "a table has no invented delivery"
    text = {
        f"{t}.{c.name}"
        for t in delivered
        for c in TABLES[t].columns
        if c.kind == "text" and c.name not in ("geometry", "sha256")
    }
    in_file = {f"{t}.{c}" for t in delivered for c in read(deliveries / f"{t}.csv")}
    assert (text & in_file) - tried == set()


@pytest.mark.parametrize("pages", [FIRST, pytest.param(PAGES, marks=pytest.mark.long)], ids=["first ones", "all"])
def test_a_planted_child_is_nowhere_on_the_pages(
    planted: tuple[Path, Path, Planted], pages: Iterable[PageEntry]
) -> None:
    """Of each section the first page; each finding of the catalogue, whichever page it stands on."""
    deliveries, out, marks = planted
    drawn, words = visited(out, pages=pages)  # with the file of each finding
    words += "".join(" ".join(said(finding)) + sent(finding.chart) for finding in drawn)
    assert not [marks.marks[mark] for mark in marks.hidden() if mark in words]
    for canary in (CHILD, EPISODE, START, START.replace("T", " "), NOTE, *NOTE.split()):
        assert canary not in words, canary
    assert records_in(words, deliveries) == set()


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("events", "label", "Invented: letter to Mrs Inventedname"),
        ("events", "label", "Invented: meeting at ML1 9ZZ"),
        ("missing_episodes", "area_found", "ML1 9ZZ"),
        ("missing_episodes", "episode_id", "07700 900123"),
        ("return_discussions", "declined_reason", "rang 01698 960 123 twice"),
        ("return_discussions", "push_factors", "Mr Inventedname at home"),
        ("return_discussions", "contexts_named", "12 Invented Road"),
        ("cpc_indicators", "source", "somebody.invented@example.org"),
    ],
)
def test_a_planted_identifier_stops_the_river_and_is_not_repeated(
    few: Callable[..., Path], tmp_path: Path, table: str, column: str, value: str, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = few("missing_episodes", "return_discussions", table)

    def plant(rows: pd.DataFrame) -> pd.DataFrame:
        rows = rows.copy()
        rows.loc[4 if len(rows) > 4 else 0, column] = value
        return rows

    edit(folder, plant, table)
    with pytest.raises(RiverStoppedError) as stopped:
        release(folder, tmp_path / "out")
    told = f"{stopped.value} {stopped.value!r} {stopped.value.problems} {capfd.readouterr()}"
    assert value not in told
    assert not any(word in told for word in value.split() if len(word) > 6 and word != "Invented:")
    assert column in told
    assert not list(tmp_path.rglob("current"))


IDENTIFIERS = ("ML1 9ZZ", "07700 900123", "somebody.invented@example.org", "12 Invented Road", "Mrs Inventedname")
UNREAD = ("sha256", "geometry")  # a digest and a shape, both long rows of signs


def test_what_identifies_a_person_is_found_in_every_column_of_every_table(
    deliveries: Path, collected: Collected
) -> None:
    columns = {table: [c for c in parts[0].text.columns if c not in UNREAD] for table, parts in collected.raw.items()}

    def planted_in(table: str) -> Delivered:
        first = collected.raw[table][0]
        few = first.text.iloc[[0] * len(IDENTIFIERS)].reset_index(drop=True)
        return replace(first, text=few.assign(**{column: list(IDENTIFIERS) for column in columns[table]}))

    every = replace(collected, raw={table: [planted_in(table)] for table in collected.raw}, problems=())
    problems = guarded(every, deliveries).collected.problems
    assert not [value for value in IDENTIFIERS if value in repr(problems)]
    for table, column in ((table, column) for table, own in columns.items() for column in own):
        found = [p for p in problems if is_stopping(p) and (p.table, p.column) == (table, column)]
        assert found, f"{table}.{column}"
        assert f"and {len(IDENTIFIERS) - 1} more rows" in found[0].sentence, f"{table}.{column}"
    assert set(collected.raw) | {"survey_results"} == set(TABLES)
    assert sum(map(len, columns.values())) > 80
