// Search: a page of its own, and a dialog elsewhere. Pagefind runs in a worker, which browsers refuse
// to a page from the disk.
"use strict";
{
  const make = window.stMake;
  const { close, search: words } = window.stStrings;
  const ask = window.stEngine;
  const root = new URL("../../", document.currentScript.src);
  const place = document.querySelector("[data-st-search-page]");
  const offline = location.protocol === "file:";
  const button = (text, onclick) =>
    make("button", { type: "button", className: "st-tool", onclick }, text);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  // The fields that say something, as they stand in the address.
  const stateOf = (form) => new URLSearchParams([...new FormData(form)].filter(([, v]) => v.trim()));

  const FEW = 100; // values of all facets, for which the filters are small enough to load at once

  // The index has its pages in the order of time, those without a date last.
  const oldest = (results) => results.sort((one, other) => (one.id < other.id ? -1 : 1));

  // The newest first, and what has no date last.
  const newest = async (q, filters) => {
    const [dated, others] = [["event", "source"], ["actor", "place", "page"]].map(async (kinds) => {
      const any = kinds.filter((kind) => filters.kind?.any.includes(kind) ?? true);
      if (!any[0]) return [];
      const asked = { filters: { ...filters, kind: { any } } };
      return oldest((await ask("search", q, asked)).results);
    });
    return [...(await dated).reverse(), ...(await others)];
  };

  // Results, whether anything was asked, and with `counting` how many each facet value has or would
  // have. For that, all filters are loaded, which are larger than all else where events are many.
  const find = async (state, counting, limit) => {
    const { q = null, sort, from, to, ...facets } = Object.fromEntries(state);
    const filters = {};
    for (const name in facets) filters[name] = { any: state.getAll(name) };
    const chosen = from || to || Object.keys(filters)[0];
    const asked = q || chosen;
    if (!asked && !counting) return { results: [], chosen, asked };
    if (from || to) {
      // Days are "first/last", either may be empty; "" stands for a range that none touches.
      const days = Object.keys((await ask("filters")).date).filter((span) => {
        const [first, last] = span.split("/");
        return (!to || first <= to) && (!from || !last || last >= from);
      });
      filters.date = { any: ["", ...days] };
    }
    if (counting) await ask("filters");
    // What comes first may be known without all the others, which are then holes in the list.
    const most = chosen || counting || sort ? 0 : limit;
    const answer = await ask("search", q, { filters, most });
    const counts = counting && answer.filters;
    if (counts) {
      for (const name in filters) {
        // Values of one facet widen each other, so its counts leave its own choice out.
        const { [name]: _, ...others } = filters;
        counts[name] = (await ask("search", q, { filters: others })).filters[name];
      }
    }
    let { results } = answer;
    if (sort) results = sort === "newest" ? await newest(q, filters) : oldest(results);
    return { results: asked ? results : [], counts, chosen, asked };
  };

  const hit = async (result) => {
    const { url, excerpt, meta } = await ask("getData", result.data);
    const about = [words.kind[meta.kind], meta.when, meta.also].filter(Boolean).join(" · ");
    // Pagefind escapes the text around its <mark>s; only text and marks are made of it.
    const pieces = excerpt.split(/<\/?mark>/).map((piece, index) => {
      const text = piece.replace(/&lt;/g, "<").replace(/&gt;/g, ">");
      return index % 2 ? make("mark", {}, text) : text;
    });
    const link = make("a", { href: url }, meta.title);
    return make("li", {}, link, make("div", {}, about), make("p", {}, ...pieces));
  };

  // Makes a form search; results go into `found`, `size` of them at first.
  const searcher = (form, found, size, shown, counting) => {
    const status = make("p", { role: "status" });
    const list = make("ol", { className: "st-hits" });
    found.append(status, list);
    let turn = 0;
    const run = async (limit = size) => {
      const mine = ++turn;
      try {
        if (offline) throw 0;
        const answer = await find(stateOf(form), counting?.(), limit);
        const { results, asked } = answer;
        const n = results.length;
        const items = await Promise.all(results.slice(0, limit).map(hit));
        if (mine !== turn) return;
        const old = limit > size ? list.children.length : -1;
        list.replaceChildren(...items);
        list.children[old]?.firstChild.focus();
        const rest = n - items.length;
        const text = rest ? words.first : n ? words.results[n > 1 ? "other" : "one"] : words.none;
        status.textContent = asked ? fill(text, { n, shown: items.length }) : "";
        shown({ ...answer, n, rest });
      } catch {
        const list = make("a", { href: new URL("search.html#actors", root) }, words.list);
        status.replaceChildren(offline ? words.offline : words.failed, ": ", list);
      } finally {
        document.documentElement.classList.remove("st-sought");
      }
    };
    let timer;
    form.q.oninput = () => {
      clearTimeout(timer);
      timer = setTimeout(run, 150);
    };
    // Up and down walk between the field and the results.
    form.onkeydown = (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const stops = [form.q, ...found.querySelectorAll("a")];
      const at = stops.indexOf(document.activeElement);
      if (!step || at < 0) return;
      event.preventDefault();
      stops[at + step]?.focus();
    };
    return run;
  };

  const dialog = () => {
    const { field } = words;
    const q = make("input", { name: "q", autocomplete: "off", placeholder: field, ariaLabel: field });
    const bar = make("div", { className: "st-search__bar" }, q, button(close, () => box.close()));
    const found = make("div");
    const form = make("form", { role: "search", action: new URL("search.html", root) }, bar, found);
    const looks = { className: "st-find md-typeset", ariaLabel: words.title, closedBy: "any" };
    const box = make("dialog", looks, form);
    const all = make("a", { hidden: true });
    const run = searcher(form, found, 6, ({ n, rest }) => {
      all.hidden = !rest;
      all.textContent = fill(words.all, { n });
      all.href = `${form.action}?${stateOf(form)}`;
    });
    found.append(all);
    document.body.append(box);
    return () => {
      if (!box.open) box.showModal();
      q.select();
      run();
    };
  };

  const page = (form) => {
    const entries = document.querySelector(".st-all");
    const [side, clear, found] = form.querySelectorAll("[data-part]");
    const boxes = form.querySelectorAll("[type=checkbox]");
    const few = boxes.length <= FEW;
    const counting = () => few || side.open;
    let limit = 0;
    const run = searcher(form, found, 10, ({ chosen, n, rest, counts }) => {
      if (n && !limit) side.open = few && matchMedia("(min-width: 60em)").matches;
      limit = n - rest;
      clear.hidden = !chosen;
      more.hidden = !rest;
      entries.hidden = n > 0;
      // A value that would find nothing is out of the way, unless it is chosen.
      for (const { name, value, checked, parentNode } of counts ? boxes : []) {
        const count = counts[name]?.[value] ?? 0;
        parentNode.lastChild.textContent = count;
        parentNode.hidden = !count && !checked;
      }
    }, counting);
    side.ontoggle = () => {
      if (!few && side.open) run(limit || 10);
    };
    const more = button(words.more, () => run(limit + 10));
    const read = () => {
      const state = new URLSearchParams(location.search);
      for (const control of form.elements) {
        const { type, name, value } = control;
        if (type === "checkbox") control.checked = state.has(name, value);
        else if (name) control.value = state.get(name) ?? "";
      }
      run();
    };
    const go = (state, shown = false) => {
      const address = new URL(location);
      address.search = state;
      if (address.href !== location.href) history.pushState(null, "", address);
      if (!shown) read();
    };
    clear.onclick = () => {
      go(new URLSearchParams({ q: form.q.value }));
      form.q.focus();
    };
    // A click on a result takes the focus from the field first, which says that it changed: what is
    // shown already must stay, or the click would meet nothing.
    form.onchange = ({ target }) => go(stateOf(form), target === form.q);
    form.onsubmit = () => {
      go(stateOf(form));
      return false;
    };
    addEventListener("popstate", read);
    more.hidden = true;
    found.append(more);
    form.hidden = false;
    read();
    return () => form.q.select();
  };

  const open = place ? page(place) : dialog();
  document.addEventListener("st:search", open);
  if (!place) {
    const href = new URL("assets/search.css", root);
    document.head.append(make("link", { rel: "stylesheet", href, onload: open, onerror: open }));
  }
}
