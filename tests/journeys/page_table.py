"""Words (in the first screen, in all), height, bytes and time to answer of every page, of one dashboard or of two beside each other.

    python tests/journeys/page_table.py http://127.0.0.1:8501 [http://127.0.0.1:8502 briefing=paper own-briefing=my-paper]

The first address is the earlier one, where two are given; `old=new` names a page whose address has changed, `-=new` one that was
not there. Each page is opened in a browser that has loaded the dashboard before, as a reader goes from page to page: what counts is
from the address to the answer.
"""

from __future__ import annotations

import statistics
import sys
from dataclasses import dataclass
from typing import Any

from first_screen import first_screen
from playwright.sync_api import Browser, Page, sync_playwright
from visitor import FLAGS, READY

from dashboard.catalogue.pages import PAGES

WIDE, TALL = 1440, 900
TIMES = 3  # visits of a page: the middle one is printed, since the first pays for what others find ready
SEEN = """() => {
  const main = document.querySelector('[data-testid=stMain]') ?? document.body;
  const texts = [main.innerText];
  const inside = (root) => root.querySelectorAll('*').forEach((element) => {
    if (!element.shadowRoot) return;
    texts.push(...[...element.shadowRoot.children].map((child) => child.innerText ?? ''));
    inside(element.shadowRoot);
  });
  inside(main);
  return [texts.join(' ').split(/\\s+/).filter(Boolean).length, main.scrollHeight];
}"""


@dataclass(frozen=True)
class Seen:
    """`first` words of the first screen, as the journeys count them; `words` that a reader can see; `screens` of 900 px, `kilobytes` that came for it, `milliseconds` until it stood."""

    first: int
    words: int
    screens: float
    kilobytes: float
    milliseconds: float


def _size(frame: dict[str, Any]) -> int:
    """Bytes of a message; what is not text is told in base64."""
    return len(frame["payloadData"]) * 3 // 4 if frame["opcode"] == 2 else len(frame["payloadData"])


def seen(page: Page, address: str) -> Seen:
    came: list[int] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: came.append(int(event["encodedDataLength"])))
    session.on("Network.webSocketFrameReceived", lambda event: came.append(_size(event["response"])))
    begin = float(page.evaluate("() => performance.timeOrigin + performance.now()"))
    page.goto(address)
    page.wait_for_selector(READY, timeout=60_000)
    page.locator("h1").first.wait_for(
        state="attached", timeout=60_000
    )  # a meeting has its title on a screen of its own
    end = float(page.evaluate("() => performance.timeOrigin + performance.now()"))
    page.wait_for_timeout(700)  # what is drawn after the answer counts as bytes, words and height
    words, high = page.evaluate(SEEN)
    session.detach()
    return Seen(int(first_screen(page)["words"]), int(words), high / TALL, sum(came) / 1000, end - begin)


def opened(browser: Browser, address: str) -> Page:
    """A reader's window, in which the dashboard has been open before."""
    page = browser.new_context(viewport={"width": WIDE, "height": TALL}).new_page()
    page.goto(address)
    page.wait_for_selector(READY, timeout=60_000)
    return page


def middle(page: Page, address: str) -> Seen:
    visits = [seen(page, address) for _ in range(TIMES)]
    return Seen(
        visits[-1].first,
        visits[-1].words,
        visits[-1].screens,
        statistics.median(v.kilobytes for v in visits),
        statistics.median(v.milliseconds for v in visits),
    )


def written(one: Seen) -> str:
    return f"{one.first:,} | {one.words:,} | {one.screens:.1f} | {one.kilobytes:,.0f} | {one.milliseconds:,.0f}"


def main(addresses: list[str], moved: dict[str, str]) -> None:
    heads = ("before", "after")[-len(addresses) :]
    columns = " | ".join(f"first screen, {h} | words, {h} | screens, {h} | kB, {h} | ms, {h}" for h in heads)
    print(f"| page | {columns} |\n|---|{'---|' * 5 * len(addresses)}")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        windows = [opened(browser, address) for address in addresses]
        for url in [page.url for page in PAGES]:
            cells = []
            for number, address in enumerate(addresses):
                asked = moved.get(url, url) if number < len(addresses) - 1 else url
                cells.append(
                    "not there" + " | " * 4 if asked == "-" else written(middle(windows[number], f"{address}/{asked}"))
                )
            print(f"| {url or 'overview'} | {' | '.join(cells)} |", flush=True)
        browser.close()


if __name__ == "__main__":
    given = sys.argv[1:]
    pairs = dict(reversed(pair.split("=", 1)) for pair in given if "=" in pair and "://" not in pair)
    main([g for g in given if "://" in g], pairs)
