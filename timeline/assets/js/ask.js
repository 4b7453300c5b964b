// Asks the worker that searches, `pagefind/engine.js`, by messages; see the methods there. A page that
// asks something as it opens loads this twice, and the first counts.
"use strict";
if (!window.stEngine) {
  const here = document.currentScript.src;
  let engine;
  let last = 0;
  const asked = new Map();

  const start = async () => {
    const Port = window.Worker ?? (await import(new URL("unaided.js", here))).default;
    // It says what is in the index, so no earlier one may be taken for it.
    const port = new Port(new URL(`../../pagefind/engine.js?${Date.now()}`, here));
    const end = (error) => {
      engine = port.onmessage = port.onerror = null;
      port.terminate();
      for (const settle of asked.values()) settle(Promise.reject(error));
      asked.clear();
    };
    port.onerror = end;
    port.onmessage = ({ data: { id, result, error } }) => {
      if (error) return end(error);
      asked.get(id)?.(result);
      asked.delete(id);
    };
    return port;
  };

  const ask = async (method, args) => {
    engine ??= start();
    const port = await engine.catch((error) => {
      engine = null;
      throw error;
    });
    return new Promise((settle) => {
      asked.set(++last, settle);
      port.postMessage({ id: last, method, args });
    });
  };

  // Whatever fails, it starts anew: the files that it asks for may have been replaced since. What it
  // found is gone with it, all else is asked once more.
  window.stEngine = async (method, ...args) => {
    try {
      return await ask(method, args);
    } catch (error) {
      if (method === "getData") throw error;
      return ask(method, args);
    }
  };

  if (location.search && location.pathname.endsWith("/search.html")) {
    const fields = new URLSearchParams(location.search);
    // It starts while the page is still being read; if it fails, the page's script says so.
    window.stEngine("preload", fields.get("q"), fields.size === 1).catch(() => {});
    // Nor need all entries be laid out that what is found will take the place of; but not for long.
    const { classList } = document.documentElement;
    if (fields.get("q")) classList.add("st-sought");
    setTimeout(() => classList.remove("st-sought"), 4000);
  }
}
