// Loads what a page has use for. The files are classic deferred scripts, not modules, because
// browsers refuse modules to pages opened from the disk, and the offline copy is one.
"use strict";
{
  const here = document.currentScript.src;

  // Mark in the page -> file beside this one.
  const features = {
    ".st-filters": "filters.js",
    ".st-filters > template": "filter-panel.js",
    ".st-brush": "brush.js",
  };

  for (const [mark, file] of Object.entries(features)) {
    if (document.querySelector(mark)) {
      const script = document.createElement("script");
      script.src = new URL(file, here).href;
      // In the order of the table: some build on the one before.
      script.async = false;
      document.head.append(script);
    }
  }

  const button = document.querySelector("[data-st-scheme]");
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
