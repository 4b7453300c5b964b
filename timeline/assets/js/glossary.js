// Terms open where they stand. Without this they are plain links to the glossary, and so they stay
// for a click with a modifier key and in browsers without native pop-overs.
"use strict";
if ("popover" in HTMLElement.prototype) {
  const here = document.querySelector('script[src$="/glossary.js"]').src;
  const words = window.stStrings;
  const make = (tag, className, ...children) => window.stMake(tag, { className }, ...children);

  const box = make("div", "st-pop");
  box.popover = "auto";
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-labelledby", "st-pop-name");
  const name = make("p", "st-pop__name");
  name.id = "st-pop-name";
  const text = make("p", "");
  const outside = make("p", "st-pop__outside");
  const more = make("a", "", words.glossary);
  const close = make("button", "st-tool", words.close);
  close.type = "button";
  close.addEventListener("click", () => box.hidePopover());
  const row = make("p", "st-pop__row");
  row.append(more, close);
  box.append(name, text, outside, row);

  let opener;
  const place = () => {
    const at = opener.getClientRects()[0];
    const wide = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(at.left, wide - box.offsetWidth - 8));
    const below = at.bottom + 6;
    const fits = below + box.offsetHeight < innerHeight || at.top < box.offsetHeight + 6;
    const top = fits ? below : at.top - box.offsetHeight - 6;
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${top + scrollY}px`;
  };

  const open = (link, term) => {
    opener = link;
    name.textContent = term.label;
    name.lang = term.lang ?? "";
    name.dir = term.dir ?? "";
    text.textContent = term.text;
    outside.textContent = term.outside;
    outside.hidden = !term.outside;
    more.href = link.href;
    // In the page behind its term, so that Tab goes on from there.
    link.after(box);
    box.showPopover();
    place();
    close.focus({ preventScroll: true });
  };

  const start = () => {
    for (const link of document.querySelectorAll("a.st-term")) {
      const term = window.stTerms[link.hash.slice(1)];
      link.setAttribute("aria-haspopup", "dialog");
      link.addEventListener("click", (event) => {
        if (!term || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        open(link, term);
      });
    }
  };

  box.addEventListener("toggle", (event) => {
    // The browser gives the focus back after Esc, but not after a button inside was pressed.
    const lost = document.activeElement === document.body || box.contains(document.activeElement);
    if (event.newState === "closed" && lost) opener.focus({ preventScroll: true });
  });

  document.head.append(window.stMake("script", { src: new URL("terms.js", here), onload: start }));
}
