// The controls of the filters: drawers, chips, the sheet, and the line that says what is shown.
"use strict";
{
  const { form, total, date, setRange, watch, fill } = window.stFilters;
  const words = window.stStrings.filters;
  const [opener, bar, row, none, sheet] = form.querySelectorAll(":scope > :not(link, template)");
  const [line, chips, reset] = row.children;
  const { from, to, show: highlight, words: spoken } = form.elements;
  const title = opener.textContent;
  const foot = sheet.firstElementChild;
  const drawers = [...bar.querySelectorAll(".st-drawer")].map((body) => {
    const toggle = body.previousElementSibling;
    // An engine may put others in their place.
    const boxes = () => [...body.querySelectorAll("[type=checkbox]")];
    return { body, toggle, boxes, dated: body.contains(from), label: toggle.textContent };
  });
  let open; // the drawer that is open, the only one whose counts are kept up to date
  let result;

  const digits = new Intl.NumberFormat(words.locale);
  const shown = (value) => (typeof value === "number" ? digits.format(value) : value);
  const say = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => shown(values[name]));
  const numbered = (label, { length }) => (length ? `${label} (${length})` : label);
  const entrance = () => (opener.offsetParent ? opener : drawers[0].toggle);
  const write = (element, text) => {
    if (element.textContent !== text) {
      element.textContent = text;
    }
  };

  const count = () =>
    open?.boxes().forEach((box) => write(box.parentElement.lastElementChild, shown(result.of(box))));

  const offer = async () => {
    try {
      await fill?.(open.body, open.body.querySelector("[type=search]")?.value);
    } catch {
      open.body.append(words.failed);
    }
    count();
  };

  const show = (wanted) => {
    open = wanted;
    for (const drawer of drawers) {
      drawer.body.hidden = drawer !== wanted;
      drawer.toggle.ariaExpanded = drawer === wanted;
    }
    if (open) {
      offer();
    }
  };

  const range = () =>
    say(words[from.value ? (to.value ? "between" : "since") : "until"], {
      from: date(from.value),
      to: date(to.value),
    });

  // What is in use: facet, value, and what takes it away.
  const used = ({ boxes, dated, label }) => {
    if (dated) {
      return from.value || to.value ? [[label, range(), () => setRange("", "")]] : [];
    }
    return boxes()
      .filter((box) => box.checked)
      .map((box) => [label, box.nextElementSibling.textContent, () => box.click()]);
  };
  const told = () => {
    const clear = () => {
      spoken.value = "";
      setRange(from.value, to.value);
    };
    return spoken?.value.trim() ? [[spoken.placeholder, spoken.value.trim(), clear]] : [];
  };

  const chip = ([facet, value, remove], index) => {
    const filter = say(words.chip, { facet, value });
    const item = document.createElement("span");
    item.role = "listitem";
    const button = reset.cloneNode();
    button.hidden = false;
    button.textContent = filter;
    button.ariaLabel = say(words.remove, { filter });
    button.addEventListener("click", () => {
      remove();
      const left = [...chips.querySelectorAll("button")];
      (left[index] ?? left.at(-1) ?? entrance()).focus();
    });
    item.append(button);
    return item;
  };

  watch((now) => {
    result = now;
    const all = drawers.flatMap((drawer) => {
      const own = used(drawer);
      write(drawer.toggle, numbered(drawer.label, own));
      return own;
    });
    all.push(...told());
    const kept = highlight ? highlight.checked : true;
    const rest = highlight ? words.shown : words.whole;
    const text = say(now.active && kept ? words.matching : rest, { n: now.matches, all: total });
    write(line, from.value || to.value ? `${text}, ${range()}` : text);
    write(opener, numbered(title, all));
    chips.replaceChildren(...all.map(chip));
    chips.hidden = reset.hidden = !all.length;
    none.hidden = now.matches > 0;
    count();
  });

  drawers.forEach((drawer) =>
    drawer.toggle.addEventListener("click", () => show(open === drawer ? null : drawer)),
  );
  reset.addEventListener("click", () => {
    form.reset();
    setRange("", "");
    entrance().focus();
  });

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  bar.addEventListener("input", ({ target }) => {
    if (target.type !== "search" || target === spoken) {
      return;
    }
    if (fill) {
      offer();
    } else {
      const wanted = plain(target.value.trim());
      for (const { parentElement: label } of open.boxes()) {
        label.hidden = !plain(label.textContent).includes(wanted);
      }
    }
  });

  // On a phone the bar is in a sheet, and the line that counts goes with it.
  const raise = () => {
    sheet.prepend(bar);
    foot.prepend(line);
    sheet.showModal();
  };
  opener.addEventListener("click", raise);
  foot.lastElementChild.addEventListener("click", () => sheet.close());
  sheet.addEventListener("close", () => {
    show();
    row.before(bar);
    row.prepend(line);
  });

  // On a laptop a drawer lies over the list: it goes when the reader turns elsewhere.
  for (const type of ["focusin", "pointerdown"]) {
    document.addEventListener(type, ({ target }) => {
      if (open && !sheet.open && !open.body.contains(target) && target !== open.toggle) {
        show();
      }
    });
  }
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open && !sheet.open) {
      open.toggle.focus();
      show();
      event.stopPropagation();
    }
  });
  document.addEventListener("st:filters", () => {
    entrance().focus();
    if (opener.offsetParent) {
      raise();
    }
  });

  form.hidden = false;
}
