"""Commands of the key that releases are signed with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

out = Console()


def key(
    file: Annotated[Path, typer.Argument(help="Where to write the private key; the public one gets .pub.")],
) -> None:
    """Make a key to sign releases with. FILE stays with the data manager, FILE.pub is given to the server."""
    from data_loaders.lock.signature import make_key, public_file

    verifier = make_key(file)
    said = f"{file} signs releases: keep it with whoever publishes. {public_file(file)} is for the server. Fingerprint {verifier.fingerprint}."
    out.print(said, markup=False, highlight=False, soft_wrap=True)


def sign(
    store: Annotated[Path, typer.Argument(help="The folder with the releases.")],
    key: Annotated[Path, typer.Option(help="The private key.")],
    audience: Annotated[str, typer.Option(help="partnership or public.")] = "partnership",
) -> None:
    """Sign the release in force, which was published without a signature or with another key."""
    from data_loaders.lock.signature import read_signer
    from data_loaders.publication import sign_in_force

    release = sign_in_force(store, audience, read_signer(key))
    out.print(f"{release.path} is signed by {release.signed_by}.", soft_wrap=True, markup=False, highlight=False)
