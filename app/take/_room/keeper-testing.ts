import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";

/* The service worker as browsers run it, on a device that is played here: its caches, its locks and its network. */

export type Network = (path: string) => Response | Promise<Response>;

export const never: Network = () => new Promise<Response>(() => undefined);

/** A browser's lock. */
function oneAfterTheOther() {
  let last: Promise<unknown> = Promise.resolve();
  return (_name: string, act: () => unknown) => {
    const done = last.then(act);
    last = done.catch(() => undefined);
    return done;
  };
}

/** @param room the address that a tab loads. */
export function playDevice(room: string) {
  const stores = new Map<string, Map<string, Response>>();
  const now = { at: 1_800_000_000_000 };
  const asked: string[] = [];
  const net: { answer: Network } = { answer: () => Response.error() };
  /** Pages that are open, by client. */
  const tabs = new Set<string>();
  /** Once the worker has waited long enough. */
  const late = { act: () => {} };
  const pathOf = (to: string | { url: string }) =>
    new URL(typeof to === "string" ? to : to.url, "https://portal").pathname;
  const open = async (name: string) => {
    const store = stores.get(name) ?? new Map<string, Response>();
    stores.set(name, store);
    return {
      match: async (to: string) => store.get(pathOf(to))?.clone(),
      put: async (to: string, answer: Response) => void store.set(pathOf(to), answer),
      keys: async () => [...store.keys()].map((path) => ({ url: `https://portal${path}` })),
    };
  };
  const heard: Record<string, (event: object) => void> = {};
  const self = {
    location: { origin: "https://portal" },
    clients: {
      claim: async () => undefined,
      get: async (id: string) => (tabs.has(id) ? { id } : undefined),
    },
    skipWaiting: () => undefined,
    addEventListener: (name: string, act: (event: object) => void) => {
      heard[name] = act;
    },
  };
  const caches = {
    keys: async () => [...stores.keys()],
    has: async (name: string) => stores.has(name),
    delete: async (name: string) => stores.delete(name),
    open,
    match: async (to: string, { cacheName = "" } = {}) =>
      [...stores]
        .flatMap(([name, store]) => (cacheName && name !== cacheName ? [] : (store.get(pathOf(to)) ?? [])))
        .at(0)
        ?.clone(),
  };
  const script = readFileSync(join(import.meta.dirname, "../../../public/take/attempts/keeper.js"), "utf8");
  runInNewContext(script, {
    self,
    caches,
    URL,
    Headers,
    Response,
    AbortSignal,
    Date: { now: () => now.at },
    // The bounded wait is over at once: the network of a test answers before, or never.
    setTimeout: (act: () => void) =>
      setTimeout(() => {
        act();
        setTimeout(late.act);
      }, 50),
    navigator: { locks: { request: oneAfterTheOther() } },
    fetch: async (to: string | { url: string }) => {
      asked.push(pathOf(to));
      const answer = await net.answer(pathOf(to));
      if (answer.type === "error") throw new TypeError("Failed to fetch");
      return answer;
    },
  });

  /** @returns what the worker answers; undefined: the browser goes its own way. */
  async function ask(path: string, mode = "navigate", method = "GET", resultingClientId = "") {
    const waits: Promise<unknown>[] = [];
    let answer: Promise<Response> | undefined;
    heard.fetch?.({
      request: { url: `https://portal${path}`, mode, method },
      resultingClientId,
      respondWith: (given: Promise<Response>) => {
        answer = given;
      },
      waitUntil: (wait: Promise<unknown>) => waits.push(wait),
    });
    const came = await answer?.catch(() => Response.error());
    if (net.answer !== never) await Promise.all(waits);
    return came;
  }
  /** A tab loads its page. */
  function load(tab: string) {
    tabs.add(tab);
    return ask(room, "navigate", "GET", tab);
  }
  async function tell(keep: string[], tab = "") {
    const waits: Promise<unknown>[] = [];
    heard.message?.({
      data: { keep },
      source: { id: tab },
      waitUntil: (wait: Promise<unknown>) => waits.push(wait),
    });
    await Promise.all(waits);
  }
  return { ask, load, tell, net, tabs, late, now, asked, sets: () => [...stores.keys()], stores };
}
