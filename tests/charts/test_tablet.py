"""On a tablet a name has two lines at most beside its charts, or a line of its own above them."""

from __future__ import annotations

from dataclasses import replace

from samples import rows

from dashboard.charts.rows import Column, Group, Interval, Row, Rows, Words
from dashboard.draw.table_html import rows_html
from dashboard.draw.tablet import columns_below, is_crowded
from dashboard.words.vocabulary import Standing

COLUMNS = (
    Column("What was done"),
    Column("Before → after", 100, "right"),
    Column("Against", 220),
    Column("Verdict", 150),
)
LONG = "Guardians, Airdrie North: north-east, east and centre"


def of(name: str, note: str = "", columns: tuple[Column, ...] = COLUMNS) -> Rows:
    cells = (Words("", name, note), Words("97"), Interval(1.0, 0.5, 2.0), Standing("no-change"))
    return Rows(columns, (Group("", (Row(cells[: len(columns)]),)),), "a")


def test_a_name_without_room_stands_above_its_charts() -> None:
    assert not is_crowded(of("Airdrie"))
    assert is_crowded(of(f"{LONG} and the streets around it"))
    assert is_crowded(
        of("Airdrie", "from January 2025, led by Social work. Elsewhere: Coatbridge, where lighting began in May 2025.")
    )
    assert not is_crowded(of(LONG, columns=COLUMNS[:2]))  # nothing is drawn beside it


def test_charts_keep_their_width_and_the_last_column_takes_what_is_left() -> None:
    assert columns_below(of("Airdrie")) == "minmax(0,112px) 232px minmax(0,1fr)"
    at_the_right = of("Airdrie", columns=(*COLUMNS[:3], Column("n", 60, "right")))
    assert columns_below(at_the_right).endswith("232px minmax(0,72px)")


def test_low_rows_have_a_layout_of_their_own() -> None:
    crowded = of(f"{LONG} and the streets around it")
    assert 'rows tall crowded"' in rows_html(crowded)
    assert "--below:minmax(0,112px) 232px minmax(0,1fr)" in rows_html(crowded)
    assert "crowded" not in rows_html(replace(crowded, row_height=24.0))
    assert "--below" not in rows_html(replace(rows(), row_height=24.0))
