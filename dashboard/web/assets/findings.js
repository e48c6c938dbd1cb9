// Draws the blocks of a page from one JSON. Every text arrives escaped; nothing here makes markup out of data.
import { drawChosen, listenToPlans } from "./plan.js";
import { drawGuide } from "./guide.js";
import { closeMenuOnArrival, goToAsked, listenToLater } from "./phone.js";
import { rowsDrawn } from "./rows.js";
import { explain, listenToTerms } from "./terms.js";

const WORDS = { copied: "Copied", failed: "Could not copy", unanswered: "The server did not answer, so no file was made. Please try again in a minute.", add: "Add to my paper", inPaper: "In my paper \u2713" };

export default function (component) {
  closeMenuOnArrival();
  const { data, parentElement, setTriggerValue } = component;
  const body = parentElement.querySelector(".body");
  body.__page = { data, send: (kind, key, value) => setTriggerValue("event", { kind, key, value }) };
  const kept = new Map([...body.querySelectorAll(":scope > .column > section")].map((s) => [s.dataset.key, s]));
  const columns = {};
  for (const place of ["top", "main", "side", "foot"]) {
    columns[place] = body.querySelector(`:scope > .${place}`) || body.appendChild(Object.assign(document.createElement("div"), { className: `column ${place}` }));
  }
  for (const block of data.blocks) {
    let section = kept.get(block.key);
    kept.delete(block.key);
    if (!section) {
      section = document.createElement("section");
      section.dataset.key = block.key;
      section.id = block.key;
    }
    if (section.__html !== block.html) {
      const tab = section.querySelector('[aria-selected="true"]')?.dataset.tab;
      const focused = parentElement.activeElement ?? document.activeElement;
      const again = section.contains(focused) ? selector(focused) : "";
      section.innerHTML = section.__html = block.html;
      explain(section, data.terms);
      if (tab && tab !== "chart") choose(section, tab);
      if (again) section.querySelector(again)?.focus();
    }
    section.__block = block;
    inPaper(section, block, data.inPaper ?? []);
    section.style.order = block.order;
    const column = columns[block.place];
    if (section.parentElement !== column) column.append(section);
  }
  kept.forEach((section) => section.remove());
  body.classList.toggle("split", data.blocks.some((b) => b.place === "side"));
  body.classList.toggle("even", Boolean(data.even));
  body.classList.toggle("mapped", Boolean(body.querySelector(".plan")));
  drawChosen(body);
  drawGuide(body);
  if (!body.__listens) listen(body);
  goToAsked(body);
}

// Whether a finding is in the visitor's own paper is theirs alone, so it stands beside the page's shared blocks.
function inPaper(section, block, picks) {
  const button = section.querySelector('[data-tool="paper"]');
  if (!button) return;
  const isIn = picks.includes(block.pick);
  button.hidden = !block.pick;
  button.setAttribute("aria-pressed", isIn);
  const [verb, ...what] = (isIn ? WORDS.inPaper : WORDS.add).split(" ");
  button.replaceChildren(part("verb", `${verb} `), part("what", what.join(" ")));
}

function part(name, words) {
  return Object.assign(document.createElement("span"), { className: name, textContent: words });
}

function selector(element) {
  for (const name of ["tab", "row", "switch", "tool"]) {
    if (element.dataset?.[name]) return `[data-${name}="${CSS.escape(element.dataset[name])}"]`;
  }
  return "";
}

function listen(body) {
  body.__listens = true;
  listenToPlans(body);
  listenToTerms(body);
  listenToLater(body);
  body.addEventListener("click", (event) => {
    const section = event.target.closest("section");
    if (!section || event.target.closest("a")) return;
    const button = event.target.closest("button") ?? event.target.closest("tr")?.querySelector("button[data-row]");
    if (!button) return;
    if (button.dataset.tab) choose(section, button.dataset.tab);
    if (button.dataset.row) body.__page.send("row", section.dataset.key, button.dataset.row);
    if (button.dataset.switch) body.__page.send("switch", button.dataset.switch, button.getAttribute("aria-checked") !== "true");
    if (button.dataset.tool) use(button, section, body.__page);
  });
  body.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const section = event.target.closest("section");
    if (!way || !section) return;
    if (event.target.dataset.tab) {
      const tabs = [...section.querySelectorAll("[data-tab]")];
      const next = tabs[(tabs.indexOf(event.target) + way + tabs.length) % tabs.length];
      choose(section, next.dataset.tab);
      next.focus();
    } else if (event.target.classList.contains("drawn")) {
      const points = section.__block.readings[nameOf(event.target)] ?? [];
      const at = event.target.__at;
      read(event.target, section, points[at === undefined ? points.length - 1 : Math.min(points.length - 1, Math.max(0, at + way))]);
      event.preventDefault();
    }
  });
  body.addEventListener("pointermove", (event) => {
    const drawn = event.target.closest(".drawn");
    const section = event.target.closest("section");
    if (!drawn || !section) return;
    const points = section.__block.readings[nameOf(drawn)] ?? [];
    const svg = drawn.querySelector("svg");
    const box = svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
    read(drawn, section, points.reduce((best, p) => (!best || Math.abs(p[0] - x) < Math.abs(best[0] - x) ? p : best), null));
  });
  body.addEventListener("pointerout", (event) => {
    const drawn = event.target.closest(".drawn");
    if (drawn && !drawn.contains(event.relatedTarget)) unread(drawn);
  });
  body.addEventListener("focusout", (event) => event.target.classList?.contains("drawn") && unread(event.target));
}

const nameOf = (drawn) => (drawn.classList.contains("wide") ? "wide" : "narrow");

function unread(drawn) {
  drawn.querySelector(".pointer")?.remove();
  drawn.__at = undefined;
  const readout = drawn.parentElement.querySelector(".readout");
  if (readout) readout.textContent = "";
}

// A rule and a ring at the nearest point; its words stand above the chart, so that they never hide the line.
function read(drawn, section, point) {
  if (!point) return;
  const points = section.__block.readings[nameOf(drawn)];
  if (drawn.__at === points.indexOf(point)) return;
  drawn.__at = points.indexOf(point);
  drawn.querySelector(".pointer")?.remove();
  const svg = drawn.querySelector("svg");
  const mark = svg.appendChild(document.createElementNS(svg.namespaceURI, "g"));
  mark.setAttribute("class", "pointer");
  for (const [name, values] of [["line", { x1: point[0], x2: point[0], y1: 26, y2: svg.viewBox.baseVal.height - 26 }], ["circle", { cx: point[0], cy: point[1], r: 6 }]]) {
    const shape = mark.appendChild(document.createElementNS(svg.namespaceURI, name));
    Object.entries(values).forEach(([key, value]) => shape.setAttribute(key, value));
  }
  const readout = drawn.parentElement.querySelector(".readout");
  if (!readout) return;
  readout.textContent = point[2];
  const share = point[0] / svg.viewBox.baseVal.width;
  readout.style.left = `${drawn.offsetLeft + share * svg.getBoundingClientRect().width}px`;
  readout.style.transform = `translateX(${share > 0.8 ? "-100%" : share < 0.15 ? "0" : "-50%"})`;
}

function choose(section, name) {
  for (const tab of section.querySelectorAll("[data-tab]")) {
    const own = tab.dataset.tab === name;
    tab.setAttribute("aria-selected", own);
    tab.tabIndex = own ? 0 : -1;
    section.querySelector(`#${CSS.escape(tab.getAttribute("aria-controls"))}`).hidden = !own;
  }
}

async function use(button, section, page) {
  const block = section.__block;
  const tool = button.dataset.tool;
  if (tool === "paper") page.send("paper", block.key, block.pick);
  if (["csv", "svg", "png"].includes(tool)) {
    const refusal = await refused(block, tool, page.data.takenFrom);
    tell(section, refusal);
    if (refusal) return;
  }
  if (tool === "csv") save(new Blob([block.csv], { type: "text/csv" }), `${block.key}.csv`);
  if (tool === "svg") save(new Blob([await picture(section, page.data)], { type: "image/svg+xml" }), `${block.key}.svg`);
  if (tool === "png") save(await painted(await picture(section, page.data)), `${block.key}.png`);
  if (tool === "link") {
    const link = `${location.href.split("#")[0]}#${block.key}`;
    const said = await navigator.clipboard.writeText(link).then(() => WORDS.copied, () => WORDS.failed);
    const before = [...button.childNodes];
    button.textContent = said;
    setTimeout(() => button.replaceChildren(...before), 1500);
  }
}

// What is taken along stands in the access log before the file is made; where it cannot be written, none is made, and why is said.
async function refused(block, kind, from) {
  const body = { ...from, export: `${block.key}.${kind}` };
  const asked = fetch("/record/export", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  return asked.then((answer) => (answer.ok ? "" : answer.text()), () => WORDS.unanswered);
}

// Under the tools, where whoever pressed one looks; read out by a screen reader.
function tell(section, sentence) {
  const said = section.querySelector(".refusal");
  if (said) said.textContent = sentence;
}

function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// The chart as a file of its own: title, subtitle and source go with it, and that the data are invented.
async function picture(section, page) {
  const block = section.__block;
  const svg = section.querySelector(".drawn.wide svg")?.cloneNode(true) ?? rowsDrawn(section);
  svg.querySelectorAll(".pointer, .over").forEach((mark) => mark.remove());
  const [width, height] = [svg.viewBox.baseVal.width, svg.viewBox.baseVal.height];
  const space = svg.namespaceURI;
  const lines = [];
  let top = 12;
  for (const [words, size, high, weight, fill] of [[block.title, 22, 27, 650, "var(--ink)"], [block.subtitle, 14, 20, 400, "var(--ink2)"]]) {
    for (const line of folded(words, width / size / 0.5)) lines.push([line, 24, (top += high), size, weight, fill]);
  }
  const source = folded(page.source, (width - (page.invented ? 120 : 0)) / 6.5);
  const [w, h] = [width + 48, top + 22 + height + 24 + 18 * source.length];
  source.forEach((line, n) => lines.push([line, 24, h - 14 - 18 * (source.length - 1 - n), 13, 400, "var(--ink2)"]));
  if (page.invented) lines.push(["Invented data", w - 116, h - 14, 13, 650, "var(--ink)"]);
  const inner = document.createElementNS(space, "g");
  inner.setAttribute("transform", `translate(24 ${top + 22})`);
  inner.append(...svg.childNodes);
  svg.append(inner);
  Object.entries({ viewBox: `0 0 ${w} ${h}`, width: w, height: h, xmlns: space }).forEach(([k, v]) => svg.setAttribute(k, v));
  const ground = document.createElementNS(space, "rect");
  Object.entries({ width: w, height: h, fill: "var(--page)" }).forEach(([k, v]) => ground.setAttribute(k, v));
  svg.prepend(ground);
  for (const [words, x, y, size, weight, fill] of lines) {
    const text = svg.appendChild(document.createElementNS(space, "text"));
    Object.entries({ x, y, "font-size": size, "font-weight": weight, fill }).forEach(([k, v]) => text.setAttribute(k, v));
    text.textContent = words;
  }
  const style = document.createElementNS(space, "style");
  style.textContent = await typeface();
  svg.prepend(style);
  return literal(new XMLSerializer().serializeToString(svg), section);
}

// Text in lines of about so many signs.
function folded(text, signs) {
  const lines = [];
  for (const word of text.split(" ").filter(Boolean)) {
    if (lines.length && lines.at(-1).length + word.length < signs) lines[lines.length - 1] += ` ${word}`;
    else lines.push(word);
  }
  return lines;
}

// The product's own type goes into the file, so that it looks the same on a machine that has it not.
async function typeface() {
  const faces = [...document.styleSheets].flatMap((sheet) => { try { return [...sheet.cssRules]; } catch { return []; } });
  const face = faces.find((rule) => rule instanceof CSSFontFaceRule && /Source Sans/.test(rule.cssText) && !/italic/.test(rule.cssText));
  const address = face?.style.getPropertyValue("src").match(/url\("?([^")]+)"?\)/)?.[1];
  if (!address) return "";
  const bytes = new Uint8Array(await (await fetch(new URL(address, face.parentStyleSheet.href ?? location.href))).arrayBuffer());
  const text = btoa(bytes.reduce((all, byte) => all + String.fromCharCode(byte), ""));
  return `@font-face{font-family:"Source Sans";font-weight:200 900;src:url(data:font/woff2;base64,${text})}`;
}

// A file knows no theme: roles become the colours of the light one.
function literal(text, section) {
  const probe = section.appendChild(document.createElement("i"));
  probe.style.colorScheme = "light";
  const found = text.replace(/var\(--[a-z0-9-]+\)/g, (role) => {
    probe.style.color = role;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return found;
}

async function painted(text) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width * 2, height: image.height * 2 });
  const context = canvas.getContext("2d");
  context.scale(2, 2);
  context.drawImage(image, 0, 0);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}
