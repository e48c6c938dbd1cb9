"""A release that the data manager's key did not sign is not opened, whatever else of it is in order."""

from __future__ import annotations

import json
import os
import random
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from dashboard import in_force
from dashboard.in_force import told_of_others
from data_loaders.lock.signature import (
    SIGNATURE,
    KeyRefusedError,
    Signer,
    make_key,
    public_file,
    read_signer,
    read_verifier,
)
from data_loaders.publication import sign_in_force
from data_loaders.release import ReleaseRefusedError, current_id, digest, open_release

AUDIENCE = "partnership"
WITHOUT_RIGHTS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all", "--")


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    for name in ("ours", "theirs"):
        make_key(folder / name)
    return folder


@pytest.fixture(scope="module")
def signed(store: Path, keys: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose release in force is signed by our key."""
    copy = Path(shutil.copytree(store, tmp_path_factory.mktemp("signed") / "releases"))
    assert sign_in_force(copy, AUDIENCE, read_signer(keys / "ours")).signed_by
    return copy


@pytest.fixture
def mine(signed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(signed, tmp_path / "releases"))


def folder_of(store: Path) -> Path:
    return store / AUDIENCE / current_id(store, AUDIENCE)


def refusal(store: Path, keys: Path) -> str:
    with pytest.raises(ReleaseRefusedError) as told:
        open_release(store, AUDIENCE, verifier=read_verifier(keys / "ours.pub"))
    return str(told.value)


def test_what_was_signed_opens_and_says_by_whom(signed: Path, keys: Path) -> None:
    verifier = read_verifier(public_file(keys / "ours"))
    assert open_release(signed, AUDIENCE, verifier=verifier).signed_by == verifier.fingerprint


def test_keys_are_private_and_never_overwritten(keys: Path, tmp_path: Path) -> None:
    assert (keys / "ours").stat().st_mode & 0o077 == 0
    with pytest.raises(KeyRefusedError, match="not there yet"):
        make_key(keys / "ours")
    open_to_all = Path(shutil.copy(keys / "ours", tmp_path / "key"))
    open_to_all.chmod(0o644)
    with pytest.raises(KeyRefusedError, match="0600"):
        read_signer(open_to_all)
    with pytest.raises(KeyRefusedError, match="not the key"):
        read_verifier(keys / "ours")
    with pytest.raises(KeyRefusedError, match="cannot be read"):
        read_verifier(keys / "nobody.pub")


def test_a_release_is_for_its_account_alone(store: Path) -> None:
    """What publishing wrote, before anybody copied it."""
    release = folder_of(store)
    files = [release.parent / "current", *(f for f in release.rglob("*") if f.is_file())]
    folders = [release.parent, release, release / "tables"]
    assert [f.name for f in files if f.stat().st_mode & 0o077] == []
    assert [f.name for f in folders if f.stat().st_mode & 0o077] == []


# Forgeries with write access: each changes what it likes and works every digest and the name of the release out anew.


def rewrite(store: Path, *, manifest: Callable[[dict], None] = lambda _: None, audit: Callable[[dict], None] = lambda _: None) -> None:  # fmt: skip
    folder = folder_of(store)
    said, tried = (json.loads((folder / name).read_text(encoding="utf-8")) for name in ("manifest.json", "audit.json"))
    audit(tried)
    tables = {name: digest((folder / "tables" / f"{name}.parquet").read_bytes()) for name in said["tables_sha256"]}
    said["tables_sha256"] = tried["tables_sha256"] = tables
    text = json.dumps(tried, ensure_ascii=False, indent=1) + "\n"
    (folder / "audit.json").write_text(text, encoding="utf-8")
    said["audit_sha256"] = digest(text.encode())
    manifest(said)
    raw = (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
    (folder / "manifest.json").write_bytes(raw)
    name = f"{said['as_at']}-{digest(raw)[:16]}"
    folder.rename(folder.with_name(name))
    (store / AUDIENCE / "current").write_text(name, encoding="utf-8")


def times(table: str, by: int) -> Callable[[Path, Path], None]:
    def forge(store: Path, _: Path) -> None:
        file = folder_of(store) / "tables" / f"{table}.parquet"
        frame = pd.read_parquet(file)
        frame["n"] = frame["n"] * by
        frame.to_parquet(file, index=False)
        rewrite(store)

    return forge


def says(**fields: object) -> Callable[[Path, Path], None]:
    return lambda store, _: rewrite(store, manifest=lambda said: said.update(fields))


def audit_of(change: Callable[[dict], None]) -> Callable[[Path, Path], None]:
    return lambda store, _: rewrite(store, audit=change)


def signature(make: Callable[[bytes, Path], bytes]) -> Callable[[Path, Path], None]:
    """Another signature under the manifest as it is."""

    def forge(store: Path, keys: Path) -> None:
        file = folder_of(store) / SIGNATURE
        file.write_bytes(make(file.read_bytes(), keys))

    return forge


def by_another_key(store: Path, keys: Path) -> None:
    rewrite(store, manifest=lambda said: said.update(council="Elsewhere"))
    raw = (folder_of(store) / "manifest.json").read_bytes()
    (folder_of(store) / SIGNATURE).write_bytes(read_signer(keys / "theirs").sign(raw))


def for_another_purpose(store: Path, keys: Path) -> None:
    """The right key under the same bytes, but not as a release."""
    raw = (folder_of(store) / "manifest.json").read_bytes()
    signer: Signer = read_signer(keys / "ours")
    (folder_of(store) / SIGNATURE).write_bytes(signer.key.sign(raw))


def taken_away(store: Path, _: Path) -> None:
    (folder_of(store) / SIGNATURE).unlink()


def a_folder_in_its_place(store: Path, _: Path) -> None:
    taken_away(store, _)
    (folder_of(store) / SIGNATURE).mkdir()


def an_unsigned_copy(store: Path, _: Path) -> None:
    rewrite(store, manifest=lambda said: said.update(previous=None))
    (folder_of(store) / SIGNATURE).unlink()


def a_link_to_a_forgery(store: Path, keys: Path) -> None:
    times("missing_episodes.total", 3)(store, keys)
    folder = folder_of(store)
    outside = folder.rename(store / "elsewhere")
    folder.symlink_to(outside)


def for_another_audience(store: Path, _: Path) -> None:
    rewrite(store, manifest=lambda said: said.update(audience="public"))


def a_later_day(store: Path, _: Path) -> None:
    rewrite(store, manifest=lambda said: said.update(as_at="2031-01-01"))


def one_table_for_another(store: Path, _: Path) -> None:
    tables = folder_of(store) / "tables"
    shutil.copy(tables / "missing_reports.total.parquet", tables / "missing_episodes.total.parquet")
    rewrite(store)


FORGERIES: dict[str, Callable[[Path, Path], None]] = {
    **{f"{table} times {by}": times(table, by) for table in ("missing_episodes.total", "missing_reports.total") for by in (2, 3, 10)},
    "not invented": says(is_synthetic=False), "another council": says(council="Elsewhere"), "no notices": says(notices=[]),
    "no previous": says(previous="2020-01-01-0000000000000000"), "another policy": says(policy_sha256="0" * 64),
    "another title": says(audience_title="Everybody"), "no sources": says(sources=[]), "a rebase": says(rebased="invented"),
    "another version": says(versions={"product": "9"}), "no datasets": says(datasets=[]), "another format": says(format=99),
    "one line of audit": audit_of(lambda tried: tried.update(checks=tried["checks"][:1])),
    "an audit that failed": audit_of(lambda tried: tried["checks"][0].update(status="failed")),
    "an audit of nothing": audit_of(lambda tried: tried.update(checks=[])),
    "by another key": by_another_key, "for another purpose": for_another_purpose, "taken away": taken_away,
    "a folder": a_folder_in_its_place, "an unsigned copy": an_unsigned_copy, "a link": a_link_to_a_forgery,
    "another audience": for_another_audience, "a later day": a_later_day, "tables exchanged": one_table_for_another,
    "empty": signature(lambda *_: b""), "zeros": signature(lambda *_: bytes(64)), "half": signature(lambda now, _: now[:32]),
    "longer": signature(lambda now, _: now + b"\0"), "as text": signature(lambda now, _: now.hex().encode()),
    "the public key": signature(lambda _, keys: (keys / "ours.pub").read_bytes()),
}  # fmt: skip


def test_forgeries_are_as_many_as_were_asked_for() -> None:
    assert len(FORGERIES) >= 30


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forger_with_the_disk_in_his_hands_shows_nothing(mine: Path, keys: Path, name: str) -> None:
    FORGERIES[name](mine, keys)
    assert "signature of the key" in (told := refusal(mine, keys)) or "is not signed" in told


def flips(store: Path, keys: Path, *, count: int) -> list[str]:
    """Flip one bit of one file at a time, chosen by size; the release opens as it was, or is refused. Names what was shown."""
    verifier, chance = read_verifier(keys / "ours.pub"), random.Random(20)
    folder = folder_of(store)
    files = [*sorted(f for f in folder.rglob("*") if f.is_file()), folder.parent / "current"]
    shown = []
    for number in range(count):
        file = files[number % len(files)] if number < len(files) else chance.choice(files)
        raw = file.read_bytes()
        place, bit = chance.randrange(len(raw)), 1 << chance.randrange(8)
        file.write_bytes(raw[:place] + bytes([raw[place] ^ bit]) + raw[place + 1 :])
        try:
            opened = open_release(store, AUDIENCE, verifier=verifier)
            if opened.id != folder.name:
                shown.append(f"{file.name} at {place}, bit {bit}")
        except ReleaseRefusedError:
            pass
        else:
            if file.name != "current":  # white space round the name of the release says the same
                shown.append(f"{file.name} at {place}, bit {bit}")
        file.write_bytes(raw)
    return shown


@pytest.mark.attack
@pytest.mark.long
def test_three_hundred_flipped_bits(mine: Path, keys: Path, tell: Callable[[str], None]) -> None:
    assert flips(mine, keys, count=300) == []
    tell("300 flipped bits of a signed release and its pointer: all refused")


def test_a_flipped_bit_of_each_kind_of_file(mine: Path, keys: Path) -> None:
    assert flips(mine, keys, count=30) == []


POINTERS = [
    b"\xff\xfe\x00garbage",
    b"",
    b"\x00",
    b"..",
    b"a" * 5000,
    b"/etc",
    b"current\ncurrent",
    b"[red]markup[/red]",
]


@pytest.mark.parametrize("content", POINTERS)
def test_a_pointer_that_is_garbage_gets_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / AUDIENCE).mkdir()
    (tmp_path / AUDIENCE / "current").write_bytes(content)
    with pytest.raises(ReleaseRefusedError, match=r"[Pp]ublish again"):
        open_release(tmp_path, AUDIENCE)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, timeout=120, check=False)


def test_other_addresses_are_served_signed_releases_of_one_audience_alone(tmp_path: Path) -> None:
    from dashboard.serve.addresses import AddressRefusedError, Door, check_store

    door = Door("0.0.0.0", names=("dashboard.example.org",), has_sign_in=True)
    (tmp_path / AUDIENCE).mkdir()
    with pytest.raises(AddressRefusedError, match="--public-key"):
        check_store(door, tmp_path, audience=AUDIENCE, is_signed=False)
    check_store(door, tmp_path, audience=AUDIENCE, is_signed=True)
    check_store(Door("127.0.0.1"), tmp_path, audience=AUDIENCE, is_signed=False)
    (tmp_path / "public").mkdir()
    with pytest.raises(AddressRefusedError, match="could read"):
        check_store(door, tmp_path, audience=AUDIENCE, is_signed=True)


def test_the_server_shows_nothing_unsigned_once_it_has_a_key(store: Path, keys: Path) -> None:
    told = run("dashboard", "serve", "--release", str(store), "--public-key", str(keys / "theirs.pub"))
    assert told.returncode == 1
    assert "is not signed" in " ".join(told.stdout.split())
    assert "Traceback" not in told.stdout + told.stderr


def test_a_place_that_cannot_be_written_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("")
    told = run("data_loaders", "publish", str(tmp_path), "--out", str(tmp_path / "a file" / "releases"))
    assert told.returncode == 1
    assert "Nothing was published" in " ".join(told.stdout.split())
    assert "Traceback" not in told.stdout + told.stderr


def serve(
    store: Path, keys: Path, *options: str, address: str = "192.0.2.1", before: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """`serve` on a port that cannot be had, so that it ends where it would begin to listen."""
    command = [
        *before,
        sys.executable,
        "-m",
        "dashboard",
        "serve",
        "--release",
        str(store),
        "--public-key",
        str(keys / "ours.pub"),
    ]
    command += ["--address", address, "--port", "1", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


OTHERS_TOO = ("--allowed-host", "dashboard.example.org", "--trusted-proxy", "192.0.2.2")


def test_what_other_accounts_can_read_is_not_shown_to_others(mine: Path, keys: Path, tmp_path: Path) -> None:
    log = ("--access-log", str(tmp_path / "log" / "access.jsonl"), "--access-key", str(tmp_path / "log.key"))
    table = next((folder_of(mine) / "tables").iterdir())
    assert "cannot be served" in serve(mine, keys, *OTHERS_TOO, *log).stdout  # it came to listening
    table.chmod(0o644)
    told = serve(mine, keys, *OTHERS_TOO, *log)
    said = " ".join(told.stdout.split())
    assert told.returncode == 1
    assert "can be read by other accounts" in said
    assert "chmod -R u=rwX,go=" in said
    assert "Traceback" not in told.stdout + told.stderr
    subprocess.run(["chmod", "-R", "u=rwX,go=", str(folder_of(mine))], check=True)  # the cure that it named
    assert told_of_others(folder_of(mine)) == ""


def test_of_a_busy_port_it_is_not_said_that_a_release_is_shown_there(mine: Path, keys: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        told = serve(mine, keys, "--port", str(taken.getsockname()[1]), address="127.0.0.1")
    assert told.returncode == 1
    assert "cannot be served" in " ".join(told.stdout.split())
    assert "shows release" not in " ".join(told.stdout.split())
    assert "Traceback" not in told.stdout + told.stderr


def test_a_newer_release_that_others_can_read_leaves_the_older_in_force(
    mine: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(in_force.RELEASES, str(mine))
    monkeypatch.setenv(in_force.PUBLIC_KEY, str(keys / "ours.pub"))
    monkeypatch.setattr(in_force, "_shelf", {})
    folder_of(mine).chmod(0o755)
    shown = in_force.release_in_force()  # on this machine alone it is shown
    assert "0600" in told_of_others(shown.release.path)
    monkeypatch.setattr(in_force, "_shelf", {})
    monkeypatch.setenv(in_force.SERVES_OTHERS, "1")
    with pytest.raises(ReleaseRefusedError, match="0700"):
        in_force.release_in_force()


UNREADABLE = ("{store}", "{store}/partnership", "{store}/partnership/current", "{release}", "{release}/manifest.json",
              "{release}/manifest.signature", "{release}/tables", "{release}/tables/areas.parquet")  # fmt: skip


@pytest.mark.parametrize(
    "place", [pytest.param(p, marks=[] if p.endswith(("current", "tables")) else pytest.mark.long) for p in UNREADABLE]
)
def test_what_cannot_be_read_gets_a_sentence(mine: Path, keys: Path, place: str) -> None:
    """As the account of a server meets it to which a folder was copied by another: also root, without its right to read all."""
    named = Path(place.format(store=mine, release=folder_of(mine)))
    named.chmod(0)
    script = (
        "import sys; from pathlib import Path; from data_loaders.release import *\n"
        "try: open_release(Path(sys.argv[1]), verifier=read_verifier(Path(sys.argv[2])))\n"
        "except ReleaseRefusedError as error: print(error)"
    )
    command = [sys.executable, "-c", script, str(mine), str(keys / "ours.pub")]
    if os.geteuid() == 0:
        command = [*WITHOUT_RIGHTS, *command]
    try:
        told = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    finally:
        named.chmod(0o700)
    assert "cannot be read (Permission denied): let the account" in told.stdout, told.stderr
    assert str(mine) in told.stdout


def test_serve_says_so_too_of_a_folder_that_it_cannot_read(mine: Path, keys: Path) -> None:
    mine.chmod(0)
    try:
        told = serve(mine, keys, address="127.0.0.1", before=tuple(WITHOUT_RIGHTS) if os.geteuid() == 0 else ())
    finally:
        mine.chmod(0o700)
    assert told.returncode == 1
    assert "cannot be read" in " ".join(told.stdout.split())
    assert "Traceback" not in told.stdout + told.stderr
