// Results while typing and choosing: the server's own page is fetched and its parts are put in place, so
// that what scripts show is exactly what the address shows without them. Back and forward work.
import { markBasket } from "./basket.js";

const WAIT = 180;
const PARTS = ["#resultaten", "#filters"];

export function startLiveSearch() {
  const form = document.querySelector("form[data-live]");
  if (form) new LiveSearch(form);
}

class LiveSearch {
  constructor(form) {
    this.form = form;
    this.input = form.elements.q;
    this.typing = false;
    this.shown = location.pathname + location.search;
    this.input.addEventListener("input", () => this.soon());
    form.addEventListener("change", (event) => {
      if (event.target.type === "checkbox" && event.target.name !== "ids") this.go(this.address(), true);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.go(this.address(), true);
    });
    form.addEventListener("click", (event) => this.follow(event));
    addEventListener("popstate", () => this.restore());
  }

  address() {
    const asked = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (value.trim()) asked.append(name, name === "q" ? value.trim() : value);
    }
    return this.form.getAttribute("action") + (asked.size ? `?${asked}` : "");
  }

  // One entry of history for a burst of typing: the first letter adds it, the next ones change it.
  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const push = !this.typing;
      this.typing = true;
      this.go(this.address(), push, true);
    }, WAIT);
  }

  follow(event) {
    const link = event.target.closest("a");
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
    if (!link || !plain || !link.closest(".chips, .sorts, .ways, .did-you-mean, .pages")) return;
    if (link.pathname !== this.form.getAttribute("action")) return;
    event.preventDefault();
    const paging = link.closest(".pages");
    this.go(link.pathname + link.search, true).then(() => {
      this.input.value = new URLSearchParams(location.search).get("q") ?? "";
      if (paging) document.querySelector("#resultaten").scrollIntoView();
      this.rest();
    });
  }

  // A link that was followed is gone: the sentence about the new results is the place to go on.
  rest() {
    if (document.activeElement && document.activeElement !== document.body) return;
    const sentence = document.querySelector(".sentence");
    sentence.tabIndex = -1;
    sentence.focus({ preventScroll: true });
  }

  restore() {
    if (location.pathname !== this.form.getAttribute("action")) return;
    this.go(location.pathname + location.search, false).then(() => {
      this.input.value = new URLSearchParams(location.search).get("q") ?? "";
    });
  }

  async go(address, push, typing = false) {
    if (!typing) this.typing = false;
    clearTimeout(this.timer);
    this.pending?.abort();
    this.pending = new AbortController();
    const { signal } = this.pending;
    const results = document.querySelector("#resultaten");
    results.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(address, { signal });
      if (!response.ok) return location.assign(address);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (signal.aborted) return;
      this.replace(page);
      if (push && address !== this.shown) history.pushState(null, "", address);
      else history.replaceState(history.state, "", address);
      this.shown = address;
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address);
    }
  }

  replace(page) {
    const open = new Map([...document.querySelectorAll("#filters details")].map((item) => [key(item), item.open]));
    const drawer = document.querySelector("#filters").open;
    const focused = document.activeElement;
    for (const part of PARTS) {
      const fresh = document.adoptNode(page.querySelector(part));
      document.querySelector(part).replaceWith(fresh);
    }
    document.querySelector("#filters").open = drawer;
    for (const item of document.querySelectorAll("#filters details")) {
      if (open.get(key(item))) item.open = true;
    }
    const sort = page.querySelector("input[name=sort]");
    this.form.querySelector("input[name=sort]")?.remove();
    if (sort) this.form.append(document.adoptNode(sort));
    document.title = page.title;
    if (focused?.name && !document.contains(focused)) {
      this.form.querySelector(`input[name="${focused.name}"][value="${CSS.escape(focused.value)}"]`)?.focus();
    }
    markBasket();
  }
}

function key(details) {
  const facet = details.closest("[data-facet]")?.dataset.facet ?? "";
  return details.className + facet;
}
