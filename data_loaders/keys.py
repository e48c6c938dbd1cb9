"""What a context is called across the lock: the same in every release, and of no use to whoever knows or guesses its number.

A key is made with a secret of the partnership that never leaves the private bank. It lies in a folder beside the releases that
only its owner may read, is made once, and is read ever after. Without it nobody can try numbers until a key comes out. Beside the
deliveries lies another, for the texts that were let through; each month may have a folder of deliveries of its own.
"""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

from data_loaders.refusal import RefusedError

BYTES = 32  # as long as the digest it is used with: more would add nothing
FILE = "context_keys.secret"
CONTEXTS = "keys_of_contexts.secret"  # beside the releases, where FILE is that of the ledger
LETTERS = str.maketrans(
    "0123456789abcdef", "abcdefghijklmnop"
)  # letters only: never like somebody's number or postcode
LENGTH = 12  # 48 bits: among 10,000 contexts the chance that two share a key is 1 in 5 million


class SecretRefusedError(RefusedError):
    """A secret that cannot be made, read or trusted; the message names the file and the cure."""


def private_folder(deliveries: Path) -> Path:
    """Beside the deliveries, never among the releases."""
    return deliveries.resolve().with_name(f"{deliveries.resolve().name}.private")


def secret_of(deliveries: Path, *, make: bool = True) -> bytes:
    """The partnership's secret, made when it is asked for first.

    `make` false: where there is none yet, one that nothing keeps, for whoever only looks at what would be made with it.
    """
    return _secret(private_folder(deliveries) / FILE, make=make)


def secret_of_contexts(out: Path, deliveries: Path, *, make: bool = True) -> bytes:
    """The secret of the contexts in all releases of a store, wherever the deliveries of a month lie; errors as above.

    Where releases were published before it lay there, that beside the deliveries goes on: their contexts keep their keys.
    """
    file = private_folder(out) / CONTEXTS
    was = private_folder(deliveries) / FILE
    if file.exists() or not was.exists() or not any(out.glob("*/current")):
        return _secret(file, make=make)
    earlier = secret_of(deliveries)
    return _secret(file, make=True, new=earlier) if make else earlier


def _secret(file: Path, *, make: bool, new: bytes = b"") -> bytes:
    if not make and not file.exists():
        return secrets.token_bytes(BYTES)
    try:
        if not file.exists():
            write_private(file, new or secrets.token_bytes(BYTES))
        secret = file.read_bytes()
        others = file.stat().st_mode & 0o077
    except OSError as error:
        raise SecretRefusedError(f"{file} cannot be made or read ({error.strerror}). Let the account that publishes write there.") from error  # fmt: skip
    if others:
        raise SecretRefusedError(f"{file} can be read by others than its owner. Set it to 0600.")
    if len(secret) != BYTES:
        raise SecretRefusedError(f"{file} is not a secret of {BYTES} bytes. Restore it from a backup, or remove it: contexts then get new keys.")  # fmt: skip
    return secret


def key_of(identifier: str, secret: bytes) -> str:
    return hmac.digest(secret, identifier.encode(), "sha256").hex()[:LENGTH].translate(LETTERS)


def write_private(file: Path, content: bytes) -> None:
    """Put a file of the private folder in the place of the one before, whole or not at all, for its owner alone.

    What a killed process left is written over by the next: its name is always the same, so that no copy outlives an erasure.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = file.with_suffix(".new")
    new.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        new.replace(file)
    except OSError:
        new.unlink(missing_ok=True)
        raise
