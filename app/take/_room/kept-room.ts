import type { AttemptView } from "#lib/attempts/schema.ts";
import { CallError, fetchAttempt } from "./api.ts";
import { forgetKept, keptAt, keptKey, ROOMS_CHANNEL } from "./kept-pages.ts";
import type { Saver } from "./saver.ts";

/*
 * The room on a device that keeps it (ADR 0019). Loaded once the room stands. On a page of the network: asks the service
 * worker to keep it. On a kept page, which is as old as it is: says that there is no connection, and asks the server what
 * is new until it answers.
 */

const WORKER = "/take/attempts/keeper.js";
/** The worker comes after everything that the candidate waits for, but not later than this. */
const IDLE_TIMEOUT_MS = 5_000;
const FIRST_ASK_MS = 1_000;
const LAST_ASK_MS = 10_000;

export interface Clock {
  deadlineAt: string;
  serverNow: string;
  /** Made from this device's clock: the next word of the server's takes its place. */
  guess?: true;
}

/** A word of the server's about time, with this device's clock (ms) when it came. */
export interface StoredClock extends Clock {
  at: number;
}

interface Seat {
  view: AttemptView;
  saver: Saver;
  setClock: (clock: Clock) => void;
  onSignedOut: () => void;
}

/**
 * The server's time now, from its last word: only the time that went by is this device's, so it may be wrong by any
 * constant.
 * @param now milliseconds of this device's clock. One that was put back since counts as no time.
 */
export function clockNow({ deadlineAt, serverNow, at }: StoredClock, now: number): Clock {
  const passed = Math.max(0, now - at);
  return { deadlineAt, serverNow: new Date(Date.parse(serverNow) + passed).toISOString(), guess: true };
}

function readClock(attemptId: string): StoredClock | null {
  try {
    return JSON.parse(localStorage.getItem(keptKey(attemptId, "clock")) ?? "null") as StoredClock | null;
  } catch {
    return null;
  }
}

/** Keeps the server's newest word about time on this device; what a kept page brings is old. */
export function keepClock({ attemptId, serverNow }: AttemptView, clock: Clock): void {
  const isOld = (readClock(attemptId)?.serverNow ?? "") > clock.serverNow;
  if (clock.guess || isOld || (keptAt() && clock.serverNow === serverNow)) return;
  try {
    localStorage.setItem(keptKey(attemptId, "clock"), JSON.stringify({ ...clock, at: Date.now() }));
  } catch {
    // Storage is refused: a kept page then knows when it was kept.
  }
}

/** @returns ends it. */
export function attend(seat: Seat): () => void {
  const leave = new AbortController();
  const rooms = new BroadcastChannel(ROOMS_CHANNEL);
  rooms.onmessage = () => location.reload();
  leave.signal.addEventListener("abort", () => rooms.close());
  if (keptAt()) void comeBack(seat, leave.signal);
  else {
    whenIdle(() => void keepPages(seat.view, leave.signal).catch(() => undefined));
    catchUp(seat);
  }
  return () => leave.abort();
}

/** A page that one comes back to may be as old as when one left it: the server is asked what is new. */
function catchUp(seat: Seat): void {
  const { attemptId, serverNow } = seat.view;
  const stored = readClock(attemptId);
  if (!stored || stored.serverNow <= serverNow) return;
  seat.setClock(clockNow(stored, Date.now()));
  fetchAttempt(attemptId).then(
    (fresh) => meet(seat, fresh),
    () => undefined,
  );
}

function whenIdle(act: () => void): void {
  const wait = () =>
    "requestIdleCallback" in window
      ? requestIdleCallback(act, { timeout: IDLE_TIMEOUT_MS })
      : setTimeout(act, FIRST_ASK_MS);
  if (document.readyState === "complete") wait();
  else window.addEventListener("load", wait, { once: true });
}

async function keepPages({ attemptId, practice }: AttemptView, signal: AbortSignal): Promise<void> {
  // The room says for whom it may be kept; where it does not, or there is no worker, all is as without it.
  const owner = document.querySelector<HTMLMetaElement>('meta[name="kept-for"]')?.content;
  if (!owner || !navigator.serviceWorker || !navigator.locks || signal.aborted) return;
  await forgetKept((page) => page.owner !== owner);
  const registration = await navigator.serviceWorker.register(WORKER);
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  const room = `/take/attempts/${attemptId}`;
  // A practice is not handed in.
  worker?.postMessage({ keep: practice ? [room] : [room, `${room}/submit`] });
}

/** Until the server answers; then the page is brought up to it, with what other devices have saved. */
async function comeBack(seat: Seat, signal: AbortSignal): Promise<void> {
  const { view, saver, setClock } = seat;
  saver.wentOffline();
  const atLeast = { ...view, at: Number(keptAt()) };
  const stored = readClock(view.attemptId);
  setClock(clockNow(stored && stored.serverNow > view.serverNow ? stored : atLeast, Date.now()));
  for (let wait = FIRST_ASK_MS; !signal.aborted; wait = Math.min(2 * wait, LAST_ASK_MS)) {
    try {
      return meet(seat, await fetchAttempt(view.attemptId));
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (error.status === 401) seat.onSignedOut();
      // There is no such room for this person any more: the server says so in its own words.
      else if ([403, 404, 410].includes(error.status)) return location.reload();
    }
    await nextChance(wait, signal);
  }
}

function meet({ saver, setClock }: Seat, fresh: AttemptView): void {
  // It ended meanwhile: the page after it sends what is left.
  if (fresh.state !== "in_progress") {
    location.replace(`/take/attempts/${fresh.attemptId}/done`);
    return;
  }
  const { deadlineAt, serverNow, questions } = fresh;
  setClock({ deadlineAt, serverNow });
  for (const { id, answer } of questions) if (answer) saver.renew(id, answer, false);
  saver.cameOnline();
}

/** The network is back, or it is time to ask again. */
function nextChance(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      for (const target of [window, signal]) {
        target.removeEventListener("online", done);
        target.removeEventListener("abort", done);
      }
      resolve();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener("online", done);
    signal.addEventListener("abort", done);
  });
}
