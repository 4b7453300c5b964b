// Lets the map of all places move. Leaflet and the data are loaded once it comes into view, or with
// many places once a reader turns to it; until then the picture stands. Above 100
// places those with the most events are buttons, the others dots.
"use strict";
{
  const root = new URL("../../", document.currentScript.src);
  const figure = document.querySelector("[data-st-map]");
  const MANY = 100; // places
  const { close: shut, map: words } = window.stStrings;
  const events = (n) => (n === 1 ? words.event : words.events).replace("{n}", n);
  const address = (path) => new URL(path, root);
  const make = window.stMake;
  const tool = (ariaLabel, textContent, onclick) =>
    make("button", { type: "button", className: "st-maptool", ariaLabel, textContent, onclick });

  let kept; // ids of the events that filters leave, while there are filters
  const stays = (id) => !kept || kept.has(id);
  let update = () => {};
  document.addEventListener("st:filtered", ({ detail }) => {
    kept = detail.ids && new Set(detail.ids);
    update();
  });
  // What they left before.
  window.stFilters?.apply();

  const load = (file) =>
    new Promise((onload, onerror) => {
      const href = address(`assets/${file}`);
      const tag = file.endsWith(".css") ? "link" : "script";
      document.head.append(make(tag, { rel: "stylesheet", href, src: href, onload, onerror }));
    });

  const start = () => {
    const { view, edge, width, height, land, lakes, rivers, index, names } = window.stGround;
    const { unit, places, dots, rooms } = window.stPlaces;
    rooms?.forEach(([land, ...room]) => names[index.indexOf(land)]?.splice(1, 3, ...room));
    const bounds = ([w, s, e, n]) => [[s, w], [n, e]];
    const across = width / (view[2] - view[0]);
    const down = height / (view[3] - view[1]);
    const animate = !matchMedia("(prefers-reduced-motion: reduce)").matches;

    const box = make("div", { tabIndex: 0, role: "group", ariaLabel: words.name });
    figure.append(box);
    const map = L.map(box, {
      // The picture's own projection, so that one lies exactly on the other.
      crs: L.extend({}, L.CRS.Earth, {
        projection: L.Projection.LonLat,
        transformation: L.transformation(across, -view[0] * across, -down, view[3] * down),
        scale: (zoom) => 2 ** zoom,
        zoom: Math.log2,
      }),
      renderer: L.svg({ padding: 0.5 }),
      zoomSnap: 0,
      minZoom: -9,
      maxZoom: 5,
      maxBounds: bounds(edge),
      maxBoundsViscosity: 1,
      zoomControl: false,
      attributionControl: false,
      // One finger scrolls the page; two move the map.
      dragging: !matchMedia("(pointer: coarse)").matches,
      zoomAnimation: animate,
      fadeAnimation: animate,
      inertia: animate,
    });
    const { panBy } = map; // by keys and focus: no option does
    map.panBy = (by, options) => panBy.call(map, by, { animate, ...options });
    const fit = () => map.fitBounds(bounds(view), { animate: false });
    const resize = () => {
      map.setMinZoom(map.getBoundsZoom(bounds(edge), true));
      fit();
    };
    resize();
    map.on("resize", resize);
    L.control.scale({ imperial: false, maxWidth: 70 }).addTo(map);

    // Rows of steps in hundredths of a degree, from a corner of what can be reached.
    const at = (x, y) => [edge[3] - y / 100, edge[0] + x / 100];
    const line = (row) => {
      let [x, y] = [0, 0];
      return row.flatMap((step, i) => (i % 2 ? [at(x, (y += step))] : ((x += step), [])));
    };
    const look = (className) => ({ className, interactive: false, fillOpacity: 1, weight: 1 });
    const draw = (shapes, className, kind) =>
      shapes.map((parts) => kind(parts.map(line), look(className)).addTo(map));
    const lands = draw(land, "land", L.polygon);
    const areas = places.map((place) => {
      const area = place.km
        ? L.circle(place, {
            ...look("area"),
            radius: place.km * 1000,
            fillOpacity: 0.1,
            dashArray: "2 5",
          }).addTo(map)
        : lands[index.indexOf(place.country)]?.bringToFront();
      const path = area?.getElement();
      path?.classList.toggle("held", !place.km);
      return path;
    });
    draw(lakes, "sea", L.polygon);
    draw(rivers, "river", L.polyline);
    dots.forEach((dot) => L.circleMarker(dot, { ...look("point"), radius: 2 }).addTo(map));

    let picked;
    const close = () => {
      map.closePopup();
      picked?.button.focus();
    };
    const pick = (pin) => {
      const { id, name, lang = "", url, precision, first } = pin.place;
      const rows = first
        .filter(([event]) => stays(event))
        .map(([, textContent, path, date]) =>
          make("li", {}, make("a", { href: address(path), textContent }), ` ${date}`),
        );
      const content = make(
        "div",
        { className: "st-popup", tabIndex: -1, role: "dialog", ariaLabel: name },
        tool(shut, "×", close),
        make("a", { href: address(url), textContent: name, lang }),
        make("p", { textContent: `${events(pin.count)} · ${precision}` }),
        make("ol", {}, ...rows),
      );
      const maxHeight = box.clientHeight - 50;
      const offset = [0, -pin.radius];
      L.popup({ closeButton: false, maxWidth: 260, minWidth: 200, maxHeight, offset })
        .setLatLng(pin.at)
        .setContent(content)
        .openOn(map);
      picked = pin;
      content.focus({ preventScroll: true });
      document.dispatchEvent(new CustomEvent("st:place", { detail: { id } }));
    };

    const put = (spot, html) =>
      L.marker(spot, {
        icon: L.divIcon({ className: "st-pin", iconSize: null, html }),
        keyboard: false,
      }).addTo(map);
    const pins = places.map((place, i) => {
      const { id, name, kind, lang = "" } = place;
      const number = make("span", { className: "n" });
      const text = make("span", { lang }, name, " ", number);
      const button = make("button", { type: "button", className: `st-pin--${kind}` }, text);
      const item = document.querySelector(`[data-st-place="${id}"]`);
      const pin = { place, text, number, button, item, area: areas[i], room: Infinity };
      const own = names[index.indexOf(place.country)];
      pin.at = own ? at(own[1], own[2]) : place;
      if (own) own[3] = 0;
      put(pin.at, button).on("click", () => pick(pin));
      button.addEventListener("focus", () => map.panInside(pin.at, { padding: [60, 40] }));
      item?.append(tool(words.show.replace("{place}", () => name), "◎", () => pick(pin)));
      return pin;
    });
    const countries = names.map(([textContent, x, y, room]) => {
      const text = make("span", { className: "country", textContent });
      put(at(x, y), text);
      return { text, at: at(x, y), room: (room / 100) * across, radius: 0 };
    });

    // A name takes the first free side of its mark, that of an area its middle; else it hides.
    const kinds = ["country", "point", "area"];
    const labels = kinds.flatMap((kind) => pins.filter(({ place }) => place.kind === kind));
    labels.push(...countries);
    const arrange = () => {
      const shown = labels.filter(({ button }) => !button?.hidden);
      const scale = 2 ** map.getZoom();
      const { x, y } = map.containerPointToLayerPoint([0, box.clientHeight]);
      const taken = [[x, y - 30, x + 80, y]]; // under the scale
      const free = (a) =>
        taken.every((b) => a[0] >= b[2] || b[0] >= a[2] || a[1] >= b[3] || b[1] >= a[3]);
      for (const label of shown) {
        const { radius: r } = label;
        const { x, y } = (label.spot = map.latLngToLayerPoint(label.at));
        if (r) taken.push([x - r, y - r, x + r, y + r]);
      }
      for (const { text, spot, room, radius, w, h } of shown) {
        const gap = radius + 4;
        const beside = [[gap, -h / 2], [-gap - w, -h / 2], [-w / 2, gap], [-w / 2, -gap - h]];
        const side = (radius ? beside : [[-w / 2, -h / 2]]).find(([x, y]) => {
          const area = [spot.x + x, spot.y + y, spot.x + x + w, spot.y + y + h];
          return w < room * scale && free(area) && taken.push(area);
        });
        text.classList.toggle("st-off", !side);
        text.style.translate = side?.map((step) => `${step}px`).join(" ");
      }
    };
    map.on("moveend", arrange);

    update = () => {
      for (const pin of pins) {
        const { place, button, area, item } = pin;
        const count = place.events.filter(stays).length;
        const radius = count ? Math.max(3, 1.15 * unit * Math.sqrt(count)) : 4;
        pin.count = count;
        pin.radius = place.kind === "point" ? radius : 0;
        button.hidden = Boolean(kept && !count);
        button.ariaLabel = `${place.name}: ${events(count)}`;
        button.style.setProperty("--r", `${pin.radius}px`);
        button.classList.toggle("st-pin--none", !count);
        area?.classList.toggle("st-off", button.hidden);
        pin.number.textContent = count;
        item?.querySelector(".st-atlas__n").replaceChildren(count);
      }
      if (picked?.button.hidden) map.closePopup();
      // Measure all before moving any.
      for (const label of labels) {
        label.w = label.text.offsetWidth;
        label.h = label.text.offsetHeight;
      }
      arrange();
    };
    update();

    const nearer = tool(words.in, "+", () => map.zoomIn());
    const farther = tool(words.out, "−", () => map.zoomOut());
    const home = tool(words.reset, "⌂", fit);
    const tools = make("div", { className: "st-maptools" }, nearer, farther, home);
    L.DomEvent.disableClickPropagation(tools);
    box.append(tools);
    box.addEventListener("keydown", (event) => event.key === "Escape" && close());

    // The wheel scrolls the page, until the reader turns to the map.
    const wheel = ({ ctrlKey }) =>
      map.scrollWheelZoom[ctrlKey || box.contains(document.activeElement) ? "enable" : "disable"]();
    figure.addEventListener("wheel", wheel, { capture: true, passive: true });

    // What is pointed at or focused is lit on the map and in the list.
    const light = ({ target }) => {
      for (const { button, item } of pins) {
        const on = [button, item].some((part) => part?.contains(target));
        for (const part of [button, item]) part?.classList.toggle("st-lit", on);
      }
    };
    document.addEventListener("mouseover", light);
    document.addEventListener("focusin", light);
    figure.classList.add("st-map--live");
  };

  let coming;
  const come = () => {
    const leaflet = "vendor/leaflet-1.9.4/leaflet";
    const files = [`${leaflet}.css`, `${leaflet}.js`, "maps/ground.js", "maps/places.js"];
    coming ??= Promise.all(files.map(load)).then(start);
  };
  if (figure.querySelectorAll("a").length > MANY) {
    // The picture is large itself.
    figure.addEventListener("pointerenter", come);
    figure.addEventListener("focusin", come);
  } else {
    new IntersectionObserver(([entry]) => entry.isIntersecting && come()).observe(figure);
  }
}
