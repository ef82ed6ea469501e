import type { RunStarted, RunView } from "#lib/attempts/runs/schema.ts";
import type { AttemptView, RoomEvent, SaveAnswer, SubmitAnswer, TimeView } from "#lib/attempts/schema.ts";

/** A call without a whole answer for this long is given up; a save is tried again. */
const CALL_TIMEOUT_MS = 20_000;
const TIMED_OUT = 504;
/** Somebody answered, but not the portal, or not to the end: it may have done what was asked. */
const UNCLEAR = 502;
/** Browsers let a page that goes away send 64 KiB; headers and neighbours need some. */
const KEEPALIVE_BYTES = 56_000;
const RUN_WAIT_SECONDS = 20;

/** A call that got no good answer: none at all (`status` 0), or a refusal in the server's words. */
export class CallError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

type Problem = { code?: string; detail?: string; errors?: { detail: string }[] };

/** What was refused, with what is wrong about it. */
function wordsOf({ detail = "The server did not answer.", errors = [] }: Problem): string {
  return [detail, ...errors.map((error) => error.detail)].join(" ");
}

/**
 * @param proof a member that every good answer of ours has: another's (a network's page to sign in to it) is none.
 * @throws CallError whatever happens, in this time: also when the answer breaks off, hangs, or is not the portal's.
 */
export async function call<Answer>(
  path: string,
  init: RequestInit,
  proof?: string & keyof Answer,
  ms = CALL_TIMEOUT_MS,
): Promise<Answer> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ms);
  init.signal?.addEventListener("abort", () => stop.abort());
  let status = 0;
  let body: (Answer & Problem) | undefined;
  try {
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(path, { ...init, headers, signal: stop.signal });
    status = UNCLEAR;
    body = await response.json();
    if (response.ok ? !proof || body?.[proof] : body?.code) status = response.status;
  } catch {
    if (stop.signal.aborted) status = TIMED_OUT;
  } finally {
    clearTimeout(timer);
  }
  if (status >= 200 && status < 300) return body as Answer;
  const code = status === 0 ? "offline" : status === TIMED_OUT ? "timeout" : "unavailable";
  throw new CallError(status, body?.code ?? code, wordsOf(body ?? {}));
}

/** Where an attempt's calls go. */
export const at = (attemptId: string, rest: string) => `/api/attempts/${attemptId}/${rest}`;

export function putAnswer(attemptId: string, itemId: string, body: object): Promise<SaveAnswer> {
  const text = JSON.stringify(body);
  return call(
    at(attemptId, `answers/${itemId}`),
    {
      method: "PUT",
      body: text,
      keepalive: new Blob([text]).size < KEEPALIVE_BYTES,
    },
    "savedAt",
  );
}

export function putFlag(attemptId: string, itemId: string, flagged: boolean): Promise<object> {
  return call(at(attemptId, `flags/${itemId}`), {
    method: "PUT",
    body: JSON.stringify({ flagged }),
    keepalive: true,
  });
}

/** What the room saw while nothing was typed; the request outlives the page. */
export function postEvents(attemptId: string, events: readonly RoomEvent[]): Promise<object> {
  return call(at(attemptId, "events"), { method: "POST", body: JSON.stringify({ events }), keepalive: true });
}

/** @param byClock nobody pressed: refused as too early while there is time. */
export function postSubmit(attemptId: string, byClock: boolean): Promise<SubmitAnswer> {
  return call(at(attemptId, "submit"), { method: "POST", body: JSON.stringify({ byClock }) }, "receipt");
}

export function postRun(
  attemptId: string,
  body: { questionId: string; language: string; source: string; stdin?: string },
): Promise<RunStarted> {
  return call(at(attemptId, "runs"), { method: "POST", body: JSON.stringify(body) }, "runId");
}

/** One long poll: answers as soon as the run is over, or after twenty seconds as it stands. */
export function pollRun(attemptId: string, runId: string, signal: AbortSignal): Promise<RunView> {
  return call(
    at(attemptId, `runs/${runId}?wait=${RUN_WAIT_SECONDS}`),
    { method: "GET", signal },
    "state",
    RUN_WAIT_SECONDS * 2_000,
  );
}

/** The clock with its reasons. */
export function fetchTime(attemptId: string): Promise<TimeView> {
  return call(at(attemptId, "clock"), { method: "GET" }, "deadlineAt");
}

/** The attempt as the server has it now: its deadline, and the answers of other devices. */
export function fetchAttempt(attemptId: string): Promise<AttemptView> {
  return call(`/api/attempts/${attemptId}`, { method: "GET" }, "questions");
}
