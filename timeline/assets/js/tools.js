// Copy buttons: hidden in the page, because without a script they could do nothing.
"use strict";
if (navigator.clipboard) {
  const words = window.stStrings;
  const status = document.createElement("span");
  status.className = "st-copied";
  status.setAttribute("role", "status");
  let timer;

  const copy = async (button) => {
    const source = document.getElementById(button.dataset.stCopy);
    // The live region has to be in the page before its words come, or nothing is announced.
    button.after(status);
    status.textContent = "";
    try {
      await navigator.clipboard.writeText(source.href ?? source.textContent);
      status.textContent = words.copied;
    } catch {
      status.textContent = words.not_copied;
    }
    clearTimeout(timer);
    timer = setTimeout(() => (status.textContent = ""), 4000);
  };

  for (const button of document.querySelectorAll("[data-st-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}
