"""The data manager's signature under a release: who can write the folder cannot make one that opens.

Digests tell an accident. Whoever may write the folder can work every digest out anew, so the manifest, which holds the digest
of the audit and of every table, is signed with a key that never comes near the server (Ed25519, RFC 8032). The server is given
the public half.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from data_loaders.refusal import RefusedError

SIGNATURE = "manifest.signature"
PURPOSE = b"contextual safeguarding release\n"  # a signature made for anything else is none of a release
FINGERPRINT_SIGNS = 16  # 64 bits, to be read out over the telephone


class KeyRefusedError(RefusedError):
    """A key that cannot be made, read or trusted; the message names the file and the cure."""


@dataclass(frozen=True)
class Verifier:
    """The public half of a key."""

    key: Ed25519PublicKey

    @property
    def fingerprint(self) -> str:
        raw = self.key.public_bytes(Encoding.Raw, PublicFormat.Raw)
        return hashlib.sha256(raw).hexdigest()[:FINGERPRINT_SIGNS]

    def accepts(self, manifest: bytes, signature: bytes) -> bool:
        try:
            self.key.verify(signature, PURPOSE + manifest)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class Signer:
    """The private half, on the data manager's machine alone."""

    key: Ed25519PrivateKey

    @property
    def verifier(self) -> Verifier:
        return Verifier(self.key.public_key())

    def sign(self, manifest: bytes) -> bytes:
        return self.key.sign(PURPOSE + manifest)


def public_file(file: Path) -> Path:
    return file.with_name(f"{file.name}.pub")


def make_key(file: Path) -> Verifier:
    """Write a new key, and its public half beside it. A key that is there is never overwritten."""
    signer = Signer(Ed25519PrivateKey.generate())
    private = signer.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = signer.verifier.key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_new(file, private, mode=0o600)
        _write_new(public_file(file), public, mode=0o644)
    except OSError as error:
        raise KeyRefusedError(f"{error.filename} cannot be made ({error.strerror}): name a file that is not there yet.") from error  # fmt: skip
    return signer.verifier


def read_signer(file: Path) -> Signer:
    """The private key of a file that nobody but its owner can read."""
    raw = _read(file)
    if file.stat().st_mode & 0o077:
        raise KeyRefusedError(f"{file} can be read by others than its owner. Set it to 0600.")
    try:
        key = load_pem_private_key(raw, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise _strange(file) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise _strange(file)
    return Signer(key)


def read_verifier(file: Path) -> Verifier:
    try:
        key = load_pem_public_key(_read(file))
    except (ValueError, UnsupportedAlgorithm) as error:
        raise _strange(file) from error
    if not isinstance(key, Ed25519PublicKey):
        raise _strange(file)
    return Verifier(key)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise KeyRefusedError(f"{file} cannot be read ({error.strerror}). Make one: python -m data_loaders key FILE") from error  # fmt: skip


def _strange(file: Path) -> KeyRefusedError:
    return KeyRefusedError(f"{file} is not the key that is needed here. `python -m data_loaders key FILE` makes FILE to publish with and FILE.pub to serve with.")  # fmt: skip


def _write_new(file: Path, content: bytes, *, mode: int) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        os.write(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)
