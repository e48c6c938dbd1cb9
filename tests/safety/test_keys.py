"""Keys of contexts: the same in every release, and nothing that somebody could try numbers against."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from data_loaders.keys import SecretRefusedError, key_of, private_folder, secret_of


def test_the_secret_is_made_once_beside_the_deliveries_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    deliveries = tmp_path / "deliveries"
    first = secret_of(deliveries)
    assert secret_of(deliveries) == first
    file = next(private_folder(deliveries).iterdir())
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert deliveries not in file.parents
    assert secret_of(tmp_path / "others") != first


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
