"""Published indicators on their way through the lock: what their publisher withheld stays withheld, and small counts too."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data_loaders.indicator_areas import did_not_come, leaving_few
from data_loaders.indicator_rests import rows_that_leave_few
from data_loaders.indicator_times import Time, Times, are_sums

WITHHELD_BY_PUBLISHER = "withheld by its publisher"
TOO_SMALL = "too small to show"  # while it is worked out, and in releases that were published before the next was said
BESIDE_SMALL = "not shown beside one too small to show"
# One sentence for both: that every area were beside a small one, and none small, would tell that a few are in no area.
HIDDEN = "too small to show, or beside one that is"
PUBLISHED = "published"
FIGURES = ["numerator", "denominator", "value", "lower", "upper"]
# Units whose figures are no numbers of people: rates, and times. Whole words, since "persons" and "under 18 years" are counted.
# Whatever has none of them, a blank unit too, is taken for a count.
NO_COUNT = (
    r"%|\bper\b|\bper ?cent|\b(?:rates?|ratios?|shares?|proportions?|index|scores?|means?|averages?|medians?)\b"
    r"|^(?:hour|day|week|month|year)s?\b"
)


KEY = ["indicator_id", "period", "area_code"]  # by which a delivery names a row
PLACE = ["indicator_id", "area_code"]
ONE_DAY = pd.Timedelta(days=1)
SCALE = r"per\s*([\d,]+)"  # "per 1,000 children"; a hundred where nothing else is said
PROPORTION = r"%|per ?cent|\bper\b|\b(?:rates?|ratios?|shares?|proportions?)\b"


def publishable_indicators(
    delivered: pd.DataFrame,
    *,
    k: int,
    before: pd.DataFrame | None = None,
    others: pd.DataFrame | None = None,
    areas: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Drop the figures of every row that would tell of 1 to k−1, and what would give them back. before: the rows that are out.

    A rate with its base gives a count back, so both go; the others of a base are looked at too (798 of 800 are two who are
    not). A whole figure that is no rate is its own count, also where its supplier leaves the count blank. A count that its
    publisher withholds loses its base here; its rate, which is public, stays unless a base of its area that stands in another
    row returns a count below k. Where one area is too small, or its supplier withholds the figure itself, its neighbours go as
    well: only the largest, which holds the others, stays. So do figures of a longer time of the same area, from which the other
    months could be taken, and a time from which, beside shorter ones that lie in it, meet it or overlap it, 1 to k−1 of some days
    follow: of those in question, of their base, or of the others of the base.

    What is out stays as it was, shown or hidden; a figure is corrected where it moves by nobody or by k, and nothing that
    overlaps it or stands beside it is hidden or out. What would have to go and is out takes along all that is new beside it.

    areas: all areas (ref_area). Where an area is counted and some of one level in it, but not all, those that did not come are
    taken for withheld: some publishers leave out the rows that are small, and they would be what the others leave of the whole.
    Where all of one level came and leave 1 to k−1 of the whole, or are as many too many, only the largest figure stays.

    others: the rows that other audiences are shown. They are out like one's own and are shown to nobody here. A figure that is
    another one there than here is not shown, since the two could be subtracted.
    """
    rows = _counted(delivered, k)
    out = rows.iloc[:0] if before is None or before.empty else before.reset_index(drop=True)
    rows, out = _settled(rows, out, k)
    theirs = _shown_to_others(others, out)
    rows.loc[_differs(rows, theirs) & (rows["numerator_status"] == PUBLISHED), "numerator_status"] = BESIDE_SMALL
    parts = [
        theirs.assign(is_out=True, is_own=False),
        out.assign(is_out=True, is_own=True),
        rows.assign(is_out=False, is_own=True),
    ]
    came = pd.concat([part for part in parts if len(part)], ignore_index=True)
    gone = did_not_come(came, areas, _times(came))
    parts.append(gone.assign(numerator_status=WITHHELD_BY_PUBLISHER, **dict.fromkeys(FIGURES, float("nan"))))
    both = pd.concat([part for part in parts if len(part)], ignore_index=True)
    is_out, kept_back = both["is_out"], both["numerator"].isna() & both["value"].isna()
    small = (both["numerator_status"] == TOO_SMALL) & ~is_out
    given = _given_away(both, small | kept_back, areas, k)
    beside = given & ~small & ~kept_back & ~is_out
    both.loc[beside, "numerator_status"] = BESIDE_SMALL
    both.loc[small | beside | (~is_out & (both["numerator_status"] == BESIDE_SMALL)), FIGURES] = float("nan")
    for rate, bases in _returned(both, k):
        is_new = not is_out[rate]
        told = both.index == rate if is_new else bases & ~is_out.to_numpy()
        both.loc[told, "numerator_status"] = TOO_SMALL if is_new else BESIDE_SMALL
        both.loc[told, FIGURES] = float("nan")
    is_hidden = both["numerator_status"].isin((TOO_SMALL, BESIDE_SMALL)) & ~is_out
    both["numerator_status"] = both["numerator_status"].mask(is_hidden, HIDDEN)
    both = both[both.pop("is_own").astype(bool)]
    place = {key: at for at, key in enumerate(_keys(delivered))}
    order = [place.get(key, len(place)) for key in _keys(both)]
    return both.drop(columns="is_out").iloc[np.argsort(order, kind="stable")].reset_index(drop=True)


def _shown_to_others(others: pd.DataFrame | None, out: pd.DataFrame) -> pd.DataFrame:
    """Counts that others are shown and that are not out here with the same figures, once each; a public rate tells of nobody.

    That one is delivered here does not say that it will be shown: it is out until then because it was shown to others.
    """
    if others is None or others.empty:
        return out.iloc[:0]
    shown = others[others["numerator"].notna()]
    own = {_figures(row) for row in out.to_dict("records")}
    is_other = [_figures(row) not in own for row in shown.to_dict("records")]
    return shown[np.array(is_other, dtype=bool)].drop_duplicates([*KEY, "numerator", "denominator"])


def _differs(rows: pd.DataFrame, theirs: pd.DataFrame) -> NDArray[np.bool_]:
    """Which rows others are shown with other figures."""
    told: dict[tuple[object, ...], set[tuple[object, ...]]] = {}
    for row in theirs.to_dict("records"):
        told.setdefault(_figures(row)[: len(KEY)], set()).add(_figures(row))
    own = [_figures(row) for row in rows.to_dict("records")]
    return np.array([bool(told.get(one[: len(KEY)], set()) - {one}) for one in own], dtype=bool)


def _figures(row: Mapping[Hashable, object]) -> tuple[object, ...]:
    name = tuple("" if pd.isna(row[key]) else str(row[key]) for key in KEY)
    return (*name, *(None if pd.isna(row[figure]) else row[figure] for figure in ("numerator", "denominator")))


def _counted(delivered: pd.DataFrame, k: int) -> pd.DataFrame:
    """As delivered, with a count where the figure is one, no base beside a count that is withheld, and which are too small."""
    rows = delivered.copy().reset_index(drop=True)
    for optional in ("numerator", "denominator"):
        if optional not in rows:
            rows[optional] = float("nan")
    rows["numerator"] = rows["numerator"].fillna(rows["value"].where(_is_count(rows)))
    rows["numerator_status"] = PUBLISHED
    withheld = rows["numerator"].isna()
    rows.loc[withheld, "numerator_status"] = WITHHELD_BY_PUBLISHER
    rows.loc[withheld, "denominator"] = float("nan")
    others = rows["denominator"] - rows["numerator"]
    rows.loc[(rows["numerator"] < k) | ((others > 0) & (others < k)), "numerator_status"] = TOO_SMALL
    return rows


def _keys(rows: pd.DataFrame) -> list[tuple[str, ...]]:
    return [tuple(key) for key in rows[KEY].fillna("").astype(str).to_numpy()]


def _settled(rows: pd.DataFrame, out: pd.DataFrame, k: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows that are new, or correct one that is out, and the rows that stay as they are out."""
    was = {key: at for at, key in enumerate(_keys(out))}
    new, gone = [], set[int]()
    for at, key in enumerate(_keys(rows)):
        if key in was and not _may_correct(rows.iloc[at], out.iloc[was[key]], rows, out, k):
            continue
        new.append(at)
        gone |= {was[key]} if key in was else set()
    return rows.iloc[new], out.iloc[[at for at in range(len(out)) if at not in gone]]


def _may_correct(now: pd.Series, was: pd.Series, rows: pd.DataFrame, out: pd.DataFrame, k: int) -> bool:
    """Whether a row may replace its own that is out. A rate whose count is withheld may: it is public."""
    if was["numerator_status"] == WITHHELD_BY_PUBLISHER and now["numerator_status"] == WITHHELD_BY_PUBLISHER:
        return bool(pd.notna(was["value"]) and now["value"] != was["value"])
    if was["numerator_status"] != PUBLISHED or now["numerator_status"] != PUBLISHED:
        return False
    one, other = ((row["numerator"], row["denominator"], row["denominator"] - row["numerator"]) for row in (now, was))
    moved = [abs(a - b) for a, b in zip(one, other, strict=True) if pd.notna(a) and pd.notna(b)]
    return bool(max(moved) > 0 and not any(0 < m < k for m in moved) and _is_alone(now, rows) and _is_alone(was, out))


def _is_alone(row: pd.Series, rows: pd.DataFrame) -> bool:
    """Whether nothing of the same place overlaps a row in time, and nothing of the same time is hidden or too small to be shown."""
    same = rows["indicator_id"] == row["indicator_id"]
    place = rows[same & (rows["area_code"] == row["area_code"])]
    time = rows[same & (_times(rows) == _times(rows)[row.name])]
    overlapping = {"period_start", "period_end"} <= set(rows) and int(_meet(place, row).sum()) > 1
    return not overlapping and bool((time["numerator_status"] == PUBLISHED).all())


def _times(rows: pd.DataFrame) -> pd.Series:
    """What tells the time of each row: its days, however the time is called; and its name where no row of that name has days."""
    named = rows["period"].fillna("").astype(str)
    if not {"period_start", "period_end"} <= set(rows):
        return named
    first, last = (pd.to_datetime(rows[day]).dt.strftime("%Y-%m-%d") for day in ("period_start", "period_end"))
    days = first + " " + last
    return days.fillna(days.groupby([rows["indicator_id"], named]).transform("first")).fillna(named)


def _meet(rows: pd.DataFrame, row: pd.Series) -> pd.Series:
    """Which rows have a day in common with this one."""
    return (rows["period_start"] <= row["period_end"]) & (rows["period_end"] >= row["period_start"])


def _is_count(rows: pd.DataFrame) -> pd.Series:
    """Rows of which the published figure itself is a number of people, cases or things."""
    unit = rows["unit"].fillna("") if "unit" in rows else pd.Series("", index=rows.index)
    return (rows["value"] % 1 == 0) & ~unit.str.casefold().str.contains(NO_COUNT)


def _given_away(rows: pd.DataFrame, hidden: pd.Series, areas: pd.DataFrame | None, k: int) -> pd.Series:
    """What must go with the hidden rows, and with what goes with those, until nothing more follows."""
    hidden = hidden | rows["numerator_status"].isin((TOO_SMALL, BESIDE_SMALL, HIDDEN))
    while True:
        shown = rows[~hidden & rows["numerator"].notna()]
        few = leaving_few(shown, areas, _times(rows)[shown.index], k).reindex(rows.index, fill_value=False)
        going = _beside(rows, hidden) | _around(rows, hidden) | _short(rows, hidden, k) | few
        stays = rows["is_out"] & ~hidden
        more = hidden | (going & ~stays) | (_touching(rows, going & stays) & ~stays)
        # Only then: with what goes for what is hidden at one time, seldom anything is left to other times.
        if more.equals(hidden):
            more = hidden | rows_that_leave_few(shown, areas, k).reindex(rows.index, fill_value=False)
        if more.equals(hidden):
            return hidden
        hidden = more


def _touching(rows: pd.DataFrame, pinned: pd.Series) -> pd.Series:
    """Counts of the same time, or of the same area and a day in common, as one that is out and would have to go."""
    found, times = pd.Series(data=False, index=rows.index), _times(rows)
    for _, row in rows[pinned].iterrows():
        same = rows["indicator_id"] == row["indicator_id"]
        found |= same & (times == times[row.name])
        if {"period_start", "period_end"} <= set(rows):
            found |= same & (rows["area_code"] == row["area_code"]) & _meet(rows, row)
    return found & rows["numerator"].notna()


def _short(rows: pd.DataFrame, hidden: pd.Series, k: int) -> pd.Series:
    """Counts from which, beside those of other times of the same area, 1 to k−1 of some days follow, or as many too many.

    So of the bases, and of those of a base who are not in the count; but for bases that are no sums over time, as a population.
    """
    found = pd.Series(data=False, index=rows.index)
    if not {"period_start", "period_end"} <= set(rows):
        return found
    timed = rows[rows[["numerator", "period_start", "period_end"]].notna().all(axis=1)]
    timed = timed.assign(days=timed["period_end"] - timed["period_start"], is_new=~timed["is_out"])
    for _, own in timed.sort_values(["days", "period_start", "is_new", "period"], kind="stable").groupby(PLACE):
        counted = [_counted_in(own, count) for count in _counts(own, k)]
        known = [Times() for _ in counted]
        for at in own.index[~hidden[own.index]]:
            told = [(already, times[at]) for already, times in zip(known, counted, strict=True) if at in times]
            found[at] = any(already.tell_few_beside(time, k) for already, time in told)
            if rows.loc[at, "is_out"] or not found[at]:
                for already, time in told:
                    already.add(time)
    return found


def _counts(own: pd.DataFrame, k: int) -> list[pd.Series]:
    """What is counted of the times of one place: those in question, and where they are sums, all who are asked about and the others."""
    bases = own["denominator"]
    of_bases = _counted_in(own, bases).values()
    return [own["numerator"], bases, bases - own["numerator"]] if are_sums(of_bases, k) else [own["numerator"]]


def _counted_in(own: pd.DataFrame, count: pd.Series) -> dict[Hashable, Time]:
    """Row → how many of its time, where that is known."""
    days = own["period_start"].dt.normalize(), own["period_end"].dt.normalize() + ONE_DAY
    return {
        at: Time(start, end, float(n)) for at, start, end, n in zip(own.index, *days, count, strict=True) if pd.notna(n)
    }


def _returned(rows: pd.DataFrame, k: int) -> Iterator[tuple[int, NDArray[np.bool_]]]:
    """Rates without a count, and the rows of their area whose printed base makes it a count below k, or all but so few."""
    unit = (rows["unit"].fillna("") if "unit" in rows else pd.Series("", index=rows.index)).str.casefold()
    scale = unit.str.extract(SCALE)[0].str.replace(",", "").replace("", None).astype(float).fillna(100)
    is_rate = rows["numerator"].isna() & rows["value"].notna() & unit.str.contains(PROPORTION)
    for at in np.flatnonzero(is_rate):
        base = rows["denominator"].where(rows["area_code"] == rows["area_code"].iloc[at])
        count = (rows["value"].iloc[at] / scale.iloc[at] * base).round()
        few = ((count < k) | (count > base - k) & (count < base)).to_numpy(dtype=bool)
        if few.any():
            yield int(at), few


def _around(rows: pd.DataFrame, hidden: pd.Series) -> pd.Series:
    """Counts of the same indicator and area whose time holds that of a hidden row, and more."""
    found = pd.Series(False, index=rows.index)
    if not {"period_start", "period_end"} <= set(rows):
        return found
    for _, own in rows.groupby(["indicator_id", "area_code"]):
        inner = own[hidden[own.index]]
        start, end = own["period_start"].to_numpy()[:, None], own["period_end"].to_numpy()[:, None]
        first, last = inner["period_start"].to_numpy(), inner["period_end"].to_numpy()
        holds = (start <= first) & (last <= end) & ((start < first) | (last < end))
        found[own.index] = holds.any(axis=1) & own["numerator"].notna().to_numpy()
    return found


def _beside(rows: pd.DataFrame, small: pd.Series) -> pd.Series:
    """Rows of the same indicator and time as a small one, the largest of them left out; of those as large, the one of the largest base."""
    time = [rows["indicator_id"], _times(rows)]
    has_small = small.groupby(time).transform("any")
    largest = rows["numerator"] == rows["numerator"].groupby(time).transform("max")
    bases = rows["denominator"].fillna(0).where(largest)
    return has_small & ~small & (bases != bases.groupby(time).transform("max"))
