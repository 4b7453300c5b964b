// Single keys, and a window that tells of them and turns them off (WCAG 2.2, 2.1.4).
"use strict";
{
  const words = window.stStrings;
  const store = "st-keys";
  let on = true;
  try {
    on = localStorage.getItem(store) !== "off";
  } catch {
    // Storage may be forbidden; the keys are then on for each page.
  }

  // The theme binds n, p, comma and full stop to these links, and could not be told to stop.
  for (const link of document.querySelectorAll("link[rel=prev], link[rel=next]")) link.remove();

  const typed =
    "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select";
  const typing = (target) =>
    target instanceof Element && (target.isContentEditable || target.closest(typed) !== null);

  const titles = () =>
    [...document.querySelectorAll(".st-card__title a")].filter((link) => link.checkVisibility());

  const current = (list) => {
    const card = document.activeElement.closest(".st-card");
    const held = list.findIndex((link) => link.closest(".st-card") === card);
    if (card && held >= 0) return { held, seen: held };
    // Nothing is held: count from where the reader has scrolled to.
    const seen = list.findIndex((link) => link.getBoundingClientRect().top > 0);
    return { held: -1, seen: seen < 0 ? list.length : seen };
  };

  const go = (step) => {
    const list = titles();
    if (!list.length) {
      document.querySelector(`.st-neighbours a[rel=${step > 0 ? "next" : "prev"}]`)?.click();
      return;
    }
    const { held, seen } = current(list);
    const wanted = held < 0 && step > 0 ? seen : seen + step;
    const link = list[Math.max(0, Math.min(list.length - 1, wanted))];
    link.focus({ preventScroll: true });
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    link.closest(".st-card").scrollIntoView({
      block: "start",
      behavior: still ? "instant" : "smooth",
    });
  };

  const tell = (name) => document.dispatchEvent(new CustomEvent(name));

  let help;
  const make = (name, ...children) => window.stMake(name, {}, ...children);
  const makeHelp = () => {
    const dialog = make("dialog");
    dialog.className = "st-dialog";
    const title = make("h2", words.keys_title);
    title.id = "st-keys-title";
    dialog.setAttribute("aria-labelledby", title.id);
    const list = make("dl");
    for (const [key, name] of Object.entries({
      j: "next", k: "previous", f: "filters", "/": "search", "?": "help", Esc: "close",
    })) {
      const term = make("dt");
      term.append(make("kbd", key));
      list.append(term, make("dd", words[`keys_${name}`]));
    }
    const label = make("label");
    const box = Object.assign(make("input"), { type: "checkbox", checked: on });
    box.addEventListener("change", () => {
      on = box.checked;
      try {
        localStorage.setItem(store, on ? "on" : "off");
      } catch {
        // Storage may be forbidden; the choice then holds for this page.
      }
    });
    label.append(box, ` ${words.keys_on}`);
    const close = Object.assign(make("button", words.close), { className: "st-tool", autofocus: true });
    close.addEventListener("click", () => dialog.close());
    dialog.append(title, make("p", words.keys_lead), list, label, close);
    document.body.append(dialog);
    return dialog;
  };
  const showHelp = () => (help ??= makeHelp()).showModal();

  const actions = {
    j: () => go(1),
    k: () => go(-1),
    f: () => tell("st:filters"),
    "/": () => tell("st:search"),
    "?": showHelp,
  };
  addEventListener("keydown", (event) => {
    const held = event.ctrlKey || event.altKey || event.metaKey || event.isComposing;
    // Shift is not asked about: on many keyboards it is needed for / and ?.
    if (!on || held || event.defaultPrevented || typing(event.target)) return;
    const action = Object.hasOwn(actions, event.key) && actions[event.key];
    if (!action || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    action();
  });

  const button = document.querySelector("[data-st-keys]");
  button.hidden = false;
  button.addEventListener("click", showHelp);
}
