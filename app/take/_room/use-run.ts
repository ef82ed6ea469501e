import { useEffect, useRef, useState } from "react";
import type { RunStarted, RunView } from "#lib/attempts/runs/schema.ts";
import { CallError, pollRun, postRun } from "./api.ts";
import { type Refusal, refusalOf } from "./refusal.ts";

const RETRY_MS = 2_000;

export type RunState =
  | { phase: "idle" }
  | {
      phase: "running";
      ownInput: boolean;
      view: RunView | null;
      away: boolean;
      /** Nobody can judge it now; it waits. */
      waitsFor?: RunStarted["waitsFor"];
    }
  /** `language`: of what was run. */
  | { phase: "done"; ownInput: boolean; view: RunView; language: string }
  | { phase: "refused"; refusal: Refusal };

export interface RunRequest {
  questionId: string;
  language: string;
  source: string;
  /** Absent: the samples. */
  stdin?: string;
}

const IDLE: RunState = { phase: "idle" };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Follows a run to its end; a network that goes away is waited for. */
async function follow(
  attemptId: string,
  runId: string,
  signal: AbortSignal,
  onView: (view: RunView | null, away: boolean) => void,
): Promise<RunView | null> {
  while (!signal.aborted) {
    try {
      const view = await pollRun(attemptId, runId, signal);
      if (view.state === "done" || view.state === "failed") return view;
      onView(view, false);
    } catch (error) {
      if (signal.aborted) return null;
      if (error instanceof CallError && error.status >= 400 && error.status < 500) throw error;
      onView(null, true);
      await pause(RETRY_MS);
    }
  }
  return null;
}

/** The last run of each question. Several questions may run side by side; a new run of one replaces its last. */
export function useRuns(
  attemptId: string,
  /** The server's clock comes with every answer: a wait that was ours has been given back in it. */
  onView: (view: RunView) => void,
  onOver: (questionId: string, view: RunView) => void,
) {
  const [runs, setRuns] = useState<Record<string, RunState>>({});
  const controllers = useRef(new Map<string, AbortController>());

  useEffect(() => {
    const all = controllers.current;
    return () => {
      for (const controller of all.values()) controller.abort();
    };
  }, []);

  const set = (questionId: string, state: RunState) => setRuns((all) => ({ ...all, [questionId]: state }));

  async function start(request: RunRequest) {
    const { questionId } = request;
    controllers.current.get(questionId)?.abort();
    const controller = new AbortController();
    controllers.current.set(questionId, controller);
    const ownInput = request.stdin !== undefined;
    set(questionId, { phase: "running", ownInput, view: null, away: false });
    try {
      const { runId, waitsFor } = await postRun(attemptId, request);
      if (waitsFor) set(questionId, { phase: "running", ownInput, view: null, away: false, waitsFor });
      const view = await follow(attemptId, runId, controller.signal, (seen, away) => {
        set(questionId, { phase: "running", ownInput, view: seen, away, waitsFor: seen?.waitsFor });
        if (seen) onView(seen);
      });
      if (!view || controller.signal.aborted) return;
      onView(view);
      set(questionId, { phase: "done", ownInput, view, language: request.language });
      onOver(questionId, view);
    } catch (error) {
      if (controller.signal.aborted) return;
      set(questionId, { phase: "refused", refusal: refusalOf(error) });
    }
  }

  return { runOf: (questionId: string) => runs[questionId] ?? IDLE, start };
}
