"""The viewer's command line."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from dashboard.access.log import AccessLog
from dashboard.words.format import day

if TYPE_CHECKING:
    from dashboard.reception import Reception

app = typer.Typer(help="Show a published release in the browser, or print it.", no_args_is_help=True)
out = Console()


@app.callback()
def commands() -> None:
    """Show a published release in the browser, or print it."""


@app.command()
def serve(
    release: Annotated[
        Path, typer.Option(help="The folder with the releases.", readable=False)
    ],  # the lock says it better
    port: Annotated[int, typer.Option(envvar="PORT", min=1, max=65_535)] = 8501,
    audience: Annotated[str, typer.Option(help="partnership or public.")] = "partnership",
    address: Annotated[str, typer.Option(help="Where to listen.")] = "127.0.0.1",
    allowed_host: Annotated[list[str] | None, typer.Option(help="A name under which browsers may ask for it.")] = None,
    trusted_proxy: Annotated[
        list[str] | None, typer.Option(help="The address of a proxy that has asked every visitor who they are.")
    ] = None,
    public_key: Annotated[
        Path | None, typer.Option(help="The public key of whoever publishes: nothing that it did not sign is shown.")
    ] = None,
    access: Annotated[
        Path | None, typer.Option(help="Where people sign in and what each role may open (docs/deploy.md).")
    ] = None,
    access_log: Annotated[Path | None, typer.Option(help="The record of what was seen and taken.")] = None,
    access_key: Annotated[
        Path | None,
        typer.Option(help="The key of that record, on another disk if there is one; made if it is not there."),
    ] = None,
    notes: Annotated[
        Path | None,
        typer.Option(
            help="The database of notes, such as RELEASES/notes.sqlite. Without it no notes are taken or shown."
        ),
    ] = None,
) -> None:
    """Serve the dashboard of the release in force until interrupted."""
    from dashboard import in_force
    from dashboard.access.log import LogBrokenError
    from dashboard.access.record import LogRefusedError
    from dashboard.access.settings import SettingsRefusedError
    from dashboard.paper.notes import NotesRefusedError, all_notes
    from dashboard.reception import Files, open_reception
    from dashboard.serve.addresses import AddressRefusedError, Door, check_door, check_store, serves_others
    from dashboard.serve.logs import write_lines
    from dashboard.server import make_app, warm_up
    from data_loaders.release import ReleaseRefusedError

    door = Door(address, tuple(allowed_host or ()), tuple(trusted_proxy or ()), has_sign_in=access is not None)
    os.environ[in_force.RELEASES], os.environ[in_force.AUDIENCE] = str(release.resolve()), audience
    os.environ[in_force.SERVES_OTHERS] = "1" if serves_others(door) else ""
    if public_key is not None:
        os.environ[in_force.PUBLIC_KEY] = str(public_key.resolve())
    if notes is not None:
        os.environ[in_force.NOTES] = str(notes.resolve())
    try:
        check_door(door)
        check_store(door, release, audience=audience, is_signed=public_key is not None)
        reception = open_reception(Files(access, access_log, access_key), door, audience)
        shown = in_force.release_in_force().release
        if notes is not None:
            all_notes(notes)  # one that cannot be opened would be found out by whoever writes the first note
    except (AddressRefusedError, SettingsRefusedError, LogRefusedError, LogBrokenError, ReleaseRefusedError, NotesRefusedError) as error:  # fmt: skip
        out.print(str(error), markup=False)
        raise typer.Exit(1) from error
    if sentence := in_force.told_of_others(shown.path):  # where others are served it was refused
        out.print(sentence, markup=False, soft_wrap=True)
    application = make_app(door, reception.asks, reception.secrets)
    warm_up()
    write_lines()  # last: Streamlit makes its loggers where its modules are read
    listening = _listening(address, port)  # before it is said that something is shown there
    kind = "INVENTED DATA" if shown.manifest.is_synthetic else "partnership data"
    out.print(
        f"http://{address}:{port} shows release {shown.id} ({kind}, as at {day(shown.manifest.as_at)}). Ctrl+C ends it."
    )
    _note_heads(reception)
    # The server hands the signal on once it has ended: whoever is told to end, ends here and not in the middle of anything.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        _listen(application, listening)
    finally:
        _note_heads(reception)


def _note_heads(reception: Reception) -> None:
    """Where the access log and the list of sign-outs stand now, in the server's own log: what is set back later is told by it."""
    from dashboard.access.log import LogBrokenError

    said = logging.getLogger("dashboard")
    for name, log in (("access log", reception.log), ("list of sign-outs", reception.signed_out)):
        if log is None:
            continue
        try:
            said.info("%s stands at %s", name, log.head_line())
        except (LogBrokenError, OSError) as error:  # since the start: what it says then tells nothing
            said.error("where the %s stands cannot be told: %s", name, error)


def _listening(address: str, port: int) -> socket.socket:
    """The socket that is listened at; a sentence and exit 1 where it cannot be had."""
    try:
        return socket.create_server((address, port), family=socket.AF_INET6 if ":" in address else socket.AF_INET)
    except OSError as error:
        out.print(
            f"{address}:{port} cannot be served: {error.strerror}. Choose another with --port, or end what uses it.",
            markup=False,
        )
        raise typer.Exit(1) from error


def _listen(application: Any, listening: socket.socket) -> None:
    """Listen until interrupted. Bounds that only the server itself can hold are set here."""
    import uvicorn

    from dashboard.serve.slow import BACKLOG, connections

    server = uvicorn.Server(
        uvicorn.Config(
            application,
            http=connections(),
            backlog=BACKLOG,
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,  # `forwarded` believes the proxies that were named, and no others
            ws_max_size=2**20,  # a message holds the state of a page's controls: some kB
            h11_max_incomplete_event_size=2**16,
            timeout_graceful_shutdown=5,  # who is told to end, ends: open sockets once kept the process for good
        )
    )
    server.run(sockets=[listening])


@app.command()
def verify(
    log: Annotated[Path, typer.Argument(help="The access log.")],
    key: Annotated[Path, typer.Option(help="Its key.")],
    noted: Annotated[str, typer.Option(help="A head from the server's own log: NUMBER SEAL.")] = "",
) -> None:
    """Prove that nothing in the access log was changed, moved, put in or left out since it was written."""
    from dashboard.access.log import LogBrokenError

    try:
        log.stat()  # a log that is not there is not an empty one
        entries = AccessLog(log, key.read_bytes()).verify(noted=noted)
    except OSError as error:
        out.print(f"{error.filename} cannot be read ({error.strerror}).", markup=False, soft_wrap=True)
        raise typer.Exit(1) from error
    except (LogBrokenError, ValueError) as error:
        out.print(str(error), markup=False, soft_wrap=True)
        raise typer.Exit(1) from error
    out.print(f"{log}: {entries} entries, all as they were written.", markup=False, highlight=False, soft_wrap=True)


@app.command()
def brief(
    release: Annotated[Path, typer.Option(help="The folder with the releases.")],
    body: Annotated[str, typer.Option("--for", help="cpc, slt, cmt, forum, or a file with a template.")],
    out_file: Annotated[Path, typer.Option("--out", help="Where to write it.")],
    format_name: Annotated[str, typer.Option("--format", help="pdf, pptx, docx, html, xlsx, or all of them.")] = "pdf",
    length: Annotated[str, typer.Option(help="two-pages or full.")] = "two-pages",
    audience: Annotated[str, typer.Option(help="partnership or public.")] = "partnership",
    last_meeting: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="The day of the last meeting; without it, compared with the release before."
        ),
    ] = None,
    notes: Annotated[Path | None, typer.Option(help="The database of notes, to print them.")] = None,
    public_key: Annotated[
        Path | None, typer.Option(help="The public key of whoever publishes: nothing that it did not sign is printed.")
    ] = None,
) -> None:
    """Write the paper of a body from the release in force."""
    from dashboard import in_force
    from dashboard.commands import write_paper

    if public_key is not None:
        os.environ[in_force.PUBLIC_KEY] = str(public_key.resolve())
    day = last_meeting.date() if last_meeting else None
    _said(lambda: write_paper(
        release, audience=audience, body=body, length_name=length, format_name=format_name, out=out_file, last_meeting=day, notes=notes
    ))  # fmt: skip


@app.command()
def notes(
    file: Annotated[Path, typer.Argument(help="The database of notes.")],
    export_to: Annotated[Path | None, typer.Option("--export", help="Write all notes to a .csv or .json file.")] = None,
    import_from: Annotated[Path | None, typer.Option("--import", help="Add the notes of such a file.")] = None,
) -> None:
    """Take notes out of their database, or put them in. None is ever overwritten."""
    from dashboard.commands import notes_in, notes_out

    if import_from is not None:
        _said(lambda: notes_in(file, import_from))
    if export_to is not None:
        _said(lambda: notes_out(file, export_to))


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(help="A new folder.")],
    notes: Annotated[Path | None, typer.Option(help="The database of notes and drafts.")] = None,
    access_log: Annotated[
        Path | None, typer.Option(help="The access log; the list of sign-outs beside it goes with it.")
    ] = None,
) -> None:
    """Copy what a server keeps that no release holds, while it goes on. To restore, put the files back."""
    from dashboard.backup import back_up

    _said(lambda: back_up(folder, notes=notes, log=access_log))


def _said(work: Callable[[], str]) -> None:
    """Say what was done, or in one sentence why it was not."""
    from dashboard.backup import BackupRefusedError
    from dashboard.commands import RefusedError
    from dashboard.paper.notes import NotesRefusedError
    from dashboard.paper.template import TemplateRefusedError
    from data_loaders.release import ReleaseRefusedError

    try:
        out.print(work(), markup=False, highlight=False)
    except (
        BackupRefusedError,
        ReleaseRefusedError,
        TemplateRefusedError,
        NotesRefusedError,
        RefusedError,
        OSError,
    ) as error:
        out.print(str(error), markup=False)
        raise typer.Exit(1) from error


app(prog_name="python -m dashboard")
