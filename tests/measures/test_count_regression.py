"""The product's own regression against statsmodels', which it does not load for speed."""

import warnings

import numpy as np
import pytest

from dashboard.measures.count_regression import CountVariance, fit_counts, seasonal_waves
from dashboard.measures.interrupted_series import newey_west
from dashboard.measures.numbers_in import TooShortError

RNG = np.random.default_rng(7)
T = np.arange(40.0)
DESIGN = np.column_stack([np.ones(40), T / 12, seasonal_waves(T, season=12, harmonics=2)])
COUNTS = RNG.negative_binomial(30, 0.4, 40).astype(float)
POPULATION = np.linspace(900, 1100, 40)


def statsmodels_api():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import statsmodels.api as sm
    return sm


def test_quasi_poisson_is_that_of_statsmodels():
    sm = statsmodels_api()
    ours = fit_counts(COUNTS, DESIGN, offset=np.log(POPULATION))
    model = sm.GLM(COUNTS, DESIGN, family=sm.families.Poisson(), offset=np.log(POPULATION)).fit(scale="X2")
    assert ours.coefficients == pytest.approx(model.params, abs=1e-7)
    assert np.sqrt(np.diag(ours.covariance)) == pytest.approx(model.bse, rel=1e-6)
    assert ours.dispersion == pytest.approx(model.scale, rel=1e-8)


def test_negative_binomial_is_that_of_statsmodels_at_the_same_alpha():
    sm = statsmodels_api()
    ours = fit_counts(COUNTS, DESIGN, variance=CountVariance.NEGATIVE_BINOMIAL)
    family = sm.families.NegativeBinomial(alpha=ours.alpha)
    model = sm.GLM(COUNTS, DESIGN, family=family).fit()
    assert ours.alpha > 0
    assert ours.coefficients == pytest.approx(model.params, abs=1e-6)
    assert np.sqrt(np.diag(ours.covariance)) == pytest.approx(model.bse, rel=1e-5)
    assert model.pearson_chi2 == pytest.approx(model.df_resid, rel=1e-6)  # what the moments ask of alpha


def test_newey_west_is_that_of_statsmodels():
    sm = statsmodels_api()
    model = sm.OLS(COUNTS, DESIGN).fit(cov_type="HAC", cov_kwds={"maxlags": 3, "use_correction": True})
    left = COUNTS - DESIGN @ model.params
    ours = newey_west(DESIGN * left[:, None], DESIGN.T @ DESIGN, lags=3)
    assert np.sqrt(np.diag(ours)) == pytest.approx(model.bse, rel=1e-8)


def test_waves_faster_than_the_season_allows_are_left_out():
    assert seasonal_waves(np.arange(8.0), season=4, harmonics=5).shape == (8, 3)
    assert seasonal_waves(np.arange(8.0), season=1, harmonics=2).shape == (8, 0)


def test_what_cannot_be_fitted_is_refused():
    with pytest.raises(TooShortError, match="coefficients"):
        fit_counts(COUNTS[:8], DESIGN[:8])
    with pytest.raises(ValueError, match="zero"):
        fit_counts(np.zeros(40), DESIGN)
