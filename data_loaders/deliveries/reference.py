"""Reference tables: places, people living there, school terms, dated events, published indicators, the manifest."""

from __future__ import annotations

from data_loaders.deliveries.datasets import CONCERNED
from data_loaders.deliveries.table import Column, Table

LEVELS = {
    "WARD": "Ward", "COMMUNITY": "Community", "LOCALITY": "Locality", "CLUSTER": "Empowering Cluster",
    "IZ2011": "Intermediate zone", "COUNCIL": "Council area",
}  # fmt: skip

AREA = Table(
    "ref_area", "Areas", "One row for each area of every level, with the area above it.", ("area_code",),
    (
        Column("area_code", "The area's code, for instance its GSS code.", is_required=True, synonyms=("code", "gss_code")),
        Column("area_level", "Which kind of area it is.", "code", True, LEVELS, ("level", "area_type")),
        Column("area_name", "What people call it.", is_required=True, synonyms=("name", "label")),
        Column("parent_code", "Code of the area that it is part of; blank for the council.", synonyms=("parent",)),
        Column("lat", "Latitude of a point inside, WGS 84.", "number", synonyms=("latitude",)),
        Column("lon", "Longitude of a point inside, WGS 84.", "number", synonyms=("longitude", "lng", "long")),
        Column("geometry", "Boundary as GeoJSON text; comes by itself from a GeoJSON or GeoPackage file."),
        Column("code_vintage", "The year of the code list."),
    ),
)  # fmt: skip

POPULATION = Table(
    "ref_population", "Population", "People living in each area, by year, age band and sex.",
    ("area_code", "year", "age_band", "sex"),
    (
        Column("area_code", "The area.", is_required=True),
        Column("year", "The year of the estimate.", "integer", True),
        Column("age_band", "Age in years.", "code", True, {"10-12": "10–12", "13-15": "13–15", "16-17": "16–17"}),
        Column("sex", "Sex as recorded.", "code", True, {"F": "Female", "M": "Male", "ALL": "All"}),
        Column("population", "Number of people.", "integer", True),
        Column("source", "Who estimated it."),
        Column("as_at", "The date of the estimate.", "date"),
    ),
)  # fmt: skip

TERMS = Table(
    "school_terms", "School terms", "When schools are in term and when they are on holiday.", ("start_date",),
    (
        Column("start_date", "First day.", "date", True),
        Column("end_date", "Last day.", "date", True),
        Column("kind", "Term or holiday.", "code", True, {"TERM": "Term", "HOLIDAY": "Holiday"}),
        Column("label", "What it is called."),
    ),
)  # fmt: skip

EVENTS = Table(
    "events", "Events", "Dated changes that readers of a trend must know of.", ("date", "label"),
    (
        Column("date", "When it happened.", "date", True),
        Column("label", "What happened, in a few words.", is_required=True),
        Column("scope", "The area code it concerns; blank for all."),
        Column("kind", "What kind of change it was.", "code", True, {
            "POLICY": "Policy", "SERVICE": "Service", "PANDEMIC": "Pandemic", "DATA_BREAK": "Change of recording"}),
        Column("datasets", f"What it concerns, with ; between them, of {', '.join(CONCERNED)}; blank for all."),
    ),
)  # fmt: skip

INDICATORS = Table(
    "cpc_indicators", "Published indicators", "Figures that are published already, with their intervals.",
    ("indicator_id", "period", "area_code"),
    (
        Column("indicator_id", "A short name of the indicator.", is_required=True),
        Column("indicator", "What it measures."),
        Column("period", "The period in words, for instance 2021/22 financial year."),
        Column("period_start", "First day of the period.", "date"),
        Column("period_end", "Last day of the period.", "date"),
        Column("year_type", "Which kind of year it is."),
        Column("area_code", "The area.", is_required=True),
        Column("numerator", "The count; blank or NA where its publisher withholds it.", "number"),
        Column("denominator", "The base.", "number"),
        Column("value", "The published figure.", "number", True, synonyms=("measure",)),
        Column("unit", "The unit of the figure.", synonyms=("type_definition",)),
        Column("lower", "Lower limit of its interval.", "number", synonyms=("lower_confidence_interval",)),
        Column("upper", "Upper limit of its interval.", "number", synonyms=("upper_confidence_interval",)),
        Column("definition_version", "Version of the definition."),
        Column("source", "Who published it."),
    ),
)  # fmt: skip

MANIFEST = Table(
    "manifest", "Manifest", "One row for each file that is delivered: from whom, of when, for whom.", ("table", "file"),
    (
        Column("table", "The table.", is_required=True),
        Column("file", "The file's name.", is_required=True),
        Column("supplier_agency", "Who supplied it.", is_required=True),
        Column("extract_date", "When it was taken.", "date", True),
        Column("period_start", "First day that it covers.", "date"),
        Column("period_end", "Last day that it covers.", "date"),
        Column("rows", "How many rows it has.", "integer"),
        Column("sha256", "Its SHA-256 checksum."),
        Column("definition_version", "Version of the definitions."),
        Column("sharing_agreement", "The agreement under which it is shared."),
        Column("retention_date", "When it must be deleted.", "date"),
        Column("next_due", "When the next file of its kind is due.", "date"),
        Column("audience", "Who may see what is made of it.", "code", True, {"partnership": "Partnership", "public": "Public"}),
        Column("is_synthetic", "Whether the data are invented.", "code", False, {"Y": "Yes", "N": "No"}),
    ),
)  # fmt: skip
