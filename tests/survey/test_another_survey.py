"""A survey from elsewhere, with other names and codes, read with a mapping file and nothing else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from survey_worlds import AREAS, policy

from data_loaders.checks import examine
from data_loaders.sources import collect
from data_loaders.themes.survey import survey

MAPPING = """
[survey_questions]
files = ["codebook.csv"]
columns = { survey_id = "study", question_id = "item", wording = "item text", theme = "domain", scale = "response set", positive_direction = "good end" }
[survey_questions.codes.positive_direction]
low = "FIRST"
high = "LAST"
[survey_questions.manifest]
supplier_agency = "OTHER"
extract_date = "2025-05-01"
audience = "public"

[survey_responses]
files = ["micro*.csv"]
columns = { wave = "sweep", pupil_pseudo_id = "rid", area_code = "lives in", stage = "yeargroup", sex = "gender identity", simd_quintile = "imd5", question_id = "item", response_code = "value", weight = "wt", stratum = "st", cluster = "school no" }
constants = { survey_id = "ELSEWHERE" }
[survey_responses.codes.stage]
Y8 = "S1"
Y9 = "S2"
Y10 = "S3"
[survey_responses.codes.sex]
girl = "F"
boy = "M"
"*" = "OTHER"
[survey_responses.codes.response_code]
"-9" = "NR"
[survey_responses.codes.area_code]
north = "C1"
south = "C3"
[survey_responses.manifest]
supplier_agency = "OTHER"
extract_date = "2025-05-01"
audience = "public"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rng = np.random.default_rng(1)
    count = 900
    codebook = pd.DataFrame({"study": "ELSEWHERE", "item": ["Q1a", "Q1b"], "item text": ["Invented item one", "Invented item two"], "domain": "Invented",
                             "response set": ["1=Never; 2=Sometimes; 3=Often", "1=No; 2=Yes"], "good end": ["low", "high"]})  # fmt: skip
    who = pd.DataFrame({"sweep": "2025", "rid": [f"r{i}x" for i in range(count)], "lives in": rng.choice(["north", "south"], count),
                        "yeargroup": rng.choice(["Y8", "Y9", "Y10"], count), "gender identity": rng.choice(["girl", "boy", "another"], count, p=[0.5, 0.45, 0.05]),
                        "imd5": rng.choice(list("12345"), count), "wt": rng.uniform(0.9, 1.1, count).round(2), "st": "one", "school no": rng.integers(1, 30, count)})  # fmt: skip
    parts = [who.assign(item="Q1a", value=rng.choice(["1", "2", "3", "-9"], count, p=[0.5, 0.3, 0.1, 0.1])),
             who.assign(item="Q1b", value=rng.choice(["1", "2", "-9"], count, p=[0.4, 0.5, 0.1]))]  # fmt: skip
    codebook.to_csv(tmp_path / "codebook.csv", index=False)
    pd.concat(parts).to_csv(tmp_path / "micro data.csv", index=False)
    (tmp_path / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    return tmp_path


def test_a_mapping_file_is_all_it_takes(folder: Path) -> None:
    collected = collect(folder)
    assert not collected.problems
    own = [p for p in examine(collected) if p.table.startswith("survey") and p.severity == "stop"]
    assert own == []
    made = survey({**collected.tables, "ref_area": AREAS}, policy(), None)
    assert not [c for c in made.checks if c.status == "failed"]
    raw = pd.read_csv(folder / "micro data.csv", dtype="str")
    cells = made.tables["survey_cells"].set_index(["question_id", "split", "block", "band"])["n"]
    assert cells[("Q1a", "all", "ALL", "1")] == ((raw["item"] == "Q1a") & (raw["value"] == "1")).sum()
    assert (
        cells[("Q1b", "stage", "S2", "POSITIVE")]
        == ((raw["item"] == "Q1b") & (raw["yeargroup"] == "Y9") & (raw["value"] == "2")).sum()
    )
    bands = made.tables["survey_bands"]
    assert list(bands.query("question_id == 'Q1b' and step == 'sides'").sort_values("position")["label"])[:2] == [
        "Yes",
        "No",
    ]


def test_a_code_that_nobody_mapped_stops_the_river_with_its_place(folder: Path) -> None:
    text = (folder / "mapping.toml").read_text(encoding="utf-8").replace('"-9" = "NR"\n', "")
    (folder / "mapping.toml").write_text(text, encoding="utf-8")
    collected = collect(folder)
    tables = {**collected.tables, "ref_area": AREAS, "missing_episodes": pd.DataFrame({"area_from": []})}
    from data_loaders.checks.survey import answers_have_questions

    found = answers_have_questions(tables)
    assert found
    assert all(p.severity == "stop" and p.column == "response_code" for p in found if p.row)
    assert "-9" not in " ".join(p.sentence for p in found)
    assert "mapping.toml" in found[0].cure
