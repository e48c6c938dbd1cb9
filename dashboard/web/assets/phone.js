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

function goTo(section) {
  section.tabIndex = -1;
  section.focus({ preventScroll: true });
  section.scrollIntoView();
}
