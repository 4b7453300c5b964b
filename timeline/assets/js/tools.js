// What a page's script adds to its tools: CSL-JSON, and buttons that copy.
"use strict";
{
  const words = window.stStrings;
  const make = (tag, className, ...children) => window.stMake(tag, { className }, ...children);

  // CSL-JSON (1.0.2) says what BibTeX says, in other words: a page has no need to hold both.
  const bibtex = document.getElementById("cite-bibtex");
  if (bibtex) {
    const names = { title: "title", howpublished: "container-title", note: "note" };
    const signs = { textbackslash: "\\", textasciitilde: "~", textasciicircum: "^" };
    const plain = (tex) =>
      tex.replace(/\\(?:([a-z]+)\{\}|(.))/g, (_, name, sign) => sign ?? signs[name]);
    const [head, ...fields] = bibtex.textContent.split("\n");
    const item = { id: head.slice("@misc{".length, -1), type: "webpage" };
    for (const field of fields) {
      const [, name, value] = field.match(/^ +(\w+) = \{(.*)\},?$/s) ?? [];
      // An address is verbatim; a title has a second pair of braces.
      if (name === "url") item.URL = value;
      else if (name) item[names[name]] = plain(name === "title" ? value.slice(1, -1) : value);
    }
    const csl = make("pre", "st-cite__text", JSON.stringify([item], null, 1));
    csl.id = "cite-csl";
    bibtex.after(make("p", "st-key", "CSL-JSON"), csl);
  }

  const status = make("span", "st-copied");
  status.setAttribute("role", "status");
  let timer;

  const copy = async (source, button) => {
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

  const sources = navigator.clipboard ? document.querySelectorAll("#permalink, .st-cite__text") : [];
  for (const source of sources) {
    const button = make("button", "st-tool", source.href ? words.copy_link : words.copy_text);
    button.dataset.stCopy = source.id;
    button.addEventListener("click", () => copy(source, button));
    (source.href ? source.parentNode : source.previousElementSibling).append(" ", button);
  }
}
