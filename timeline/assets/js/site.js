// Loads what a page has use for. The files are classic deferred scripts, not modules, because
// browsers refuse modules to pages opened from the disk, and the offline copy is one.
"use strict";
{
  const here = document.currentScript.src;

  // Mark in the page -> file beside this one.
  const features = {
    "[data-st-keys]": "keys.js",
    "[data-st-copy]": "tools.js",
    "a.st-term": "glossary.js",
    "[data-st-search-page]": "search.js",
    "[data-st-map]": "map.js",
    ".st-filters": "filters.js",
    ".st-filters > template": "filter-panel.js",
    ".st-brush": "brush.js",
  };

  const loaded = new Set();
  const load = (file) => {
    if (!loaded.has(file)) {
      loaded.add(file);
      const script = document.createElement("script");
      script.src = new URL(file, here).href;
      // In the order asked for, should one build on another.
      // In the order of the table: some build on the one before.
      script.async = false;
      document.head.append(script);
    }
  };

  for (const [mark, file] of Object.entries(features)) {
    if (document.querySelector(mark)) load(file);
  }

  // The search script is fetched when it is first asked for, and listens from then on.
  document.addEventListener("st:search", () => load("search.js"), { once: true });
  const searchLink = document.querySelector("[data-st-search]");
  searchLink?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("st:search"));
  });

  const button = document.querySelector("button[data-st-scheme]");
  if (button) {
    const root = document.documentElement;
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const current = () => root.dataset.stScheme ?? (dark.matches ? "dark" : "light");
    const show = () => button.setAttribute("aria-pressed", String(current() === "dark"));
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.stScheme = current() === "dark" ? "light" : "dark";
      try {
        localStorage.setItem("st-scheme", root.dataset.stScheme);
      } catch {
        // Storage may be forbidden; the choice then holds for this page.
      }
      show();
    });
    dark.addEventListener("change", show);
    show();
  }
}
