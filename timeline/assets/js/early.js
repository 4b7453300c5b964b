// Runs before the first paint: the reader's choice of light or dark must not flash.
"use strict";
{
  document.documentElement.classList.add("st-js");
  try {
    const scheme = localStorage.getItem("st-scheme");
    if (scheme === "light" || scheme === "dark") {
      document.documentElement.dataset.stScheme = scheme;
    }
  } catch {
    // Storage may be forbidden; the system's choice holds.
  }
}
