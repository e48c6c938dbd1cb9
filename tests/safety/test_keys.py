"""Keys of contexts: the same in every release, and nothing that somebody could try numbers against."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from data_loaders.keys import SecretRefusedError, key_of, private_folder, secret_of, secret_of_contexts


def test_the_secret_is_made_once_beside_the_deliveries_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    deliveries = tmp_path / "deliveries"
    first = secret_of(deliveries)
    assert secret_of(deliveries) == first
    file = next(private_folder(deliveries).iterdir())
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert deliveries not in file.parents
    assert secret_of(tmp_path / "others") != first


def test_contexts_keep_their_keys_where_each_month_has_its_own_folder_of_deliveries(tmp_path: Path) -> None:
    out = tmp_path / "releases"
    first = secret_of_contexts(out, tmp_path / "january")
    secret_of(tmp_path / "february")
    assert secret_of_contexts(out, tmp_path / "february") == first
    assert first != secret_of(out), "the key of a context is no key of a record"
    assert (private_folder(out) / "keys_of_contexts.secret").stat().st_mode & 0o777 == 0o600
    assert secret_of_contexts(tmp_path / "other releases", tmp_path / "january") != first


@pytest.mark.parametrize("make", [True, False])
def test_releases_of_before_go_on_with_the_secret_beside_their_deliveries(tmp_path: Path, make: bool) -> None:
    out, deliveries = tmp_path / "releases", tmp_path / "deliveries"
    before = secret_of(deliveries)
    (out / "partnership").mkdir(parents=True)
    (out / "partnership" / "current").touch()
    assert secret_of_contexts(out, deliveries, make=make) == before
    assert (private_folder(out) / "keys_of_contexts.secret").exists() == make
    if make:
        assert secret_of_contexts(out, tmp_path / "another month") == before


def test_a_key_cannot_be_had_by_trying_numbers() -> None:
    """The attacker knows every number that a case could have and how keys were made before: none fits."""
    letters = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
    keys = {key_of(f"x{number:04d}", b"what stays at home") for number in range(500)}
    tried = {sha256(f"{said}x{number:04d}".encode()).hexdigest()[:12].translate(letters)
             for number in range(500) for said in ("context ", "")}  # fmt: skip
    assert len(keys) == 500
    assert not keys & tried
    assert not keys & {key_of(f"x{number:04d}", b"another secret") for number in range(500)}


@pytest.mark.parametrize(
    ("spoil", "words"),
    [(lambda f: f.chmod(0o644), "Set it to 0600"), (lambda f: f.write_bytes(b"short"), "Restore it")],
)
def test_a_secret_that_cannot_be_trusted_is_refused_with_the_cure(tmp_path: Path, spoil, words: str) -> None:
    secret_of(tmp_path / "deliveries")
    spoil(next(private_folder(tmp_path / "deliveries").iterdir()))
    with pytest.raises(SecretRefusedError, match=words):
        secret_of(tmp_path / "deliveries")
