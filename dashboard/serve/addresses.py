"""At which addresses the dashboard may be served, and under which names it answers.

Without a sign-in whoever reaches the server reads what it shows, so it listens on this machine alone. Another address is
served only behind a sign-in, or behind a proxy that the council trusts to have asked who is there.
"""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from pathlib import Path

LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")


class AddressRefusedError(Exception):
    """An address that may not be served as things stand; the message says what would allow it."""


@dataclass(frozen=True)
class Door:
    """Where the server listens, the names that browsers may use, and the proxies whose word on the visitor counts."""

    address: str
    names: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    has_sign_in: bool = False


def is_loopback(address: str) -> bool:
    """Whether an address is one of this machine's own. A name other than localhost is not resolved: it is not."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def check_door(door: Door) -> None:
    """Raise `AddressRefusedError` for an address that others can reach while nobody asks them who they are."""
    for proxy in door.proxies:
        try:
            ipaddress.ip_network(proxy)
        except ValueError as error:
            raise AddressRefusedError(
                f"--trusted-proxy {proxy}: this is no address of a proxy. Give its address, such as 10.0.0.5."
            ) from error
    if is_loopback(door.address):
        return
    if not (door.has_sign_in or door.proxies):
        raise AddressRefusedError(
            f"{door.address} can be reached from other machines, and nobody would be asked who they are. Configure the "
            "sign-in (docs/deploy.md), name the proxy that does it (--trusted-proxy ADDRESS), or serve 127.0.0.1."
        )
    if not door.names:
        raise AddressRefusedError(
            f"{door.address} needs the name under which browsers ask for it: --allowed-host dashboard.example.org."
        )


def serves_others(door: Door) -> bool:
    """Whether anybody but this machine's own browsers is served."""
    return not is_loopback(door.address) or door.has_sign_in or bool(door.proxies)


def check_store(door: Door, releases: Path, *, audience: str, is_signed: bool) -> None:
    """Raise `AddressRefusedError` for releases that others should not be shown from here."""
    if not serves_others(door):
        return
    if not is_signed:
        raise AddressRefusedError(
            "Others than this machine are served, and nobody could tell a forged release from a published "
            "one. Give the public key of whoever publishes: --public-key FILE.pub (docs/deploy.md)."
        )
    try:
        folders = sorted(releases.iterdir()) if releases.is_dir() else []
    except OSError as error:
        raise AddressRefusedError(f"{releases} cannot be read ({error.strerror}): let the account that runs this read it.") from error  # fmt: skip
    for folder in folders:
        if folder.is_dir() and folder.name != audience and os.access(folder, os.R_OK | os.X_OK):
            raise AddressRefusedError(
                f"This process shows '{audience}' and could read {folder} as well. Run it under an account, or in a "
                f"container, that reaches {releases / audience} alone (docs/deploy.md)."
            )


def answers_to(name: str, peer: str, door: Door) -> bool:
    """Whether a request under this name is answered: local names from this machine only, others where they are allowed.

    Where a proxy asks who is there, nobody comes in beside it.
    """
    if name in LOCAL_NAMES:
        return is_loopback(peer)
    return name in door.names and (not door.proxies or is_trusted(peer, door.proxies))


def is_trusted(peer: str, proxies: tuple[str, ...]) -> bool:
    """Whether a peer is one of the proxies."""
    try:
        address = ipaddress.ip_address(peer)
    except ValueError:
        return False
    return any(address in ipaddress.ip_network(proxy) for proxy in proxies)
