// What scripts add to pages that work without them. Each part is a module that looks for its own marks.
import { startBasket } from "./basket.js";
import { startLiveSearch } from "./live-search.js";
import { startSuggestions } from "./suggestions.js";

function startTheme() {
  const button = document.querySelector("[data-theme-button]");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const show = () => button.setAttribute("aria-pressed", String(dark()));
  button.hidden = false;
  show();
  system.addEventListener("change", show);
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("kb-theme", root.dataset.theme); } catch { /* for this page only */ }
    show();
  });
}

// "/" goes to the search box, unless someone is typing.
function startShortcut() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    const box = document.querySelector("[data-shortcut]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}

function startSmallThings() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  for (const field of document.querySelectorAll("[data-copy]")) {
    field.addEventListener("focus", () => field.select());
  }
  const answer = document.querySelector("[data-try-answer]");
  for (const link of document.querySelectorAll("[data-try]")) {
    link.addEventListener("click", async (event) => {
      event.preventDefault();
      const response = await fetch(link.href);
      answer.querySelector("code").textContent = JSON.stringify(await response.json(), null, 2);
      answer.hidden = false;
      answer.focus();
    });
  }
}

startTheme();
startShortcut();
startSmallThings();
startBasket();
startSuggestions();
startLiveSearch();
