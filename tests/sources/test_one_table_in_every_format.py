"""The same rows as CSV, XLSX, ODS, SPSS, Stata and Parquet are the same table. All rows are invented."""

from __future__ import annotations

import tempfile
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

import pandas as pd
import pyreadstat
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.checks import examine
from data_loaders.problem import is_stopping
from data_loaders.sources import collect
from tests.sources.corpus import HEAD, Case

FIRST = datetime(2025, 1, 1, 0, 1)
LETTERS = st.text("abcdefghijklmnopqrstuvwxyzàèòùñ019-", min_size=1, max_size=9).map(lambda text: f"k{text}x")
MINUTES = st.integers(0, 300 * 24 * 60).filter(
    lambda minutes: (FIRST + timedelta(minutes=minutes)).hour not in (0, 1, 2)
)
RECORD = st.tuples(LETTERS, st.sampled_from(["REPORT", "EPISODE"]), MINUTES, st.sampled_from(["10-12", "13-15", "16-17", "NK"]),
                   st.sampled_from(["F", "M", "OTHER", "NK"]), st.sampled_from(["W1", "W2", "NK"]))  # fmt: skip


def rows_of(records: list[tuple[str, str, int, str, str, str]]) -> pd.DataFrame:
    made = [
        (f"e{n}", child, unit, f"{FIRST + timedelta(minutes=minutes):%Y-%m-%dT%H:%M}", "", age, sex, area)
        for n, (child, unit, minutes, age, sex, area) in enumerate(records)
    ]
    return pd.DataFrame(made, columns=HEAD.split(","))


def ods(frame: pd.DataFrame, file: Path) -> None:
    """By hand, as a program of an office writes it: no library of ours has a part in it."""
    lines = [list(frame.columns), *frame.astype(str).to_numpy().tolist()]
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in line
        )
        + "</table:table-row>"
        for line in lines
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2"><office:body><office:spreadsheet><table:table table:name="Sheet1">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        )
        packed.writestr("content.xml", content)


WRITERS = {
    "csv": lambda frame, file: frame.to_csv(file, index=False),
    "xlsx": lambda frame, file: frame.to_excel(file, index=False),
    "ods": ods,
    "sav": lambda frame, file: pyreadstat.write_sav(frame, str(file)),
    "dta": lambda frame, file: pyreadstat.write_dta(frame, str(file)),
    "parquet": lambda frame, file: frame.to_parquet(file),
}


def table_from(frame: pd.DataFrame, suffix: str) -> pd.DataFrame:
    with tempfile.TemporaryDirectory() as folder:
        name = f"missing_episodes.{suffix}"
        collected = collect(Case(suffix, "", {name: lambda file: WRITERS[suffix](frame, file)}).write(Path(folder)))
        stopping = [p.sentence for p in [*collected.problems, *examine(collected)] if is_stopping(p)]
    assert stopping == [], suffix
    return collected.tables["missing_episodes"].reset_index(drop=True)


@settings(max_examples=2, deadline=None)
@given(st.lists(RECORD, min_size=1, max_size=12))
def test_every_format_gives_the_same_table(records: list[tuple[str, str, int, str, str, str]]) -> None:
    frame = rows_of(records)
    tables = {suffix: table_from(frame, suffix) for suffix in WRITERS}
    for suffix, table in tables.items():
        pd.testing.assert_frame_equal(table, tables["csv"], obj=suffix)
    assert list(tables["csv"]["child_pseudo_id"]) == list(frame["child_pseudo_id"])
