"""The hexagon of a point."""

from __future__ import annotations

import h3
import numpy as np
import pandas as pd

FINEST = 9  # about 0.1 km²; nothing finer is ever looked at


def cells_at(lat: pd.Series, lon: pd.Series) -> np.ndarray:
    """The finest cell of each record, "" where it has no coordinates."""
    points = pd.DataFrame({"lat": lat.to_numpy(dtype=float), "lon": lon.to_numpy(dtype=float)})
    known = points.dropna().drop_duplicates()
    of_point = {(a, b): h3.latlng_to_cell(a, b, FINEST) for a, b in known.itertuples(index=False)}
    return np.array([of_point.get((a, b), "") for a, b in points.itertuples(index=False)], dtype=object)
