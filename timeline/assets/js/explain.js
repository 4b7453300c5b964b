// Says what the sign of a date or a state means to whom points at it; its words stand in the page.
"use strict";
{
  const signs = ":is(.st-mark, .st-status)";
  const explain = (sign) => {
    if (sign) sign.title ||= window.stSigns[sign.textContent] ?? "";
  };
  document.addEventListener("pointerover", ({ target }) => explain(target.closest?.(signs)));
  explain(document.querySelector(`${signs}:hover`));
}
