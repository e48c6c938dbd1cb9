"""One HTML file that works without a network: styles and charts inside, no script, nothing asked of anybody."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from dashboard.charts.palette import FONT, variables
from dashboard.paper.paper import Paper
from dashboard.paper.texts import as_texts

# Nothing may be loaded, and no script can run, even if a text tried to.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
STYLE = (
    f":root{{color-scheme:light;{variables('print')}}}"
    f"body{{margin:0;background:var(--page);color:var(--ink);font:17px/26px {FONT}}}"
    """*{box-sizing:border-box}main,header,footer{max-width:900px;margin:0 auto;padding:16px 24px}
h1{font-size:28px;line-height:34px;margin:16px 0 0}h2{font-size:22px;line-height:28px;margin:32px 0 8px}h3{font-size:17px;margin:16px 0 4px}
p,li,dd{max-width:68ch}.small,.subtitle{font-size:14px;line-height:20px;color:var(--ink2);margin:4px 0}
.chip{float:right;border:1px solid var(--ink);border-radius:4px;padding:2px 8px;font-size:13px;font-weight:600}
.lines{display:flex;gap:8px 40px;flex-wrap:wrap;border-top:2px solid;padding-top:8px;margin:8px 0 0}.lines dt{font-size:14px;color:var(--ink2)}.lines dd{margin:0}
.asks{border:1px solid var(--ink);padding:8px 16px;margin:16px 0}.numbers{display:grid;grid-template-columns:repeat(3,1fr);gap:24px}
.numbers>div{border-top:2px solid;padding-top:8px}.figure{font-size:40px;line-height:44px;font-weight:650}
svg{width:100%;height:auto;display:block;overflow:visible}svg.mark{width:11px;display:inline}.map svg{max-width:480px;margin:0 auto}.note{border-left:3px solid;padding-left:12px;margin:8px 0}
.note div{display:grid;grid-template-columns:96px 1fr}table{border-collapse:collapse;font-size:14px;line-height:20px;width:100%}
th,td{border-bottom:1px solid var(--rule);padding:4px 6px;text-align:left;vertical-align:top}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
tr.told td{border-bottom:0;padding-bottom:0}tr.under td{color:var(--ink2);padding-top:0}.wide{overflow-x:auto}summary{cursor:pointer;padding:8px 0}section{break-inside:avoid}
@media(max-width:640px){.numbers{grid-template-columns:1fr}.note div{grid-template-columns:1fr}
thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}table,tbody,tr,td{display:block}td,td.n{text-align:left;border:0;padding:1px 0;overflow-wrap:anywhere}tr{padding:6px 0}
tr:not(.told){border-bottom:1px solid var(--rule)}tr.under td::before,td:first-child::before{content:none}td:first-child{font-weight:600}tr.under{padding-top:0}tr.under td{font-weight:400}
td::before{content:attr(data-head) ": ";color:var(--ink2)}}"""
)


def html_of(paper: Paper) -> bytes:
    said = as_texts(paper)
    title = " – ".join(escape(t) for t in (said["title"], said["body"]) if t)
    parts = [
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="keywords" content="release {escape(paper.release_id)}">'
        f"<title>{title}</title><style>{STYLE}</style></head><body>",
        *_head(said), "<main>", *_numbers(said), _listed(said["changed-title"], [_strong(c["strong"], c["text"]) for c in said["changed"]], "ol"),
        _listed("To bear in mind", [escape(m) for m in said["mind"]]), *(_exhibit(e, said) for e in said["exhibits"]),
        _listed("In brief", [_strong(c["strong"], c["text"]) for c in said["brief"]]), _listed("Questions to ask", [escape(q) for q in said["questions"]], "ol"), *(_back(said) if said["full"] else ()), "</main>",
        f'<footer class="small">{_chip(said)}{escape(said["source"])}</footer></body></html>\n',
    ]  # fmt: skip
    return "".join(parts).encode()


def _chip(said: dict[str, Any]) -> str:
    return f'<span class="chip">{escape(said["invented"])}</span>' if said["invented"] else ""


def _head(said: dict[str, Any]) -> Iterable[str]:
    body = f"<p><b>{escape(said['body'])}</b></p>" if said["body"] else ""
    lines = [*said["lines"], {"label": "For", "text": said["purpose"]}]
    shown = "".join(f"<div><dt>{escape(x['label'])}</dt><dd>{escape(x['text'])}</dd></div>" for x in lines)
    yield f'<header>{_chip(said)}<p>{escape(said["council"])}</p>{body}<dl class="lines">{shown}</dl>'
    yield f'<h1>{escape(said["title"])}</h1><p class="small">{escape(said["data-line"])}</p>'
    if said["asks"]:
        yield f'<div class="asks"><h3>{escape(said["asked"])}</h3>{_items([escape(a) for a in said["asks"]], "ol")}</div>'
    yield "</header>"


def _numbers(said: dict[str, Any]) -> Iterable[str]:
    if not said["numbers"]:
        return
    yield '<h2>In numbers</h2><div class="numbers">'
    for n in said["numbers"]:
        drawn = (
            n["svg"]
            .replace("<svg ", f'<svg role="img" aria-label="{escape(n["alt"])}" ', 1)
            .replace(' aria-hidden="true"', "", 1)
        )
        yield (
            f'<div><b>{escape(n["label"])}</b><div class="figure">{escape(n["figure"])}</div>{drawn}'
            f'{_verdict(n, n["sentence"])}<p class="small">{escape(n["surety"])}</p></div>'
        )
    yield f'</div><p class="small">{escape(said["numbers-note"])}</p>'


def _verdict(standing: dict[str, str], sentence: str) -> str:
    """Mark and word in their colour, and what they rest on."""
    word = f"{escape(standing['word'])}{':' if sentence else ''}"
    return f'<p>{standing["mark"]} <b style="color:#{standing["ink"]}">{word}</b> {escape(sentence)}</p>'


def _exhibit(exhibit: dict[str, Any], said: dict[str, Any]) -> str:
    kind = "map" if exhibit["share"] < 1 else "chart"
    drawn = f'<div class="{kind}">{exhibit["svg"]}</div>' if exhibit["svg"] else ""
    table = ""
    if exhibit["rows"] and (said["full"] or not exhibit["svg"]):
        table = f"<details{'' if exhibit['svg'] else ' open'}><summary>Table</summary>{_table(exhibit)}</details>"
    elif exhibit["table-note"] and (said["full"] or not exhibit["svg"]):
        table = f'<p class="small">{escape(exhibit["table-note"])}</p>'
    verdict = _verdict(exhibit["verdict"], exhibit["verdict"]["surety"]) if exhibit["verdict"] else ""
    notes = "".join(f"<div><b>{escape(n['label'])}</b><span>{escape(n['text'])}</span></div>" for n in exhibit["notes"])
    more = "".join(f'<p class="small">{escape(m)}</p>' for m in exhibit["mind"])
    asked = _listed("Questions to ask", [escape(q) for q in exhibit["questions"]], level=3) if said["full"] else ""
    return (
        f'<section><h2>{exhibit["number"]}. {escape(exhibit["title"])}</h2><p class="subtitle">{escape(exhibit["subtitle"])}</p>'
        f"{verdict}{drawn}{f'<div class=note>{notes}</div>' if notes else ''}{more}{asked}{table}</section>"
    )


def _table(exhibit: dict[str, Any]) -> str:
    """Where the page is narrow each row stacks, every cell with its head before it."""
    kinds = [' class="n"' if n else "" for n in exhibit["numeric"]]
    head = "".join(f'<th scope="col"{k}>{escape(c)}</th>' for c, k in zip(exhibit["columns"], kinds, strict=True))
    rows = "".join(_row(row, under, exhibit, kinds) for row, under in zip(exhibit["rows"], exhibit["under"], strict=True))  # fmt: skip
    also = f'<p class="small">{escape(exhibit["table-also"])}</p>' if exhibit["table-also"] else ""
    return f'<div class="wide" tabindex="0" role="region" aria-label="{escape(exhibit["title"], quote=True)}"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{also}'


def _row(row: list[str], under: str, exhibit: dict[str, Any], kinds: list[str]) -> str:
    cells = "".join(
        f'<td{k} data-head="{escape(c, quote=True)}">{escape(v)}</td>'
        for v, c, k in zip(row, exhibit["columns"], kinds, strict=True)
    )
    across = str(len(row))
    below = f'<tr class="under"><td colspan="{across}">{escape(under)}</td></tr>' if under else ""
    return f"<tr{' class=told' if under else ''}>{cells}</tr>{below}"


def _back(said: dict[str, Any]) -> Iterable[str]:
    yield "<h2>How to read this, and what it cannot show</h2>"
    yield _listed("Not in this paper", [_strong(f"{e['title']}.", e["reason"]) for e in said["left-out"]], level=3)
    for exhibit in said["exhibits"]:
        yield _listed(
            f"{exhibit['number']}. {exhibit['question']}",
            [_strong(f"{a['term']}:", a["text"]) for a in exhibit["about"]],
            level=3,
        )
    yield _listed("How children are protected", [escape(m) for m in said["method"]], level=3)
    terms = "".join(f"<dt><b>{escape(e['term'])}</b></dt><dd>{escape(e['meaning'])}</dd>" for e in said["glossary"])
    yield f"<h3>Words</h3><dl>{terms}</dl>"


def _strong(strong: str, text: str) -> str:
    return f"<b>{escape(strong)}</b> {escape(text)}"


def _listed(title: str, items: list[str], kind: str = "ul", *, level: int = 2) -> str:
    return f"<h{level}>{escape(title)}</h{level}>{_items(items, kind)}" if items else ""


def _items(items: list[str], kind: str) -> str:
    return f"<{kind}>{''.join(f'<li>{item}</li>' for item in items)}</{kind}>"
