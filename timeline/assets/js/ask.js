// Asks the worker that searches, `pagefind/engine.js`, by messages; see the methods there.
"use strict";
{
  const here = document.currentScript.src;
  let engine;
  let last = 0;
  const asked = new Map();
  const settle = (id, answer) => {
    asked.get(id)?.(answer);
    asked.delete(id);
  };

  const make = async () => {
    const Port = window.Worker ?? (await import(new URL("unaided.js", here))).default;
    // It says what is in the index, so no earlier one may be taken for it.
    return new Port(new URL(`../../pagefind/engine.js?${Date.now()}`, here));
  };

  const start = async () => {
    // The first may have been started before this script.
    const port = window.stWorker ?? (await make());
    port.onmessage = ({ data: { id, result, error } }) =>
      settle(id, error ? Promise.reject(error) : result);
    port.onerror = () => {
      engine = window.stWorker = null;
      for (const id of asked.keys()) settle(id, Promise.reject());
    };
    return port;
  };

  window.stEngine = async (method, ...args) => {
    const port = await (engine ??= start());
    return new Promise((resolve) => {
      asked.set(++last, resolve);
      port.postMessage({ id: last, method, args });
    });
  };
}
