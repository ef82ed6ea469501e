import type { AnswerContent } from "#lib/assessments/schema.ts";
import type { RoomEvent } from "#lib/attempts/schema.ts";
import { CallError, fetchAttempt, putAnswer } from "./api.ts";
import { Contents, type Entry } from "./contents.ts";
import { LocalCopy } from "./local-copy.ts";
import { asideKey, type LocalAnswer, leaveWriter, takeWriter } from "./local-store.ts";
import { clock, listenToPage, stamp, Waiting } from "./page-news.ts";
import { isPermanent, reasonOf } from "./refusal.ts";
import { RoomEvents } from "./room-events.ts";
import { sameContent } from "./room-rules.ts";
import {
  isDirty,
  reduceSave,
  type SaveEvent,
  type SaveMachine,
  sendableCount,
  startMachine,
  unsavedCount,
} from "./save-machine.ts";
import { nextSend, unsent } from "./save-queue.ts";
import { displayState, nextDisplayChange } from "./save-words.ts";
import type { SavedAnswer, SaverOptions, SaverView } from "./saver-options.ts";
import { Shown } from "./shown.ts";
import { newUuid } from "./uuid.ts";

/**
 * Sends what the machine says, when it says so, and keeps each change on this device first. Lives outside React, so
 * that a render never delays a save.
 */
export class Saver {
  readonly #options: SaverOptions;
  readonly #contents = new Contents();
  #machine: SaveMachine;
  readonly #shown: Shown<SaverView>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #events: RoomEvents;
  readonly copy: LocalCopy;
  #writer = newUuid();
  #signedOut = false;
  /** Of each flush that runs: the questions whose sending has ended since it began, saved or not. */
  readonly #tried = new Set<Set<string>>();
  /** The page has let go of it: what is on its way may still be answered, and nothing more is sent. */
  #left = false;
  readonly #waiting = new Waiting();

  constructor(options: SaverOptions) {
    this.#options = options;
    this.copy = new LocalCopy(options.store, () => this.#refresh());
    this.#events = new RoomEvents(options.attemptId);
    for (const [itemId, answer] of Object.entries(options.answers))
      if (answer) this.#contents.put(itemId, answer.content, answer.drafts);
    this.#machine = startMachine(options.answers);
    this.#shown = new Shown(this.#seen());
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#shown.subscribe(listener);
  readonly view = (): SaverView => this.#shown.view();
  readonly wentOffline = (): void => this.#dispatch({ type: "went_offline", ...stamp() });
  readonly cameOnline = (): void => this.#dispatch({ type: "came_online", now: clock() });

  /** Listens to the page and the network; ends with the returned function, which sends what is left. */
  readonly attach = (): (() => void) => {
    this.#left = false;
    this.#writer = takeWriter(this.#options.attemptId);
    const left = () => {
      // What a reload does not find here is not its own, if it is stored: it takes the place of nothing unseen.
      if (this.copy.isCurrent) leaveWriter(this.#options.attemptId, this.#writer);
      this.sendAll();
    };
    const detach = listenToPage({
      offline: this.wentOffline,
      online: this.cameOnline,
      // The clock may have stood still while the device slept: nothing waits any longer.
      seen: () => this.saveNow(),
      hidden: this.sendAll,
      left,
      mayLeave: () => this.copy.isWhole || this.#machine.closed,
    });
    this.#schedule();
    return () => {
      detach();
      left();
      this.#left = true;
      clearTimeout(this.#timer);
    };
  };

  readonly contentOf = (itemId: string): AnswerContent | undefined => this.#contents.of(itemId)?.content;
  readonly draftsOf = (itemId: string): Record<string, string> => this.#contents.draftsOf(itemId);

  /** A change: on this device at once, to the server soon. */
  edit(itemId: string, content: AnswerContent): void {
    const item = this.#machine.items[itemId];
    this.#contents.edit(itemId, content, !item || !isDirty(item));
    this.#dispatch({ type: "edited", itemId, now: clock() });
    this.#keep(itemId);
  }

  /** Takes over what this device held and the server did not. */
  restore(local: LocalAnswer, lines: number): void {
    this.#remember(local);
    this.#contents.takeOver(local);
    this.#dispatch({ type: "restored", itemId: local.itemId, lines, now: clock() });
  }

  /**
   * Takes over what is committed and newer than what this page was made with.
   * @param isOurs this device's own: typing goes on from it. Else typing that has begun meets it when it is sent.
   */
  renew(itemId: string, answer: SavedAnswer, isOurs: boolean): void {
    const item = this.#machine.items[itemId];
    if (!item || (isDirty(item) && !isOurs)) return;
    const { revision, base = revision, savedAt } = answer;
    const isNews = base > item.base && !isDirty(item);
    this.#dispatch({ type: "renewed", itemId, revision, base, savedAt });
    if (!isNews) return;
    this.#contents.put(itemId, answer.content, { ...this.draftsOf(itemId), ...answer.drafts });
    this.#options.onReplaced(itemId, answer.content);
    if (!isOurs) this.#keep(itemId);
  }

  /** Goes on from what this device has sent before, committed or not: its revisions stay below ours. */
  #remember({ itemId, revision, base = 0 }: LocalAnswer): void {
    this.#dispatch({ type: "renewed", itemId, revision, base });
  }

  /**
   * Leaves the answer as it is, and takes over what else this device held of it.
   * @param isNewest no other device has saved since: then this one's drafts are the last ones, and sent where they were not.
   */
  keepDrafts(local: LocalAnswer, isNewest: boolean): void {
    this.#remember(local);
    const { itemId, drafts } = local;
    const entry = this.#contents.of(itemId);
    if (!entry) return;
    const both = isNewest ? { ...entry.drafts, ...drafts } : { ...drafts, ...entry.drafts };
    this.#contents.put(itemId, entry.content, both);
    if (isNewest && this.#contents.oweAs(local)) this.#dispatch({ type: "edited", itemId, now: clock() });
  }

  /** What the room saw (a paste, the page left). */
  readonly record = (event: RoomEvent): void => this.#events.record(event, this.#sendEvents);

  readonly #sendEvents = (): void => {
    if (!this.#machine.closed) this.#events.send();
  };

  readonly saveNow = (): void => this.#dispatch({ type: "hurried" });
  readonly close = (): void => this.#dispatch({ type: "closed" });

  /**
   * Sends everything, each question at least once and what was refused last, and waits for it. What fails otherwise is
   * tried again as long as there is time; without a connection it ends at once.
   * @returns whether sending can save no more: all is committed, or refused as it stands.
   */
  async flush(ms: number): Promise<boolean> {
    const tried = new Set<string>();
    this.#tried.add(tried);
    this.saveNow();
    const isLeft = () =>
      sendableCount(this.#machine) > 0 || unsent(this.#machine).some(({ itemId }) => !tried.has(itemId));
    const isAway = () => this.#machine.trouble?.kind === "offline" && !this.#machine.inFlight;
    await this.#waiting.during(ms, () => isLeft() && !this.#machine.closed && !this.#signedOut, isAway);
    this.#tried.delete(tried);
    return this.#machine.closed || this.#signedOut || sendableCount(this.#machine) === 0;
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
    this.#waiting.tell();
  }

  readonly #seen = (): SaverView => ({
    state: displayState(this.#machine, clock(), this.copy.isWhole),
    unsaved: unsavedCount(this.#machine),
  });
  readonly #refresh = (): void => this.#shown.show(this.#seen());

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#left) return;
    const now = clock();
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
    const entry = this.#contents.of(itemId);
    const item = this.#machine.items[itemId];
    // Of a tab that gave way the rows are another's by now.
    if (entry && item && !this.#machine.closed)
      void this.copy.write(this.#local(itemId, entry, item.edits > item.saved));
  }

  #local(itemId: string, entry: Entry, unsaved: boolean): LocalAnswer {
    const { revision = 0, base = 0 } = this.#machine.items[itemId] ?? {};
    const place = { attemptId: this.#options.attemptId, itemId, revision, base, writer: this.#writer };
    return { ...place, ...this.#contents.rowOf(itemId, entry), unsaved };
  }

  async #send(itemId: string, next: number, background: boolean): Promise<void> {
    const content = this.contentOf(itemId);
    const item = this.#machine.items[itemId];
    if (content === undefined || !item) return;
    // As the page goes away the answer itself is what counts; the rest is on this device.
    const { draft, isLast } = this.#contents.owedOf(itemId, background);
    const edits = isLast ? item.edits : item.saved;
    const events = this.#events.waiting;
    // A draft has the revision before its answer's.
    const revision = next + Number(draft !== undefined);
    const body = { revision, base: item.base, writer: this.#writer, content, draft, events };
    try {
      this.#dispatch({ type: "sent", itemId, revision, now: clock(), background, edits });
      this.#keep(itemId);
      const answer = await putAnswer(this.#options.attemptId, itemId, body);
      this.#events.told(events);
      this.#signedOut = false;
      const { revision: stored, savedAt, conflict, own } = answer;
      this.#options.onClock(answer);
      if (answer.recorded) this.#options.onRecorded(answer.recorded);
      // A later save of this very page has overtaken it, and holds all that this one did.
      const isOvertaken = own && stored > revision && stored <= (this.#machine.items[itemId]?.revision ?? 0);
      if (conflict && !isOvertaken) return await this.#yield(itemId);
      if (draft && !conflict) this.#contents.settle(itemId, draft);
      this.#dispatch({ type: "answered", itemId, sentRevision: revision, revision: stored, savedAt });
      this.#keep(itemId);
    } catch (error) {
      if (draft && error instanceof CallError && isPermanent(error)) this.#contents.settle(itemId, draft);
      this.#fail(error, itemId, revision, background);
    } finally {
      // Whatever went wrong: the next one is sent.
      const { inFlight } = this.#machine;
      if (inFlight?.itemId === itemId && inFlight.revision === revision) this.#failed("failed");
    }
  }

  readonly #failed = (kind: "offline" | "failed"): void =>
    this.#dispatch({ type: "failed", kind, ...stamp() });

  /** The newer work of another device wins; what this one held is kept on it and shown beside. */
  async #yield(itemId: string): Promise<void> {
    const view = await fetchAttempt(this.#options.attemptId);
    const theirs = view.questions.find((question) => question.id === itemId)?.answer;
    const entry = this.#contents.of(itemId);
    if (!theirs || !entry) throw new CallError(0, "offline", "The newer answer cannot be read.");
    const held = this.#local(itemId, entry, true);
    const ours = { ...held, itemId: asideKey(held) };
    this.#contents.put(itemId, theirs.content, entry.drafts);
    this.#dispatch({ type: "yielded", itemId, revision: theirs.revision, savedAt: theirs.savedAt });
    const isSame = sameContent(entry.content, theirs.content);
    if (isSame && held.owed) this.#dispatch({ type: "edited", itemId, now: clock() });
    if (isSame) return this.#keep(itemId);
    this.#contents.forgive(itemId);
    this.#options.onReplaced(itemId, theirs.content, ours);
    // Until what was typed here stands aside, it is not written over.
    if (await this.copy.write(ours)) this.#keep(itemId);
  }

  /** After the end every change left that can be taken is still sent, so that reviewers see it as late; then the room is closed. */
  #keptLate(itemId: string, revision: number): void {
    this.#dispatch({ type: "kept_late", itemId, revision });
    this.#keep(itemId);
    if (sendableCount(this.#machine) > 0) return;
    this.#dispatch({ type: "closed" });
    this.#options.onClosed();
  }

  /** What is no answer is a fault of this page's: it is told as one, and saving goes on. */
  #fail(error: unknown, itemId: string, revision: number, background: boolean): void {
    for (const tried of this.#tried) tried.add(itemId);
    if (!(error instanceof CallError)) throw error;
    if (error.status === 409) return void this.#keptLate(itemId, revision);
    this.#signedOut = error.status === 401;
    if (this.#signedOut) this.#options.onSignedOut();
    if (background) return;
    if (error.code === "not_found") this.#options.onGone();
    if (!isPermanent(error)) return void this.#failed(error.status === 0 ? "offline" : "failed");
    const reason = reasonOf(error, this.contentOf(itemId));
    this.#dispatch({ type: "refused", itemId, revision, now: clock(), reason });
  }
}
