// Loads what a page has use for. The files are classic deferred scripts, not modules, because
// browsers refuse modules to pages opened from the disk, and the offline copy is one.
"use strict";
{
  const here = document.currentScript.src;

  // Makes an element, for all scripts.
  window.stMake = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // Mark in the page -> file beside this one.
  const features = {
    "[data-st-keys]": "keys.js",
    "#permalink": "tools.js",
    "a.st-term": "glossary.js",
    "[data-st-search-page]": "ask.js",
    ".st-search": "search.js",
    ".st-filters": "filters.js",
    ".st-filters:not([data-total])": "filter-cards.js",
    ".st-filters[data-total]": "filter-index.js",
    ".st-filters > template": "filter-panel.js",
    ".st-brush": "brush.js",
  };

  const loaded = new Set();
  const load = (file) => {
    if (!loaded.has(file)) {
      loaded.add(file);
      // In the order of the table: some build on the one before.
      document.head.append(stMake("script", { src: new URL(file, here), async: false }));
    }
  };

  for (const [mark, file] of Object.entries(features)) {
    if (document.querySelector(mark)) load(file);
  }

  // A map that is folded away is a third of what its page loads.
  const map = document.querySelector("[data-st-map]");
  const fold = map?.closest("details:not([open])");
  fold?.addEventListener("toggle", () => load("map.js"), { once: true });
  if (map && !fold) load("map.js");

  // The search script is fetched when it is first asked for, and listens from then on.
  document.addEventListener("st:search", () => ["ask.js", "search.js"].forEach(load), { once: true });
  const searchLink = document.querySelector("[data-st-search]");
  searchLink?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("st:search"));
  });

  // What a sign means is fetched when one is first pointed at.
  const explain = ({ target }) => {
    if (!target.closest?.(".st-mark, .st-status")) return;
    document.removeEventListener("pointerover", explain);
    load("signs.js");
    load("explain.js");
  };
  document.addEventListener("pointerover", explain);

  // A page of a long timeline leads to the filters, which are on another.
  document.addEventListener("st:filters", () => document.querySelector("[data-st-filters]")?.click());

  // Where a day has moved to another page, or an event to a page that nobody can guess.
  if (/^#[de]-/.test(location.hash) && !document.getElementById(location.hash.slice(1))) {
    if (document.querySelector(".st-bars")) load("moved.js");
  }

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
