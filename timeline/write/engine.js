// Pagefind, in a worker of its own, as the pages of a site ask it: `{id, method, args}`, answered by
// `{id, result}` or `{id, error}`. Before this script, its file says in `stIndex` what is in the index
// (`entry`, as `pagefind-entry.json` has it) and what search works with (`options`). So this is all
// that has to come before the program and its two large files, which then come at once.
"use strict";
{
  const TURNS = 16; // searches whose results can still be looked at: one answer takes up to ten
  const PAUSE = 5; // milliseconds after which Pagefind looks whether it has started; it would wait 50

  const { entry, options } = self.stIndex;
  const { listedFirst, ...settings } = options;
  const [[language, { hash, wasm, best }]] = Object.entries(entry.languages).sort(
    ([, one], [, other]) => other.page_count - one.page_count,
  );
  const here = new URL(".", self.location).pathname;
  const get = self.fetch.bind(self);
  const pause = self.setTimeout.bind(self);
  const send = self.postMessage.bind(self);

  // The browser unpacks faster than Pagefind's script, which takes what is unpacked as it is.
  const unpacked = async (url) => {
    const answer = await get(url);
    if (!answer.ok || !self.DecompressionStream) return answer;
    const data = await answer.arrayBuffer();
    const [first, second] = new Uint8Array(data);
    if (first !== 0x1f || second !== 0x8b) return new Response(data);
    const stream = new Response(data).body.pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream);
  };

  // Two instances search: one by the short lists of words that stand on very many pages, one by all.
  // The first asks for its files in a folder below, where only those lists are.
  const SOME = `${here}best/`;
  const ways = { some: SOME, all: here };
  // Of each short list that has come: its word, how many pages that stands on, and which are listed.
  const known = [];
  const shortList = async (url) => {
    const data = new Uint8Array(await (await unpacked(url)).arrayBuffer());
    const end = data.indexOf(0x0a);
    known.push(JSON.parse(new TextDecoder().decode(data.subarray(0, end))));
    return new Response(data.subarray(end + 1));
  };

  const soon = new Map();
  const take = (url) => {
    const coming = soon.get(url) ?? unpacked(url);
    soon.delete(url);
    return coming;
  };
  for (const name of [`wasm.${wasm ?? "unknown"}.pagefind`, `pagefind.${hash}.pf_meta`]) {
    soon.set(here + name, unpacked(here + name));
  }
  self.fetch = async (url) => {
    if (url.includes("/pagefind-entry.json")) return new Response(JSON.stringify(entry));
    if (!url.startsWith(SOME)) return take(url);
    const path = url.slice(SOME.length);
    const name = best[/^index\/(.+)\.pf_index$/.exec(path)?.[1]];
    return name ? shortList(`${SOME}${name}.pf_index`) : take(here + path);
  };
  self.setTimeout = (run, time) => pause(run, Math.min(time, PAUSE));

  // Pagefind's script listens for messages, and posts answers; both go through here.
  let handle;
  const asked = new Map();
  self.addEventListener = (_, listener) => (handle = listener);
  self.postMessage = ({ id, result, error }) => {
    const settle = asked.get(id);
    asked.delete(id);
    settle(error ? Promise.reject(new Error(error)) : result);
  };
  importScripts(`pagefind-worker.js?${entry.version}`);

  let last = 0;
  let turn = 0;
  const ask = (instanceId, method, ...args) =>
    new Promise((settle) => {
      // It keeps every result of a search under the search's id. Ids used again make it forget.
      const id = method === "search" ? `search ${++turn % TURNS}` : ++last;
      asked.set(id, settle);
      handle({ data: { id, instanceId, method, args } });
    });

  const started = new Set();
  const by = (way, method, ...args) => {
    if (!started.has(way)) {
      started.add(way);
      ask(way, "init", { ...settings, basePath: ways[way], language, primary: true });
    }
    return ask(way, method, ...args);
  };

  // Short lists are enough for the first pages with one word.
  const enough = (q, most) =>
    Object.keys(best)[0] && most > 0 && most <= listedFirst && /^\s*[\p{L}\p{N}]+\s*$/u.test(q ?? "");

  // Where each word stands is half of an answer, and no page asks for it.
  const slim = ({ results, ...answer }) => ({
    ...answer,
    results: results.map(({ id, data }) => ({ id, data })),
  });

  // Whether a query is for a word, as the index has it: without accents, and often without its end.
  const isFor = (q, word) => {
    const plain = q.trim().toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
    return plain.length >= word.length && plain.startsWith(word.slice(0, -1));
  };

  // The results by short lists, as many as there are though only the first are in them. None where
  // they may be wrong: where a word with a short list is but one of several that begin as was asked.
  const firstOf = (q, answer) => {
    const { results } = answer;
    const pages = new Set(results.map(({ id }) => parseInt(id.split("_").pop(), 16)));
    const cut = known.filter(([, , listed]) => listed.every((page) => pages.has(page)));
    if (!cut.length) return slim(answer);
    const meant = cut.filter(([word, , listed]) =>
      cut.length > 1 || listed.length < results.length ? isFor(q, word) : true,
    );
    if (meant.length !== 1) return null;
    const first = slim(answer);
    first.results.length = Math.max(meant[0][1], results.length);
    return first;
  };

  const METHODS = {
    preload: (q) => by(enough(q, 1) ? "some" : "all", "preload", q),
    search: async (q, { most, ...asked } = {}) => {
      const first = enough(q, most) && firstOf(q, await by("some", "search", q, asked));
      return first || slim(await by("all", "search", q, asked));
    },
    filters: () => by("all", "filters"),
    getData: (result) => ask("", "getData", result),
  };

  self.onmessage = async ({ data: { id, method, args } }) => {
    try {
      send({ id, result: await METHODS[method](...args) });
    } catch ({ message }) {
      send({ id, error: message });
    }
  };
}
