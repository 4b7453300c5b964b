/* In previewed pages only: loads the page anew when there is a new version, and lays what is wrong
   over it. Every word that comes from the content is set as text. */
(() => {
  "use strict";

  const NEWS = "/-preview/news";
  const DOING = { building: "Building …", indexing: "Renewing the search …" };
  const STYLE = `
    :host { all: initial; }
    * { box-sizing: border-box; }
    .note, .panel { position: fixed; z-index: 2147483647; color: #fff; background: #201c18;
      font: 15px/1.5 system-ui, sans-serif; }
    .note { left: 12px; bottom: 12px; margin: 0; padding: 4px 10px; border-radius: 4px;
      font-size: 13px; pointer-events: none; }
    .panel { inset: auto 0 0; max-height: 70vh; display: flex; flex-direction: column;
      border-top: 4px solid #ff8a70; box-shadow: 0 -4px 24px rgb(0 0 0 / .45); }
    [hidden] { display: none !important; }
    .head { display: flex; gap: 16px; align-items: flex-start; justify-content: space-between;
      padding: 12px 20px; }
    h2 { margin: 0; font-size: 17px; line-height: 1.4; }
    h2 small { display: block; font-size: 14px; font-weight: 400; color: #d8cfc4; }
    button { flex: none; font: inherit; color: inherit; background: none; cursor: pointer;
      min-height: 32px; padding: 2px 14px; border: 1px solid #b8aea2; border-radius: 4px; }
    button:hover { background: #3a342d; }
    :focus-visible { outline: 3px solid #ffd28a; outline-offset: 2px; }
    .list { overflow: auto; padding: 0 20px 16px; }
    .list:focus-visible { outline-offset: -3px; }
    ol { margin: 0; padding: 0; list-style: none; }
    li { padding: 10px 0; border-top: 1px solid #4a4239; }
    p { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
    .place { font: 13px/1.5 ui-monospace, monospace; color: #ffd28a; user-select: all; }
    .code { font-family: ui-monospace, monospace; font-size: 13px; font-weight: 600;
      color: #ff9d87; }
    .warning .code { color: #f3c969; }
    .advice { color: #c9e6c4; }
    @media (forced-colors: active) { .panel, .note { border: 2px solid CanvasText; } }
    @media print { :host { display: none; } }
  `;

  const version = document.currentScript.dataset.version;
  let source = null;
  let told = "";

  const make = (name, kind, text) => {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    if (text) made.textContent = text;
    return made;
  };

  const host = make("div");
  host.id = "st-preview";
  host.lang = "en";
  host.dir = "ltr";
  const root = host.attachShadow({ mode: "open" });
  const note = make("p", "note");
  note.setAttribute("role", "status");
  const panel = make("section", "panel");
  panel.setAttribute("role", "alert");
  note.hidden = panel.hidden = true;
  // The pages' policy forbids style elements, and allows sheets that a script makes.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  root.append(note, panel);
  document.documentElement.append(host);

  const counted = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;

  const headline = (news) => {
    if (news.failure) return "The site could not be built";
    const errors = counted(news.errors, "error");
    return news.warnings ? `${errors}, ${counted(news.warnings, "warning")}` : errors;
  };

  const entry = (problem) => {
    const item = make("li", problem.level);
    item.append(make("p", "place", `${problem.path}:${problem.line}:${problem.column}`));
    const message = make("p", "message");
    message.append(make("span", "code", `${problem.level}[${problem.code}]`));
    message.append(` ${problem.message}`);
    item.append(message);
    if (problem.advice) item.append(make("p", "advice", problem.advice));
    return item;
  };

  const show = (news) => {
    const head = make("div", "head");
    const title = make("h2", "", headline(news));
    title.append(make("small", "", "The page is as it was before. Mend and save: this goes away."));
    const hide = make("button", "", "Hide");
    hide.type = "button";
    hide.addEventListener("click", () => { panel.hidden = true; });
    head.append(title, hide);

    const list = make("div", "list");
    list.tabIndex = 0;
    if (news.failure) list.append(make("p", "", news.failure));
    const items = make("ol");
    items.append(...news.problems.map(entry));
    list.append(items);
    const more = news.errors + news.warnings - news.problems.length;
    if (more) list.append(make("p", "", `${more} more in the terminal`));
    panel.replaceChildren(head, list);
    panel.hidden = false;
  };

  const apply = (news) => {
    if (news.version !== version) {
      close();
      location.reload();
      return;
    }
    note.textContent = DOING[news.doing] ?? "";
    note.hidden = !note.textContent;
    const wrong = JSON.stringify([news.failure, news.problems]);
    if (wrong === told) return;
    told = wrong;
    if (news.failure || news.problems.length) show(news);
    else panel.hidden = true;
  };

  const close = () => {
    source?.close();
    source = null;
  };

  // Browsers open few connections to one address: a page that nobody sees must not hold one.
  const listen = () => {
    if (document.hidden) { close(); return; }
    if (source) return;
    source = new EventSource(`${NEWS}?page=${encodeURIComponent(location.pathname)}`);
    source.addEventListener("message", (event) => apply(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      note.textContent = "The preview has stopped";
      note.hidden = false;
    });
  };

  document.addEventListener("visibilitychange", listen);
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", listen);
  listen();
})();
