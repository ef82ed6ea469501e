import type { RunStarted, RunView } from "#lib/attempts/runs/schema.ts";
import type { AttemptView, RoomEvent, SaveAnswer, SubmitAnswer, TimeView } from "#lib/attempts/schema.ts";

/** A save without an answer for this long is given up and tried again. */
const SAVE_TIMEOUT_MS = 20_000;
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

async function call<Answer>(path: string, init: RequestInit): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers: { "Content-Type": "application/json" } });
  } catch (error) {
    const timedOut = error instanceof DOMException && error.name === "TimeoutError";
    throw new CallError(
      timedOut ? 504 : 0,
      timedOut ? "timeout" : "offline",
      "The server cannot be reached.",
    );
  }
  if (response.ok) return (await response.json()) as Answer;
  const problem = (await response.json().catch(() => ({}))) as Problem;
  throw new CallError(response.status, problem.code ?? "unavailable", wordsOf(problem));
}

const at = (attemptId: string, rest: string) => `/api/attempts/${attemptId}/${rest}`;

export function putAnswer(attemptId: string, itemId: string, body: object): Promise<SaveAnswer> {
  const text = JSON.stringify(body);
  return call(at(attemptId, `answers/${itemId}`), {
    method: "PUT",
    body: text,
    keepalive: new Blob([text]).size < KEEPALIVE_BYTES,
    signal: AbortSignal.timeout(SAVE_TIMEOUT_MS),
  });
}

export function putFlag(attemptId: string, itemId: string, flagged: boolean): Promise<object> {
  return call(at(attemptId, `flags/${itemId}`), {
    method: "PUT",
    body: JSON.stringify({ flagged }),
    keepalive: true,
    signal: AbortSignal.timeout(SAVE_TIMEOUT_MS),
  });
}

/** What the room saw while nothing was typed; the request outlives the page. */
export function postEvents(attemptId: string, events: readonly RoomEvent[]): Promise<object> {
  return call(at(attemptId, "events"), { method: "POST", body: JSON.stringify({ events }), keepalive: true });
}

/** The candidate's own words about an event; it comes along, for it may not have been sent yet. */
export function putNote(
  attemptId: string,
  event: { id: string; kind: string; at: string; characters?: number },
  note: string,
): Promise<{ note: string | null }> {
  const { id, kind, at: moment, characters } = event;
  const data = characters === undefined ? {} : { data: { characters } };
  // What the server saw by itself it has already.
  const own = kind === "address_changed" ? {} : { event: { kind, at: moment, ...data } };
  return call(at(attemptId, `events/${id}`), { method: "PUT", body: JSON.stringify({ note, ...own }) });
}

export function postSubmit(attemptId: string): Promise<SubmitAnswer> {
  return call(at(attemptId, "submit"), { method: "POST", signal: AbortSignal.timeout(SAVE_TIMEOUT_MS) });
}

export function postRun(
  attemptId: string,
  body: { questionId: string; language: string; source: string; stdin?: string },
): Promise<RunStarted> {
  return call(at(attemptId, "runs"), { method: "POST", body: JSON.stringify(body) });
}

/** One long poll: answers as soon as the run is over, or after twenty seconds as it stands. */
export function pollRun(attemptId: string, runId: string, signal: AbortSignal): Promise<RunView> {
  return call(at(attemptId, `runs/${runId}?wait=${RUN_WAIT_SECONDS}`), { method: "GET", signal });
}

/** The clock with its reasons. */
export function fetchTime(attemptId: string): Promise<TimeView> {
  return call(at(attemptId, "clock"), { method: "GET", signal: AbortSignal.timeout(SAVE_TIMEOUT_MS) });
}

/** The attempt as the server has it now: its deadline, and the answers of other devices. */
export function fetchAttempt(attemptId: string): Promise<AttemptView> {
  return call(`/api/attempts/${attemptId}`, { method: "GET", signal: AbortSignal.timeout(SAVE_TIMEOUT_MS) });
}
