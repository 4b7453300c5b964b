// Runs before the first paint: the reader's choice of light or dark must not flash, nothing move.
"use strict";
{
  document.documentElement.classList.add("st-js");
  // Fonts, too, have to be there before the first paint. A browser refuses to load them beforehand
  // from the disk, where waiting for them takes no time.
  if (location.protocol === "file:") {
    for (const face of document.fonts) face.display = "block";
  } else {
    const fonts = ["newsreader-5.3.0/newsreader", "public-sans-5.3.0/public-sans"].map(
      (name) => `${name}-latin-wght-normal`,
    );
    for (const font of [...fonts, fonts[0].replace("normal", "italic")]) {
      const href = new URL(`../vendor/${font}.woff2`, document.currentScript.src).href;
      const link = document.createElement("link");
      document.head.append(Object.assign(link, { rel: "preload", as: "font", crossOrigin: "", href }));
    }
  }
  try {
    const scheme = localStorage.getItem("st-scheme");
    if (scheme === "light" || scheme === "dark") {
      document.documentElement.dataset.stScheme = scheme;
    }
  } catch {
    // Storage may be forbidden; the system's choice holds.
  }
}
