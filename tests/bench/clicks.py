"""From a click to the last change on the page, in a real browser: what a person waits, whatever made the page."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Locator, Page

QUIET_MS = 400  # no change for so long: the page stands still (every page here changes for the last time well before)
TICKS = os.sysconf("SC_CLK_TCK")
# The moment of the last click or choice, and of the last change anywhere, shadow roots too, in the page's own clock.
WATCH = """
window.asked = 0; window.changed = 0;
for (const kind of ["click", "change"]) document.addEventListener(kind, () => { window.asked = performance.now(); }, true);
const saw = new WeakSet();
const watch = root => { if (saw.has(root)) return; saw.add(root);
  new MutationObserver(all => { window.changed = performance.now();
    for (const one of all) for (const node of one.addedNodes) if (node.nodeType === 1) deep(node); })
    .observe(root, { subtree: true, childList: true, attributes: true, characterData: true }); };
const deep = node => { if (node.shadowRoot) { watch(node.shadowRoot); node.shadowRoot.querySelectorAll("*").forEach(deep); }
  node.querySelectorAll("*").forEach(one => { if (one.shadowRoot && !saw.has(one.shadowRoot)) deep(one); }); };
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function(how) { const root = attach.call(this, how); watch(root); return root; };
watch(document);
"""
STILL = f"() => window.changed > window.asked && performance.now() - window.changed > {QUIET_MS}"
Choose = Callable[[Page, int], None]


@dataclass
class Subject:
    """Something that is measured: `choose` makes its nth choice, by hand."""

    name: str
    address: str
    choose: Choose
    pid: int
    page: Page | None = None
    wire: CDPSession | None = None
    bytes: int = 0
    clicks_ms: list[float] = field(default_factory=list)
    bytes_a_click: list[int] = field(default_factory=list)
    cpu_s: float = 0.0
    first_ms: float = 0.0
    first_bytes: int = 0

    def open(self, browser: Browser) -> None:
        """In a browser that has seen nothing of it yet."""
        self.page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        self.page.add_init_script(WATCH)
        self.wire = self.page.context.new_cdp_session(self.page)
        self.wire.send("Network.enable")
        self.wire.on("Network.dataReceived", lambda event: self._add(event["encodedDataLength"]))
        self.wire.on("Network.webSocketFrameReceived", lambda event: self._add(len(event["response"]["payloadData"])))
        self.page.goto(self.address)
        # A server draws its first page in parts, with nothing moving in between.
        self.page.wait_for_function(f"() => window.changed && performance.now() - window.changed > {4 * QUIET_MS}", timeout=120_000)  # fmt: skip
        self.first_ms, self.first_bytes = float(self.page.evaluate("window.changed")), self.bytes

    def click(self, number: int) -> None:
        assert self.page is not None
        begun, spent = self.bytes, cpu_s(self.pid)
        self.choose(self.page, number)
        self.page.wait_for_function(STILL, timeout=60_000)
        self.clicks_ms.append(float(self.page.evaluate("window.changed - window.asked")))
        self.bytes_a_click.append(self.bytes - begun)
        self.cpu_s += cpu_s(self.pid) - spent

    def _add(self, count: int) -> None:
        self.bytes += max(0, count)


def cpu_s(pid: int) -> float:
    """Of a process and its children that have ended."""
    told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return sum(int(told[at]) for at in (11, 12, 13, 14)) / TICKS


def nth_box(page: Page, at: int) -> Locator:
    return page.locator('[data-testid="stMain"] [data-testid="stSelectbox"]:visible').nth(at)


def by_select_box(at: int) -> Choose:
    """The select box of Streamlit that stands at this place on the page: its second and third choice in turn."""

    def choose(page: Page, number: int) -> None:
        nth_box(page, at).locator("input").click()
        options = page.get_by_role("option")
        options.first.wait_for()
        options.nth(1 + number % 2).click()

    return choose


def by_native(page: Page, number: int) -> None:
    page.locator("select").first.select_option(index=1 + number % 2)


def by_dash(page: Page, number: int) -> None:
    page.locator("#area").click()
    page.get_by_role("option").nth(1 + number % 2).click()
