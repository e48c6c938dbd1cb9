"""The codebook, quotations, and how far two coders agree."""

from __future__ import annotations

from dashboard.ask.labels import code_labels
from dashboard.ask.months import ALL
from dashboard.ask.practice import bands_of, labels_of, leaves_of, quotes_by_theme
from dashboard.ask.published import rows_of
from dashboard.charts.rows import Bar, Column, Group, Interval, Range, Row, Rows, Words
from dashboard.charts.table import Table, TableColumn, heads
from dashboard.findings.finding import About, Finding, State, source_of
from dashboard.findings.reasons import not_to_be_seen
from dashboard.findings.theme_course import new_themes
from dashboard.measures.coding_agreement import pair_agreement
from dashboard.measures.theme_shares import latest_codebook
from dashboard.words.coders import CAREFUL, agreement_title, confused_title, sure_words
from dashboard.words.form import fitting, number_of
from dashboard.words.format import count, hundredth
from dashboard.words.number_format import COUNT, HUNDREDTH
from dashboard.words.periods import period_label
from data_loaders.release import Release

MEANS, SAID, AGREE, DIFFER = "What does each theme mean?", "What was said?", "Do two readers agree?", "Where do two readers differ?"  # fmt: skip

OTHERS = "OTHERS"


def codebook(release: Release) -> Finding:
    """Every theme under its root, with its definition and the versions that hold it."""
    book = latest_codebook(rows_of(release, "practice_codebook"))
    if book.empty:
        return not_to_be_seen(release, State.NOT_DELIVERED, "No codebook was delivered for this release.", key="codebook", question=MEANS)  # fmt: skip
    newest = int(book["version"].astype(int).max())
    themes = book[book["theme_code"] != book["root"]]
    new = new_themes(book)
    number = number_of(len(themes), "theme", "themes")
    title = fitting(f"{number}; new in version {newest}: {', '.join(new)}", f"{number}; {count(len(new))} new in version {newest}") if new else f"{number} in version {newest}"  # fmt: skip
    groups = tuple(
        Group(str(root), tuple(
            Row((Words(str(r.label)), Words(str(r.definition)), Words(str(r.versions), note="redefined" if r.is_redefined else ""))) for r in own.itertuples()
        ))
        for root, own in ((root, themes[themes["root_label"] == root]) for root in dict.fromkeys(themes["root_label"]))
    )  # fmt: skip
    columns = heads("under", "theme", "what belongs to it", "versions", "redefined")
    lines = tuple((str(r.root_label), str(r.label), str(r.definition), str(r.versions), "yes" if r.is_redefined else "no") for r in themes.itertuples())  # fmt: skip
    return Finding(
        "codebook", MEANS, title, "Themes are in codebook order, under Capacity, Culture and Consistency.", release.id, result=tuple(new), table=Table(columns, lines),
        chart=Rows((Column("Theme", 220), Column("What belongs to it"), Column("Versions", 90)), groups, f"{title}. Each theme with its definition.", 44.0),
        about=About("The partnership’s own codebook, as delivered.", "", (), source_of(release)),
    )  # fmt: skip


def quotations(release: Release, theme: str) -> Finding:
    """Word for word, of those who agreed to it, read by two people: with a wide group and a quarter, never more."""
    quotes, labels, bands = rows_of(release, "practice_quotes"), labels_of(release), bands_of(release, "agency")
    stances = code_labels(release, "theme_codings.stance")
    quotes = quotes_by_theme(quotes, labels, None if theme == ALL else theme)
    if quotes.empty:
        reason = "Nothing is quoted here: nobody agreed to it, too few came, two people have not read it, or this audience gets no quotations."
        return not_to_be_seen(release, State.HIDDEN, reason, key="quotations", question=SAID)
    number = number_of(len(quotes), "quotation", "quotations")
    title = f"{number}, the latest of each theme" if theme == ALL else fitting(f"{number} on “{labels[theme]}”", number)
    said = [
        (str(r.themes), stances.get(r.stance, ""), str(r.text), bands.get(r.band, "") or "Somebody in a session", period_label(r.period_start, r.period_end))
        for r in quotes.itertuples()
    ]  # fmt: skip
    lines = tuple(
        Row((Words(f"“{text}”", note=f"{who}, {when}"), Words(name, note=stance)))
        for name, stance, text, who, when in said
    )
    return Finding(
        "quotations", SAID, title, "In their own words, with their consent; read by two people before anybody could see them.", release.id,
        table=Table(tuple(TableColumn(c) for c in ("theme", "what it is", "in their words", "who", "when")), tuple(said)),
        chart=Rows((Column("In their words"), Column("Theme", 230)), (Group("", lines),), f"{title}. Each with its theme, a wide group of agencies and a quarter.", 48.0),
        bear_in_mind="Examples; what is said most is not told by them.",
        about=About("Only what two people have read, and what the identity guard found nothing in.", "", ("An agency is named only when enough of its staff were in that session.",), source_of(release)),
    )  # fmt: skip


def coders(release: Release) -> Finding:
    """How far two coders agree on each theme, beyond what chance would give."""
    table = rows_of(release, "practice_agreement")
    labels = {**labels_of(release), OTHERS: "Themes that are not shown by themselves, together"}
    if table.empty:
        return not_to_be_seen(release, State.HIDDEN, "Too few contributions were read by two coders.", key="coders", question=AGREE)  # fmt: skip
    rows = pair_agreement(table).assign(theme=table["theme_code"].map(labels))
    title = agreement_title(rows[(table["theme_code"] != OTHERS).to_numpy()])
    scale = Column(
        "Agreement (alpha)",
        330,
        low=min(0.0, float(rows["lower"].min())),
        high=1.0,
        reference=CAREFUL,
        ticks=((0.0, "chance"), (CAREFUL, "relied on"), (1.0, "full")),
    )
    lines = tuple(_agreement_row(r) for r in rows.itertuples())
    columns = heads(
        "theme",
        ("both found it", COUNT),
        ("one found it", COUNT),
        ("neither", COUNT),
        ("alpha", HUNDREDTH),
        ("from", HUNDREDTH),
        ("to", HUNDREDTH),
    )
    figures = tuple(
        (str(r.theme), int(a.both), int(a.one), int(a.neither), float(r.alpha), float(r.lower), float(r.upper)) for r, a in zip(rows.itertuples(), table.itertuples(), strict=True)
    )  # fmt: skip
    return Finding(
        "coders", AGREE, title, "Krippendorff’s alpha for each theme: 1 is full agreement, 0 is chance. Line: what would fit.", release.id,
        result=tuple((str(r.theme), sure_words(r.alpha, r.lower)) for r in rows.itertuples()), table=Table(columns, figures),
        chart=Rows((Column("Theme"), scale, Column("Alpha", 110), Column("", 140)), (Group("", lines),), f"{title}. One row for each theme.", 38.0),
        bear_in_mind="A theme with a low figure needs a clearer definition, not better readers.",
        about=About("Contributions that two coders read without seeing each other’s codes.", "Krippendorff (2004): 0.80 and more can be relied on; below 0.667 it cannot. Alpha allows for chance.", ("A theme that would tell of a few people beside the pairs that coders confuse is counted with others or left out.",), source_of(release)),
    )  # fmt: skip


def _agreement_row(row: object) -> Row:
    alpha, lower, upper = (float(getattr(row, name)) for name in ("alpha", "lower", "upper"))
    drawn = Range(alpha, lower, upper) if lower >= CAREFUL else Interval(alpha, lower, upper)
    return Row((Words(str(getattr(row, "theme", ""))), drawn, Words("", hundredth(alpha), f" {hundredth(lower)} to {hundredth(upper)}"), Words(sure_words(alpha, lower))))  # fmt: skip


def disagreements(release: Release) -> Finding:
    """Which two themes coders confuse: the codebook's to mend."""
    table = rows_of(release, "practice_disagreements")
    if table.empty:
        reason = "Coders confused no two themes often enough to be shown safely."
        return not_to_be_seen(release, State.HIDDEN, reason, key="disagreements", question=DIFFER)
    names = {**leaves_of(release), OTHERS: "other pairs, together"}
    rows = table.sort_values(["n", "theme_a"], ascending=[False, True], kind="stable")
    pairs = [(names[r.theme_a], names[r.theme_b]) for r in rows.itertuples() if r.theme_a != OTHERS]
    title = confused_title(pairs)
    most = float(rows["n"].max())
    lines = tuple(
        Row((Words(names[r.theme_a], note=f"and {names[r.theme_b]}" if r.theme_a != OTHERS else ""), Bar(float(r.n)), Words(count(int(r.n))))) for r in rows.itertuples()
    )  # fmt: skip
    scale = Column("Contributions", 360, low=0, high=most, ticks=((0, "0"), (most, count(most))))
    return Finding(
        "disagreements", DIFFER, title, "Contributions in which one coder found the one theme and the other coder the other.", release.id, result=tuple(pairs),
        table=Table(heads("one coder found", "the other found", ("contributions", COUNT)), tuple((names[r.theme_a], names[r.theme_b], int(r.n)) for r in rows.itertuples())),
        chart=Rows((Column("Themes"), scale, Column("", 60)), (Group("", lines),), f"{title}. One row for each pair.", 46.0), bear_in_mind="A pair that comes up often asks for a clearer definition.",
        about=About("By pair of themes and never by contribution.", "", (), source_of(release)),
    )  # fmt: skip
