"""Widgets in, a Selection out. The only rooms that read session state; every control is in the link of the page."""
