"""Open the desk: python -m desk DELIVERIES --out RELEASES (or: python -m data_loaders desk …)."""

from desk.opening import app

app(prog_name="python -m desk")
