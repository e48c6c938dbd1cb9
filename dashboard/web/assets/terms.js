// Terms of the field, explained where they stand: the first time that each is said in a finding. Hover or focus shows the meaning,
// Escape puts it away, and it stays while the pointer is on it.
const WHERE = ".question, .subtitle, .mind, .panel.about p, .lead";

export function explain(section, terms) {
  const left = new Map(Object.entries(terms ?? {}));
  for (const place of section.querySelectorAll(WHERE)) {
    for (const text of textsOf(place)) mark(text, left, section);
  }
}

export function listenToTerms(body) {
  for (const kind of ["focusin", "pointerover"]) body.addEventListener(kind, (event) => show(event.target.closest?.(".term")));
  body.addEventListener("keydown", (event) => {
    if (event.key === "Escape") body.querySelectorAll(".term.shown").forEach(hide);
  });
  for (const kind of ["focusout", "pointerout"]) {
    body.addEventListener(kind, (event) => {
      const term = event.target.closest?.(".term");
      if (term && !term.contains(event.relatedTarget)) hide(term);
    });
  }
}

function textsOf(place) {
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("a, button, .tip")) found.push(walker.currentNode);
  return found;
}

function mark(text, left, section) {
  const [term, at] = first(text.data, [...left.keys()]);
  if (!term) return;
  const rest = text.splitText(at);
  const after = rest.splitText(wordEnd(rest.data, term.length));
  const holder = Object.assign(document.createElement("span"), { className: "term" });
  const id = `${section.dataset.key}-term-${section.querySelectorAll(".term").length}`;
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: rest.data });
  button.setAttribute("aria-describedby", id);
  const tip = Object.assign(document.createElement("span"), { className: "tip", id, role: "tooltip", textContent: left.get(term) });
  left.delete(term);
  holder.append(button, tip);
  rest.replaceWith(holder);
  mark(after, left, section);
}

// The earliest of the terms, as a whole word or its plural; of two at one place the longer.
function first(text, terms) {
  const low = text.toLowerCase();
  const found = terms.map((term) => [term, low.search(new RegExp(`(?<![\\p{L}\\d-])${term.toLowerCase()}(?=s?(?![\\p{L}\\d-]))`, "u"))]).filter(([, at]) => at >= 0);
  return found.sort((a, b) => a[1] - b[1] || b[0].length - a[0].length)[0] ?? ["", -1];
}

const wordEnd = (text, length) => length + (text[length] === "s" ? 1 : 0);

function show(term) {
  if (!term || term.classList.contains("shown")) return;
  term.classList.add("shown");
  const tip = term.querySelector(".tip");
  const over = term.getBoundingClientRect().left + tip.offsetWidth + 16 - document.documentElement.clientWidth;
  tip.style.left = `${Math.min(0, -over)}px`;
}

const hide = (term) => term.classList.remove("shown");
