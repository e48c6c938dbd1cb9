"""The command that opens the desk."""

from __future__ import annotations

import secrets
import socket
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from rich.console import Console

from desk.place import POLICY, Place, set_place
from desk.server import HERE, make_app

app = typer.Typer(help="The desk of the data manager, in a browser of this machine.")
out = Console()


@app.command()
def open_desk(
    folder: Annotated[Path, typer.Argument(help="The folder with the deliveries.", file_okay=False)],
    store: Annotated[Path, typer.Option("--out", help="The folder with the releases.")],
    policy: Annotated[Path, typer.Option(help="The disclosure policy.")] = POLICY,
    audience: Annotated[str, typer.Option(help="partnership or public.")] = "partnership",
    port: Annotated[int, typer.Option(help="Of this machine; no other machine is ever answered.")] = 8502,
) -> None:
    """Serve the desk until interrupted. The address holds a key: who has it sees delivered rows."""
    folder.mkdir(parents=True, exist_ok=True)
    set_place(Place(folder.resolve(), store.resolve(), policy.resolve(), audience))
    key = secrets.token_urlsafe(24)
    try:
        listening = socket.create_server((HERE, port))
    except OSError as error:
        out.print(f"{HERE}:{port} cannot be served: {error.strerror}. Choose another with --port.", markup=False)
        raise typer.Exit(1) from error
    out.print(f"http://{HERE}:{port}/?key={key}", soft_wrap=True, markup=False, highlight=False)
    out.print("Open this address in a browser of this machine. It opens the desk for whoever has it. Ctrl+C ends it.")
    config = uvicorn.Config(make_app(key), log_level="warning", server_header=False, timeout_graceful_shutdown=5)
    uvicorn.Server(config).run(sockets=[listening])
