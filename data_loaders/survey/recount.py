"""Checks of what is about to be published, from the delivered rows or from the published tables alone.

The proof that they stand for. (1) Inside one grid the cells do not overlap and each holds at least k pupils, so what two
filters differ by is a union of cells: nobody, or at least k. (2) All grids of a question use one ladder of answers and one tree
for each split; given an answer, what is known of different splits are their margins alone, and for every combination of their
groups there is a table that fits all of them and puts the smaller of the two margins, at least k, into it. (3) Bases of two
questions differ, in every group shown, by nobody or by at least k pupils. (4) What two splits and all other questions tell
together is attacked cell by cell (`attack.py`).
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from data_loaders.release import Check
from data_loaders.survey.scales import NAMED, SILENT

VIEW = ["survey_id", "wave", "question_id", "split"]
VALUE = {"stage": "stage", "sex": "sex", "simd": "simd_quintile"}


def check_floor(made: dict[str, pd.DataFrame], k: int) -> Check:
    """Every published view is a full grid of its blocks and bands, and every cell holds at least k pupils."""
    views, cells, bands = made["survey_views"], made["survey_cells"], made["survey_bands"]
    shown = views[views["status"] == "published"]
    wrong, of_view = list[str](), dict(iter(cells.groupby(VIEW)))
    of_step = bands.groupby(["survey_id", "wave", "question_id", "step"])["band"].agg(frozenset)
    for view in shown.itertuples():
        key = (view.survey_id, view.wave, view.question_id, view.split)
        own = of_view.get(key, cells.iloc[:0])
        wanted = of_step[(view.survey_id, view.wave, view.question_id, view.step)]
        grid = own.groupby("block")["band"].agg(frozenset)
        is_full = len(own) > 0 and bool((grid == wanted).all()) and not own.duplicated(["block", "band"]).any()
        if not is_full or (own["n"] < k).any() or (view.split != "all" and len(grid) < 2):
            wrong.append(f"{view.question_id} by {view.split}")
    stray = len(cells) - sum(len(of_view[tuple(key)]) for key in shown[VIEW].to_numpy() if tuple(key) in of_view)
    if stray:
        wrong.append("cells of a view that is not published")
    return _check(
        "survey floor",
        wrong,
        f"Every view is a full grid of cells of at least {k} pupils, those who did not answer included.",
        len(cells),
    )


def check_bases(made: dict[str, pd.DataFrame], k: int) -> Check:
    """Whoever subtracts the base of one question from that of another finds nobody, or at least k pupils."""
    cells = made["survey_cells"]
    base = cells.groupby([*VIEW, "block"], as_index=False)["n"].sum()
    wrong = list[str]()
    for (_, wave, split, block), rows in base.groupby(["survey_id", "wave", "split", "block"]):
        sizes = sorted(rows["n"].unique())
        if any(0 < b - a < k for a, b in pairwise(sizes)):
            wrong.append(f"{split} {block} in {wave}")
    return _check(
        "survey bases",
        wrong,
        f"Bases of different questions differ by nobody or by at least {k} pupils in every group.",
        len(base),
    )


def check_counts(made: dict[str, pd.DataFrame], responses: pd.DataFrame, questions: pd.DataFrame) -> Check:
    """Counts again, row by row of the delivery. Pupils of whom a group is not known may stand in any one group of a view."""
    wrong, tried = set[str](), 0
    bands, blocks = made["survey_bands"], made["survey_blocks"]
    leaves = {key: set(rows["leaf"]) for key, rows in blocks.groupby(["survey_id", "wave", "split", "block"])}
    steps = made["survey_views"].set_index(VIEW)["step"]
    delivered = {key: _delivered(rows) for key, rows in responses.groupby(["survey_id", "wave", "question_id"])}
    labels = {key: list(rows["band"]) for key, rows in bands.groupby(["survey_id", "wave", "question_id", "step"])}
    for key, cells in made["survey_cells"].groupby(VIEW):
        survey, wave, question, split = key
        rows = delivered[(survey, wave, question)]
        put = questions[(questions["survey_id"] == survey) & (questions["question_id"] == question)]
        put = put[put["wave"].isin(["", wave])].sort_values("wave", ascending=False)
        of_band = _codes_of(labels[(survey, wave, question, steps[key])], put)
        without_row = max(0, int(cells["n"].sum()) - len(rows["code"]))
        of_block = {block: leaves[(survey, wave, split, block)] for block in cells["block"].unique()}
        anywhere = set().union(*of_block.values())
        values = rows[VALUE.get(split, "area_code")]
        masks = {band: np.isin(rows["code"], sorted(codes)) for band, codes in of_band.items()}
        inside = {block: np.isin(values, sorted(codes)) | (split == "all") for block, codes in of_block.items()}
        vague = ~np.isin(values, sorted(anywhere)) & (split != "all")
        for cell in cells.itertuples():
            tried += 1
            known = int((masks[cell.band] & inside[cell.block]).sum())
            more = int((masks[cell.band] & vague).sum()) + (without_row if "NR" in of_band[cell.band] else 0)
            if not known <= cell.n <= known + more:
                wrong.add(f"{question} by {split}")
    return _check("survey recount", sorted(wrong), "Every count is that of the delivered rows.", tried)


def check_kept(made: dict[str, pd.DataFrame], before: dict[str, pd.DataFrame]) -> Check:
    """What an earlier release says of a wave stands in this one, word for word."""
    wrong = [
        name
        for name, old in before.items()
        if old.to_csv(index=False) != _of_waves(made[name], old).to_csv(index=False)
    ]
    return _check(
        "survey vintage", wrong, "Waves that were published before are as they were.", sum(map(len, before.values()))
    )


def _of_waves(frame: pd.DataFrame, old: pd.DataFrame) -> pd.DataFrame:
    waves = set(zip(old["survey_id"], old["wave"], strict=True))
    is_old = [key in waves for key in zip(frame["survey_id"], frame["wave"], strict=True)]
    return frame[is_old]


def _delivered(rows: pd.DataFrame) -> dict[str, np.ndarray]:
    code = rows["response_code"].mask(rows["response_code"].isin(SILENT), "NR")
    columns = ("stage", "sex", "simd_quintile", "area_code")
    return {"code": code.to_numpy(dtype=str), **{c: rows[c].to_numpy(dtype=str) for c in columns}}


def _codes_of(bands: list[str], question: pd.DataFrame) -> dict[str, set[str]]:
    """Band → delivered codes: a second way, straight from the delivered scale, that does not use `Scale`."""
    text = NAMED.get(question["scale"].iloc[0].strip(), question["scale"].iloc[0])
    codes = [part.partition("=")[0].strip() for part in text.split(";") if part.strip()]
    if question["positive_direction"].iloc[0] == "LAST":
        codes = codes[::-1]
    half = len(codes) // 2
    good, middle, bad = codes[:half], codes[half : len(codes) - half], codes[len(codes) - half :]
    parts = {
        "POSITIVE": good,
        "NEGATIVE": bad,
        "NEITHER": middle,
        "BETWEEN": [*middle, "NR"],
        "REST": [*middle, *bad, "NR"],
    }
    return {band: set(parts.get(band, [band])) for band in bands}


def _check(name: str, wrong: list[str], right: str, tried: int) -> Check:
    return Check(
        name=name, subject="survey", status="failed" if wrong else "passed",
        reason=f"Not so: {'; '.join(wrong[:5])}." if wrong else right, tried=tried,
    )  # fmt: skip
