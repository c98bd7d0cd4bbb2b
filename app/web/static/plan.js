// The plan in this browser: kept while it is made, opened again later, in step with the basket.
import { basket, keep, planAddress } from "./basket.js";

const KEY = "kb-plan-inhoud";

function stored() {
  try { return localStorage.getItem(KEY) ?? ""; } catch { return ""; }
}

function post(fields) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/plan";
  form.hidden = true;
  for (const [name, value] of fields) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}

// The page to begin from: go on with the plan that is here, or with what is in the basket.
function begin() {
  const chooser = document.querySelector("[data-plan-file]");
  const file = chooser.querySelector("input");
  const form = file.form;
  chooser.hidden = false;
  document.querySelector("[data-plan-paste]").hidden = true;
  file.addEventListener("change", async () => {
    if (!file.files.length) return;
    form.elements.plan.value = await file.files[0].text();
    form.requestSubmit(form.querySelector("button"));
  });
  if (document.querySelector(".notice")) return;
  const ids = basket();
  if (stored() && ids.length) post([["plan", stored()], ["doe", "mand"], ...ids.map((id) => ["ids", id])]);
  else if (ids.length) location.replace(planAddress(ids));
}

function work(form) {
  try { localStorage.setItem(KEY, form.elements.plan.value); } catch { /* storage is off */ }
  keep(form.dataset.planIds.split(" ").filter(Boolean));
  for (const link of document.querySelectorAll("[data-plan-link]")) link.href = "/plan";
  // What was open stays open, and the eye stays where it was, over a change that the server makes.
  const state = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);
  if (state) {
    for (const part of form.querySelectorAll("[data-keep]")) part.open = state.open.includes(part.dataset.keep);
    scrollTo(0, state.top);
  }
  form.addEventListener("submit", () => {
    const open = [...form.querySelectorAll("[data-keep]")].filter((part) => part.open).map((part) => part.dataset.keep);
    sessionStorage.setItem(KEY, JSON.stringify({ open, top: scrollY }));
  });
}

const form = document.querySelector("#plan");
if (form) work(form);
else if (document.querySelector("[data-plan-start]")) begin();
