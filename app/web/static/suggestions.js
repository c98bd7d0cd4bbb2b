// A list of completions below a search box: an ARIA combobox. Without this the box is a plain search box.
const WAIT = 90;
const KINDS = {
  intervention: "beschrijving", topic: "onderwerp", form: "vorm", sector: "sector",
  targetGroup: "doelgroep", provider: "aanbieder", theme: "thema",
};
const PAGES = { topic: "onderwerpen", sector: "sectoren", provider: "aanbieders", theme: "themas" };

function address(item) {
  if (item.kind === "intervention") return `/interventies/${item.id}`;
  if (PAGES[item.kind]) return `/${PAGES[item.kind]}/${item.id}`;
  return KINDS[item.kind] ? `/zoeken?${item.kind}=${encodeURIComponent(item.id)}` : `/zoeken?q=${encodeURIComponent(item.text)}`;
}

class Combobox {
  constructor(input) {
    this.input = input;
    this.list = document.createElement("ul");
    this.list.className = "suggestions";
    this.list.id = `${input.id}-lijst`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Suggesties");
    input.parentElement.append(this.list);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
    })) input.setAttribute(name, value);
    this.selected = -1;
    input.addEventListener("input", () => this.ask());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.go(event.target.closest("li")));
  }

  ask() {
    clearTimeout(this.timer);
    this.pending?.abort();
    const typed = this.input.value.trim();
    if (typed.length < 2) return this.close();
    this.timer = setTimeout(() => this.fetch(typed), WAIT);
  }

  async fetch(typed) {
    this.pending = new AbortController();
    try {
      const url = `/v1/suggestions?limit=7&q=${encodeURIComponent(typed.slice(0, 200))}`;
      const response = await fetch(url, { signal: this.pending.signal });
      if (response.ok && document.activeElement === this.input) this.show((await response.json()).items);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(items) {
    if (!items.length) return this.close();
    this.list.replaceChildren(...items.map((item, index) => {
      const option = document.createElement("li");
      option.id = `${this.list.id}-${index}`;
      option.dataset.url = address(item);
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.append(item.text);
      const kind = document.createElement("small");
      kind.textContent = KINDS[item.kind] ?? "";
      option.append(kind);
      return option;
    }));
    this.selected = -1;
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    this.list.hidden = true;
    this.selected = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const options = [...this.list.children];
    if (this.list.hidden || !options.length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.selected = (this.selected + step + options.length + 1) % (options.length + 1);
      options.forEach((option, index) => option.setAttribute("aria-selected", String(index === this.selected)));
      const chosen = options[this.selected];
      if (chosen) {
        this.input.setAttribute("aria-activedescendant", chosen.id);
        chosen.scrollIntoView({ block: "nearest" });
      } else this.input.removeAttribute("aria-activedescendant");
    } else if (event.key === "Enter" && options[this.selected]) {
      event.preventDefault();
      this.go(options[this.selected]);
    } else if (event.key === "Enter") this.close();
    else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  go(option) {
    if (option) location.assign(option.dataset.url);
  }
}

export function startSuggestions() {
  for (const input of document.querySelectorAll("[data-suggest]")) new Combobox(input);
}
