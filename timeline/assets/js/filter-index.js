// The engine of a timeline on many pages: an index of all events, loaded when it is first needed, and
// a list of what it finds, made of titles that are loaded as they are shown.
"use strict";
{
  const { form, columns, names, use, apply } = window.stFilters;
  const { from, to, words } = form.elements;
  const make = window.stMake;
  const texts = window.stStrings.filters;
  const total = Number(form.dataset.total);
  const found = document.querySelector(".st-found");
  const [list, more] = found.children;
  const periods = document.querySelector(".st-years");
  const root = new URL("../../", document.currentScript.src);
  const at = (file) => new URL(`data/index/${file}`, root).href;
  const STEP = 100; // events listed at a time
  const OFFERED = 100; // values offered of a facet, beside those in use
  const DAY = 864e5; // milliseconds
  const EVER = 4e6; // days; more than there are in ten thousand years
  const number = new Intl.NumberFormat(texts.locale);

  // A script, since a page from the disk can fetch nothing else; each once, again if it failed.
  const files = new Map();
  const load = (file) => {
    if (!files.has(file)) {
      const arrived = new Promise((resolve, reject) => {
        const script = make("script", { src: at(file), onload: resolve });
        script.onerror = () => {
          files.delete(file);
          reject(new Error(file));
        };
        document.head.append(script);
      });
      files.set(file, arrived);
    }
    return files.get(file);
  };

  // Values of all events in one row, and where those of each begin.
  const unpack = (text) => {
    const starts = new Uint32Array(total + 1);
    const values = new Uint32Array(text.length);
    let size = 0;
    let event = 0;
    let value = -1;
    for (let i = 0; i <= text.length; i++) {
      const code = i < text.length ? text.charCodeAt(i) : 59;
      if (code === 44 || code === 59) {
        if (value >= 0) values[size++] = value;
        value = -1;
        if (code === 59) starts[++event] = size;
      } else {
        value = Math.max(value, 0) * 36 + code - (code < 58 ? 48 : 87);
      }
    }
    return { starts, values };
  };

  let index; // once it is loaded
  const read = () => {
    const { facets, days: gaps, first, last, titles } = window.stIndex;
    const days = { first: new Int32Array(total), last: new Int32Array(total) };
    let day = 0;
    for (let e = 0; e < total; e++) {
      day += gaps[e];
      days.first[e] = first[e] === null ? -EVER : day + first[e];
      days.last[e] = last[e] === null ? EVER : day + last[e];
    }
    // The columns of the strip, each so many of the events in their order.
    const column = new Uint16Array(total);
    let reached = 0;
    columns.forEach(({ all }, c) => {
      column.fill(c, reached, (reached += Number(all ?? 0)));
    });
    let stop = 0;
    index = {
      ...days,
      column,
      titles,
      facets: names.map((name) => {
        const { ids, names: labels, of } = facets[name] ?? { ids: [], names: [], of: "" };
        return { ids, labels, place: new Map(ids.map((id, i) => [id, i])), ...unpack(of) };
      }),
      pages: window.stPages.map(([page, size]) => [page, (stop += size)]),
    };
    // What the address named gets its name, or goes if there is nothing of that name.
    for (const input of form.querySelectorAll("[type=checkbox]")) {
      const { place, labels } = index.facets[names.indexOf(input.name)];
      if (place.has(input.value)) input.nextElementSibling.textContent = labels[place.get(input.value)];
      else input.parentElement.remove();
    }
  };
  const ready = async () => {
    await Promise.all([load("events.js"), load("pages.js")]);
    if (!index) read();
  };

  // Titles without accents and capitals, for words to be looked for.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let plains;
  const allTitles = async () => {
    await ready();
    const numbers = [...Array(Math.ceil(total / index.titles)).keys()];
    await Promise.all(numbers.map((n) => load(`titles/${n}.js`)));
    plains ??= window.stTitles.flatMap(({ title }) => title.map(plain));
  };

  // Days of the index are counted from the year 1.
  const dayNumber = (day) => Math.round(new Date(day) / DAY) + 719163;

  const wanted = () => {
    const data = new FormData(form);
    return names.map((name, f) => {
      const chosen = data.getAll(name).map((id) => index.facets[f].place.get(id));
      return chosen.length ? new Set(chosen) : null;
    });
  };

  // Bit f of an event: it has none of the values that are wanted of facet f.
  const misses = () => {
    const mask = new Uint8Array(total);
    wanted().forEach((chosen, f) => {
      if (!chosen) return;
      const { starts, values } = index.facets[f];
      for (let e = 0; e < total; e++) {
        let miss = true;
        for (let v = starts[e]; miss && v < starts[e + 1]; v++) miss = !chosen.has(values[v]);
        if (miss) mask[e] |= 1 << f;
      }
    });
    return mask;
  };

  const tally = (mask) => {
    const counts = index.facets.map(({ ids }) => new Uint32Array(ids.length));
    const shares = new Uint32Array(columns.length);
    const start = from.value ? dayNumber(from.value) : -EVER;
    const end = to.value ? dayNumber(to.value) : EVER;
    const asked = plain(words.value).match(/\S+/g) ?? [];
    const hits = [];
    for (let e = 0; e < total; e++) {
      if (asked.length && !asked.every((word) => plains[e].includes(word))) continue;
      if (!mask[e]) shares[index.column[e]]++;
      if (index.first[e] > end || index.last[e] < start) continue;
      if (!mask[e]) hits.push(e);
      for (let f = 0; f < names.length; f++) {
        // A value counts the events that nothing but its own facet, if even that, keeps out.
        if (mask[e] & ~(1 << f)) continue;
        const { starts, values } = index.facets[f];
        for (let v = starts[e]; v < starts[e + 1]; v++) counts[f][values[v]]++;
      }
    }
    return { counts, shares, hits };
  };

  let counts;
  const of = ({ name, value }) => {
    const f = names.indexOf(name);
    return counts?.[f][index.facets[f].place.get(value)] ?? 0;
  };

  const fail = () => {
    found.hidden = false;
    found.ariaBusy = "false";
    list.replaceChildren(make("li", {}, texts.failed));
    more.hidden = true;
  };

  // What matches; nothing as long as the index, or the titles for words, are still to come.
  let heard = "";
  const count = () => {
    heard = words.value;
    const data = [...new FormData(form)].filter(([, value]) => value.trim());
    const active = data.length > 0;
    const spoken = words.value.trim() !== "";
    if (active && (!index || (spoken && !plains))) {
      found.ariaBusy = "true";
      (spoken ? allTitles() : ready()).then(apply, fail);
      return undefined;
    }
    if (!index) return { matches: total, left: () => 0, of, partly: false, active };
    const result = tally(misses());
    ({ counts } = result);
    const partly = data.some(([name]) => name !== "from" && name !== "to");
    const left = (column) => result.shares[columns.indexOf(column)];
    return { matches: result.hits.length, hits: result.hits, left, of, partly, active };
  };

  const pageOf = (event) => index.pages.find(([, stop]) => event < stop)[0];

  const row = (event) => {
    const held = window.stTitles[Math.floor(event / index.titles)];
    const [id, title, date, mark, sense, status] = ["id", "title", "date", "mark", "sense", "status"]
      .map((column) => held[column][event % index.titles]);
    const sign = make("span", { className: `st-mark st-mark--${mark}`, title: window.stIndex.mark[sense] });
    sign.append(make("span", { className: "st-hidden" }, `(${window.stIndex.mark[sense]})`));
    const place = make("a", { href: `${new URL(pageOf(event), root)}#e-${id}`, dir: "auto" }, date);
    const link = make("a", { href: new URL(`events/${id}.html`, root), dir: "auto" }, title);
    const item = make("li", {}, make("div", { className: "st-keylist__date" }, sign, " ", place));
    const text = make("p", {}, status === "retracted" ? make("s", {}, link) : link);
    if (status !== "reported") {
      const look = `st-status st-status--${status}`;
      text.append(" ", make("span", { className: look }, window.stIndex.status[status]));
    }
    item.append(text);
    return item;
  };

  let turn = 0;
  let hits = [];
  const fillList = async (size) => {
    const mine = ++turn;
    const shown = hits.slice(0, size);
    const parts = new Set(shown.map((event) => Math.floor(event / index.titles)));
    const missing = [...parts].filter((n) => !window.stTitles?.[n]);
    if (missing.length) {
      found.ariaBusy = "true";
      await Promise.all(missing.map((n) => load(`titles/${n}.js`)));
      if (mine !== turn) return;
    }
    const old = size > STEP ? list.children.length : 0;
    const rows = shown.slice(old).map(row);
    if (old) {
      list.append(...rows);
      rows[0].querySelector("p a").focus();
    } else {
      list.replaceChildren(...rows);
    }
    more.hidden = hits.length <= size;
    found.ariaBusy = "false";
  };
  more.addEventListener("click", () => fillList(list.children.length + STEP).catch(fail));

  const show = (result) => {
    found.hidden = !result.active;
    periods.hidden = result.active;
    hits = result.hits ?? [];
    if (result.active) fillList(STEP).catch(fail);
    else turn++;
  };

  // A drawer holds what is in use of its facet, and of the rest what is most frequent or looked for.
  const box = (name, value, label, checked) => {
    const input = make("input", { type: "checkbox", name, value, checked });
    const text = make("span", { dir: "auto" }, label);
    return make("label", {}, input, text, make("span", { className: "st-count" }));
  };
  const render = (drawer, looked) => {
    const name = drawer.dataset.facet;
    const { ids, labels, place } = index.facets[names.indexOf(name)];
    const [field, values, rest] = drawer.children;
    const chosen = new Set(new FormData(form).getAll(name));
    const seen = [...ids.keys()].filter((i) => !chosen.has(ids[i]) && plain(labels[i]).includes(looked));
    // By how many events they would leave, but what would leave none is at the end.
    const { [names.indexOf(name)]: now } = counts ?? {};
    if (now) seen.sort((a, b) => now[b] - now[a] || a - b);
    const offered = seen.slice(0, OFFERED);
    values.replaceChildren(
      ...[...chosen].map((id) => box(name, id, labels[place.get(id)], true)),
      ...offered.map((i) => box(name, ids[i], labels[i], false)),
    );
    field.hidden = ids.length <= 11;
    rest.hidden = seen.length <= offered.length;
    rest.textContent = texts.further.replace("{n}", number.format(seen.length - offered.length));
  };
  const fill = async (drawer, looked = "") => {
    if (!drawer.dataset.facet) return;
    await ready();
    if (!counts) ({ counts } = tally(misses()));
    render(drawer, plain(looked.trim()));
  };

  // Values that the address names are in use before their names are known.
  const expect = (query) => {
    for (const drawer of form.querySelectorAll("[data-facet]")) {
      const name = drawer.dataset.facet;
      const { labels, place } = index?.facets[names.indexOf(name)] ?? {};
      const chosen = [...new Set(query.getAll(name))].filter((id) => id && (!place || place.has(id)));
      const boxes = chosen.map((id) => box(name, id, labels?.[place.get(id)] ?? id, true));
      drawer.querySelector(".st-values").replaceChildren(...boxes);
    }
  };

  // Who turns from the field to a chip changes nothing, and the chip must stay where it is.
  words.addEventListener("change", (event) => {
    if (words.value === heard) event.stopPropagation();
  });
  let timer;
  words.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => words.dispatchEvent(new Event("change", { bubbles: true })), 250);
  });
  // Who goes for the filters will want the index.
  form.addEventListener("pointerenter", () => ready().catch(() => {}), { once: true });

  use({ total, count, show, fill, expect });
}
