"""The range of a change in words, which always says to which side: "6 to 40 % more", "3 points fewer to 5 more"."""

from __future__ import annotations

from dashboard.words.number_format import NO_BREAK


def ratio_range(low: float, high: float) -> str:
    """Of a ratio: 0.6 to 0.8 is "20 to 40 % fewer"."""
    return _range(round((low - 1) * 100), round((high - 1) * 100), f"{NO_BREAK}%")


def points_range(low: float, high: float) -> str:
    """Of a difference of shares, in points."""
    return _range(round(low), round(high), " points")


def _range(low: int, high: int, unit: str) -> str:
    if low >= 0:
        return f"{low} to {high}{unit} more"
    if high <= 0:
        return f"{-high} to {-low}{unit} fewer"
    return f"{-low}{unit} fewer to {high}{unit} more"
