// Filters of the timeline: a form that says the same as the address. What it does to the page is an
// engine's business: cards that are there, or an index. Panel and brush watch the outcome; this file
// knows none of them.
"use strict";
{
  const form = document.querySelector(".st-filters");
  form.append(form.querySelector("template").content);
  const { from, to } = form.elements;
  const watchers = [];
  let engine;

  const { locale } = window.stStrings.filters;
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const date = (day) => day && format.format(new Date(day));

  const setDays = (...days) => {
    if (days[1]) {
      days.sort();
    }
    [from, to].forEach((list, i) => {
      list.value = days[i];
      // A link may name a day at which no column begins or ends.
      if (list.value !== days[i]) {
        list.append(new Option(date(days[i]), days[i], false, true));
      }
    });
  };

  const dayOf = (text) => {
    const day = new Date(text);
    return isNaN(day) || day.toISOString().slice(0, 10) !== text ? "" : text;
  };

  const read = (query) => {
    engine.expect?.(query);
    for (const control of form.elements) {
      const { name, type, value } = control;
      if (type === "checkbox") {
        control.checked = query.getAll(name).includes(value);
      } else if (name === "words") {
        control.value = query.get(name) ?? "";
      }
    }
    setDays(dayOf(query.get("from")), dayOf(query.get("to")));
  };

  // Other parameters of the address stay: they belong to somebody else.
  const write = (query) => {
    for (const { name } of form.elements) {
      query.delete(name);
    }
    for (const [name, value] of new FormData(form)) {
      if (value.trim()) {
        query.append(name, value);
      }
    }
  };

  const apply = () => {
    const result = engine.count();
    if (result) {
      engine.show(result);
      watchers.forEach((watcher) => watcher(result));
    }
    return result?.active;
  };

  // Follows the address: on arrival, on Back and Forward, and on a link within the page.
  const follow = ({ type }) => {
    const target = document.getElementById(location.hash.slice(1));
    const unseen = !type || target?.offsetParent === null;
    engine.pin?.(target);
    read(new URLSearchParams(location.search));
    // What stood above the target may be gone, or it was not there to be scrolled to.
    if (apply() && target && unseen) {
      engine.reveal?.(target);
    }
  };

  // A change by the reader, of the range or of what else the form holds. The fragment goes: it
  // named a place in what was shown before.
  const setRange = (start, end, replace) => {
    setDays(start, end);
    const address = new URL(location);
    write(address.searchParams);
    address.hash = "";
    engine.pin?.(null);
    try {
      if (address.href !== location.href) {
        history[replace ? "replaceState" : "pushState"](null, "", address);
      }
    } catch {
      // A browser may refuse this to pages from the disk; filters work, but no link keeps them.
    }
    apply();
  };

  const columns = [...document.querySelectorAll(".st-brush [data-from]")].map((element) => ({
    ...element.dataset,
    element,
  }));
  [from, to].forEach((list, i) => {
    const days = columns.slice(1 - i, columns.length - i).map((column) => column[list.name]);
    [...new Set(days)].sort().forEach((day) => list.append(new Option(date(day), day)));
  });
  form.addEventListener("change", () => setRange(from.value, to.value));

  window.stFilters = {
    form,
    columns,
    date,
    setRange,
    apply,
    names: ["actor", "place", "type", "status", "source"],
    // Gives the form its engine: `count` says what matches, or nothing if it cannot say yet, and
    // `show` shows it.
    use(chosen) {
      engine = chosen;
      Object.assign(window.stFilters, { total: engine.total, fill: engine.fill });
      follow({});
      addEventListener("popstate", follow);
      addEventListener("hashchange", follow);
    },
    watch(watcher) {
      watchers.push(watcher);
      apply();
    },
  };
}
