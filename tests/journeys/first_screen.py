"""What stands in the first screen of a page, measured in the browser: heights from the top of the page, in px."""

from __future__ import annotations

from math import inf

from playwright.sync_api import Page

SCREEN = 900  # px: the height of the screens that a committee's laptops have, less the browser's own bars
# Charts of the product: drawn ones, rows with small charts, the sparklines of cards, the map, and the pictures of a paper's pages.
CHARTS = ".drawn, table.rows, .card svg, .plan, .preview img"

MEASURE = """([charts, screen]) => {
  const roots = [document];
  for (const root of roots) root.querySelectorAll('*').forEach(e => e.shadowRoot && roots.push(e.shadowRoot));
  const all = (what) => roots.flatMap(root => [...root.querySelectorAll(what)]).filter(e => e.getClientRects().length);
  const top = (what) => Math.min(...all(what).map(e => e.getBoundingClientRect().top), Infinity);
  const seen = roots.flatMap(root => {
    const walker = document.createTreeWalker(root === document ? document.body : root, NodeFilter.SHOW_TEXT), found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode, parent = node.parentElement;
      if (!node.data.trim() || !parent || parent.closest('style, script, .silent, .tip, svg, header, table')) continue;
      const range = document.createRange(); range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.height && box.bottom > 0 && box.top < screen && parent.checkVisibility({ visibilityProperty: true })) found.push(node.data); // not what is closed
    }
    return found;
  });
  const h1 = all('h1')[0].getBoundingClientRect();
  return {title: h1.bottom, answer: top('section h2, .told h2'), chart: top(charts), state: top('.state, [data-testid="stAlert"]'),
          words: seen.join(' ').split(/\\s+/).filter(word => /\\p{L}/u.test(word)).length,
          across: Math.max(0, document.documentElement.scrollWidth - innerWidth)};
}"""


def first_screen(page: Page) -> dict[str, float]:
    """`title`: where the title ends; `answer`, `chart`, `state`: where the first of them begins; `words` above the fold, those of
    tables aside; `across`: how far the page scrolls sideways."""
    return dict(page.evaluate(MEASURE, [CHARTS, SCREEN]))


def first_screen_with_a_chart(page: Page, seconds: float = 30.0) -> dict[str, float]:
    """The same once a chart or what stands for it is there: the map's frame comes after the page, and on a busy machine long after."""
    for _ in range(int(seconds * 2)):
        at = first_screen(page)
        if min(at["chart"], at["state"]) < inf:
            break
        page.wait_for_timeout(500)
    return at
