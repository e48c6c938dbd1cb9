"""What is said before publishing, and of two releases beside each other, is what then happens."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_months import VIEWS, by_views, deliver, episodes, month_by_month, policy_of, published

from data_loaders.publish import rehearse
from data_loaders.release import open_release
from data_loaders.store.comparison import compared_releases
from data_loaders.store.releases import standings


@pytest.mark.parametrize("which", VIEWS)
def test_a_rehearsal_says_what_goes_on_what_came_late_and_how_rows_differ(tmp_path: Path, which: str) -> None:
    by_views(tmp_path, which)
    whole, out = episodes("2025-07-31"), tmp_path / "releases"
    late = whole.index[whole["start_dt"].str[:7] == "2025-05"][:5]
    june = whole[whole["start_dt"] < "2025-07-01"].drop(late)
    folder = deliver(tmp_path / "deliveries", june, "2025-06-30")
    nothing_before = rehearse(folder, out=out, policy_file=policy_of(out), audience="partnership")
    assert dict(nothing_before.late) == {}
    assert ("missing_episodes", "–", f"{len(june)}") in nothing_before.rows
    first = published(folder, out).id
    deliver(folder, whole, "2025-07-31")
    said = rehearse(folder, out=out, policy_file=policy_of(out), audience="partnership")
    assert said.late_in_words == "5 of missing, counted in the month that is published next"
    assert ("missing_episodes", f"{len(june)}", f"{len(whole)}") in said.rows
    total = next(line for line in said.lines if line[1] == "total")
    assert total[2:] == ("by month, to June 2025", "by month, to July 2025")
    assert any("stays as it is" in line[3] for line in said.lines)  # quarters and half-years that July does not end
    release = published(folder, out)
    views = {(release.dataset(v.dataset).title, v.name.replace("_", " ")): v for v in release.manifest.views}
    assert len(said.lines) == len(views)
    for title, name, _, would_be in said.lines:
        view = views[title, name]
        assert (f"{view.period_end:%B %Y}" in would_be) if view.status == "published" else would_be == "not shown"
    differs = {what: (then, now) for what, then, now in compared_releases(out, "partnership", first, release.id)}
    months = month_by_month(open_release(out))
    assert months["2025-07"] == 45 + 5
    assert next(v for what, v in differs.items() if "of the last month" in what) == ("45", "50")
    assert next(v for what, v in differs.items() if "in all" in what) == (f"{len(june):,}", f"{len(whole):,}")
    assert len(standings(out, "partnership")) == 2
