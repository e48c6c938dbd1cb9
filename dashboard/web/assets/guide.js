// Three calm steps for who comes the first time. What was put away is remembered by this browser alone.
const KEPT = "guide-put-away";

export function drawGuide(body) {
  const guide = body.querySelector(".guide");
  if (!guide) return;
  const steps = [...guide.querySelectorAll("li")];
  const [next, away, again] = ["next", "away", "again"].map((name) => guide.querySelector(`[data-guide="${name}"]`));
  const put = (isAway) => {
    guide.classList.toggle("away", isAway);
    again.setAttribute("aria-expanded", !isAway);
  };
  const stand = (number) => {
    steps.forEach((step, n) => (step.hidden = n !== number));
    guide.dataset.step = number;
    next.hidden = number === steps.length - 1;
  };
  stand(Number(guide.dataset.step ?? 0));
  put(remembered());
  if (guide.__listens) return;
  guide.__listens = true;
  next.addEventListener("click", () => stand(Number(guide.dataset.step) + 1));
  away.addEventListener("click", () => { remember("yes"); put(true); again.focus(); });
  again.addEventListener("click", () => { remember(""); stand(0); put(false); next.focus(); });
}

// A browser that keeps nothing shows the steps each time.
function remembered() {
  try { return localStorage.getItem(KEPT) === "yes"; } catch { return false; }
}

function remember(value) {
  try { localStorage.setItem(KEPT, value); } catch { /* it keeps nothing */ }
}
