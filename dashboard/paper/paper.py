"""A paper as plain data: what every format prints, in the same words and figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dashboard.charts.marks import Chart
from dashboard.charts.table import Figure, OnPaper
from dashboard.paper.draft import AuthorNote, Length, Purpose
from dashboard.paper.ground import Ground
from dashboard.words.vocabulary import Standing

INVENTED = "Invented data"
TABLE_ROWS = 20  # a longer table is looked up, not read: it stands in the workbook
QUESTIONS = 5
TWO = 2  # charts that have room on two pages


@dataclass(frozen=True)
class PaperTable:
    """A finding's figures: as people read them, and as numbers for the workbook with the format of each column."""

    columns: tuple[str, ...]
    is_numeric: tuple[bool, ...]
    written: tuple[tuple[str, ...], ...]
    values: tuple[tuple[Figure, ...], ...] = field(repr=False)
    formats: tuple[str, ...]
    on_paper: tuple[OnPaper, ...] = ()  # of each column; all beside each other without it

    @property
    def is_short(self) -> bool:
        return 0 < len(self.written) <= TABLE_ROWS


@dataclass(frozen=True)
class Exhibit:
    """One finding on paper. `svg` is empty where it has no chart: then its table, or a sentence, stands in its place.

    `standing` and `surety`: its one verdict and how sure it is, where it has one.
    """

    key: str
    question: str
    title: str
    subtitle: str
    alt: str
    table: PaperTable
    note: AuthorNote
    questions: tuple[str, ...] = ()
    bear_in_mind: str = ""
    standing: Standing | None = None
    surety: str = ""
    about: tuple[tuple[str, str], ...] = ()
    chart: Chart | None = None
    ground: Ground | None = None
    svg: str = field(default="", repr=False)


@dataclass(frozen=True)
class KeyNumber:
    """`standing`: word, mark and colour of its verdict; `sentence` divides; `svg` is the small chart."""

    label: str
    figure: str
    standing: Standing
    sentence: str
    surety: str
    svg: str = field(repr=False)


@dataclass(frozen=True)
class Head:
    """Council, body and the lines over the title; the author's are empty until they are written."""

    council: str
    body: str
    title: str
    purpose: Purpose
    meeting: str = ""
    item: str = ""
    author: str = ""


@dataclass(frozen=True)
class Paper:
    """`release_id` stands in the properties of a file and nowhere on paper."""

    head: Head
    length: Length
    data_line: str
    as_at: date
    release_id: str
    is_synthetic: bool
    asked: str  # "The Committee is asked to"
    asks: tuple[str, ...]
    numbers: tuple[KeyNumber, ...]
    numbers_note: str
    changed_title: str
    changed: tuple[tuple[str, str], ...]  # what, and the figures that divide it
    mind: tuple[str, ...]
    brief: tuple[tuple[str, str], ...]  # what has one paragraph on two pages: its name, and the paragraph
    exhibits: tuple[Exhibit, ...]
    questions: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]  # title and reason
    method: tuple[str, ...]
    glossary: tuple[tuple[str, str], ...]

    @property
    def source(self) -> str:
        return f"Source: partnership deliveries. {self.data_line}. Figures checked so that no child can be picked out."

    @property
    def is_full(self) -> bool:
        return self.length is Length.FULL

    @property
    def shown(self) -> tuple[Exhibit, ...]:
        return self.exhibits if self.is_full else self.exhibits[:TWO]
