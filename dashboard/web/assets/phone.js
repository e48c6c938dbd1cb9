// What a narrow page leaves for later, when it is asked for: closed groups, the rest of a long list, and ways down the page.
export function listenToLater(body) {
  body.addEventListener("click", ({ target }) => {
    const fold = target.closest("[data-fold]");
    if (fold) fold.setAttribute("aria-expanded", fold.closest("tbody").classList.toggle("open"));
    if (target.closest("[data-whole]")) showWhole(target.closest("section"));
    const way = target.closest("[data-jump]");
    if (way) goTo(body.querySelector(`section[data-key="${way.dataset.jump}"]`));
  });
}

// The keyboard goes on where the list goes on.
function showWhole(section) {
  const next = section.querySelector("tr.later:not(.group) :is(button, a)") ?? section.querySelector("tr.later:not(.group)");
  section.classList.add("whole");
  if (!next) return;
  if (next.matches("tr")) next.tabIndex = -1;
  next.focus();
}

// What a link asks for stands below what its page begins with: there it leads, once for each address.
let led = "";
export function goToAsked(body) {
  const key = location.hash.slice(1) || new URLSearchParams(location.search).get("show") || "";
  const section = [...body.querySelectorAll("section[data-key]")].find((s) => s.dataset.key === key);
  if (!section || led === location.href) return;
  led = location.href;
  requestAnimationFrame(() => { if (section.getBoundingClientRect().top > innerHeight / 2) goTo(section); });
}

function goTo(section) {
  section.tabIndex = -1;
  section.focus({ preventScroll: true });
  section.scrollIntoView();
}

// A menu that lies over the page has done its work when the page is there; Streamlit keeps it open, on the next visit too.
let arrived = "";
export function closeMenuOnArrival() {
  if (arrived === location.pathname) return;
  arrived = location.pathname;
  if (innerWidth >= 768) return;
  document.querySelector('[data-testid="stSidebar"][data-collapsed="false"] [data-testid="stSidebarCollapseButton"] button')?.click();
}
