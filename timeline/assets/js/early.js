// Runs before the first paint: the reader's choice of light or dark must not flash, nothing move.
"use strict";
{
  const { classList, dataset } = document.documentElement;
  classList.add("st-js");

  const here = document.currentScript.src;

  // Fonts, too, have to be there before the first paint. A browser refuses to load them beforehand
  // from the disk, where waiting for them takes no time.
  if (location.protocol === "file:") {
    for (const face of document.fonts) face.display = "block";
  } else {
    const soon = (file, as, crossOrigin = null) => {
      const looks = { rel: "preload", as, crossOrigin, href: new URL(file, here) };
      document.head.append(Object.assign(document.createElement("link"), looks));
    };
    const fonts = ["newsreader-5.3.0/newsreader", "public-sans-5.3.0/public-sans"].map(
      (name) => `${name}-latin-wght-normal`,
    );
    if (location.pathname.endsWith("/search.html")) {
      // Nothing here is in italics, and who has asked something waits for these two. Who comes from
      // elsewhere has no fonts yet; where the index is large, the system's does for the prose until
      // the next page.
      if (location.search) {
        const within = document.referrer.startsWith(`${location.origin}/`);
        if (classList.contains("st-long") && !within) {
          classList.add("st-asked");
          fonts.shift();
        }
        soon("search.js", "script");
        // It starts while the page is still being read.
        const src = new URL("ask.js", here);
        document.head.append(Object.assign(document.createElement("script"), { src }));
      }
    } else {
      fonts.push(fonts[0].replace("normal", "italic"));
    }
    for (const font of fonts) {
      soon(`../vendor/${font}.woff2`, "font", "");
    }
  }
  try {
    const scheme = localStorage.getItem("st-scheme");
    if (["light", "dark"].includes(scheme)) dataset.stScheme = scheme;
  } catch {
    // Storage may be forbidden; the system's choice holds.
  }
}
