// The basket: ids of records chosen for a plan, kept in this browser and nowhere else.
const KEY = "kb-plan";
const MOST = 60;

export function basket() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
  } catch { return []; }
}

export function keep(ids) {
  try { localStorage.setItem(KEY, JSON.stringify(ids.slice(0, MOST))); } catch { /* storage is off */ }
  markBasket();
}

export function planAddress(ids) {
  return "/plan" + (ids.length ? "?" + ids.map((id) => `ids=${encodeURIComponent(id)}`).join("&") : "");
}

// Links "Zet in plan" become buttons that add and remove; the menu shows how many there are.
export function markBasket() {
  const ids = basket();
  for (const link of document.querySelectorAll("a[data-plan-add]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    button.dataset.planAdd = link.dataset.planAdd;
    button.append(...link.childNodes);
    link.replaceWith(button);
  }
  for (const button of document.querySelectorAll("button[data-plan-add]")) {
    const chosen = ids.includes(button.dataset.planAdd);
    button.setAttribute("aria-pressed", String(chosen));
    button.firstChild.textContent = chosen ? "✓ In plan" : "Zet in plan";
  }
  for (const link of document.querySelectorAll("[data-plan-link]")) {
    link.textContent = ids.length ? `Plan (${ids.length})` : "Plan";
  }
}

export function startBasket() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-plan-add]");
    if (!button) return;
    const ids = basket();
    const id = button.dataset.planAdd;
    keep(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);
  });
  addEventListener("storage", (event) => { if (event.key === KEY) markBasket(); });
  markBasket();
}
