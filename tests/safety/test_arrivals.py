"""In which month a record counts, and what is remembered of it. All records are invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd
import pytest

from data_loaders.facts import FACTS
from data_loaders.facts.incidents import groups
from data_loaders.safety.arrivals import arrived, counted_records, forgotten, keyed, next_state, settled
from data_loaders.safety.calendar import month_number
from data_loaders.safety.ledger import Counted

SECRET = b"s" * 32
MARCH = month_number(date(2026, 3, 1))


def facts(*rows: tuple[str, str, str], sex: str = "F") -> pd.DataFrame:
    """record, child, start: with what the history of a child needs, and one column that is counted."""
    made = pd.DataFrame(rows, columns=["record", "child_pseudo_id", "start_dt"])
    start = pd.to_datetime(made["start_dt"]).dt.tz_localize("Europe/London")
    return made.assign(start_dt=start, counting_unit="EPISODE", sex=sex, day_kind="SCHOOL_DAY", repeat_band="FIRST",
                       year_band="ONCE")  # fmt: skip


def after(delivered: pd.DataFrame, before: Counted | None, last: int) -> tuple[pd.DataFrame, Counted]:
    known = keyed("missing", delivered, SECRET)
    made = counted_records("missing", known, before, {})
    return made, next_state("missing", made, before, last=last)


def months(made: pd.DataFrame) -> list[str]:
    return sorted(made["start_dt"].dt.strftime("%Y-%m"))


BEFORE = [("a", "x", "2026-02-03T10:00"), ("b", "y", "2026-03-30T02:30")]


def test_a_late_record_counts_in_the_first_month_that_is_not_out_on_the_same_weekday_and_hour() -> None:
    _, out = after(facts(*BEFORE), None, MARCH)
    made, _ = after(facts(*BEFORE, ("late", "z", "2026-01-28T23:15")), out, MARCH)
    assert months(made) == ["2026-02", "2026-03", "2026-04"]
    late = made["start_dt"].iloc[-1]
    assert (late.strftime("%A %H:%M"), late.month) == ("Wednesday 23:15", 4)


@pytest.mark.parametrize("day", range(1, 32))
def test_a_late_day_stays_in_the_month_that_is_published(day: int) -> None:
    made = arrived("missing", facts(("late", "z", f"2026-01-{day:02}T12:00")), month_number(date(2026, 2, 1)), {})
    moved = made["start_dt"].iloc[0]
    assert (moved.year, moved.month, moved.day_name()) == (2026, 2, pd.Timestamp(2026, 1, day).day_name())


def test_what_has_counted_counts_as_it_did_when_it_is_corrected() -> None:
    _, out = after(facts(*BEFORE), None, MARCH)
    made, _ = after(facts(("a", "x", "2026-01-03T10:00"), BEFORE[1], sex="M"), out, MARCH)
    assert months(made) == ["2026-02", "2026-03"]
    assert set(made["sex"]) == {"F"}


def test_what_is_erased_stays_counted_and_nothing_leads_to_it() -> None:
    _, out = after(facts(*BEFORE), None, MARCH)
    gone = set(keyed("missing", facts(BEFORE[0]), SECRET)[["record", "child_pseudo_id"]].iloc[0])
    made, later = after(facts(BEFORE[1]), erased(out, BEFORE[:1], BEFORE[1:]), MARCH)
    assert months(made) == ["2026-02", "2026-03"]
    assert not gone & set(later.rows[["record", "child_pseudo_id"]].to_numpy().ravel())
    again, _ = after(facts(*BEFORE), later, MARCH)
    assert months(again) == ["2026-02", "2026-03"], "it came back and counted twice"


def test_an_erased_child_stays_one_child() -> None:
    """Four records of one child are not four children once it is gone: a cell of them would look safe."""
    four = [(f"r{n}", "x", f"2026-02-{n + 1:02}T10:00") for n in range(4)]
    _, out = after(facts(*four, BEFORE[1]), None, MARCH)
    made, _ = after(facts(BEFORE[1]), erased(out, four, BEFORE[1:]), MARCH)
    assert made["child_pseudo_id"].nunique() == 2


def test_a_child_that_is_erased_loses_the_keys_of_records_that_were_not_delivered_then() -> None:
    _, out = after(facts(*BEFORE, ("c", "x", "2026-02-20T10:00")), None, MARCH)
    later = erased(out, BEFORE[:1], BEFORE[1:])
    keys = keyed("missing", facts(("c", "x", "2026-02-20T10:00")), SECRET)
    assert not later.rows["record"].isin(keys["record"]).any()
    assert set(keys["record"]) <= later.gone
    assert later.rows["child_pseudo_id"].nunique() == 2


FOUR = [(f"r{n}", f"c{n}", f"2026-02-{n + 10}T10:00") for n in range(4)]


def test_a_child_that_is_not_in_one_delivery_is_the_same_child_when_it_comes_again() -> None:
    """Four children, one of them twice. With a fifth, who is the first once more, a floor of five would be met by four."""
    _, first = after(facts(*FOUR), None, month_number(date(2026, 2, 1)))
    without, second = after(facts(*FOUR[1:]), first, MARCH)
    assert len(without) == 4
    made, third = after(facts(*FOUR, ("new", "c0", "2026-04-05T10:00")), second, MARCH + 1)
    assert (len(made), made["child_pseudo_id"].nunique()) == (5, 4)
    assert made["repeat_band"].iloc[-1] == "2_TO_3"
    assert set(third.rows["record"]) == set(
        keyed("missing", facts(*FOUR, ("new", "c0", "2026-04-05T10:00")), SECRET)["record"]
    )
    assert not third.gone


def test_an_incident_that_does_not_come_holds_its_children_together() -> None:
    """One of two children and one of the second and a third are of one group; without the first, it is no second group."""
    _, out = counted_incidents({"i1": "a|b", "i2": "b|c", "i3": "d"}, None)
    made, later = counted_incidents({"i2": "b|c", "i3": "d"}, out)
    assert made["group"].nunique() == 2
    again, _ = counted_incidents({"i1": "a|b", "i2": "b|c", "i3": "d", "i4": "c"}, later)
    assert (len(again), again["group"].nunique()) == (4, 2)


def counted_incidents(named: dict[str, str], before: Counted | None) -> tuple[pd.DataFrame, Counted]:
    """Incidents of March: each with its children."""
    rows = pd.DataFrame({"record": [*named], "occurred_date": pd.Timestamp("2026-03-05")})
    known = keyed("incidents", rows.assign(group=groups(pd.Series(named.values()), rows["record"])), SECRET)
    made = counted_records("incidents", known, before, {})
    return made, next_state("incidents", made, before, last=MARCH)


def erased(out: Counted, gone: Sequence[tuple[str, str, str]], left: Sequence[tuple[str, str, str]]) -> Counted:
    went, stays = keyed("missing", facts(*gone), SECRET), keyed("missing", facts(*left), SECRET)
    records, persons = set(went["record"]), set(went["child_pseudo_id"])
    return forgotten("missing", out, records=records, persons=persons, delivered=set(stays["record"]))


def test_how_often_follows_what_counts() -> None:
    _, out = after(facts(*BEFORE), None, MARCH)
    made, _ = after(facts(*BEFORE, ("late", "x", "2026-01-05T10:00"), ("new", "x", "2026-04-20T10:00")), out, MARCH)
    assert made["repeat_band"].tolist() == ["FIRST", "FIRST", "2_TO_3", "2_TO_3"]
    assert made["year_band"].tolist() == ["ONCE", "ONCE", "2_TO_3", "2_TO_3"]


def test_months_that_have_not_settled_wait() -> None:
    period = (date(2023, 4, 1), date(2026, 3, 31))
    assert settled(period, date(2026, 4, 20), 0) == period
    assert settled(period, date(2026, 4, 20), 1)[1] == date(2026, 2, 28)
    assert settled(period, date(2026, 4, 20), 2)[1] == date(2026, 1, 31)
    assert settled(period, date(2026, 8, 1), 2) == period


def test_the_ledger_holds_months_that_are_out_alone() -> None:
    _, out = after(facts(*BEFORE, ("new", "z", "2026-04-20T10:00")), None, MARCH)
    assert len(out.rows) == 2
    assert np.all(out.rows["start_dt"].dt.month <= 3)
    assert set(FACTS) == {"missing", "incidents"}, (
        "a new kind of record needs its own say in facts.AGAIN and OF_THE_DAY"
    )
