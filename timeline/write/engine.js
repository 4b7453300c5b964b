// Pagefind, in a worker of its own, as the pages of a site ask it: `{id, method, args}`, answered by
// `{id, result}` or `{id, error}`. Before this script, its file says in `stIndex` what is in the index
// (`entry`, as `pagefind-entry.json` has it) and what search works with (`options`). So this is all
// that has to come before the program and its two large files, which then come at once.
{
  const KEPT = 16; // searches whose results can still be looked at: one answer takes up to ten
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

  // What could not be fetched. Pagefind would go on without it, and find nothing.
  let missing = "";

  // The browser unpacks faster than Pagefind's script, which takes what is unpacked as it is.
  const unpacks = "DecompressionStream" in self;
  const fetched = async (url) => {
    const answer = await get(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    if (!unpacks) return answer;
    const data = await answer.arrayBuffer();
    const [first, second] = new Uint8Array(data);
    if (first !== 0x1f || second !== 0x8b) return new Response(data);
    const stream = new Response(data).body.pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream);
  };

  // What every search needs, asked for at once and kept.
  const needed = new Map(
    [`wasm.${wasm ?? "unknown"}.pagefind`, `pagefind.${hash}.pf_meta`].map((name) => [
      here + name,
      fetched(here + name).then((answer) => answer.arrayBuffer()),
    ]),
  );
  const take = async (url) => {
    try {
      return needed.has(url) ? new Response(await needed.get(url)) : await fetched(url);
    } catch (error) {
      missing ||= error.message || url;
      throw error;
    }
  };

  // Two instances search: one by the short lists of words that stand on very many pages, one by all.
  // The first asks for its files in a folder below, where only those lists are.
  const SOME = `${here}best/`;
  const ways = { some: SOME, all: here };
  // Of each short list that has come: its word, how many pages that stands on, and which are listed.
  const known = [];
  const shortList = async (url) => {
    const data = new Uint8Array(await (await fetched(url)).arrayBuffer());
    const end = data.indexOf(0x0a);
    known.push(JSON.parse(new TextDecoder().decode(data.subarray(0, end))));
    return new Response(data.subarray(end + 1));
  };

  self.fetch = async (url) => {
    if (url.includes("/pagefind-entry.json")) return new Response(JSON.stringify(entry));
    if (!url.startsWith(SOME)) return take(url);
    const path = url.slice(SOME.length);
    const name = best[/^index\/(.+)\.pf_index$/.exec(path)?.[1]];
    const whole = () => take(here + path);
    return name ? shortList(`${SOME}${name}.pf_index`).catch(whole) : whole();
  };
  self.setTimeout = (run, time) => pause(run, Math.min(time, PAUSE));

  // Pagefind's script listens for messages, and posts answers; both go through here.
  let handle;
  const asked = new Map();
  self.addEventListener = (_, listener) => (handle = listener);
  self.postMessage = ({ id, result, error }) => {
    asked.get(id)?.(error ? Promise.reject(new Error(error)) : result);
    asked.delete(id);
  };
  importScripts(`pagefind-worker.js?${entry.version}`);

  let last = 0;
  const ask = (instanceId, method, ...args) =>
    new Promise((settle) => {
      asked.set(++last, settle);
      handle({ data: { id: last, instanceId, method, args } });
    });

  // One after the other: both use one WebAssembly, which two that start together would each put in
  // place. That an instance takes its options says that it has started.
  const starts = {};
  let latest = Promise.resolve();
  const start = async (way, before) => {
    await before.catch(() => {});
    ask(way, "init", { ...settings, basePath: ways[way], language, primary: true });
    await ask(way, "options", { ranking: settings.ranking });
  };
  const by = async (way, method, ...args) => {
    latest = starts[way] ??= start(way, latest);
    await starts[way];
    const answer = await ask(way, method, ...args);
    if (missing) throw new Error(missing);
    return answer;
  };

  // Pagefind keeps every result until it is told that nobody will look at it.
  const kept = [];
  const forget = (results) => {
    for (const { data } of results) {
      handle({ data: { id: 0, method: "releaseData", args: [data] } });
    }
  };
  // Where each word stands is half of an answer, and no page asks for it.
  const slim = ({ results, ...answer }) => {
    const short = results.map(({ id, data }) => ({ id, data }));
    kept.push(short);
    return { ...answer, results: [...short] };
  };

  // Short lists are enough for the first pages with one word; they count places without accents.
  const enough = (q, most) =>
    unpacks &&
    Object.keys(best)[0] &&
    most > 0 &&
    most <= listedFirst &&
    /^\s*[\p{L}\p{N}]+\s*$/u.test((q ?? "").normalize("NFD"));

  // The results by short lists, as many as there are though only the first are in them. None where
  // they may be wrong: where a word with a short list is but one of several that begin as was asked.
  const firstOf = (q, answer) => {
    const { results } = answer;
    const pages = new Set(results.map(({ id }) => parseInt(id.split("/").pop(), 16)));
    const cut = known.filter(([, , listed]) => listed.every((page) => pages.has(page)));
    if (!cut.length) return slim(answer);
    // The index has words often without their ends.
    const [longest] = cut
      .filter(([word]) => q.trim().toLowerCase().startsWith(word))
      .sort(([one], [other]) => other.length - one.length);
    const alone = cut.length === 1 && cut[0][2].length === results.length && cut[0];
    const meant = alone || longest;
    if (!meant) {
      forget(results);
      return null;
    }
    const first = slim(answer);
    first.results.length = Math.max(meant[1], results.length);
    return first;
  };

  const METHODS = {
    preload: (q, alone) => by(alone && enough(q, 1) ? "some" : "all", "preload", q),
    search: async (q, { most, ...asked } = {}) => {
      const first = enough(q, most) && firstOf(q, await by("some", "search", q, asked));
      return first || slim(await by("all", "search", q, asked));
    },
    filters: () => by("all", "filters"),
    getData: async (result) => {
      const data = await ask("", "getData", result);
      if (!data || missing) throw new Error(missing || "forgotten");
      return data;
    },
  };

  self.onmessage = async ({ data: { id, method, args } }) => {
    try {
      send({ id, result: await METHODS[method](...args) });
    } catch ({ message }) {
      send({ id, error: message || "failed" });
    }
    // No answer waits for that.
    while (kept.length > KEPT) forget(kept.shift());
  };
}
