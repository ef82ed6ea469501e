/*
 * Keeps the exam room on the candidate's device, so that a reload without a network shows it again (ADR 0019). A service
 * worker for the addresses below /take/attempts/ alone, written as browsers run it: nothing builds it.
 *
 * A set is one page with every file that it may ask for, in a cache of its own, named
 * "assay-room/<whose>/<attempt>/<page>/<when, in milliseconds of this device>". A page is kept only when it says for whom.
 * A set that has been replaced stays while a page is open that lives on it: after a deploy, what that page has not asked
 * for yet (its editor, a language) stands nowhere else.
 */

const SETS = "assay-room";
/** Whoever writes sets or takes them away holds it (app/take/_room/kept-pages.ts does too). */
const LOCK = "assay-kept";
/** Longer than a busy portal takes for a page, shorter than somebody waits whose hour runs. */
const WAIT_MS = 5_000;
/** A page that cannot be had whole is given up: whoever signs out waits for it. */
const FILE_WAIT_MS = 20_000;
/** The longest assessment takes 8 hours, and extra time makes it three times that. */
const KEPT_FOR_MS = 24 * 3_600_000;
/** Asked for again within this time, a page is not fetched again. */
const FRESH_MS = 600_000;

const PAGE = /^\/take\/attempts\/([0-9a-f-]{36})(?:\/(submit))?$/;
const FILES_AT = "/_next/static/";
/** Built files carry a hash of their content in their names. A page, a script and a style sheet name them each in its way. */
const FILE = /\b(?:chunks|media)\/[\w.~-]+\.(?:js|css|woff2)\b/g;
/** Without these a page is not whole. Elsewhere in it a name may stand in somebody's answer. */
const NEEDED = / (?:src|href)="\/_next\/static\/([^"?]+)"/g;
/** A statement's pictures, named by their hash as well. */
const PICTURE = /\/api\/questions\/pictures\/[0-9a-f]{64}\.\w{3,4}/g;
const OWNER = /<meta name="kept-for" content="([\w-]+)"/;

/** Nobody was there to ask: what stands in front of the portal says so, or the portal without its database. */
const NOBODY_THERE = [502, 503, 504];
/** There is no such room for whoever asks, any more. */
const REFUSED = [401, 403, 404, 410];

/** Under these a set notes whom it serves: the client of an open page. */
const SERVES = "/serves/";

/** What was true of the answer's bytes on their way. */
const OF_THE_WAY = ["content-encoding", "content-length", "transfer-encoding", "link"];

function readName(name) {
  const [prefix, owner, attempt, page, at] = name.split("/");
  return prefix === SETS ? { name, owner, attempt, page, at: Number(at) } : null;
}

async function sets() {
  return (await caches.keys()).map(readName).filter((set) => set !== null);
}

/** By a clock that may have been put back since: what is of tomorrow is as old as what is of yesterday. */
const ageOf = ({ at }) => Math.abs(Date.now() - at);
const isOld = (set) => ageOf(set) >= KEPT_FOR_MS;

/** @returns the newest set of a page that is whole, with the page, unless it is too old. */
async function keptOf(attempt, page) {
  const all = (await sets()).filter((set) => set.attempt === attempt && set.page === page);
  // Browsers tell caches in the order in which they were made.
  for (const set of all.filter((one) => !isOld(one)).reverse()) {
    const answer = await caches.match(pathOf(attempt, page), { cacheName: set.name, ignoreVary: true });
    if (answer) return { ...set, answer };
  }
}

/** By whoever holds the lock. */
async function drop(goes) {
  const all = await sets();
  await Promise.all(all.map(async (set) => (await goes(set)) && caches.delete(set.name)));
}

const forget = (goes) => navigator.locks.request(LOCK, () => drop(goes));

/** Notes that a set serves a page; a browser that does not say which page comes of a navigation has none noted. */
async function serve(name, client) {
  if (client && (await caches.has(name)))
    await (await caches.open(name)).put(SERVES + client, new Response());
}

async function isOpen({ name }) {
  const paths = (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
  const served = paths.filter((path) => path.startsWith(SERVES));
  const open = await Promise.all(served.map((path) => self.clients.get(path.slice(SERVES.length))));
  return open.some((client) => client !== undefined);
}

/** Puts a file into the cache; of scripts and style sheets also what they name, if it is there. */
async function addFile(cache, address, known) {
  if (known.has(address)) return;
  known.add(address);
  const file = await fetch(address, { signal: AbortSignal.timeout(FILE_WAIT_MS) });
  if (!file.ok) throw new Error(`${address}: ${file.status}`);
  const text = /\.(js|css)$/.test(address) ? await file.clone().text() : "";
  await cache.put(address, file);
  await addNamed(cache, text, known);
}

async function addNamed(cache, text, known) {
  const files = [...text.matchAll(FILE)].map(([path]) => FILES_AT + path);
  const pictures = [...text.matchAll(PICTURE)].map(([path]) => path);
  await Promise.allSettled([...files, ...pictures].map((address) => addFile(cache, address, known)));
}

/** @throws where a file is missing that the page cannot be without. */
async function addFiles(cache, html) {
  const known = new Set();
  const needed = [...html.matchAll(NEEDED)].map(([, path]) => FILES_AT + path);
  await Promise.all(needed.map((address) => addFile(cache, address, known)));
  await addNamed(cache, html, known);
}

/** Keeps a page whole, or not at all; then the page's other sets go that serve nobody, and everybody else's. */
async function keep(attempt, page, answer, client) {
  const html = await answer.clone().text();
  const owner = OWNER.exec(html)?.[1];
  if (!owner) return;
  const at = Date.now();
  const name = [SETS, owner, attempt, page, at].join("/");
  const headers = new Headers(answer.headers);
  for (const header of OF_THE_WAY) headers.delete(header);
  await navigator.locks.request(LOCK, async () => {
    const cache = await caches.open(name);
    try {
      await addFiles(cache, html);
      // The page is told that it is a kept one, and since when: it has then to ask what is new.
      await cache.put(
        pathOf(attempt, page),
        new Response(html.replace("<html", `<html data-kept="${at}"`), { headers }),
      );
    } catch {
      await caches.delete(name);
      return;
    }
    await serve(name, client);
    const isBefore = (set) => set.attempt === attempt && set.page === page && set.name !== name;
    await drop(async (set) => set.owner !== owner || isOld(set) || (isBefore(set) && !(await isOpen(set))));
  });
}

const pathOf = (attempt, page) => `/take/attempts/${attempt}${page === "submit" ? "/submit" : ""}`;

/** What an answer of the server's means for what is kept. */
async function learn(attempt, page, answer, client) {
  if (answer.type === "opaqueredirect" || REFUSED.includes(answer.status))
    await forget((set) => set.attempt === attempt);
  else if (answer.status === 200) await keep(attempt, page, answer, client);
}

/** The network's answer, whatever it is; the kept page only when nobody answers. */
async function openPage(event, attempt, page) {
  const client = event.resultingClientId;
  const asked = fetch(event.request);
  const learned = asked.then((answer) => learn(attempt, page, answer, client));
  event.waitUntil(learned.catch(() => undefined));
  const kept = await keptOf(attempt, page);
  if (!kept) return asked;
  const late = new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  const answer = await Promise.race([asked.catch(() => undefined), late]);
  if (answer && !NOBODY_THERE.includes(answer.status)) return answer;
  // Asked for before a late answer can ask for the lock: that one finds the note.
  event.waitUntil(navigator.locks.request(LOCK, () => serve(kept.name, client)).catch(() => undefined));
  return kept.answer;
}

async function openFile(request) {
  return (await caches.match(request.url, { ignoreVary: true })) ?? fetch(request);
}

/** A room that came before its worker did, or a page that it may lead to, fetched beside it. */
async function fetchPage(path, client) {
  const [, attempt, page = "room"] = PAGE.exec(path) ?? [];
  if (!attempt) return;
  const kept = await keptOf(attempt, page);
  if (kept && ageOf(kept) < FRESH_MS) return;
  await learn(attempt, page, await fetch(path, { redirect: "manual" }), client);
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  // Calls of the room pass by where the browser can be told so: none waits until this worker is awake.
  const passing = { condition: { urlPattern: { pathname: "/api/attempts/*" } }, source: "network" };
  event.waitUntil(Promise.resolve(event.addRoutes?.([passing])).catch(() => undefined));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), forget(isOld)]));
});

self.addEventListener("message", (event) => {
  const { keep: paths = [] } = event.data ?? {};
  event.waitUntil(Promise.allSettled(paths.map((path) => fetchPage(path, event.source?.id))));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    const [, attempt, page = "room"] = PAGE.exec(pathname) ?? [];
    if (attempt) event.respondWith(openPage(event, attempt, page));
    return;
  }
  if (pathname.startsWith(FILES_AT) || pathname.match(PICTURE)) event.respondWith(openFile(request));
});
