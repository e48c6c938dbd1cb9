"""What is declared of published tables, and what becomes of a table that nobody declared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from data_loaders.lock.manifest import AUDIENCE_FLOOR, Audit, Check
from data_loaders.lock.tables import DECLARED, RECOUNT, WHOLE, declarations, missing_checks, problem_of
from data_loaders.published import NOBODY, TABLES
from data_loaders.published.continuity import check_vintage
from data_loaders.published.declared import check_declarations
from data_loaders.published.dictionary import release_text
from data_loaders.published.kinds import Code, CountOrBlank
from data_loaders.published.recount import RECOUNTS, recount_checks
from data_loaders.published.recount.comparison import Recount, difference
from data_loaders.published.recount.evidence import Evidence
from data_loaders.published.rules import FloorInWords
from data_loaders.published.table import GoesOn, PublishedTable

ROOT = Path(__file__).resolve().parents[2]
STATUS = ("published", "withheld")
FEW = PublishedTable(
    name="few",
    of_what="An invented row.",
    columns={
        "n": CountOrBlank(of="children", whose="invented", status="status", blank_when=("withheld",)),
        "status": Code(allowed=STATUS),
    },
    who="children",
    why="An invented reason.",
    goes_on=GoesOn.APPEND,
)
FLOORS = {"invented": 5}


def few(*numbers: float) -> pd.DataFrame:
    n = pd.Series(numbers, dtype="float64")
    return pd.DataFrame({"n": n, "status": n.isna().map({True: "withheld", False: "published"}).astype("str")})


def test_every_declared_table_has_its_recount_and_no_other_has() -> None:
    assert set(RECOUNTS) == set(TABLES)


def test_every_declaration_says_who_and_why() -> None:
    assert all(t.who and t.why.endswith(".") and t.of_what.endswith(".") for t in TABLES.values())
    assert {t.who for t in TABLES.values()} > {NOBODY, "children"}


def test_tables_that_go_on_row_by_row_name_their_rows() -> None:
    assert [t.name for t in TABLES.values() if t.goes_on in (GoesOn.APPEND, GoesOn.RENEW) and not t.keys] == []


def test_a_table_that_nobody_declared_is_no_table() -> None:
    frame = pd.DataFrame({"n": [50]})
    assert "declared nowhere" in str(problem_of("children_by_name", frame, declarations(()), {}))
    assert check_declarations({}, {"children_by_name": frame}, {}).status == "failed"


def test_a_declared_table_that_is_missing_is_said_to_be() -> None:
    assert "few is missing" in check_declarations({"few": FEW}, {}, FLOORS).reason


def test_a_table_without_a_recount_is_not_published() -> None:
    evidence = Evidence(delivered={}, published={"few": few(12.0)}, previous={}, policy=None, covered={})  # type: ignore[arg-type]
    (check,) = recount_checks({"few": FEW}, evidence)
    assert check.status == "failed"
    assert "has no recount" in check.reason


@pytest.mark.parametrize(
    ("number", "problem"),
    [(4.0, "below 5"), (1.0, "below 5"), (0.0, "below 5"), (5.5, "below 5"), (5.0, ""), (12.0, "")],
)
def test_a_count_keeps_its_floor(number: float, problem: str) -> None:
    assert problem in str(FEW.problem(few(12.0, number), FLOORS) or "")
    assert bool(problem) == bool(FEW.problem(few(12.0, number), FLOORS))


def test_withheld_is_blank_with_a_status_and_nothing_else() -> None:
    assert FEW.problem(few(12.0, float("nan")), FLOORS) is None
    assert "withheld without a status" in str(FEW.problem(few(12.0, float("nan")).assign(status="published"), FLOORS))
    assert "withheld without a status" in str(FEW.problem(few(12.0, 7.0).assign(status="withheld"), FLOORS))


def test_a_measure_that_tells_no_number_beside_its_figure_is_refused_with_a_sentence() -> None:
    row = {
        "key": "abcdefghijkl",
        "month": pd.Timestamp(2025, 1, 1),
        "measure": "INCIDENTS",
        "scale": "COUNT",
        "value": 12.0,
    }
    frame = pd.DataFrame({**row, "told": ["12", ""]})[list(TABLES["context_measures"].columns)]
    frame["month"] = frame["month"].astype("datetime64[s]")
    assert TABLES["context_measures"].problem(frame.iloc[:1], {}) is None
    assert "another number than its figure" in str(TABLES["context_measures"].problem(frame, {}))


def test_a_code_with_two_names_is_refused() -> None:
    rows = [("one.agency", "A", "An agency", 0), ("two.agency", "A", "An agency", 0), ("two.other", "A", "Other", 0)]
    frame = pd.DataFrame(rows, columns=["column", "code", "label", "position"])
    assert TABLES["labels"].problem(frame, {}) is None
    frame.loc[1, "label"] = "Another name"
    assert "the code A of agency by two names" in str(TABLES["labels"].problem(frame, {}))


def test_a_number_told_as_a_text_keeps_its_floor() -> None:
    rule = FloorInWords("network", "invented")
    assert rule.problem(pd.DataFrame({"network": ["12", "fewer than 5", "not known"]}), FLOORS) is None
    assert "below 5" in str(rule.problem(pd.DataFrame({"network": ["12", "4"]}), FLOORS))
    assert "names no floor" in str(rule.problem(pd.DataFrame({"network": ["12"]}), {}))


def test_a_count_whose_floor_the_release_does_not_name_is_refused() -> None:
    assert "names no floor" in str(FEW.problem(few(12.0), {}))


def test_an_audit_that_leaves_out_a_recount_is_not_whole() -> None:
    checks = tuple(Check(name=name, subject="whole release", status="passed", reason="") for name in WHOLE)
    audit = Audit(audience="partnership", policy_sha256="", tables_sha256={}, checks=checks)
    assert missing_checks(audit, {"few": ""}) == ["recount of few"]
    whole = audit.model_copy(
        update={"checks": (*checks, Check(name=RECOUNT, subject="few", status="passed", reason=""))}
    )
    assert missing_checks(whole, {"few": ""}) == []
    assert missing_checks(whole.model_copy(update={"checks": whole.checks[1:]}), {"few": ""}) == [DECLARED]


def test_rows_that_were_published_stay_where_they_are_declared_to() -> None:
    before = SimpleNamespace(id="2026-01-01-invented", frames={"few": few(12.0, 7.0)})
    assert check_vintage({"few": FEW}, {"few": few(12.0, 7.0, 9.0)}, before, None).status == "passed"
    assert check_vintage({"few": FEW}, {"few": few(12.0, 8.0)}, before, None).status == "failed"
    assert check_vintage({"few": FEW}, {}, before, None).status == "failed"
    anew = replace(FEW, goes_on=GoesOn.ANEW)
    assert check_vintage({"few": anew}, {"few": few(12.0, 8.0)}, before, None).status == "passed"


def test_a_table_that_is_kept_whole_is_empty_only_where_nothing_of_it_was_delivered() -> None:
    """A month without a file stops nothing, and a table that was lost on the way does."""
    kept, was = replace(FEW, goes_on=GoesOn.KEEP), few(12.0, 7.0)
    before = SimpleNamespace(id="2026-01-01-invented", frames={"few": was})
    assert check_vintage({"few": kept}, {"few": few()}, before, None).status == "passed"
    assert check_vintage({"few": kept}, {"few": few(12.0)}, before, None).status == "failed"
    assert check_vintage({"few": FEW}, {"few": few()}, before, None).status == "failed"
    evidence: Any = SimpleNamespace(published={"few": few()}, previous={"few": was})
    assert difference(kept, Recount("Invented.", lambda _: few()), evidence) is None
    assert difference(kept, Recount("Invented.", lambda _: was), evidence) is not None


def test_the_dictionary_of_a_release_is_the_one_that_the_product_prints() -> None:
    assert (ROOT / "docs" / "release.md").read_text(encoding="utf-8") == release_text()


def test_floors_of_audiences_are_in_the_code() -> None:
    assert AUDIENCE_FLOOR == {"partnership": 5, "public": 10}
