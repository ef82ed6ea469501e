import { useState } from "react";
import type { AnswerContent } from "#lib/assessments/schema.ts";
import type { RoomQuestion } from "#lib/attempts/schema.ts";
import { CallError, fetchAttempt, pollRun, postRun, putAnswer } from "../_room/api.ts";
import { initialContent, isProgram, starterOf } from "../_room/room-rules.ts";
import { tryLocalStore } from "../_room/try-local-store.ts";
import { confirmReady, prepareCheck } from "./actions.ts";

/** Where one of the three trials stands; milliseconds that it took. */
export type Trial<Trouble extends string> =
  | { state: "waiting" | "working" | "queued" }
  | { state: "good"; ms: number }
  | { state: Trouble };

export interface Found {
  store: Trial<"bad">;
  save: Trial<"offline" | "refused">;
  run: Trial<"busy" | "away" | "noLanguage" | "failed" | "unknown" | "refused">;
}

export type Outcome = "ready" | "notReady" | "throttled" | "gone";

const WAITING: Found = {
  store: { state: "waiting" },
  save: { state: "waiting" },
  run: { state: "waiting" },
};
/** Nobody waits longer than this for a check; a start waits for nothing. */
const RUN_PATIENCE_MS = 25_000;

const WAITING_FOR = { judge: "away", language: "noLanguage" } as const;

const since = (from: number) => Math.round(performance.now() - from);

async function tryStore(): Promise<Found["store"]> {
  const from = performance.now();
  return (await tryLocalStore()) ? { state: "good", ms: since(from) } : { state: "bad" };
}

/** What stands in the practice's answer, or its beginning in the language that was chosen. */
function contentIn(question: RoomQuestion, language: string | null): AnswerContent {
  const offers = isProgram(question) && question.languages.some(({ id }) => id === language);
  if (question.answer || !offers || language === null) return initialContent(question);
  return { language, source: starterOf(question, language) };
}

/** Saves what the practice's first answer holds anyway, by the room's own call, and reads it back. */
async function trySave(attemptId: string, language: string | null): Promise<Found["save"]> {
  try {
    const [question] = (await fetchAttempt(attemptId)).questions;
    if (!question) return { state: "refused" };
    const revision = (question.answer?.revision ?? 0) + 1;
    const from = performance.now();
    await putAnswer(attemptId, question.id, { revision, content: contentIn(question, language) });
    const stored = (await fetchAttempt(attemptId)).questions.find(({ id }) => id === question.id)?.answer;
    return stored?.revision === revision ? { state: "good", ms: since(from) } : { state: "refused" };
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    return { state: error.status === 0 || error.status >= 500 ? "offline" : "refused" };
  }
}

type Program = { questionId: string; language: string; source: string };

/** A run like any other: the same queue, the same boxes. */
async function tryRun(
  attemptId: string,
  program: Program,
  onQueued: () => void,
): Promise<{ run: Found["run"]; runId: string | null }> {
  const from = performance.now();
  const patience = AbortSignal.timeout(RUN_PATIENCE_MS);
  try {
    const { runId, waitsFor } = await postRun(attemptId, program);
    if (waitsFor) return { run: { state: WAITING_FOR[waitsFor] }, runId };
    onQueued();
    while (!patience.aborted) {
      const view = await pollRun(attemptId, runId, patience);
      if (view.verdict === "AC") return { run: { state: "good", ms: since(from) }, runId };
      if (view.state === "done" || view.state === "failed") return { run: { state: "failed" }, runId };
    }
    return { run: { state: "busy" }, runId };
  } catch (error) {
    if (patience.aborted) return { run: { state: "busy" }, runId: null };
    if (!(error instanceof CallError)) throw error;
    return { run: { state: error.status === 0 || error.status >= 500 ? "away" : "refused" }, runId: null };
  }
}

/**
 * The three trials, one after the other, and the mark of the server's if all is well.
 * @param onOver hears how it ended.
 */
export function useCheck(invitationId: string, onOver: (outcome: Outcome) => void) {
  const [found, setFound] = useState<Found>(WAITING);
  const [isChecking, setChecking] = useState(false);

  /** @param language null: nothing is run. */
  async function trials(language: string | null): Promise<Outcome> {
    const note = (part: Partial<Found>) => setFound((before) => ({ ...before, ...part }));
    setFound({ ...WAITING, store: { state: "working" } });
    note({ store: await tryStore(), save: { state: "working" } });
    const prepared = await prepareCheck(invitationId, language).catch(() => null);
    if (prepared === null || "refused" in prepared) {
      note({ save: { state: prepared ? "refused" : "offline" } });
      return prepared && prepared.refused !== "unavailable" ? prepared.refused : "notReady";
    }
    const { attemptId, program, waitsFor } = prepared;
    const save = await trySave(attemptId, language);
    note({ save });
    if (save.state !== "good") return "notReady";
    let runId: string | null = null;
    if (language !== null) {
      if (!program || waitsFor) {
        note({ run: { state: program ? WAITING_FOR[waitsFor ?? "judge"] : "unknown" } });
        return "notReady";
      }
      note({ run: { state: "working" } });
      const tried = await tryRun(attemptId, program, () => note({ run: { state: "queued" } }));
      note({ run: tried.run });
      if (tried.run.state !== "good") return "notReady";
      runId = tried.runId;
    }
    const confirmed = await confirmReady(invitationId, runId).catch(() => ({ ready: false }));
    return "ready" in confirmed && confirmed.ready ? "ready" : "notReady";
  }

  async function check(language: string | null): Promise<void> {
    if (isChecking) return;
    setChecking(true);
    try {
      onOver(await trials(language));
    } finally {
      setChecking(false);
    }
  }

  return { found, isChecking, check };
}
