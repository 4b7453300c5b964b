// The brush: a range of the strip's columns, chosen by pointer or with two sliders.
"use strict";
{
  const { form, columns, date, setRange, watch } = window.stFilters;
  const { from, to } = form.elements;
  const brush = document.querySelector(".st-brush");
  brush.append(brush.querySelector("template").content);
  const svg = brush.querySelector("svg");
  const key = document.querySelector(".st-overview .st-stripkey");
  const whole = key.textContent;
  const shade = brush.querySelector(".st-brush__range");
  const handles = [...brush.querySelectorAll(".st-brush__handle")];
  const full = svg.viewBox.baseVal.width;
  const last = columns.length - 1;
  const DRAG = 5; // pixels; less is a click
  const PAGE = 5; // columns

  let range; // first and last column chosen
  let begun; // Back undoes a whole drag, or all steps since a handle got the focus
  let drag; // where it began, and the column that stays while the other end moves

  const first = (test) => {
    const index = columns.findIndex(test);
    return index < 0 ? last : index;
  };
  const final = (test) => Math.max(0, columns.findLastIndex(test));

  // A month's column stands before those of its days, so whole columns are looked for first.
  const locate = () => {
    const [start, end] = [from.value, to.value || "~"];
    const whole = [first((column) => column.from >= start), final((column) => column.to <= end)];
    return whole[0] <= whole[1]
      ? whole
      : [first((column) => column.to >= start), final((column) => column.from <= end)];
  };

  // The outermost columns stand for no limit at all.
  const choose = (a, b) => {
    const start = a > 0 ? columns[a].from : "";
    const end = b < last ? columns[b].to : "";
    if (start !== from.value || end !== to.value) {
      setRange(start, end, begun);
      begun = true;
    }
  };

  // The share of each column that the facets leave, drawn over the whole.
  for (const column of columns.filter(({ all }) => all)) {
    column.bar = column.element.querySelector(".st-strip__bar--loose").cloneNode();
    column.bar.setAttribute("class", "st-strip__live");
    column.element.append(column.bar);
  }

  watch(({ left, partly }) => {
    range = locate();
    const ends = [columns[range[0]].left, columns[range[1]].right].map((x) => (x / full) * 100);
    shade.hidden = !from.value && !to.value;
    shade.style.inset = `0 ${100 - ends[1]}% 0 ${ends[0]}%`;
    handles.forEach((handle, i) => {
      const list = i ? to : from;
      handle.style.left = `${ends[i]}%`;
      handle.ariaValueMax = last;
      handle.ariaValueNow = range[i];
      handle.ariaValueText = date(list.value) || list.options[0].text;
    });
    svg.classList.toggle("is-partial", partly);
    key.textContent = partly ? window.stStrings.filters.partial : whole;
    for (const column of columns) {
      column.bar?.style.setProperty("scale", `1 ${left(column) / column.all}`);
    }
  });

  const columnAt = (x) => {
    const box = svg.getBoundingClientRect();
    return first((column) => ((x - box.left) / box.width) * full < column.right);
  };

  // A finger on the columns scrolls the strip, or follows a link; it drags the handles.
  brush.addEventListener("pointerdown", ({ target, button, pointerType, clientX }) => {
    const i = handles.indexOf(target);
    drag = null;
    begun = false;
    if (!button && (i >= 0 || pointerType !== "touch")) {
      drag = { x: clientX, fixed: i < 0 ? columnAt(clientX) : range[1 - i] };
    }
  });
  brush.addEventListener("pointermove", ({ buttons, pointerId, clientX }) => {
    if (drag && buttons && (drag.moved || Math.abs(clientX - drag.x) >= DRAG)) {
      drag.moved = true;
      brush.setPointerCapture(pointerId);
      const here = columnAt(clientX);
      choose(Math.min(drag.fixed, here), Math.max(drag.fixed, here));
    }
  });
  // A drag that ends on a column is no click on its link, and no dragging of the link itself.
  brush.addEventListener("click", (event) => drag?.moved && event.preventDefault());
  brush.addEventListener("dragstart", (event) => event.preventDefault());

  brush.addEventListener("focusin", () => {
    begun = false;
  });
  brush.addEventListener("keydown", (event) => {
    const i = handles.indexOf(event.target);
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };
    Object.assign(steps, { PageDown: -PAGE, PageUp: PAGE, Home: -last, End: last });
    if (i >= 0 && event.key in steps) {
      const [low, high] = i ? [range[0], last] : [0, range[1]];
      const next = [...range];
      next[i] = Math.min(high, Math.max(low, range[i] + steps[event.key]));
      choose(...next);
      event.target.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else if (event.key === "Escape" && (from.value || to.value)) {
      setRange("", "");
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
}
