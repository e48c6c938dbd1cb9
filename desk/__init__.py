"""The desk of the data manager: an application of its own on the private bank, on this machine alone, never part of the dashboard."""
