"""What somebody reads out of printed survey figures about schools, with the tables alone and none of the product's code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd
from printed_shares import QUESTION, shares_of_all

VIEW = [*QUESTION, "split"]


def with_bases(cells: pd.DataFrame) -> pd.DataFrame:
    """Adds how many pupils each share is of, and how many were asked: both are sums of printed counts."""
    block = [*VIEW, "block"]
    asked = cells.groupby(block)["n"].transform("sum")
    put = cells["n"].where(cells["band"] != "NA", 0).groupby([cells[c] for c in block]).transform("sum")
    said = cells["n"].where(~cells["band"].isin(["NR", "NA"]), 0).groupby([cells[c] for c in block]).transform("sum")
    base = said.mask(cells["band"] == "NR", put).mask(cells["band"] == "NA", asked)
    everybody = cells[cells["split"] == "all"].groupby(QUESTION)["n"].sum().rename("everybody")
    return cells.assign(base=base, asked=asked).join(everybody, on=QUESTION)


def effects(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Of each cell the least and the most that its error can be worth beside that of as many pupils drawn by themselves."""
    read = with_bases(tables["survey_cells"]).join(shares_of_all(tables), on=[*QUESTION, "band"])
    share = (read["n"] / read["base"]).mask(read["split"] == "all", read["share"])
    simple = share * (1 - share) / (read["base"] - 1)
    error, half = read["se_pct"] / 100, 0.000051
    return read.assign(least=(error - half) ** 2 / simple, most=(error + half) ** 2 / simple)


def cells_of_their_own(tables: Mapping[str, pd.DataFrame]) -> list[object]:
    """Views in which errors of different cells cannot have one effect: at least one of them tells of its own cell's schools."""
    read = effects(tables).groupby(VIEW).agg(least=("least", "max"), most=("most", "min"))
    return list(read.index[read["least"] > read["most"]])


def too_many_classes(cells: pd.DataFrame, k: int) -> Iterator[object]:
    """Groups of which there are more classes than k pupils each would fill, if what stands beside them is of their own classes."""
    read = with_bases(cells)
    known = read[["degrees"]].assign(pupils=read["everybody"])
    is_own = read["degrees"] != read[["base"]].sub(1)["base"].clip(
        upper=read.groupby(QUESTION)["degrees"].transform("max")
    )
    known["pupils"] = known["pupils"].mask(is_own, read["asked"])
    for at in known.index[(known["degrees"] + 1) * k > known["pupils"]]:
        yield tuple(read.loc[at, [*VIEW, "block"]])
