import type { SaveState } from "#app/_views/save-state.tsx";
import type { AnswerContent } from "#lib/assessments/schema.ts";
import type { RecordedEvent, RoomEvent } from "#lib/attempts/schema.ts";
import { CallError, fetchAttempt, postEvents, putAnswer } from "./api.ts";
import { asideKey, type LocalAnswer, type LocalStore } from "./local-store.ts";
import { withDrafts } from "./room-rules.ts";
import {
  nextSend,
  reduceSave,
  type SaveEvent,
  type SaveMachine,
  startMachine,
  unsavedCount,
  unsent,
} from "./save-machine.ts";
import { displayState, nextDisplayChange } from "./save-words.ts";

export interface SavedAnswer {
  content: AnswerContent;
  /** Of the languages that the answer is not in. */
  drafts?: Readonly<Record<string, string>>;
  revision: number;
  savedAt: string;
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
  /** What the server recorded by itself. */
  onRecorded: (events: RecordedEvent[]) => void;
  /** Another device saved newer work: `theirs` is now the answer, `ours` is what this device held. */
  onReplaced: (itemId: string, theirs: AnswerContent, ours: LocalAnswer) => void;
}

export interface SaverView {
  state: SaveState;
  unsaved: number;
}

const MAX_EVENTS = 50;
/** What the room saw waits this long for a save to ride along with. */
const EVENTS_WAIT_MS = 5_000;

/**
 * Sends what the machine says, when it says so, and keeps each change on this device first. Lives outside React, so
 * that a render never delays a save.
 */
export class Saver {
  readonly #options: SaverOptions;
  readonly #contents = new Map<string, { content: AnswerContent; drafts: Record<string, string> }>();
  readonly #listeners = new Set<() => void>();
  #machine: SaveMachine;
  #view: SaverView;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #events: RoomEvent[] = [];
  /** Answers of which another device holds a newer one that could not be read yet: until then none of ours is sent. */
  readonly #contested = new Map<string, number>();
  #eventsTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SaverOptions) {
    this.#options = options;
    const answers: Record<string, { revision: number; savedAt: string | null }> = {};
    for (const [itemId, answer] of Object.entries(options.answers)) {
      answers[itemId] = { revision: answer?.revision ?? 0, savedAt: answer?.savedAt ?? null };
      if (!answer) continue;
      this.#contents.set(itemId, withDrafts(answer.content, answer.drafts));
    }
    this.#machine = startMachine(answers);
    this.#view = { state: displayState(this.#machine, Date.now()), unsaved: 0 };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly view = (): SaverView => this.#view;

  /** Listens to the page and the network; ends with the returned function, which sends what is left. */
  readonly attach = (): (() => void) => {
    const offline = () => this.#dispatch({ type: "went_offline", now: Date.now() });
    const online = () => this.#dispatch({ type: "came_online", now: Date.now() });
    const hidden = () => {
      if (document.visibilityState === "hidden") this.sendAll();
    };
    window.addEventListener("offline", offline);
    window.addEventListener("online", online);
    window.addEventListener("pagehide", this.sendAll);
    document.addEventListener("visibilitychange", hidden);
    if (!navigator.onLine) offline();
    this.#schedule();
    return () => {
      window.removeEventListener("offline", offline);
      window.removeEventListener("online", online);
      window.removeEventListener("pagehide", this.sendAll);
      document.removeEventListener("visibilitychange", hidden);
      this.sendAll();
      clearTimeout(this.#timer);
    };
  };

  contentOf(itemId: string): AnswerContent | undefined {
    return this.#contents.get(itemId)?.content;
  }

  draftsOf(itemId: string): Record<string, string> {
    return this.#contents.get(itemId)?.drafts ?? {};
  }

  /** A change: on this device at once, to the server soon. */
  edit(itemId: string, content: AnswerContent): void {
    this.#contents.set(itemId, withDrafts(content, this.draftsOf(itemId)));
    this.#dispatch({ type: "edited", itemId, now: Date.now() });
    this.#keep(itemId);
  }

  /** Takes over what this device held and the server did not. */
  restore(local: LocalAnswer, lines: number): void {
    const drafts = { ...this.draftsOf(local.itemId), ...local.drafts };
    this.#contents.set(local.itemId, { content: local.content, drafts });
    this.#dispatch({ type: "restored", itemId: local.itemId, lines, now: Date.now() });
  }

  /** @param isNewest no other device has saved since: then this one's drafts are the last ones. */
  keepDrafts(itemId: string, drafts: Record<string, string>, isNewest: boolean): void {
    const entry = this.#contents.get(itemId);
    if (!entry) return;
    const both = isNewest ? { ...entry.drafts, ...drafts } : { ...drafts, ...entry.drafts };
    this.#contents.set(itemId, withDrafts(entry.content, both));
  }

  /** What the room saw (a paste, the page left); it goes with the next save. */
  record(event: RoomEvent): void {
    this.#events = [...this.#events, event].slice(-MAX_EVENTS);
    clearTimeout(this.#eventsTimer);
    this.#eventsTimer = setTimeout(() => this.#sendEvents(), EVENTS_WAIT_MS);
  }

  /** Events that no save took along. What cannot be sent now goes with the next save. */
  #sendEvents(): void {
    const events = this.#events;
    if (events.length === 0 || this.#machine.closed) return;
    const sent = postEvents(this.#options.attemptId, events);
    sent.then(() => this.#forget(events)).catch(() => undefined);
  }

  #forget(events: readonly RoomEvent[]): void {
    this.#events = this.#events.filter((event) => !events.includes(event));
  }

  saveNow(): void {
    this.#dispatch({ type: "hurried" });
  }

  close(): void {
    this.#dispatch({ type: "closed" });
  }

  /** Sends everything and waits for it. @returns whether all of it is committed. */
  async flush(ms: number): Promise<boolean> {
    this.saveNow();
    const until = Date.now() + ms;
    while (unsavedCount(this.#machine) > 0 && !this.#machine.closed && Date.now() < until) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(done, Math.max(1, until - Date.now()));
        const unsubscribe = this.subscribe(done);
        function done() {
          clearTimeout(timer);
          unsubscribe();
          resolve();
        }
      });
      if (this.#machine.trouble) break;
    }
    return unsavedCount(this.#machine) === 0;
  }

  /** The page goes away, or may: everything at once, in requests that outlive it. */
  readonly sendAll = (): void => {
    const left = unsent(this.#machine);
    for (const { itemId, revision } of left) void this.#send(itemId, revision, true);
    if (left.length === 0) this.#sendEvents();
  };

  #dispatch(event: SaveEvent): void {
    this.#machine = reduceSave(this.#machine, event);
    this.#refresh();
    this.#schedule();
  }

  #refresh(): void {
    const state = displayState(this.#machine, Date.now());
    const unsaved = unsavedCount(this.#machine);
    if (JSON.stringify({ state, unsaved }) === JSON.stringify(this.#view)) return;
    this.#view = { state, unsaved };
    for (const listener of this.#listeners) listener();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const now = Date.now();
    const next = nextSend(this.#machine);
    if (next && next.at <= now) return void this.#send(next.itemId, next.revision, false);
    const moments = [next?.at, nextDisplayChange(this.#machine, now)].filter((at) => typeof at === "number");
    if (moments.length === 0) return;
    this.#timer = setTimeout(
      () => {
        this.#refresh();
        this.#schedule();
      },
      Math.max(1, Math.min(...moments) - now),
    );
  }

  #keep(itemId: string): void {
    const entry = this.#contents.get(itemId);
    const item = this.#machine.items[itemId];
    if (!entry || !item) return;
    const { attemptId, store } = this.#options;
    store.write({ attemptId, itemId, ...entry, revision: item.revision, unsaved: item.edits > item.saved });
  }

  async #send(itemId: string, revision: number, background: boolean): Promise<void> {
    const content = this.contentOf(itemId);
    if (content === undefined) return;
    const events = this.#events;
    this.#dispatch({ type: "sent", itemId, revision, now: Date.now(), background });
    this.#keep(itemId);
    try {
      const contested = this.#contested.get(itemId);
      if (contested !== undefined) return await this.#yield(itemId, contested);
      const answer = await putAnswer(this.#options.attemptId, itemId, { revision, content, events });
      this.#forget(events);
      const { revision: stored, savedAt, conflict = false } = answer;
      this.#options.onClock(answer);
      if (answer.recorded) this.#options.onRecorded(answer.recorded);
      if (conflict && this.#isForeign(itemId, revision, stored)) return await this.#yield(itemId, stored);
      this.#dispatch({
        type: "answered",
        itemId,
        sentRevision: revision,
        revision: stored,
        savedAt,
        conflict,
      });
      this.#keep(itemId);
    } catch (error) {
      this.#fail(error, itemId, revision, background);
    }
  }

  /** Whether what is stored was written elsewhere, and not by a later save of our own. */
  #isForeign(itemId: string, sent: number, stored: number): boolean {
    return stored === sent || this.#machine.items[itemId]?.sent[stored] === undefined;
  }

  /** The newer work of another device wins; what this one held is kept on it and shown beside. */
  async #yield(itemId: string, stored: number): Promise<void> {
    const { attemptId, onReplaced, store } = this.#options;
    this.#contested.set(itemId, stored);
    const view = await fetchAttempt(attemptId);
    const theirs = view.questions.find((question) => question.id === itemId)?.answer;
    const entry = this.#contents.get(itemId);
    if (!theirs || !entry) throw new CallError(0, "offline", "The newer answer cannot be read.");
    const ours = { attemptId, itemId, ...entry, revision: stored, unsaved: true };
    store.write({ ...ours, itemId: asideKey(itemId) });
    this.#contents.set(itemId, withDrafts(theirs.content, entry.drafts));
    this.#contested.delete(itemId);
    this.#dispatch({ type: "yielded", itemId, revision: theirs.revision, savedAt: theirs.savedAt });
    this.#keep(itemId);
    onReplaced(itemId, theirs.content, ours);
  }

  /** After the end every change left is still sent, so that reviewers see it as late; then the room is closed. */
  #keptLate(itemId: string, revision: number): void {
    this.#dispatch({ type: "kept_late", itemId, revision });
    this.#keep(itemId);
    if (unsavedCount(this.#machine) > 0) return;
    this.#dispatch({ type: "closed" });
    this.#options.onClosed();
  }

  #fail(error: unknown, itemId: string, revision: number, background: boolean): void {
    if (!(error instanceof CallError)) throw error;
    if (error.status === 409) return void this.#keptLate(itemId, revision);
    if (error.status === 401) this.#options.onSignedOut();
    if (background) return;
    const now = Date.now();
    if (error.status >= 400 && error.status < 500) this.#dispatch({ type: "refused", itemId, revision, now });
    else this.#dispatch({ type: "failed", kind: error.status === 0 ? "offline" : "failed", now });
  }
}
