// Pagefind, in a worker of its own, as the pages of a site ask it: `{id, method, args}`, answered by
// `{id, result}` or `{id, error}`. Before this script, its file says what is in the index: the words
// of `pagefind-entry.json`, in `stIndex`. So this is all that has to come before the program and its
// two large files, which then come at once, and side by side.
"use strict";
{
  const TURNS = 16; // searches whose results can still be looked at: one answer takes up to ten
  const PAUSE = 5; // milliseconds after which Pagefind looks whether it has started; it would wait 50

  const { languages, version } = self.stIndex;
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

  const here = new URL(".", self.location).pathname;
  const [[language, { hash, wasm }]] = Object.entries(languages).sort(
    ([, one], [, other]) => other.page_count - one.page_count,
  );
  const soon = new Map(
    [`wasm.${wasm ?? "unknown"}.pagefind`, `pagefind.${hash}.pf_meta`].map((name) => [
      here + name,
      unpacked(here + name),
    ]),
  );
  self.fetch = async (url) => {
    if (url.includes("/pagefind-entry.json")) return new Response(JSON.stringify(self.stIndex));
    return soon.get(url) ?? unpacked(url);
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
  importScripts(`pagefind-worker.js?${version}`);

  let last = 0;
  let turn = 0;
  const ask = (method, ...args) =>
    new Promise((settle) => {
      // It keeps every result of a search under the search's id. Ids used again make it forget.
      const id = method === "search" ? `search ${++turn % TURNS}` : ++last;
      asked.set(id, settle);
      handle({ data: { id, method, args } });
    });

  // Where each word stands is half of an answer, and no page asks for it.
  const search = async (...args) => {
    const answer = await ask("search", ...args);
    return { ...answer, results: answer.results.map(({ id, data }) => ({ id, data })) };
  };

  const METHODS = {
    init: (settings) => ask("init", { ...settings, basePath: here, language, primary: true }),
    search,
  };

  self.onmessage = async ({ data: { id, method, args } }) => {
    try {
      const result = await (METHODS[method]?.(...args) ?? ask(method, ...args));
      send({ id, result });
    } catch ({ message }) {
      send({ id, error: message });
    }
  };
}
