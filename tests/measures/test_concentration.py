import pandas as pd
import pytest

from dashboard.measures.concentration import band_shares, least_gini, most_frequent_share, series_without

# Invented: 100 children, 300 episodes.
BANDS = pd.DataFrame({"repeat_band": ["ONE", "2_TO_3", "4_OR_MORE"], "n": [60, 60, 180], "children": [60, 25, 15]})


def test_the_most_frequent_band_makes_its_share():
    found = most_frequent_share(BANDS, band="repeat_band", episodes="n", children="children")
    assert (found.band, found.episodes_share_pct, found.children_share_pct) == ("4_OR_MORE", 60, 15)
    assert most_frequent_share(BANDS, band="repeat_band", episodes="n").children_share_pct is None


def test_shares_add_from_the_top_down():
    shares = band_shares(BANDS, band="repeat_band", episodes="n", children="children")
    assert shares["episodes_from_top_pct"].tolist() == [100, 80, 60]
    assert shares["children_from_top_pct"].tolist() == [100, 40, 15]
    assert shares["episodes_per_child"].tolist() == pytest.approx([1, 2.4, 12])


def test_the_least_gini_is_the_area_of_the_lorenz_trapezia():
    # Lorenz points (0.6, 0.2), (0.85, 0.4), (1, 1): twice the area under them is 0.12 + 0.15 + 0.21.
    assert least_gini(BANDS, episodes="n", children="children") == pytest.approx(1 - 0.48)
    alike = pd.DataFrame({"n": [10, 30], "children": [10, 30]})
    assert least_gini(alike, episodes="n", children="children") == pytest.approx(0)


def test_the_series_without_a_band_is_the_rest():
    assert series_without([10, 12], [4, 5]).tolist() == [6, 7]
    with pytest.raises(ValueError, match="larger"):
        series_without([10], [11])


def test_nothing_counted_or_a_band_twice_is_refused():
    with pytest.raises(ValueError, match="Nothing"):
        band_shares(BANDS.assign(n=0), band="repeat_band", episodes="n")
    with pytest.raises(ValueError, match="twice"):
        band_shares(pd.concat([BANDS, BANDS]), band="repeat_band", episodes="n")
