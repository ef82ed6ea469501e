import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import type { SaveState } from "#app/_views/save-state.tsx";
import type { AnswerContent } from "#lib/assessments/schema.ts";
import type { AttemptView, RecordedEvent, RoomEvent, RoomQuestion } from "#lib/attempts/schema.ts";
import { keptAt } from "./kept-pages.ts";
import type { Clock } from "./kept-room.ts";
import { asideKey, itemOfAside, type LocalAnswer, openLocalStore } from "./local-store.ts";
import { countLines, decideRestore, initialContent } from "./room-rules.ts";
import { Saver } from "./saver.ts";
import { useKeptRoom } from "./use-kept-room.ts";
import type { Writer } from "./use-writer.ts";

export interface Answers {
  contents: Readonly<Record<string, AnswerContent>>;
  /** Grows when a text was replaced other than by typing. */
  replaced: number;
  saveState: SaveState;
  /** Questions with changes that the server has not committed. */
  unsaved: number;
  signedOut: boolean;
  clock: Clock;
  /** Unsent work of this device beside newer work of another, by question: the newest where there is more. */
  aside: Readonly<Record<string, LocalAnswer>>;
  /** What the server recorded by itself since the page was loaded, newest first. */
  recorded: readonly RecordedEvent[];
  edit: (itemId: string, content: AnswerContent) => void;
  /** Changes an answer from outside its editor. */
  replace: (itemId: string, content: AnswerContent) => void;
  takeAside: (itemId: string) => void;
  /** It was looked at and is not wanted. */
  dropAside: (itemId: string) => void;
  draftOf: (itemId: string, language: string) => string | undefined;
  /** What is kept on this device alone: what a reset replaced, until it is undone, and own input. */
  keptHere: (key: string, name: string) => string | undefined;
  /** @param text none: it is wanted no more. */
  keepHere: (key: string, name: string, text?: string) => void;
  setClock: (clock: Clock) => void;
  record: (event: RoomEvent) => void;
  saveNow: () => void;
  /** Whether sending can save no more: all is committed, or refused as it stands. */
  flush: (ms: number) => Promise<boolean>;
  close: () => void;
}

function savedAnswers(view: AttemptView) {
  return Object.fromEntries(view.questions.map((question) => [question.id, question.answer]));
}

/**
 * The answers of an attempt: what is in the editors, kept on this device at each change and on the server soon after.
 * @param onClosed the server takes no more: time is up, or it was submitted elsewhere.
 * @param turn whether this tab writes.
 */
export function useAnswers(view: AttemptView, onClosed: () => void, turn: Promise<Writer>): Answers {
  const [contents, setContents] = useState<Record<string, AnswerContent>>(() =>
    Object.fromEntries(view.questions.map((question) => [question.id, initialContent(question)])),
  );
  /** As they stand on this device, the newest last. */
  const [asides, setAsides] = useState<readonly LocalAnswer[]>([]);
  const [replaced, setReplaced] = useState(0);
  /** What was typed before this device's copy was read, by question: it takes the place of nothing unseen. */
  const [early] = useState<{ typed: Map<string, AnswerContent> | null }>(() => ({ typed: new Map() }));
  const [ready, setReady] = useState(false);
  const [recorded, setRecorded] = useState<readonly RecordedEvent[]>([]);
  // The drafts live in the saver; who shows them draws anew once this device's are read.
  const [, setDrafts] = useState(0);
  /** Name → text, by the key that the store has for it. */
  const [here, setHere] = useState<Record<string, Record<string, string>>>({});
  const [signedOut, setSignedOut] = useState(false);
  const [clock, setClock] = useState<Clock>({ deadlineAt: view.deadlineAt, serverNow: view.serverNow });
  function takeClock({ deadlineAt, serverNow, guess }: Clock) {
    setSignedOut(false);
    setClock({ deadlineAt, serverNow, guess });
  }
  function putAside(row: LocalAnswer) {
    setAsides((all) =>
      [...all.filter(({ itemId }) => itemId !== row.itemId), row].sort((a, b) => a.revision - b.revision),
    );
  }
  function keepAside(row: LocalAnswer): Promise<boolean> {
    putAside(row);
    return saver.copy.write(row);
  }
  const closed = useEffectEvent(onClosed);
  const [store] = useState(openLocalStore);
  const [saver] = useState(
    () =>
      new Saver({
        attemptId: view.attemptId,
        answers: savedAnswers(view),
        store,
        onClock: takeClock,
        onClosed: () => window.dispatchEvent(new Event(CLOSED_EVENT)),
        onSignedOut: () => setSignedOut(true),
        // The server says in its own words what became of it.
        onGone: () => location.reload(),
        onRecorded: (events) => setRecorded((before) => [...events, ...before]),
        onReplaced: (itemId, theirs, ours) => {
          setContents((all) => ({ ...all, [itemId]: theirs }));
          setReplaced((count) => count + 1);
          if (ours) putAside(ours);
        },
      }),
  );
  const { state: saveState, unsaved } = useSyncExternalStore(saver.subscribe, saver.view, saver.view);

  const put = (itemId: string, content: AnswerContent) =>
    setContents((all) => ({ ...all, [itemId]: content }));

  /** Unsent work that is asked about stands beside the answer, on this device too. */
  async function setAside(local: LocalAnswer, newer: RoomQuestion["answer"]) {
    const isKept = await keepAside({ ...local, itemId: asideKey(local) });
    if (!newer || !isKept) return;
    const { content, revision } = newer;
    const known = Math.max(local.revision, revision);
    void store.write({ ...local, content, revision: known, base: revision, unsaved: false });
  }

  const restore = useEffectEvent((locals: LocalAnswer[]) => {
    setHere((now) => ({
      ...Object.fromEntries(locals.map(({ itemId, drafts }) => [itemId, drafts])),
      ...now,
    }));
    for (const local of locals) {
      if (itemOfAside(local.itemId) && local.unsaved) putAside(local);
      const question = view.questions.find((one) => one.id === local.itemId);
      if (!question) continue;
      const decision = decideRestore(local, question.answer, keptAt() !== undefined);
      if (decision !== "keep_server" && early.typed?.has(local.itemId)) {
        void keepAside({ ...local, itemId: asideKey(local), unsaved: true });
        saver.keepDrafts(local, false);
        continue;
      }
      if (decision === "renew") {
        saver.renew(local.itemId, local, true);
        continue;
      }
      if (decision === "ask") void setAside(local, question.answer);
      // The answer to its save was lost: the server has it.
      if (decision === "keep_server" && local.unsaved) void store.write({ ...local, unsaved: false });
      if (decision !== "restore") {
        saver.keepDrafts(local, (local.base ?? 0) >= (question.answer?.revision ?? 0));
        setDrafts((count) => count + 1);
        continue;
      }
      saver.restore(local, countLines(local.content));
      put(local.itemId, local.content);
      setReplaced((count) => count + 1);
    }
  });

  /** From now on every change is kept and sent; in a tab that only reads, what was typed until now stands aside. */
  const begin = useEffectEvent((writer: Writer) => {
    for (const [itemId, content] of early.typed ?? []) {
      if (writer === "writing") {
        saver.edit(itemId, content);
        continue;
      }
      const before = view.questions.find((one) => one.id === itemId)?.answer;
      const revision = (before?.revision ?? 0) + 1;
      const { attemptId } = view;
      const key = asideKey({ itemId, revision });
      void keepAside({ attemptId, itemId: key, content, drafts: {}, revision, unsaved: true });
    }
    early.typed = null;
    setReady(true);
  });

  useEffect(() => {
    const listen = () => closed();
    window.addEventListener(CLOSED_EVENT, listen);
    let current = true;
    // A tab that reads leaves what this device holds to the one that writes.
    void turn.then(async (writer) => {
      const locals = writer === "writing" ? await store.read(view.attemptId) : [];
      if (!current) return;
      restore(locals);
      begin(writer);
    });
    const detach = saver.attach();
    return () => {
      current = false;
      window.removeEventListener(CLOSED_EVENT, listen);
      detach();
    };
  }, [saver, store, turn, view.attemptId]);

  useKeptRoom(view, saver, clock, takeClock, () => setSignedOut(true), ready);

  function edit(itemId: string, content: AnswerContent) {
    put(itemId, content);
    if (early.typed) early.typed.set(itemId, content);
    else saver.edit(itemId, content);
  }
  function replace(itemId: string, content: AnswerContent) {
    edit(itemId, content);
    setReplaced((count) => count + 1);
  }

  function keepHere(key: string, name: string, text?: string) {
    const { [name]: _before, ...others } = here[key] ?? {};
    const drafts = text === undefined ? others : { ...others, [name]: text };
    setHere({ ...here, [key]: drafts });
    const content = { text: "" };
    void store.write({
      attemptId: view.attemptId,
      itemId: key,
      content,
      drafts,
      revision: 0,
      unsaved: false,
    });
  }

  const aside = Object.fromEntries(asides.map((row) => [itemOfAside(row.itemId) ?? "", row]));

  function leaveAside(itemId: string, isTaken: boolean) {
    const row = aside[itemId];
    if (!row) return;
    if (isTaken) {
      replace(itemId, row.content);
      saver.keepDrafts({ ...row, itemId }, true);
    }
    void saver.copy.write({ ...row, unsaved: false });
    setAsides((all) => all.filter((one) => one !== row));
  }

  return {
    contents,
    replaced,
    saveState,
    unsaved,
    signedOut,
    clock,
    aside,
    recorded,
    edit,
    replace,
    takeAside: (itemId) => leaveAside(itemId, true),
    dropAside: (itemId) => leaveAside(itemId, false),
    draftOf: (itemId, language) => saver.draftsOf(itemId)[language],
    keptHere: (key, name) => here[key]?.[name],
    keepHere,
    setClock,
    record: (event) => saver.record(event),
    saveNow: () => saver.saveNow(),
    flush: (ms) => saver.flush(ms),
    close: () => saver.close(),
  };
}

const CLOSED_EVENT = "assay:attempt-closed";
