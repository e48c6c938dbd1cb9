// A map: what is pointed at, what is chosen, closer and wider. Shapes carry their own words.
const CLOSER = 2; // times at each step
const STEPS = 3;

export function drawChosen(body) {
  const chosen = body.querySelector("[data-chosen]")?.dataset.chosen ?? "";
  for (const plan of body.querySelectorAll(".plan")) {
    if (!plan.__base) begin(plan);
    mark(plan, chosen);
  }
  for (const button of body.querySelectorAll(".circles button")) button.setAttribute("aria-pressed", button.dataset.place === chosen);
}

function begin(plan) {
  const svg = plan.querySelector("svg");
  const [width, height] = [svg.viewBox.baseVal.width, svg.viewBox.baseVal.height];
  const left = plan.clientWidth < 600 ? Number(plan.dataset.left) - 20 : 0; // where it is narrow, layers and legend stand below
  plan.__base = { x: left, y: 0, width: width - left, height };
  svg.setAttribute("width", width - left); // its height follows from the two
  plan.__view = { ...plan.__base, step: 0 };
  look(plan);
}

function look(plan) {
  const svg = plan.querySelector("svg");
  const { x, y, width, height, step } = plan.__view;
  svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
  const grids = plan.querySelectorAll("g.grid").length;
  for (const group of svg.querySelectorAll("[data-grid]")) {
    const own = Number(group.dataset.grid) === Math.min(step > 0 ? 1 : 0, grids - 1);
    if (own) group.removeAttribute("display");
    else group.setAttribute("display", "none");
  }
  for (const legend of plan.querySelectorAll("[data-legend]")) legend.hidden = Number(legend.dataset.legend) !== Math.min(step > 0 ? 1 : 0, grids - 1);
  plan.classList.toggle("close", step > 0);
  plan.style.setProperty("--closer", plan.__base.width / width); // words and signs keep their size
}

function zoom(plan, way) {
  const { step } = plan.__view;
  const next = Math.min(STEPS - 1, Math.max(0, step + way));
  const scale = CLOSER ** next;
  const middle = { x: plan.__view.x + plan.__view.width / 2, y: plan.__view.y + plan.__view.height / 2 };
  const chosen = plan.querySelector(".over")?.firstElementChild ?? (step === 0 ? plan.querySelector("g.circle.chosen") : null);
  const over = chosen?.getBBox();
  if (over && way > 0) Object.assign(middle, { x: over.x + over.width / 2, y: over.y + over.height / 2 });
  move(plan, { step: next, width: plan.__base.width / scale, height: plan.__base.height / scale }, middle);
}

function move(plan, size, middle) {
  const base = plan.__base;
  const within = (value, low, high) => Math.min(high, Math.max(low, value));
  plan.__view = {
    ...plan.__view, ...size,
    x: within(middle.x - size.width / 2, base.x, base.x + base.width - size.width),
    y: within(middle.y - size.height / 2, base.y, base.y + base.height - size.height),
  };
  look(plan);
}

// The outline of what is chosen lies over its neighbours; a circle's own ring grows instead.
function mark(plan, chosen) {
  const over = plan.querySelector(".over");
  if (!over) return;
  over.replaceChildren();
  for (const circle of plan.querySelectorAll("g.circle")) circle.classList.toggle("chosen", circle.dataset.place === chosen);
  const shape = chosen && plan.querySelector(`path[data-place="${CSS.escape(chosen)}"]`);
  if (!shape) return;
  const line = over.appendChild(shape.cloneNode());
  for (const name of ["data-place", "data-name", "data-said"]) line.removeAttribute(name);
  line.setAttribute("class", "picked");
}

function say(plan, shape) {
  const strip = plan.querySelector(".strip");
  strip.replaceChildren();
  plan.querySelectorAll(".pointed").forEach((other) => other.classList.remove("pointed"));
  if (!shape) return;
  shape.classList.add("pointed");
  strip.append(Object.assign(document.createElement("b"), { textContent: shape.dataset.said }), ` \u00b7 ${shape.dataset.name}`);
}

function pick(body, key) {
  body.querySelector("[data-chosen]")?.setAttribute("data-chosen", key);
  drawChosen(body);
  body.__page.send("place", "place-map", key);
}

export function listenToPlans(body) {
  body.addEventListener("pointerover", (event) => {
    const plan = event.target.closest(".plan");
    if (plan) say(plan, event.target.closest("[data-said]"));
  });
  body.addEventListener("pointerout", (event) => {
    const plan = event.target.closest(".plan");
    if (plan && !plan.contains(event.relatedTarget)) say(plan, null);
  });
  body.addEventListener("click", (event) => {
    const plan = event.target.closest(".plan");
    const way = event.target.closest("[data-zoom]")?.dataset.zoom;
    if (plan && way) return zoom(plan, way === "in" ? 1 : -1);
    if (plan?.__dragged) return (plan.__dragged = false);
    const key = event.target.closest("[data-place]")?.dataset.place;
    if (key) pick(body, key);
  });
  body.addEventListener("change", (event) => {
    const { target } = event;
    if (target.name === "layer" || target.name === "within") body.__page.send("layer", "place-map", target.value);
    if (target.dataset.dots !== undefined) target.closest(".plan").classList.toggle("with-dots", target.checked);
    if (target.classList.contains("find")) {
      const found = [...body.querySelectorAll("#all-places option")].find((option) => option.value === target.value);
      if (found) pick(body, found.dataset.key);
    }
  });
  body.addEventListener("keydown", (event) => walk(body, event));
  body.addEventListener("pointerdown", (event) => drag(event));
}

function walk(body, event) {
  const way = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
  const button = event.target.closest(".circles button");
  if (button && way) {
    const all = [...body.querySelectorAll(".circles button")];
    const next = all[(all.indexOf(button) + (way[0] + way[1]) + all.length) % all.length];
    all.forEach((other) => (other.tabIndex = other === next ? 0 : -1));
    next.focus();
    return event.preventDefault();
  }
  const plan = event.target.classList.contains("sheet") && event.target.closest(".plan");
  if (!plan) return;
  const at = plan.querySelector(".pointed");
  if (event.key === "Enter" && at?.dataset.place) return pick(body, at.dataset.place);
  if (event.key === "+" || event.key === "-") return zoom(plan, event.key === "+" ? 1 : -1);
  if (!way) return;
  event.preventDefault();
  const shapes = [...plan.querySelectorAll("[data-said]")].filter((shape) => shape.getClientRects().length);
  const middle = (shape) => { const box = shape.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; };
  if (!at) return say(plan, shapes.find((shape) => shape.dataset.place) ?? shapes[0]);
  const [x, y] = middle(at);
  let best = null;
  for (const shape of shapes) {
    const [dx, dy] = [middle(shape)[0] - x, middle(shape)[1] - y];
    const along = dx * way[0] + dy * way[1];
    const aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
    if (along > 2 && (!best || along + 2 * aside < best.far)) best = { shape, far: along + 2 * aside };
  }
  if (best) say(plan, best.shape);
}

function drag(event) {
  const sheet = event.target.closest(".sheet");
  const plan = sheet?.closest(".plan");
  if (!plan?.__view || plan.__view.step === 0) return;
  const from = { x: event.clientX, y: event.clientY, view: plan.__view };
  const scale = plan.__view.width / sheet.clientWidth;
  const onMove = (moved) => {
    const [dx, dy] = [(moved.clientX - from.x) * scale, (moved.clientY - from.y) * scale];
    if (Math.hypot(dx, dy) < 4 * scale) return;
    plan.__dragged = true;
    const { width, height } = from.view;
    move(plan, { width, height }, { x: from.view.x + width / 2 - dx, y: from.view.y + height / 2 - dy });
  };
  const stop = () => {
    window.removeEventListener("pointermove", onMove);
    window.removeEventListener("pointerup", stop);
  };
  window.addEventListener("pointermove", onMove);
  window.addEventListener("pointerup", stop);
}
