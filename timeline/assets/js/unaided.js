// Search where a browser has no workers: Pagefind in the page itself, asked as the worker is, with
// its own measure of what comes first.
import * as pagefind from "../../pagefind/pagefind.js";

pagefind.options({ noWorker: true });

const found = new Map();

const METHODS = {
  preload: pagefind.preload,
  filters: pagefind.filters,
  search: async (q, { filters } = {}) => {
    const { results, ...answer } = await pagefind.search(q, { filters });
    for (const { id, data } of results) found.set(id, data);
    return { ...answer, results: results.map(({ id }) => ({ id, data: id })) };
  },
  getData: (id) => found.get(id)(),
};

export default class {
  terminate() {
    found.clear();
  }

  async postMessage({ id, method, args }) {
    try {
      this.onmessage({ data: { id, result: await METHODS[method](...args) } });
    } catch ({ message }) {
      this.onmessage({ data: { id, error: message || "failed" } });
    }
  }
}
