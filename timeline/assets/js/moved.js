// An address of a day or an event within the timeline, from when it stood on another page.
"use strict";
{
  const root = new URL("../../", document.currentScript.src);
  const [, kind, name] = /^#([de])-(.*)$/.exec(decodeURIComponent(location.hash));
  if (kind === "e") {
    location.replace(new URL(`events/${encodeURIComponent(name)}.html`, root));
  } else if (/^\d{4}(-\d\d){0,2}$/.test(name)) {
    const first = name + "-01-01".slice(name.length - 4);
    const script = document.createElement("script");
    script.src = new URL("data/index/pages.js", root);
    script.onload = () => {
      const [page] = window.stPages.findLast(([, , day]) => day <= first) ?? [];
      const address = page && new URL(`${page}${location.hash}`, root);
      // A day without events has a place on no page.
      if (address && address.pathname !== location.pathname) location.replace(address);
    };
    document.head.append(script);
  }
}
