import type { AnswerContent } from "#lib/assessments/schema.ts";
import type { RoomEvent } from "#lib/attempts/schema.ts";
import { CallError, fetchAttempt, postEvents, putAnswer } from "./api.ts";
import { asideKey, type LocalAnswer } from "./local-store.ts";
import { isPermanent, reasonOf } from "./refusal.ts";
import { withDrafts } from "./room-rules.ts";
import {
  reduceSave,
  type SaveEvent,
  type SaveMachine,
  sendableCount,
  startMachine,
  unsavedCount,
} from "./save-machine.ts";
import { nextSend, unsent } from "./save-queue.ts";
import { displayState, nextDisplayChange } from "./save-words.ts";
import type { SaverOptions, SaverView } from "./saver-options.ts";

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
  #signedOut = false;
  /** Of a flush that runs: the questions whose sending has ended since it began, saved or not. */
  #tried: Set<string> | null = null;
  #onStep: (() => void) | null = null;

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

  /**
   * Sends everything, each question at least once and what was refused last, and waits for it. What fails otherwise is
   * tried again as long as there is time; without a connection it ends at once.
   * @returns whether sending can save no more: all is committed, or refused as it stands.
   */
  async flush(ms: number): Promise<boolean> {
    const tried = new Set<string>();
    this.#tried = tried;
    this.saveNow();
    const until = Date.now() + ms;
    const isLeft = () =>
      sendableCount(this.#machine) > 0 || unsent(this.#machine).some(({ itemId }) => !tried.has(itemId));
    while (isLeft() && !this.#machine.closed && !this.#signedOut && Date.now() < until) {
      await this.#step(until - Date.now());
      if (this.#machine.trouble?.kind === "offline" && !this.#machine.inFlight) break;
    }
    return this.#machine.closed || this.#signedOut || sendableCount(this.#machine) === 0;
  }

  /** Waits for the next news of the machine, or for the time to end. */
  #step(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(1, ms));
      this.#onStep = () => {
        clearTimeout(timer);
        resolve();
      };
    });
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
    this.#onStep?.();
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
      this.#signedOut = false;
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

  /** After the end every change left that can be taken is still sent, so that reviewers see it as late; then the room is closed. */
  #keptLate(itemId: string, revision: number): void {
    this.#dispatch({ type: "kept_late", itemId, revision });
    this.#keep(itemId);
    if (sendableCount(this.#machine) > 0) return;
    this.#dispatch({ type: "closed" });
    this.#options.onClosed();
  }

  #fail(error: unknown, itemId: string, revision: number, background: boolean): void {
    if (!(error instanceof CallError)) throw error;
    this.#tried?.add(itemId);
    if (error.status === 409) return void this.#keptLate(itemId, revision);
    this.#signedOut = error.status === 401;
    if (this.#signedOut) this.#options.onSignedOut();
    if (background) return;
    const now = Date.now();
    const reason = reasonOf(error, this.contentOf(itemId));
    if (isPermanent(error)) this.#dispatch({ type: "refused", itemId, revision, now, reason });
    else this.#dispatch({ type: "failed", kind: error.status === 0 ? "offline" : "failed", now });
  }
}
