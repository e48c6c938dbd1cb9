"""How long something takes when not everybody has got there yet: the share still waiting, from published intervals."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pandas as pd


def still_waiting(rows: pd.DataFrame, *, withdrawn: float = 0.5, confidence: float = 0.95) -> pd.DataFrame:
    """The share still waiting at the end of each interval, with Greenwood's interval on the log-log scale.

    rows: day_to, n_ended, n_waiting (last seen waiting in the interval), in order. `withdrawn` is the part of the interval for
    which the latter are taken out of those at risk: 0.5 for the actuarial estimate (Cutler & Ederer 1958, J. Chron. Dis.
    8:699); 0 with one interval for each day on which something ended gives Kaplan & Meier (1958, JASA 53:457). Columns day, at_risk,
    share_pct, lower_pct, upper_pct; the first row is day 0 with 100 %.
    """
    ended, waiting = (rows[c].to_numpy(dtype=float) for c in ("n_ended", "n_waiting"))
    leaving = ended + waiting
    at_start = leaving.sum() - np.concatenate([[0.0], np.cumsum(leaving)[:-1]]) if len(rows) else np.empty(0)
    at_risk = at_start - withdrawn * waiting
    share = np.cumprod(1 - ended / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(ended / (at_risk * (at_risk - ended)))
        spread = NormalDist().inv_cdf(0.5 + confidence / 2) * np.sqrt(greenwood) / np.log(share)
        lower, upper = share ** np.exp(-spread), share ** np.exp(spread)
    is_edge = (share <= 0) | (share >= 1)
    lower, upper = np.where(is_edge, share, lower), np.where(is_edge, share, upper)
    made = pd.DataFrame({
        "day": rows["day_to"].to_numpy(), "at_risk": at_risk, "share_pct": share * 100,
        "lower_pct": np.minimum(lower, upper) * 100, "upper_pct": np.maximum(lower, upper) * 100,
    })  # fmt: skip
    start = pd.DataFrame(
        {
            "day": [0],
            "at_risk": [float(leaving.sum())],
            "share_pct": [100.0],
            "lower_pct": [100.0],
            "upper_pct": [100.0],
        }
    )
    return pd.concat([start, made], ignore_index=True)
