"""Design-based estimates against published figures, against every possible sample, and against simulation."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest

from data_loaders.survey.design import DesignError
from data_loaders.survey.estimates import estimate_difference, estimate_mean, estimate_share, share_interval


def test_a_simple_random_sample_of_cochran() -> None:
    """Cochran (1977), Sampling Techniques, section 2.10, table 2.1: signatures on 50 of 676 petition sheets.

    Published: total 19,888, 80 % limits 18,107 and 21,669 (1.28 standard errors), with the correction 1 − 50/676.
    """
    sheets = {
        42: 23,
        41: 4,
        36: 1,
        32: 1,
        29: 1,
        27: 2,
        23: 1,
        19: 1,
        16: 2,
        15: 2,
        14: 1,
        11: 1,
        10: 1,
        9: 1,
        7: 1,
        6: 3,
        5: 2,
        4: 1,
        3: 1,
    }
    values = np.repeat(list(sheets), list(sheets.values())).astype(float)
    assert len(values) == 50
    assert values.sum() == 1471
    made = estimate_mean(values, population=np.full(50, 676.0))
    assert made.value * 676 == pytest.approx(19_888, abs=1)
    assert made.standard_error * 676 == pytest.approx((21_669 - 18_107) / 2 / 1.28, abs=1)


def every_sample(population: dict[str, list[list[float]]], *, clusters: int, inside: int):
    """Each sample of `clusters` clusters from each stratum and `inside` units from each of them, all equally likely."""
    choices = []
    for stratum, groups in population.items():
        own = []
        for chosen in combinations(range(len(groups)), clusters):
            for units in product(*(combinations(range(len(groups[c])), min(inside, len(groups[c]))) for c in chosen)):
                own.append(
                    [
                        (stratum, c, u, groups[c][u], len(groups), len(groups[c]))
                        for c, us in zip(chosen, units, strict=True)
                        for u in us
                    ]
                )
        choices.append(own)
    for parts in product(*choices):
        yield [row for part in parts for row in part]


POPULATION = {
    "a": [[1.0, 4.0, 2.0], [7.0, 5.0, 9.0], [3.0, 3.0, 8.0]],
    "b": [[12.0, 10.0, 15.0], [11.0, 18.0, 14.0], [16.0, 13.0, 10.0]],
}


@pytest.mark.parametrize(
    ("clusters", "inside"), [(2, 3), (2, 2), (3, 2)], ids=["one stage", "two stages", "all clusters"]
)
def test_over_every_possible_sample_the_variance_is_right_on_average(clusters: int, inside: int) -> None:
    """Equal clusters, so the weighted mean is linear: the mean of the estimated variances is the variance of the estimates."""
    values, variances = [], []
    for rows in every_sample(POPULATION, clusters=clusters, inside=inside):
        stratum, cluster, unit, y, clusters_in_all, units_in_all = (np.array(c) for c in zip(*rows, strict=True))
        made = estimate_mean(
            y.astype(float), strata=stratum, clusters=[cluster, unit],
            population=[clusters_in_all.astype(float), units_in_all.astype(float)],
        )  # fmt: skip
        values.append(made.value)
        variances.append(made.standard_error**2)
    truth = np.mean([v for groups in POPULATION.values() for g in groups for v in g])
    assert np.mean(values) == pytest.approx(truth)
    assert np.mean(variances) == pytest.approx(np.var(values), rel=1e-9)


def delete_one_cluster(y: np.ndarray, w: np.ndarray, stratum: np.ndarray, cluster: np.ndarray) -> float:
    """The stratified jackknife: leave each cluster out in turn and re-weight those left in its stratum."""
    whole, total = np.average(y, weights=w), 0.0
    for h in np.unique(stratum):
        own = np.unique(cluster[stratum == h])
        for gone in own:
            out = (stratum == h) & (cluster == gone)
            again = np.where(stratum == h, w * len(own) / (len(own) - 1), w) * ~out
            total += (len(own) - 1) / len(own) * (np.average(y, weights=again) - whole) ** 2
    return float(np.sqrt(total))


@pytest.mark.parametrize("seed", range(5))
def test_clusters_with_replacement_agree_with_the_jackknife(seed: int) -> None:
    rng = np.random.default_rng(seed)
    stratum = rng.integers(0, 3, 600)
    cluster = stratum * 100 + rng.integers(0, 20, 600)
    y = rng.normal(5, 1, 600) + rng.normal(0, 0.7, 400)[cluster]
    w = rng.uniform(0.7, 1.4, 600)
    made = estimate_mean(y, weights=w, strata=stratum, clusters=cluster)
    assert made.standard_error == pytest.approx(delete_one_cluster(y, w, stratum, cluster), rel=0.03)
    assert made.degrees == len(np.unique(cluster)) - 3


def test_a_group_is_estimated_with_the_rest_of_the_sample_in_mind() -> None:
    """A domain mean is a ratio: w·y·d over w·d. Its jackknife leaves out whole clusters, those without the group too."""
    rng = np.random.default_rng(3)
    cluster, y, w = rng.integers(0, 40, 800), rng.normal(size=800), rng.uniform(0.5, 2, 800)
    group = (rng.random(800) < 0.3) & (cluster != 7)
    made = estimate_mean(y, weights=w, clusters=cluster, where=group)
    slow = delete_one_cluster(y, w * group, np.zeros(800), cluster)
    assert made.value == pytest.approx(np.average(y, weights=w * group))
    assert made.standard_error == pytest.approx(slow, rel=0.05)
    assert made.degrees == len(np.unique(cluster[group])) - 1


def test_groups_that_share_clusters_share_what_is_theirs() -> None:
    """Each cluster lifts everybody in it: the difference of two groups of the same clusters is surer than the parts say."""
    rng = np.random.default_rng(5)
    cluster = np.repeat(np.arange(40), 20)
    y = rng.normal(0, 1, 40)[cluster] + rng.normal(0, 0.3, 800)
    one = np.tile([True, False], 400)
    made = estimate_difference(y, one, ~one, clusters=cluster)
    apart = np.hypot(*(estimate_mean(y, clusters=cluster, where=g).standard_error for g in (one, ~one)))
    paired = np.array([y[one & (cluster == c)].mean() - y[~one & (cluster == c)].mean() for c in range(40)])
    assert made.standard_error == pytest.approx(paired.std(ddof=1) / np.sqrt(40), rel=1e-9)
    assert made.standard_error < apart / 3


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ({"strata": np.array([0, 0, 1])}, "one unit only"),
        ({"population": np.full(3, 2.0)}, "More units were drawn"),
        ({"population": np.array([5.0, 6.0, 5.0])}, "differs inside"),
        ({"weights": np.array([1.0, -1.0, 1.0])}, "Weights"),
    ],
)
def test_a_design_that_cannot_be_is_refused(broken: dict[str, np.ndarray], words: str) -> None:
    with pytest.raises(DesignError, match=words):
        estimate_mean(np.array([1.0, 2.0, 3.0]), **broken)


def test_a_stratum_that_was_taken_whole_adds_nothing() -> None:
    y, stratum = np.array([1.0, 2.0, 3.0, 50.0]), np.array([0, 0, 0, 1])
    sizes = np.array([30.0, 30.0, 30.0, 1.0])
    made = estimate_mean(y, strata=stratum, population=sizes)
    alone = estimate_mean(y[:3], population=sizes[:3])
    assert made.standard_error == pytest.approx(alone.standard_error * 30 / 31)


def coverage(share: float, *, runs: int, seed: int) -> float:
    """How often the interval holds the true share: 40 of many schools, about 25 pupils of each, schools differ (ICC 0.05)."""
    rng = np.random.default_rng(seed)
    alpha, beta, held = share * 19, (1 - share) * 19, 0
    cluster = np.repeat(np.arange(40), 25)
    for _ in range(runs):
        is_so = rng.random(1000) < rng.beta(alpha, beta, 40)[cluster]
        made = estimate_share(is_so, clusters=cluster)
        held += made.lower <= share <= made.upper
    return held / runs


@pytest.mark.parametrize("share", [0.02, 0.10, 0.50])
def test_intervals_hold_the_true_share_as_often_as_they_say(share: float, tell) -> None:
    found = coverage(share, runs=3000, seed=11)
    tell(f"survey intervals at {share:.0%} with clusters: {found:.1%} of 3,000 hold the true share")
    assert 0.93 <= found <= 0.97


@pytest.mark.long
@pytest.mark.parametrize("share", [0.02, 0.10, 0.50])
def test_intervals_hold_the_true_share_over_many_more_samples(share: float, tell) -> None:
    found = coverage(share, runs=20_000, seed=12)
    tell(f"survey intervals at {share:.0%} with clusters: {found:.2%} of 20,000 hold the true share")
    assert 0.93 <= found <= 0.97


def test_the_interval_stays_inside_and_is_open_where_nobody_said_so() -> None:
    low, high = share_interval(0.0, 0.0, n=50, degrees=10)
    assert low == 0.0
    assert 0.05 < high < 0.15
    assert share_interval(1.0, 0.0, n=50, degrees=10)[1] == 1.0


def test_the_command_says_the_same_as_the_function(tmp_path) -> None:
    import pandas as pd
    from typer.testing import CliRunner

    from data_loaders.commands import app

    rng = np.random.default_rng(8)
    rows = pd.DataFrame({"y": rng.normal(10, 2, 90), "w": rng.uniform(1, 2, 90), "h": np.repeat(["a", "b", "c"], 30),
                         "c": np.repeat(np.arange(18), 5), "u": np.tile(np.arange(5), 18), "N": 20, "M": 8})  # fmt: skip
    rows.to_csv(tmp_path / "sample.csv", index=False)
    made = estimate_mean(
        rows["y"].to_numpy(), weights=rows["w"].to_numpy(), strata=rows["h"].to_numpy(),
        clusters=[rows["c"].to_numpy(), rows["u"].to_numpy()], population=[rows["N"].to_numpy(), rows["M"].to_numpy()],
    )  # fmt: skip
    asked = ["estimate", str(tmp_path / "sample.csv"), "--value", "y", "--weights", "w", "--strata", "h"]
    told = CliRunner().invoke(app, [*asked, "--clusters", "c,u", "--population", "N,M"])
    assert told.exit_code == 0
    assert f"estimate {made.value:.6g}, standard error {made.standard_error:.6g}" in " ".join(told.stdout.split())
    missing = CliRunner().invoke(app, ["estimate", str(tmp_path / "sample.csv"), "--value", "nothing"])
    assert missing.exit_code == 1
    assert "no column nothing" in " ".join(missing.stdout.split())
