"use client";

import { useEffect, useState } from "react";
import { Notice } from "#app/_ui/notice.tsx";
import { useWords } from "#app/_words/words-provider.tsx";
import { CallError, putAnswer } from "./api.ts";
import { itemOfAside, type LocalAnswer, openLocalStore } from "./local-store.ts";

/** Sends what this device still holds of an attempt that has ended. @returns what is left when there is no connection. */
async function sendLate(attemptId: string): Promise<{ left: number; sent: number }> {
  const store = openLocalStore();
  const unsaved = (await store.read(attemptId)).filter(
    (local) => local.unsaved && itemOfAside(local.itemId) === null,
  );
  let sent = 0;
  for (const local of unsaved) {
    if (!(await isTaken(local))) return { left: unsaved.length - sent, sent };
    store.write({ ...local, unsaved: false });
    sent += 1;
  }
  return { left: 0, sent };
}

/** A refusal with 409 is the good answer here: it says that the edit is kept as late. */
async function isTaken({ attemptId, itemId, content, revision }: LocalAnswer): Promise<boolean> {
  try {
    await putAnswer(attemptId, itemId, { revision: revision + 1, content });
    return true;
  } catch (error) {
    return error instanceof CallError && error.status === 409;
  }
}

/** Edits that missed the end: never dropped, and never passed off as in time. */
export function LateEdits({ attemptId }: { attemptId: string }) {
  const t = useWords("review");
  const [state, setState] = useState({ left: 0, sent: 0 });
  useEffect(() => {
    const send = () => void sendLate(attemptId).then(setState);
    send();
    window.addEventListener("online", send);
    return () => window.removeEventListener("online", send);
  }, [attemptId]);

  if (state.left === 0 && state.sent === 0) return null;
  return (
    <Notice live tone="warn" className="mt-6">
      {state.left > 0 ? t("lateLeft", { count: state.left }) : t("lateSent")}
    </Notice>
  );
}
