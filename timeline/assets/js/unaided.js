// Search where a browser starts no workers: Pagefind in the page itself, asked as a worker is.
import * as pagefind from "../../pagefind/pagefind.js";

const found = new Map();

const METHODS = {
  init: (settings) => pagefind.options({ ...settings, noWorker: true }),
  preload: pagefind.preload,
  filters: pagefind.filters,
  search: async (...args) => {
    const { results, ...answer } = await pagefind.search(...args);
    for (const { id, data } of results) found.set(id, data);
    return { ...answer, results: results.map(({ id }) => ({ id, data: id })) };
  },
  getData: (id) => found.get(id)(),
};

export default class {
  async postMessage({ id, method, args }) {
    try {
      this.onmessage({ data: { id, result: await METHODS[method](...args) } });
    } catch ({ message }) {
      this.onmessage({ data: { id, error: message } });
    }
  }
}
