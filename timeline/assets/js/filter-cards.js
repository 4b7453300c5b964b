// The engine of a timeline on one page: its cards carry what they can be filtered by.
"use strict";
{
  const { form, columns, names, use } = window.stFilters;
  const { from, to, show } = form.elements;

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
  const links = document.querySelectorAll(".st-strip__link");

  let pinned; // a card shown although it does not match: the address leads to it

  // Each column knows the sections that it stands for, which follow one another.
  const sections = [...document.querySelectorAll(".st-day")];
  for (const column of columns) {
    const anchor = column.element.getAttribute("href")?.split("#")[1];
    const at = sections.indexOf(document.getElementById(anchor)?.closest(".st-day"));
    column.days = at < 0 ? [] : sections.slice(at, at + Number(column.slots ?? 1));
  }

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
    const left = (column) => column.days.reduce((sum, day) => sum + days.get(day), 0);
    return { matches, left, of, partly, active };
  };

  use({
    total: cards.length,
    count,
    // Only what changes is written, and nothing is measured in between.
    show({ active }) {
      for (const card of cards) {
        const match = active && show.checked ? "match" : "";
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
      // For the map: what is left, or null where nothing is filtered.
      const left = cards.filter(({ match }) => match).map(({ element }) => element.id.slice(2));
      const detail = { ids: active ? left : null };
      document.dispatchEvent(new CustomEvent("st:filtered", { detail }));
    },
    pin(target) {
      pinned = target?.closest(".st-card");
    },
    reveal(target) {
      let day = target.closest(".st-day");
      while (day?.offsetParent === null) {
        day = day.nextElementSibling;
      }
      (pinned ?? day ?? target).scrollIntoView();
    },
  });
}
