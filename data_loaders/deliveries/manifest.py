"""What came from whom, when, under which agreement, and until when it may be kept."""

from __future__ import annotations

from data_loaders.deliveries.column import Column, Table

TABLE = Table(
    name="manifest",
    title="Manifest",
    description="One row for each file delivered. `python -m data_loaders manifest DIR` writes it.",
    key=("file",),
    columns=(
        Column("table", "The table that the file holds.", "text", is_required=True),
        Column("file", "The name of the file.", "text", is_required=True, synonyms=("file_name", "filename")),
        Column("supplier_agency", "Who supplied it.", "text", is_required=True, synonyms=("supplier", "agency")),
        Column("extract_date", "The day on which it was taken from the live system.", "date", is_required=True),
        Column("period_start", "The first day that it covers.", "date"),
        Column("period_end", "The last day that it covers.", "date"),
        Column("rows", "How many rows it has, the header apart.", "integer", is_required=True, least=0),
        Column("sha256", "Its SHA-256 checksum.", "text", is_required=True, synonyms=("checksum",)),
        Column("definition_version", "The edition of the definitions that it follows.", "text"),
        Column("sharing_agreement", "The agreement under which it is shared.", "text"),
        Column("retention_date", "The day after which it may no longer be kept.", "date"),
        Column("audience", "The widest audience of what is made from it.", "code", is_required=True,
               codes={"partnership": "Partnership", "public": "Public"}),
        Column("is_synthetic", "Y when every value is invented.", "flag", is_required=True, synonyms=("synthetic",)),
    ),
)  # fmt: skip
