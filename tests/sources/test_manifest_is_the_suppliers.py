"""`template`, `manifest` and what a data manager does between them: nothing agreed is lost, nothing has to be deleted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from data_loaders.checks import examine
from data_loaders.deliveries.template import write_templates
from data_loaders.problem import is_stopping
from data_loaders.sources import collect
from data_loaders.sources.manifest import Said, write_manifest
from tests.sources.corpus import AREAS, MAPPED, POLICE, text

POLICE_SAID = Said("POLICE", "public", date(2026, 1, 31), date(2025, 1, 1), date(2025, 12, 31))


def manifest(folder: Path) -> pd.DataFrame:
    return pd.read_csv(folder / "manifest.csv", dtype="str", keep_default_na=False).set_index("file")


def test_templates_that_nobody_fills_need_not_be_deleted(tmp_path: Path) -> None:
    write_templates(tmp_path)
    (tmp_path / "ref_area.csv").write_text(AREAS)
    (tmp_path / "missing_episodes.csv").write_text(text())
    made = write_manifest(tmp_path, POLICE_SAID)
    assert sorted(made.new) == ["missing_episodes.csv", "ref_area.csv"]
    collected = collect(tmp_path)
    assert [p.sentence for p in [*collected.problems, *examine(collected)] if is_stopping(p)] == []
    assert sum("empty template" in note for note in collected.notes) > 20


def test_only_some_templates_are_written_and_none_twice(tmp_path: Path) -> None:
    (tmp_path / "ref_area.csv").write_text(AREAS)
    write_templates(tmp_path, ["ref_area", "missing_episodes"])
    assert {file.name for file in tmp_path.glob("*.csv")} == {"ref_area.csv", "missing_episodes.csv", "manifest.csv"}
    assert (tmp_path / "ref_area.csv").read_text() == AREAS


def test_what_is_agreed_stays_when_rows_are_renewed(tmp_path: Path) -> None:
    (tmp_path / "ref_area.csv").write_text(AREAS)
    (tmp_path / "missing_episodes.csv").write_text(text())
    write_manifest(tmp_path, POLICE_SAID)
    agreed = manifest(tmp_path)
    agreed.loc["missing_episodes.csv", ["sharing_agreement", "retention_date", "is_synthetic"]] = [
        "DSA 12",
        "2030-01-31",
        "Y",
    ]
    agreed.reset_index()[["table", "file", *[c for c in agreed.columns if c != "table"]]].to_csv(
        tmp_path / "manifest.csv", index=False
    )
    (tmp_path / "missing_episodes.csv").write_text(text() + "e4,c4,EPISODE,2025-11-01T10:00,,13-15,F,W1\n")
    (tmp_path / "missing_episodes council.csv").write_text(
        text().replace("e1,", "f1,").replace("e2,", "f2,").replace("e3,", "f3,")
    )
    made = write_manifest(
        tmp_path, Said("SOCIAL_WORK", "partnership", date(2026, 2, 1), date(2025, 1, 1), date(2025, 12, 31))
    )
    assert made.new == ("missing_episodes council.csv",)
    assert made.changed == ("missing_episodes.csv",)
    after = manifest(tmp_path)
    kept = after.loc["missing_episodes.csv"]
    assert (
        kept["supplier_agency"],
        kept["sharing_agreement"],
        kept["retention_date"],
        kept["is_synthetic"],
        kept["rows"],
    ) == ("POLICE", "DSA 12", "2030-01-31", "Y", "4")
    assert after.loc["missing_episodes council.csv", "supplier_agency"] == "SOCIAL_WORK"


def test_a_file_whose_mapping_says_it_all_needs_no_row(tmp_path: Path) -> None:
    (tmp_path / "ref_area.csv").write_text(AREAS)
    (tmp_path / "police-2025.csv").write_text(POLICE)
    (tmp_path / "mapping.toml").write_text(MAPPED)
    assert write_manifest(tmp_path, POLICE_SAID).new == ("ref_area.csv",)
    collected = collect(tmp_path)
    assert [p.sentence for p in [*collected.problems, *examine(collected)] if is_stopping(p)] == []
