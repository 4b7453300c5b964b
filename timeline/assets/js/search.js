// Search: a page of its own, and a dialog on every other page. Pagefind is loaded on first use; it
// is a module, which browsers refuse to a page from the disk, and there we say so.
"use strict";
{
  const words = window.stStrings.search;
  const root = new URL("../../", document.currentScript.src);
  const place = document.querySelector("[data-st-search-page]");
  const FACETS = ["kind", "actor", "place", "type", "status", "source"];
  const PAUSE = 150; // milliseconds without typing

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const button = (text) => make("button", { type: "button", className: "st-tool" }, text);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  let engine;
  const pagefind = () =>
    (engine ??= import(new URL("pagefind/pagefind.js", root).href).then(async (module) => {
      await module.options({ excerptLength: 28, ranking: { metaWeights: { also: 5, kind: 0 } } });
      return [module.search, Object.keys((await module.filters()).date ?? {})];
    }));

  // Results for the fields of a form, and how many each value of a facet has or would have.
  const find = async (fields) => {
    const [search, days] = await pagefind();
    const filters = {};
    for (const name of FACETS) {
      if (fields.has(name)) filters[name] = { any: fields.getAll(name) };
    }
    const [from, to] = [fields.get("from"), fields.get("to")];
    if (from || to) {
      // Days are "first/last", either may be empty. A range that nothing touches finds nothing.
      const touching = days.filter((span) => {
        const [first, last] = span.split("/");
        return (!to || first <= to) && (!from || !last || last >= from);
      });
      filters.date = { any: ["", ...touching] };
    }
    const sort = { date: { date: "asc" }, newest: { newest: "desc" } }[fields.get("sort")];
    const term = fields.get("q").trim() || null;
    const { results, filters: counts } = await search(term, { filters, sort: sort ?? {} });
    for (const name in filters) {
      // Values of one facet widen each other, so its counts leave its own choice out.
      const { [name]: _, ...others } = filters;
      counts[name] = (await search(term, { filters: others })).filters[name];
    }
    return [results, counts];
  };

  const hit = async (result) => {
    const { url, excerpt, meta } = await result.data();
    const about = [words.kinds[meta.kind], meta.when, meta.also].filter(Boolean).join(" · ");
    // Pagefind escapes the text around its <mark>s; only text and marks are made of it here.
    const pieces = excerpt.split(/<\/?mark>/).map((piece, index) => {
      const text = piece.replace(/&lt;/g, "<").replace(/&gt;/g, ">");
      return index % 2 ? make("mark", {}, text) : text;
    });
    return make(
      "li",
      {},
      make("a", { href: url }, meta.title),
      make("p", { className: "st-hits__about" }, about),
      make("p", {}, ...pieces),
    );
  };

  // A form with its field, and below it what is found: `size` results at first. `shown` is told
  // whether anything was asked, how many results there are and are shown, and the facet counts.
  const searcher = (size, shown) => {
    const field = make("input", { name: "q", autocomplete: "off", placeholder: words.field });
    field.setAttribute("aria-label", words.field);
    field.enterKeyHint = "search";
    const form = make("form", { className: "st-search__form", action: new URL("search.html", root) });
    form.setAttribute("role", "search");
    const bar = make("div", { className: "st-search__bar" }, field);
    const status = make("p", { className: "st-search__status" });
    status.setAttribute("role", "status");
    const list = make("ol", { className: "st-hits" });
    const found = make("div", { className: "st-search__found" }, status, list);
    form.append(bar, found);

    let turn = 0;
    const run = async (limit = size) => {
      const mine = ++turn;
      try {
        if (location.protocol === "file:") throw new Error(words.offline);
        const fields = new FormData(form);
        const asked = [...fields].some(([name, value]) => name !== "sort" && value.trim());
        const [results, counts] = await find(fields);
        const n = asked ? results.length : 0;
        const items = await Promise.all(results.slice(0, Math.min(limit, n)).map(hit));
        if (mine !== turn) return;
        const old = limit > size ? list.children.length : 0;
        list.replaceChildren(...items);
        items[old - 1]?.nextSibling?.firstChild.focus();
        const text = n > items.length ? words.first : words.results[n === 1 ? "one" : "other"];
        const told = n ? fill(text, { n, shown: items.length }) : words.none;
        status.textContent = asked ? told : "";
        shown({ asked, n, rest: n - items.length, counts });
      } catch (error) {
        const why = location.protocol === "file:" ? error.message : words.failed;
        const link = make("a", { href: place ? "#actors" : form.action }, words.list);
        if (mine === turn) status.replaceChildren(`${why} `, link);
      }
    };

    let timer;
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(run, PAUSE);
    });
    // Up and down walk between the field and the results.
    form.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const stops = [field, ...found.querySelectorAll("a")];
      const at = stops.indexOf(document.activeElement);
      if (!step || at < 0) return;
      event.preventDefault();
      stops[at + step]?.focus();
    });
    const ask = () => {
      field.focus();
      field.select();
    };
    return { form, field, bar, found, run, ask };
  };

  const dialog = () => {
    const all = make("a", { className: "st-find__all", hidden: true });
    const { form, bar, found, run, ask } = searcher(6, ({ n, rest }) => {
      all.hidden = !rest;
      all.textContent = fill(words.all, { n });
      all.href = `${form.action}?${new URLSearchParams(new FormData(form))}`;
    });
    const close = button(words.close);
    const box = make("dialog", { className: "st-find md-typeset" }, form);
    box.setAttribute("aria-label", words.title);
    bar.append(close);
    found.append(all);
    close.addEventListener("click", () => box.close());
    // The backdrop belongs to the dialog; what is inside does not reach it.
    box.addEventListener("click", (event) => event.target === box && box.close());
    document.body.append(box);
    return () => {
      if (!box.open) box.showModal();
      ask();
      run();
    };
  };

  const group = (name, ...content) =>
    make("fieldset", { className: "st-facet" }, make("legend", {}, words.facets[name]), ...content);

  const facets = () => {
    const names = { kind: words.kinds, ...JSON.parse(place.dataset.facets) };
    const groups = FACETS.map((name) => {
      const labels = Object.entries(names[name]).map(([value, text]) => {
        const check = make("input", { type: "checkbox", name, value });
        return make("label", {}, check, make("span", {}, text), make("b"));
      });
      return group(name, ...labels);
    });
    const days = ["from", "to"].map((name) =>
      make("label", {}, make("span", {}, words[name]), make("input", { type: "date", name })),
    );
    return [groups[0], group("date", ...days), ...groups.slice(1)];
  };

  // A value that would find nothing is out of the way, unless it is chosen.
  const showCounts = (side, counts) => {
    for (const check of side.querySelectorAll("[type=checkbox]")) {
      const n = counts[check.name]?.[check.value] ?? 0;
      check.parentNode.lastChild.textContent = n;
      check.parentNode.hidden = !n && !check.checked;
    }
    for (const set of side.querySelectorAll("fieldset")) {
      set.hidden = !set.querySelector("label:not([hidden])");
    }
  };

  const page = () => {
    const list = document.querySelector(".st-all");
    const clear = button(words.clear);
    const more = button(words.more);
    const sort = make("select", { name: "sort" });
    const order = make("label", {}, `${words.sort} `, sort);
    const summary = make("summary", {}, words.filters);
    const side = make("details", { className: "st-facets" }, summary, clear, ...facets());
    let limit;
    const { form, bar, found, run, ask } = searcher(10, ({ asked, n, rest, counts }) => {
      const chosen = [...new FormData(form)].some(([name, v]) => v && !/^(q|sort)$/.test(name));
      side.open ||= asked && !limit && matchMedia("(min-width: 60em)").matches;
      limit = n - rest || 1;
      clear.hidden = !chosen;
      more.hidden = !rest;
      order.hidden = !n;
      list.hidden = n > 0;
      showCounts(side, counts);
    });
    for (const [value, text] of Object.entries(words.sorts)) sort.add(new Option(text, value));
    bar.append(order);
    found.append(more);
    found.before(side);
    more.hidden = order.hidden = clear.hidden = true;

    const read = () => {
      const state = new URLSearchParams(location.search);
      for (const control of form.elements) {
        const { type, name, value } = control;
        if (type === "checkbox") control.checked = state.has(name, value);
        else if (name) control.value = state.get(name) || (name === "sort" ? "relevance" : "");
      }
      run();
    };
    const write = () => {
      const state = new URLSearchParams();
      for (const [name, value] of new FormData(form)) {
        if (value.trim() && value !== "relevance") state.append(name, value.trim());
      }
      const address = new URL(location);
      address.search = state;
      if (address.href !== location.href) history.pushState(null, "", address);
      run();
    };
    form.addEventListener("change", write);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      write();
    });
    clear.addEventListener("click", () => {
      for (const control of side.querySelectorAll("input")) {
        control.checked = false;
        if (control.type === "date") control.value = "";
      }
      write();
      ask();
    });
    more.addEventListener("click", () => run(limit + 10));
    addEventListener("popstate", read);
    place.append(form);
    read();
    return ask;
  };

  const open = place ? page() : dialog();
  document.addEventListener("st:search", open);
  if (!place) {
    const style = make("link", { rel: "stylesheet", href: new URL("assets/search.css", root) });
    style.onload = style.onerror = open;
    document.head.append(style);
  }
}
