import type { SaveState } from "#app/_views/save-state.tsx";
import type { AnswerContent } from "#lib/assessments/schema.ts";
import type { RecordedEvent } from "#lib/attempts/schema.ts";
import type { LocalAnswer, LocalStore } from "./local-store.ts";

export interface SavedAnswer {
  content: AnswerContent;
  /** Of the languages that the answer is not in. */
  drafts?: Readonly<Record<string, string>>;
  revision: number;
  /** Absent: the revision. */
  base?: number;
  /** By the server; of what a device remembers it is not known. */
  savedAt?: string;
}

export interface SaverOptions {
  attemptId: string;
  /** itemId → what the server holds. */
  answers: Record<string, SavedAnswer | null>;
  store: LocalStore;
  onClock: (clock: { deadlineAt: string; serverNow: string }) => void;
  /** The server takes no more: time is up, or the attempt was submitted elsewhere. */
  onClosed: () => void;
  onSignedOut: () => void;
  /** There is no such question for this person any more: the attempt was withdrawn or erased. */
  onGone: () => void;
  /** What the server recorded by itself. */
  onRecorded: (events: RecordedEvent[]) => void;
  /** Newer work is now the answer. Of another device's `ours` is what stands aside of this one's, if there is. */
  onReplaced: (itemId: string, theirs: AnswerContent, ours?: LocalAnswer) => void;
}

export interface SaverView {
  state: SaveState;
  unsaved: number;
}
