"""From what `serve` was told: who asks visitors who they are, what is kept of their visit, and what may not be served so."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.access.log import AccessLog, LogBrokenError, sign_outs_beside
from dashboard.access.record import IS_ASKED, KEY, LOG, LogRefusedError, open_log
from dashboard.access.session import SignedOut
from dashboard.access.settings import SignIn, read_settings
from dashboard.catalogue.pages import names_of_pages
from dashboard.serve.addresses import AddressRefusedError, Door, is_loopback
from dashboard.serve.asking import Asks, Nobody, Provider, Proxy


@dataclass(frozen=True)
class Files:
    """Where the settings of the sign-in are, and the access log with its key."""

    settings: Path | None = None
    log: Path | None = None
    log_key: Path | None = None


@dataclass(frozen=True)
class Reception:
    """Who asks, and what Streamlit has to know for it."""

    asks: Asks
    secrets: dict[str, Any] | None = None
    log: AccessLog | None = None
    signed_out: AccessLog | None = None


def open_reception(files: Files, door: Door, audience: str) -> Reception:
    """Raises a refusal where visitors would come in whom nobody asked, or whose visit nobody would write down."""
    log = _log(files, door)
    is_asked = files.settings is not None or bool(door.proxies)
    os.environ[IS_ASKED] = "1" if is_asked else ""
    if not is_asked:
        return Reception(Nobody(), log=log)
    assert log is not None
    if files.settings is None:
        return Reception(Proxy(log.pseudonym), log=log)
    settings = read_settings(files.settings, names_of_pages())
    signed_out = _sign_outs(log)
    provider = Provider(settings, audience, names_of_pages(), signed_out, log.pseudonym)
    return Reception(provider, {"auth": secrets_of(settings.sign_in)}, log, signed_out.log)


def _log(files: Files, door: Door) -> AccessLog | None:
    if files.log is not None and files.log_key is not None:
        os.environ[LOG], os.environ[KEY] = str(files.log.resolve()), str(files.log_key.resolve())
        log = open_log(files.log.resolve(), files.log_key.resolve())
        log.head_line()  # a log that is broken now is not added to
        return log
    if files.settings or door.proxies or not is_loopback(door.address) or files.log or files.log_key:
        raise AddressRefusedError(
            "What people see and take has to be on record: --access-log FILE and --access-key FILE, which is made if it is "
            "not there (docs/deploy.md)."
        )
    return None


def _sign_outs(log: AccessLog) -> SignedOut:
    """The list beside the access log, sealed with the same key. One that cannot be relied upon is not begun with."""
    listed = AccessLog(sign_outs_beside(log.file), log.key)
    cure = f"Restore it and {listed.head_file} from the backup; or give a new cookie_secret, which ends every session, and take both away."
    signed_out = SignedOut(listed)
    try:
        signed_out.read()
    except OSError as error:
        raise LogRefusedError(f"{listed.file} cannot be read ({error.strerror}). {cure}") from error
    except LogBrokenError as error:
        raise LogRefusedError(f"{error} Who signed out could come in again. {cure}") from error
    return signed_out


def secrets_of(asked: SignIn) -> dict[str, str]:
    """As Streamlit's sign-in wants to be told."""
    return {
        "redirect_uri": f"{asked.address.rstrip('/')}/oauth2callback",
        "cookie_secret": asked.cookie_secret,
        "client_id": asked.client_id,
        "client_secret": asked.client_secret,
        "server_metadata_url": asked.metadata,
    }
