"""The viewer's command line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

app = typer.Typer(help="Show a published release in the browser.", no_args_is_help=True)
out = Console()


@app.callback()
def commands() -> None:
    """Show a published release in the browser."""


@app.command()
def serve(
    release: Annotated[Path, typer.Option(help="The folder with the releases.")],
    port: Annotated[int, typer.Option(envvar="PORT")] = 8501,
    audience: Annotated[str, typer.Option(help="partnership or public.")] = "partnership",
    address: Annotated[str, typer.Option(help="Where to listen.")] = "127.0.0.1",
    allowed_host: Annotated[list[str] | None, typer.Option(help="A name under which browsers may ask for it.")] = None,
) -> None:
    """Serve the dashboard of the release in force until interrupted."""
    import uvicorn

    from dashboard import in_force
    from dashboard.server import make_app, warm_up
    from data_loaders.release import ReleaseRefusedError

    os.environ[in_force.RELEASES], os.environ[in_force.AUDIENCE] = str(release.resolve()), audience
    try:
        shown, _ = in_force.release_in_force()
    except ReleaseRefusedError as error:
        out.print(str(error), markup=False)
        raise typer.Exit(1) from error
    application = make_app(allowed_host or [])
    warm_up()
    kind = "INVENTED DATA" if shown.manifest.is_synthetic else "partnership data"
    out.print(
        f"http://{address}:{port} shows release {shown.id} ({kind}, as at {shown.manifest.as_at:%d %B %Y}). Ctrl+C ends it."
    )
    uvicorn.run(application, host=address, port=port, log_level="warning", server_header=False)


app(prog_name="python -m dashboard")
