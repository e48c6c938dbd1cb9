"""What a release says of itself: its manifest and its audit, as models that refuse what they do not know."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

TIME_UNITS = ("month", "quarter", "half_year", "year", "all")
TimeUnit = Literal["month", "quarter", "half_year", "year", "all"]
# Floors are in the code, not in the policy: a data manager can be stricter than these and never weaker.
AUDIENCE_FLOOR = {"partnership": 5, "public": 10}


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Check(Strict):
    """One thing the audit tried: what, against what, and what came of it."""

    name: str
    subject: str
    status: Literal["passed", "failed", "not applicable"]
    reason: str
    tried: int = 0


class Audit(Strict):
    audience: str
    policy_sha256: str
    tables_sha256: dict[str, str]
    checks: tuple[Check, ...]

    @property
    def is_passed(self) -> bool:
        return bool(self.checks) and all(check.status != "failed" for check in self.checks)


class Source(Strict):
    """Where a delivered table came from.

    `known`: column → whether it is filled in for less than half of the rows (of a counted table: of those in its figures), as it was
    when it was first said. `rows_about`, `not_counted_about`: in earlier releases only; a rounded number of rows beside a published
    total told of a few.
    """

    table: str
    supplier: str
    extract_date: date
    period_start: date | None
    period_end: date | None
    rows_about: str = ""
    not_counted_about: str = ""
    known: dict[str, str] = Field(default_factory=dict)
    definition_version: str
    sharing_agreement: str
    retention_date: date | None
    next_due: date | None = None  # releases that were published before it was asked for do not say it


class ViewEntry(Strict):
    """One full grid of exact counts. `cut` maps each dimension to the step of its one nested hierarchy."""

    dataset: str
    name: str
    status: Literal["published", "withheld"]
    reason: str
    dimensions: dict[str, str]  # dimension → level asked for (an area level, or "each")
    cut: dict[str, int]
    time_unit: TimeUnit | None
    period_start: date | None
    period_end: date | None
    cells: int
    merges: tuple[str, ...]
    children: Literal["published", "withheld", "not wanted"]
    children_reason: str

    @property
    def table(self) -> str:
        return f"{self.dataset}.{self.name}"


class Dataset(Strict):
    name: str
    title: str
    counts: str  # what one unit of n is, in the plural: "episodes"
    protected: str  # who is protected, in the plural: "children"
    k: int
    dominance: float
    held: str  # what was held back for the next re-basing, in words that give no small number away
    dimension_titles: dict[str, str]
    is_ordered: dict[str, bool]
    history_months: dict[str, int]  # dimension → months of records that it looks back on; 0 for most
    unfilled: tuple[
        str, ...
    ]  # dimensions that nobody filled in, or for fewer than k: not delivered, which is not withheld


class Manifest(Strict):
    format: int
    audience: str
    audience_title: str
    council: str
    as_at: date
    is_synthetic: bool
    previous: str | None
    rebased: str | None  # why, when the series was deliberately begun afresh
    policy_sha256: str
    year_starts: int  # month with which the quarters, half-years and years of all views begin
    versions: dict[str, str]
    sources: tuple[Source, ...]
    floors: dict[
        str, int
    ]  # whose floor (guardians, survey, audits …) → the least number that is shown; datasets name their own
    datasets: tuple[Dataset, ...]
    views: tuple[ViewEntry, ...]
    notices: tuple[str, ...]
    tables_sha256: dict[str, str]
    audit_sha256: str
