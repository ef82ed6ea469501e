import type { AnswerContent } from "#lib/assessments/schema.ts";
import type { UploadAnswer, UploadedFile } from "#lib/attempts/files/schema.ts";
import { CallError } from "./api.ts";
import { type ChosenFile, forgetChosen, keepChosen, readChosen, renoteChosen } from "./file-store.ts";
import { postFile } from "./post-file.ts";
import type { Writer } from "./use-writer.ts";
import { newUuid } from "./uuid.ts";

/** What becomes of a chosen file, until the server has it. */
export type Upload =
  | { phase: "sending"; name: string; bytes: number; sent: number }
  /** Nobody answers, or nobody is signed in: it is sent by itself later. `kept`: a reload does not lose it. */
  | { phase: "waiting"; name: string; bytes: number; kept: boolean; signedOut: boolean }
  /** Not taken as things stand, through no fault of the file's: it stays here, to be sent again or saved elsewhere. */
  | { phase: "held"; name: string; bytes: number; kept: boolean; code: string; file: File }
  /** The answer is another one than when it was chosen: its owner says which of the two counts. */
  | { phase: "elsewhere"; name: string; bytes: number; kept: boolean; file: File }
  | { phase: "refused"; name: string; bytes: number; code: string };

type View = Readonly<Record<string, Upload>>;

const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 30_000;
/** What another try may mend: no connection, the server away, too many at once. */
const PASSING = (status: number) => status === 0 || [408, 425, 429].includes(status) || status >= 500;
/** What the server says of the file itself: its kind, its content, its size. */
const OF_THE_FILE: readonly string[] = ["invalid", "too_large"];
/** Not an answer of the server's: another tab writes now, and this browser has no room to hand the file over. */
export const GAVE_WAY = "gave_way";

/**
 * What becomes of a file after an answer that is not the good one. Only a refusal of the file itself lets go of it:
 * a session that has ended, a deadline, an account that is not its owner's say nothing against it.
 */
export function fateOf({
  status,
  code,
}: Pick<CallError, "status" | "code">): "again" | "signed_out" | "refused" | "held" {
  if (PASSING(status)) return "again";
  if (status === 401) return "signed_out";
  return OF_THE_FILE.includes(code) ? "refused" : "held";
}

/** Question → what the room shows as its answer. */
type Shown = Readonly<Record<string, AnswerContent>>;

type OnDone = (itemId: string, answer: UploadAnswer) => void;

interface Sending {
  chosen: ChosenFile;
  kept: boolean;
  tries: number;
  abort: () => void;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** The server has it; until somebody makes it the answer, it is still kept here. */
  answer: UploadAnswer | null;
}

/**
 * The files of one attempt on their way. Each is kept on this device first and until it is the answer; it is sent again
 * by itself, also after a reload. Lives outside React: a question that is left goes on being sent.
 */
export class Uploads {
  readonly #attemptId: string;
  readonly #under = new Map<string, Sending>();
  readonly #listeners = new Set<() => void>();
  readonly #known = new Map<string, UploadedFile>();
  #view: View = {};
  #shown: Shown = {};
  #onDone: OnDone | null = null;
  #restored = false;

  constructor(attemptId: string) {
    this.#attemptId = attemptId;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly view = (): View => this.#view;

  /** A file that was uploaded while this page was open. */
  knownFile(fileId: string): UploadedFile | undefined {
    return this.#known.get(fileId);
  }

  /**
   * Sends while this tab writes.
   * @param active false once another tab writes: what is on its way here is left to that one.
   * @param turn until it is known, what another tab may be sending is left alone.
   * @returns how to end it.
   */
  attend(active: boolean, turn: Promise<Writer>, onDone: OnDone): () => void {
    const leave = new AbortController();
    if (!active) this.#giveWay();
    else
      void turn.then((writer) => {
        if (writer === "writing" && !leave.signal.aborted)
          leave.signal.addEventListener("abort", this.#start(onDone));
      });
    return () => leave.abort();
  }

  /** Takes up what this device holds, and what arrived while nobody listened. @returns how to end it. */
  #start(onDone: OnDone): () => void {
    this.#onDone = onDone;
    for (const sending of this.#under.values()) this.#tell(sending);
    const online = () => this.#retryAll();
    // Whoever comes back from signing in, in another tab, finds the file on its way.
    const seen = () => document.visibilityState === "visible" && this.#retryAll();
    window.addEventListener("online", online);
    document.addEventListener("visibilitychange", seen);
    if (!this.#restored) {
      this.#restored = true;
      void readChosen(this.#attemptId).then((all) => {
        for (const chosen of all)
          if (!this.#under.has(chosen.itemId)) void this.#send(this.#take(chosen, true));
      });
    }
    return () => {
      window.removeEventListener("online", online);
      document.removeEventListener("visibilitychange", seen);
      if (this.#onDone === onDone) this.#onDone = null;
    };
  }

  /** What the room shows as answers, told at each change: what was asked about without need goes on. */
  shows(shown: Shown): void {
    this.#shown = shown;
    for (const [itemId, sending] of this.#under)
      if (this.#view[itemId]?.phase === "elsewhere" && !this.#asks(sending)) this.#goOn(sending);
  }

  #answerOf(itemId: string): string | null {
    const content = this.#shown[itemId];
    return content && "fileId" in content ? content.fileId : null;
  }

  /** Whether the answer was changed, elsewhere, since it was chosen: it is not replaced unasked. If so, says so. */
  #asks({ chosen, kept }: Sending): boolean {
    const { itemId, file, base = null } = chosen;
    if (this.#answerOf(itemId) === base) return false;
    this.#show(itemId, { phase: "elsewhere", name: file.name, bytes: file.size, kept, file });
    return true;
  }

  #goOn(sending: Sending): void {
    if (sending.answer) this.#tell(sending);
    else void this.#send(sending);
  }

  /** Sends in place of the answer that is shown now. */
  insist(itemId: string): void {
    const sending = this.#under.get(itemId);
    if (!sending) return;
    sending.chosen = { ...sending.chosen, base: this.#answerOf(itemId) };
    void renoteChosen(sending.chosen);
    // What had arrived may be cleared away by now: it is sent anew.
    sending.answer = null;
    void this.#send(sending);
  }

  /** Another tab writes from here on: it finds on this device what this one was sending. */
  #giveWay(): void {
    this.#restored = false;
    for (const [itemId, { chosen, kept }] of this.#under) {
      const { file } = chosen;
      const held = { phase: "held", name: file.name, bytes: file.size, kept, code: GAVE_WAY, file } as const;
      this.#end(itemId);
      this.#show(itemId, kept ? null : held);
    }
  }

  /** A new choice takes the place of one that is still on its way. Sent when it is kept, or cannot be. */
  async choose(itemId: string, file: File): Promise<void> {
    this.#end(itemId);
    const sending = this.#take(
      { attemptId: this.#attemptId, itemId, file, id: newUuid(), base: this.#answerOf(itemId) },
      false,
    );
    const isStill = () => this.#under.get(itemId) === sending;
    sending.kept = await keepChosen(sending.chosen, isStill);
    if (isStill()) void this.#send(sending);
  }

  cancel(itemId: string): void {
    const sending = this.#under.get(itemId);
    this.#end(itemId);
    this.#show(itemId, null);
    if (sending) void forgetChosen(sending.chosen);
  }

  retry(itemId: string): void {
    const sending = this.#under.get(itemId);
    if (!sending || this.#view[itemId]?.phase === "sending") return;
    clearTimeout(sending.timer);
    void this.#send(sending);
  }

  #retryAll(): void {
    for (const itemId of this.#under.keys()) if (this.#view[itemId]?.phase === "waiting") this.retry(itemId);
  }

  #take(chosen: ChosenFile, kept: boolean): Sending {
    const { itemId, file } = chosen;
    const sending = { chosen, kept, tries: 0, abort: () => undefined, timer: undefined, answer: null };
    this.#under.set(itemId, sending);
    this.#show(itemId, { phase: "sending", name: file.name, bytes: file.size, sent: 0 });
    return sending;
  }

  #end(itemId: string): void {
    const sending = this.#under.get(itemId);
    this.#under.delete(itemId);
    clearTimeout(sending?.timer);
    sending?.abort();
  }

  #show(itemId: string, upload: Upload | null): void {
    const { [itemId]: _before, ...rest } = this.#view;
    this.#view = upload ? { ...rest, [itemId]: upload } : rest;
    for (const listener of this.#listeners) listener();
  }

  async #send(sending: Sending): Promise<void> {
    const { itemId, file } = sending.chosen;
    if (this.#asks(sending)) return;
    const facts = { name: file.name, bytes: file.size };
    this.#show(itemId, { phase: "sending", ...facts, sent: 0 });
    const call = postFile(this.#attemptId, itemId, file, (sent) => {
      if (this.#under.get(itemId) === sending) this.#show(itemId, { phase: "sending", ...facts, sent });
    });
    sending.abort = call.abort;
    try {
      const answer = await call.answer;
      if (this.#under.get(itemId) !== sending) return;
      sending.answer = answer;
      this.#tell(sending);
    } catch (error) {
      if (this.#under.get(itemId) !== sending) return;
      const answer = error instanceof CallError ? error : { status: 500, code: "unavailable" };
      const { code } = answer;
      const fate = fateOf(answer);
      if (fate === "refused") return this.#leave(sending, { phase: "refused", ...facts, code });
      if (fate !== "held") return this.#wait(sending, fate === "signed_out");
      this.#show(itemId, { phase: "held", ...facts, kept: sending.kept, code, file });
    }
  }

  /** Makes it the answer and lets go of it, if somebody listens; else it waits for that. */
  #tell(sending: Sending): void {
    const { answer, chosen } = sending;
    if (!answer || !this.#onDone || this.#asks(sending)) return;
    const { fileId, name, bytes, sha256 } = answer;
    this.#known.set(fileId, { fileId, name, bytes, sha256 });
    this.#shown = { ...this.#shown, [chosen.itemId]: { fileId } };
    this.#onDone(chosen.itemId, answer);
    this.#leave(sending, null);
  }

  #leave({ chosen }: Sending, upload: Upload | null): void {
    this.#under.delete(chosen.itemId);
    this.#show(chosen.itemId, upload);
    void forgetChosen(chosen);
  }

  #wait(sending: Sending, signedOut: boolean): void {
    const { kept } = sending;
    const { itemId, file } = sending.chosen;
    this.#show(itemId, { phase: "waiting", name: file.name, bytes: file.size, kept, signedOut });
    const wait = Math.min(FIRST_RETRY_MS * 2 ** sending.tries, LAST_RETRY_MS);
    sending.tries += 1;
    sending.timer = setTimeout(() => this.retry(itemId), wait);
  }
}

const open = new Map<string, Uploads>();

/** The one set of uploads that a page has of an attempt. */
export function uploadsOf(attemptId: string): Uploads {
  const uploads = open.get(attemptId) ?? new Uploads(attemptId);
  open.set(attemptId, uploads);
  return uploads;
}
