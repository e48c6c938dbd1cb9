// Rows are words and small charts in a table. Their picture is drawn from where the page has put each word and chart.
const SPACE = Object.assign(document.createElement("i"), { innerHTML: "<svg></svg>" }).firstChild.namespaceURI;

export function rowsDrawn(section) {
  const panel = section.querySelector(".panel.chart");
  const parts = [...panel.children].filter((part) => part.matches("table.rows, .legend, .foot"));
  const was = [panel.hidden, section.style.colorScheme];
  const isWhole = section.classList.contains("whole");
  section.classList.add("whole"); // a file holds every row, also those that a narrow page keeps for later
  panel.hidden = false;
  section.style.colorScheme = "light"; // a file knows no theme
  const box = panel.getBoundingClientRect();
  const svg = document.createElementNS(SPACE, "svg");
  svg.setAttribute("viewBox", `0 0 ${Math.ceil(box.width)} ${Math.ceil(box.height)}`);
  svg.setAttribute("font-family", getComputedStyle(panel).fontFamily);
  for (const part of parts) {
    part.querySelectorAll("tr").forEach((row) => rule(svg, row, box));
    part.querySelectorAll("svg").forEach((chart) => small(svg, chart, box));
    words(svg, part, box);
  }
  [panel.hidden, section.style.colorScheme] = was;
  section.classList.toggle("whole", isWhole);
  return svg;
}

function rule(svg, row, box) {
  const cell = row.cells[0];
  const width = cell ? parseFloat(getComputedStyle(cell).borderBottomWidth) : 0;
  const at = row.getBoundingClientRect();
  if (!width || !at.height) return;
  const y = at.bottom - box.top - width / 2;
  add(svg, "line", { x1: at.left - box.left, x2: at.right - box.left, y1: y, y2: y, stroke: getComputedStyle(cell).borderBottomColor, "stroke-width": width });
}

function small(svg, chart, box) {
  const at = chart.getBoundingClientRect();
  if (!at.width) return;
  const copy = svg.appendChild(chart.cloneNode(true));
  Object.entries({ x: at.left - box.left, y: at.top - box.top, width: at.width, height: at.height }).forEach(([k, v]) => copy.setAttribute(k, v));
}

// Word by word, so that a line that wraps on the page wraps in the file; words on one line are one text.
function words(svg, part, box) {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT, (node) => (node.parentElement.closest("svg, .silent") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const look = getComputedStyle(node.parentElement);
    let line = null;
    for (const found of node.textContent.matchAll(/\S+/g)) {
      const range = document.createRange();
      range.setStart(node, found.index);
      range.setEnd(node, found.index + found[0].length);
      const at = range.getBoundingClientRect();
      if (!at.width) continue;
      if (line && Math.abs(line.top - at.top) < 2) line.text.textContent += ` ${found[0]}`;
      else line = { top: at.top, text: add(svg, "text", { x: at.left - box.left, y: at.bottom - box.top - at.height * 0.24, "font-size": look.fontSize, "font-weight": look.fontWeight, fill: look.color }, found[0]) };
    }
  }
}

function add(svg, name, values, text = "") {
  const made = svg.appendChild(document.createElementNS(SPACE, name));
  Object.entries(values).forEach(([key, value]) => made.setAttribute(key, value));
  made.textContent = text;
  return made;
}
