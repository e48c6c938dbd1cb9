"""The lock between the banks: what a release says of itself, and what is asked of its tables. Its door is `release.py`."""
