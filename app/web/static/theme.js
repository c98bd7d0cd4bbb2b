// Before the first paint: the colours that the visitor chose here earlier, and a sign that scripts run.
(() => {
  const root = document.documentElement;
  root.dataset.js = "";
  try {
    const chosen = localStorage.getItem("kb-theme");
    if (chosen) root.dataset.theme = chosen;
  } catch { /* storage is off: the system decides */ }
})();
