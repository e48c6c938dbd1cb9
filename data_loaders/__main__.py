"""The data manager's command line."""

from data_loaders.commands import app

app(prog_name="python -m data_loaders")
