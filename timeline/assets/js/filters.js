// Filters of the timeline: a form that says the same as the address, and its effect on the cards.
// The panel and the brush build on window.stFilters; this file knows neither.
"use strict";
{
  const names = ["actor", "place", "type", "status", "source"];
  const form = document.querySelector(".st-filters");
  form.append(form.querySelector("template").content);
  const { from, to, show } = form.elements;
  const boxes = [...form.querySelectorAll("[type=checkbox]")];

  const cards = [...document.querySelectorAll(".st-day .st-card")].map((element) => {
    const { dataset } = element;
    return {
      element,
      day: element.closest(".st-day"),
      values: names.map((name) => (dataset[name] ?? dataset[`${name}s`]).match(/\S+/g) ?? []),
      // Days compare as text; a missing end is open.
      earliest: dataset.earliest ?? "",
      latest: dataset.latest ?? "~",
      look: "",
    };
  });
  const links = document.querySelectorAll(".st-strip__link, .st-periods a");

  let pinned; // a card shown although it does not match: the address leads to it
  const watchers = [];

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
    for (const box of boxes) {
      box.checked = query.getAll(box.name).includes(box.value);
    }
    setDays(dayOf(query.get("from")), dayOf(query.get("to")));
  };

  // Other parameters of the address stay: they belong to somebody else.
  const write = (query) => {
    for (const { name } of form.elements) {
      query.delete(name);
    }
    for (const [name, value] of new FormData(form)) {
      if (value) {
        query.append(name, value);
      }
    }
  };

  // One pass. A value counts the events that nothing but its own facet, if even that, keeps out.
  const count = () => {
    const data = new FormData(form);
    const wanted = names.map((name) => new Set(data.getAll(name)));
    const counts = names.map(() => new Map());
    const [start, end] = [from.value, to.value || "~"];
    const partly = wanted.some((ids) => ids.size);
    const active = partly || start || to.value;
    const days = new Map(); // matches but for the dates
    let matches = 0;
    for (const card of cards) {
      const outside = card.earliest > end || card.latest < start;
      const missed = names.filter(
        (_, f) => wanted[f].size && !card.values[f].some((id) => wanted[f].has(id)),
      );
      card.match = !outside && !missed.length;
      days.set(card.day, (days.get(card.day) ?? 0) + !missed.length);
      matches += card.match;
      names.forEach((name, f) => {
        if (card.match || (!outside && missed.length === 1 && missed[0] === name)) {
          card.values[f].forEach((id) => counts[f].set(id, (counts[f].get(id) ?? 0) + 1));
        }
      });
    }
    const of = ({ name, value }) => counts[names.indexOf(name)].get(value) ?? 0;
    return { matches, days, of, partly, active };
  };

  // Only what changes is written, and nothing is measured in between.
  const apply = () => {
    const result = count();
    for (const card of cards) {
      const match = result.active && show.checked ? "match" : "";
      const miss = show.checked || card.element === pinned ? "dim" : "hidden";
      const look = card.match ? match : miss;
      if (look !== card.look) {
        card.look = card.element.dataset.stLook = look;
        card.element.hidden = look === "hidden";
      }
    }
    for (const link of links) {
      const old = link.getAttribute("href");
      link.setAttribute("href", old.replace(/(\?[^#]*)?(?=#|$)/, () => location.search));
    }
    watchers.forEach((watcher) => watcher(result));
    // For the map: what is left, or null where nothing is filtered.
    const left = cards.filter(({ match }) => match).map(({ element }) => element.id.slice(2));
    const detail = { ids: result.active ? left : null };
    document.dispatchEvent(new CustomEvent("st:filtered", { detail }));
    return result.active;
  };

  // Follows the address: on arrival, on Back and Forward, and on a link within the page.
  const follow = ({ type }) => {
    const target = document.getElementById(location.hash.slice(1));
    const unseen = !type || target?.offsetParent === null;
    pinned = target?.closest(".st-card");
    read(new URLSearchParams(location.search));
    // What stood above the target may be gone, or it was not there to be scrolled to.
    if (apply() && target && unseen) {
      let day = target.closest(".st-day");
      while (day?.offsetParent === null) {
        day = day.nextElementSibling;
      }
      (pinned ?? day ?? target).scrollIntoView();
    }
  };

  // A change by the reader, of the range or of what else the form holds. The fragment goes: it
  // named a place in what was shown before.
  const setRange = (start, end, replace) => {
    setDays(start, end);
    const address = new URL(location);
    write(address.searchParams);
    address.hash = "";
    pinned = null;
    try {
      if (address.href !== location.href) {
        history[replace ? "replaceState" : "pushState"](null, "", address);
      }
    } catch {
      // A browser may refuse this to pages from the disk; filters work, but no link keeps them.
    }
    apply();
  };

  // The strip's columns; each knows the sections that it stands for, which follow one another.
  const sections = [...document.querySelectorAll(".st-day")];
  const columns = [...document.querySelectorAll(".st-brush [data-from]")].map((element) => {
    const anchor = element.getAttribute("href")?.split("#")[1];
    const at = sections.indexOf(document.getElementById(anchor)?.closest(".st-day"));
    const days = at < 0 ? [] : sections.slice(at, at + Number(element.dataset.slots ?? 1));
    return { ...element.dataset, element, days };
  });
  [from, to].forEach((list, i) => {
    const days = columns.slice(1 - i, columns.length - i).map((column) => column[list.name]);
    [...new Set(days)].sort().forEach((day) => list.append(new Option(date(day), day)));
  });
  form.addEventListener("change", () => setRange(from.value, to.value));

  window.stFilters = {
    form,
    columns,
    total: cards.length,
    date,
    setRange,
    watch(watcher) {
      watchers.push(watcher);
      apply();
    },
  };

  follow({});
  addEventListener("popstate", follow);
  addEventListener("hashchange", follow);
}
