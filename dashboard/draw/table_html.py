"""Rows and tables as HTML: words wrap, rows can be chosen, and a narrow page turns each row into two lines."""

from __future__ import annotations

from dashboard.charts.rows import Cell, Column, Group, Row, Rows, Words
from dashboard.charts.table import Table
from dashboard.draw.cells import mark_svg, small_chart, title_of_scale
from dashboard.draw.tablet import columns_below, is_crowded
from dashboard.draw.text import href, markup
from dashboard.words.format import count
from dashboard.words.vocabulary import Standing

DENSE, TALL_ROW = 30.0, 50.0  # px of a row: below the one it has one line, from the other on it has a chart to keep
PHONE, LEAST = 370.0, 120.0  # px that a narrow page has, and that a column of names needs
FIRST, LONG = (
    6,
    8,
)  # rows that a narrow page shows of a list that is longer: less than three more would not be worth a button


def rows_html(rows: Rows) -> str:
    """The whole: heads, groups with their titles, the legend and the line under it."""
    heads = "".join(_head(c) for c in rows.columns)
    ahead = [sum(len(g.rows) for g in rows.groups[:n]) for n in range(len(rows.groups))]
    is_long = len(rows.rows) > LONG and not any(g.is_closed_when_narrow for g in rows.groups)
    body = "".join(
        _group(g, rows, FIRST - n if is_long else len(g.rows)) for n, g in zip(ahead, rows.groups, strict=True)
    )
    whole = (
        f'<button type="button" class="way whole" data-whole="">Show all {count(len(rows.rows))} rows</button>'
        if is_long
        else ""
    )
    legend = "".join(
        f'<span><svg width="13" height="13" aria-hidden="true"><rect width="13" height="13" fill="var(--{markup(role)})"/></svg>{markup(words)}</span>'
        for role, words in rows.legend
    )
    crowded, below = (" crowded", f";--below:{columns_below(rows)}") if _is_above(rows) else ("", "")
    return (
        f'<table class="rows{_look(rows)}{crowded}" style="--row:{rows.row_height:g}px{below}" aria-label="{markup(rows.alt)}"><thead><tr>{heads}</tr></thead>'
        f"{body}</table>{whole}" + (f'<p class="legend">{legend}</p>' if legend else "")
        + "".join(f'<p class="foot{" wide-only" if c.hides else ""}">{markup(c.reading)}</p>' for c in rows.columns if c.reading)
        + (f'<p class="foot">{markup(rows.foot)}</p>' if rows.foot else "")
    )  # fmt: skip


def _is_above(rows: Rows) -> bool:
    """Whether a tablet sets each name above its charts; low rows have a layout of their own there."""
    return rows.row_height >= DENSE and is_crowded(rows)


def _look(rows: Rows) -> str:
    """On a narrow page low rows become lines, high ones keep their chart under their words, and those whose columns have no room
    there stack, each cell with its head."""
    if rows.row_height < DENSE:
        return " dense"
    if rows.row_height >= TALL_ROW:
        return " tall"
    return " stacks" if sum(c.width or LEAST for c in rows.columns) > PHONE else ""


def _head(column: Column) -> str:
    width = f' style="width:{column.width:g}px"' if column.width else ""
    if not (column.title or column.ticks):  # a head without words is read out as an empty one
        return f'<td class="{_classes(column)}"{width}></td>'
    return f'<th scope="col" class="{_classes(column)}"{width}>{title_of_scale(column)}</th>'


def _classes(column: Column) -> str:
    return f"{column.align}{' wide-only' if column.hides else ''}"


def _group(group: Group, rows: Rows, first: int) -> str:
    """`first`: how many of its rows stand on a narrow page before the rest is asked for."""
    is_later = first < 1 and not any(row.is_told or row.is_chosen for row in group.rows)
    title = f'<tr class="group{" later" if is_later else ""}"><th scope="rowgroup" colspan="{len(rows.columns)}">{_title(group)}</th></tr>' if group.title else ""  # fmt: skip
    closes = ' class="closes"' if group.is_closed_when_narrow else ""
    lines = "".join(_row(row, rows.columns, is_later=n >= first) for n, row in enumerate(group.rows))
    return f"<tbody{closes}>{title}{lines}</tbody>"


def _title(group: Group) -> str:
    """Where the page is narrow a closed group is a button that says how much is in it."""
    if not group.is_closed_when_narrow:
        return markup(group.title)
    fold = f'<button type="button" class="fold" data-fold aria-expanded="false">{markup(group.title)} ({count(len(group.rows))})</button>'
    return f'<span class="named">{markup(group.title)}</span>{fold}'


def _row(row: Row, columns: tuple[Column, ...], *, is_later: bool) -> str:
    looks = (("strong", row.is_strong), ("quiet", row.is_quiet), ("chosen", row.is_chosen), ("later", is_later and not (row.is_chosen or row.is_told)))  # fmt: skip
    marks = [name for name, has in looks if has]
    first, *others = zip(row.cells, columns, strict=True)
    name = _cell(*first)
    if row.key:
        name = f'<button type="button" data-row="{markup(row.key)}" aria-pressed="{"true" if row.is_chosen else "false"}">{name}</button>'
    cells = "".join(
        f'<td class="{_classes(c)}{"" if isinstance(v, Words | Standing) else " chart"}" data-head="{markup(c.title)}">{_cell(v, c)}</td>'
        for v, c in others
    )
    return f'<tr class="{" ".join(marks)}"><th scope="row">{name}</th>{cells}</tr>'


def _cell(cell: Cell, column: Column) -> str:
    if isinstance(cell, Standing):
        return standing_html(cell)
    if isinstance(cell, Words):
        strong = f"<b>{markup(cell.strong)}</b>" if cell.strong else ""
        note = f'<span class="note">{markup(cell.note)}</span>' if cell.note else ""
        words = f"{strong}{markup(cell.text)}"
        if column.align == "right":
            words, note = f"{note} {words}".strip(), ""  # "57 → 77": the figure that counts stands at the edge
        return f'<a href="{href(cell.href)}" target="_self">{words}</a>{note}' if cell.href else f"{words}{note}"
    return small_chart(cell, column)


def standing_html(cell: Standing) -> str:
    """Mark and word; the word of a change in the colour of its kind."""
    note = f'<span class="note">{markup(cell.note)}</span>' if cell.note else ""
    return f'<span class="standing {cell.ink}">{mark_svg(cell.mark)}<span>{markup(cell.word)}</span></span>{note}'


def figures_html(table: Table, *, caption: str) -> str:
    """Every figure that is drawn. Cells of numbers stand to the right, in figures of equal width."""
    looks = ["right" if c.is_number else "left" for c in table.columns]
    heads = "".join(f'<th scope="col" class="{k}">{markup(c.name)}</th>' for c, k in zip(table.columns, looks, strict=True))  # fmt: skip
    lines = []
    for row in table.written():
        first, *others = row
        cells = "".join(f'<td class="{k}">{markup(v)}</td>' for v, k in zip(others, looks[1:], strict=True))
        lines.append(f'<tr><th scope="row">{markup(first)}</th>{cells}</tr>')
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{markup(caption)}"><table class="figures">'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
    )
