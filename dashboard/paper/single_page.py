"""One HTML file that works without a network: styles and charts inside, no script, nothing asked of anybody."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from dashboard.paper.briefing import Briefing
from dashboard.paper.plain import as_texts

# Nothing may be loaded, and no script can run, even if a text tried to.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
STYLE = """
:root{color-scheme:light}*{box-sizing:border-box}
body{margin:0;background:#fbfaf7;color:#1f2a33;font:17px/1.5 'Source Sans 3','Source Sans Pro','Segoe UI',Roboto,sans-serif}
main,header,footer{max-width:52rem;margin:0 auto;padding:1.5rem}h1{font-size:2.1rem;line-height:1.15;margin:.2em 0}
h2{font-size:1rem;color:#0b5f6b;margin:0 0 .4em}h3{font-size:.95rem;color:#0b5f6b;margin:1.2em 0 .3em}
.head{font-size:1.35rem;line-height:1.3;font-weight:600;margin:.2em 0 1em}section{border-top:1px solid #d9d6cd;padding:2.2rem 0}
.small{font-size:.82rem;color:#5b6770}.tag{background:#fbf0e4;color:#8a3f05;font-weight:600;padding:.6em .9em;border-radius:3px}
.two{display:grid;grid-template-columns:1.3fr 1fr;gap:0 2.5rem}.ask{background:#f4f2ec;padding:.3rem 1.2rem .6rem;border-radius:3px;margin:1.2rem 0}
svg{width:100%;height:auto;display:block}.map svg{max-width:30rem;margin:0 auto}
table{border-collapse:collapse;font-size:.85rem;width:100%}th,td{border-bottom:1px solid #d9d6cd;padding:.25em .5em;text-align:left}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}.wide{overflow-x:auto}summary{cursor:pointer;color:#0b5f6b;padding:.5em 0}
ul,ol{padding-left:1.2em;margin:.3em 0}li{margin:.35em 0}a{color:#0b5f6b}dt{font-weight:600;margin-top:.5em}dd{margin:0}
@media(max-width:40rem){.two{grid-template-columns:1fr}body{font-size:16px}}
@media print{section{break-inside:avoid}body{background:#fff}details>*{display:block}}
"""


def html_of(briefing: Briefing) -> bytes:
    said = as_texts(briefing)
    head = (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(said["title"])} – {escape(said["body"])}</title>'
        f"<style>{STYLE}</style></head><body>"
    )
    parts = [
        head,
        *_front(said),
        "<main>",
        *(_item(n, i) for n, i in enumerate(said["items"], start=1)),
        *_back(said),
        "</main>",
    ]
    tag = f"{escape(said['invented'])} " if said["invented"] else ""
    parts.append(f'<footer class="small">{tag}{escape(said["about"])}</footer></body></html>\n')
    return "".join(parts).encode()


def _front(said: dict[str, Any]) -> Iterable[str]:
    yield f"<header><p><b>{escape(said['council'])}</b></p><h1>{escape(said['title'])}</h1><p>{escape(said['body'])}</p>"
    yield f'<p class="small">{escape(said["purpose"])}</p><p class="small">{escape(said["about"])}</p>'
    if said["invented"]:
        yield f'<p class="tag">{escape(said["invented"])}</p>'
    yield f"<h2>{escape(said['front-title'])}</h2>"
    yield from (f"<p><b>{escape(e['subject'])}.</b> {escape(e['sentence'])}</p>" for e in said["front"])
    links = "".join(f'<li><a href="#f{n}">{escape(i["title"])}</a></li>' for n, i in enumerate(said["items"], start=1))
    yield f'<h2>In this briefing</h2><nav aria-label="Findings"><ol>{links}</ol></nav></header>'


def _item(number: int, item: dict[str, Any]) -> str:
    is_map = item["share"] < 1
    drawn = f'<div class="{"map" if is_map else "chart"}">{item["svg"]}</div>' if item["svg"] else f'<p class="small">{escape(item["not-drawn"])}</p>'  # fmt: skip
    notes = _list(item["notes"] + item["more-notes"]) if item["notes"] else "<p>What is said above.</p>"
    asked = (
        f'<div class="ask"><h3>Questions to ask</h3>{_list(item["questions"], "ol")}</div>' if item["questions"] else ""
    )
    so_what = item["note"] or item["so-what"]
    right = f"<h3>So what?</h3><p>{escape(so_what)}</p>" if so_what else ""
    right += f"<h3>What next?</h3><p>{escape(item['what-next'])}</p>" if item["what-next"] else ""
    table = (
        f"<details{'' if item['svg'] else ' open'}><summary>The same as a table</summary>{_table(item)}</details>"
        if item["rows"]
        else ""
    )
    caption = " · ".join(escape(t) for t in (item["question"], *item["events"]))
    return (
        f'<section id="f{number}"><h2>{number} {escape(item["title"])}</h2><p class="head">{escape(item["headline"])}</p>{drawn}'
        f'<p class="small">{caption}</p><div class="two"><div><h3>What the data tell us</h3>{notes}</div><div>{right}</div></div>'
        f'{asked}{table}<p class="small">{escape(item["small"])}</p></section>'
    )


def _table(item: dict[str, Any]) -> str:
    kinds = [' class="n"' if n else "" for n in item["numeric"]]
    head = "".join(f'<th scope="col"{k}>{escape(c)}</th>' for c, k in zip(item["columns"], kinds, strict=True))
    rows = "".join(
        f"<tr>{''.join(f'<td{k}>{escape(v)}</td>' for v, k in zip(row, kinds, strict=True))}</tr>"
        for row in item["rows"]
    )
    return f'<div class="wide" tabindex="0" role="region" aria-label="{escape(item["title"], quote=True)}"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _back(said: dict[str, Any]) -> Iterable[str]:
    yield "<section><h2>How to read this, and what it cannot show</h2>"
    if said["left-out"]:
        gone = [f"{e['title']}. {e['reason']}" for e in said["left-out"]]
        yield f"<h3>Not in this briefing</h3>{_list(gone)}"
    for key, title in (
        ("method", "Method"),
        ("safety", "Safety"),
        ("quality", "What changed in the data since the last meeting"),
    ):
        if said[key]:
            yield f"<h3>{title}</h3>{_list(said[key])}"
    terms = "".join(f"<dt>{escape(e['term'])}</dt><dd>{escape(e['meaning'])}</dd>" for e in said["glossary"])
    yield f"<h3>Glossary</h3><dl>{terms}</dl></section>"


def _list(texts: list[str], kind: str = "ul") -> str:
    return f"<{kind}>{''.join(f'<li>{escape(t)}</li>' for t in texts)}</{kind}>"
