import pandas as pd
import pytest

from dashboard.measures.concentration import band_shares

# Invented: 100 children, 300 episodes.
BANDS = pd.DataFrame({"repeat_band": ["ONE", "2_TO_3", "4_OR_MORE"], "n": [60, 60, 180], "children": [60, 25, 15]})


def test_shares_add_from_the_top_down():
    shares = band_shares(BANDS, band="repeat_band", episodes="n", children="children")
    assert shares["episodes_from_top_pct"].tolist() == [100, 80, 60]
    assert shares["children_from_top_pct"].tolist() == [100, 40, 15]
    assert shares["episodes_per_child"].tolist() == pytest.approx([1, 2.4, 12])


def test_nothing_counted_or_a_band_twice_is_refused():
    with pytest.raises(ValueError, match="Nothing"):
        band_shares(BANDS.assign(n=0), band="repeat_band", episodes="n")
    with pytest.raises(ValueError, match="twice"):
        band_shares(pd.concat([BANDS, BANDS]), band="repeat_band", episodes="n")
