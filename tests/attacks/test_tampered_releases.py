"""A release that somebody changed does not open: not by a byte, a file, a number or a pointer."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from worlds import World, build, edit

from data_loaders.publish import publish
from data_loaders.release import ReleaseRefusedError, current_id, digest, open_release
from tests.kept import few_views, keep_only

pytestmark = pytest.mark.attack


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a release in force, and beside the store the release that was in force before it."""
    folder = tmp_path_factory.mktemp("two")
    deliveries = keep_only(
        build(World(801, 400), folder), {"missing_episodes", "return_discussions", "school_terms", "events"}
    )
    whole = {"out": folder / "out", "policy_file": few_views(folder), "audience": "partnership"}
    earlier = publish(deliveries, **whole)
    shutil.copytree(earlier.path, folder / "earlier")
    edit(deliveries, lambda rows: rows.assign(label="An invented event"), table="events")
    publish(deliveries, **whole)
    return folder


@pytest.fixture
def store(two: Path, tmp_path: Path) -> Path:
    shutil.copytree(two / "out", tmp_path / "out")
    return tmp_path / "out"


def folder_of(store: Path) -> Path:
    return store / "partnership" / current_id(store, "partnership")


def refused(store: Path, identifier: str | None = None) -> str:
    with pytest.raises(ReleaseRefusedError) as told:
        open_release(store, "partnership", identifier)
    return str(told.value)


def test_the_release_opens_as_it_is(store: Path) -> None:
    assert open_release(store).manifest.previous


@pytest.mark.parametrize("where", [0.001, 0.3, 0.7, 0.999])
@pytest.mark.parametrize(
    "name", ["manifest.json", "audit.json", "tables/areas.parquet", "tables/missing_episodes.total.parquet"]
)
def test_one_byte(store: Path, name: str, where: float) -> None:
    file = folder_of(store) / name
    raw = bytearray(file.read_bytes())
    raw[int(where * len(raw))] ^= 1
    file.write_bytes(bytes(raw))
    assert "publish again" in refused(store).lower()


@pytest.mark.parametrize(
    "name", ["manifest.json", "audit.json", "tables/places.parquet", "tables/missing_episodes.total.parquet"]
)
def test_a_deleted_file(store: Path, name: str) -> None:
    (folder_of(store) / name).unlink()
    assert "is missing" in refused(store)


def test_an_older_audit_in_place_of_a_newer(store: Path, two: Path) -> None:
    shutil.copy(two / "earlier" / "audit.json", folder_of(store) / "audit.json")
    assert "is not the audit of this release" in refused(store)


def test_an_older_table_in_place_of_a_newer(store: Path, two: Path) -> None:
    before = pd.read_parquet(two / "earlier" / "tables" / "missing_episodes.total.parquet")
    before.iloc[:-1].to_parquet(folder_of(store) / "tables" / "missing_episodes.total.parquet")
    assert "is not as it was published" in refused(store)


def test_an_added_table(store: Path) -> None:
    shutil.copy(
        folder_of(store) / "tables" / "areas.parquet",
        folder_of(store) / "tables" / "missing_episodes.every_child.parquet",
    )
    assert "is no table of this release" in refused(store)


def test_two_tables_exchanged(store: Path) -> None:
    one, other = (folder_of(store) / "tables" / f"missing_{n}.total.parquet" for n in ("episodes", "reports"))
    raw = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(raw)
    assert "is not as it was published" in refused(store)


@dataclass(frozen=True)
class Forgery:
    folder: Path
    manifest: dict[str, Any]
    audit: dict[str, Any]


def forged(store: Path, change: Callable[[Forgery], None]) -> Path:
    """Change what one likes and work every digest out anew, but for the name of the release, which is its own digest."""
    folder = folder_of(store)
    manifest, audit = (json.loads((folder / n).read_text(encoding="utf-8")) for n in ("manifest.json", "audit.json"))
    change(Forgery(folder, manifest, audit))
    tables = {name: digest((folder / "tables" / f"{name}.parquet").read_bytes()) for name in manifest["tables_sha256"]}
    manifest["tables_sha256"] = audit["tables_sha256"] = tables
    text = json.dumps(audit, ensure_ascii=False, indent=1) + "\n"
    (folder / "audit.json").write_text(text, encoding="utf-8")
    manifest["audit_sha256"] = digest(text.encode())
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return folder


def renamed(store: Path, folder: Path) -> None:
    """Give a forged release the name that its manifest asks for, and point to it: whoever can write the disk can do that."""
    day = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["as_at"]
    name = f"{day}-{digest((folder / 'manifest.json').read_bytes())[:16]}"
    folder.rename(folder.with_name(name))
    (store / "partnership" / "current").write_text(name, encoding="utf-8")


def lower_a_count(forgery: Forgery) -> None:
    file = forgery.folder / "tables" / "missing_episodes.total.parquet"
    frame = pd.read_parquet(file)
    frame.loc[0, "n"] = 2
    frame.to_parquet(file, index=False)


def test_every_digest_worked_out_anew_but_the_name(store: Path) -> None:
    forged(store, lower_a_count)
    assert "does not belong to this release" in refused(store)


def test_a_forger_with_the_disk_in_his_hands_can_still_show_no_cell_below_the_floor(store: Path) -> None:
    renamed(store, forged(store, lower_a_count))
    assert "below 5 in n" in refused(store)


def test_nor_lower_the_floor(store: Path) -> None:
    def lower(forgery: Forgery) -> None:
        lower_a_count(forgery)
        for dataset in forgery.manifest["datasets"]:
            dataset["k"] = 1

    renamed(store, forged(store, lower))
    assert "too low" in refused(store)


def add_a_table(forgery: Forgery) -> None:
    pd.DataFrame({"child": ["somebody invented"]}).to_parquet(forgery.folder / "tables" / "children.parquet")
    forgery.manifest["tables_sha256"]["children"] = ""


def test_nor_add_a_table_of_his_own(store: Path) -> None:
    renamed(store, forged(store, add_a_table))
    assert "does not say that it tried recount of children" in refused(store)


def test_nor_add_one_with_a_check_that_says_it_was_counted_again(store: Path) -> None:
    def add(forgery: Forgery) -> None:
        add_a_table(forgery)
        recount = next(check for check in forgery.audit["checks"] if check["name"] == "recount")
        forgery.audit["checks"].append({**recount, "subject": "children", "status": "passed"})

    renamed(store, forged(store, add))
    assert "is no table of this release" in refused(store)


def test_nor_leave_a_failed_check_in_it(store: Path) -> None:
    def fail(forgery: Forgery) -> None:
        forgery.audit["checks"][0]["status"] = "failed"

    renamed(store, forged(store, fail))
    assert "did not pass" in refused(store)


@pytest.mark.parametrize("pointer", ["..", ".", "../out", "/", "", "\n", "no-such-release", "../../earlier", "a/b"])
def test_a_pointer_to_anywhere_else(store: Path, pointer: str) -> None:
    (store / "partnership" / "current").write_text(pointer, encoding="utf-8")
    refused(store)
    refused(store, pointer.strip() or "..")


def test_a_link_to_a_release_outside_the_store(store: Path, two: Path) -> None:
    (store / "partnership" / "2026-01-01-linked").symlink_to(two / "earlier")
    (store / "partnership" / "current").write_text("2026-01-01-linked", encoding="utf-8")
    assert "does not belong to this release" in refused(store)


def test_a_release_of_another_audience(store: Path) -> None:
    name = current_id(store, "partnership")
    shutil.copytree(store / "partnership" / name, store / "public" / name)
    with pytest.raises(ReleaseRefusedError, match="does not belong"):
        open_release(store, "public", name)
