"use client";

import { useEffect, useState } from "react";
import { Notice } from "#app/_ui/notice.tsx";
import { useWords } from "#app/_words/words-provider.tsx";
import { CallError, putAnswer } from "./api.ts";
import { itemOfAside, type LocalAnswer, openLocalStore } from "./local-store.ts";
import { isPermanent } from "./refusal.ts";

interface Late {
  /** Not sent yet: there is no connection, or no answer. */
  left: number;
  sent: number;
  /** Not taken, and never will be. */
  refused: number;
}

/** Sends what this device still holds of an attempt that has ended; none stands in the way of the next. */
async function sendLate(attemptId: string): Promise<Late> {
  const store = openLocalStore();
  const unsaved = (await store.read(attemptId)).filter((local) => local.unsaved);
  const late: Late = { left: 0, sent: 0, refused: 0 };
  for (const local of unsaved) {
    // What stood aside of another device's work was never chosen nor thrown away: it is late like the others.
    const became = await sendOne({ ...local, itemId: itemOfAside(local.itemId) ?? local.itemId });
    late[became] += 1;
    if (became === "sent") void store.write({ ...local, unsaved: false });
  }
  return late;
}

/** A refusal with 409 is the good answer here: it says that the edit is kept as late. */
async function sendOne({
  attemptId,
  itemId,
  content,
  revision,
  base,
  writer,
}: LocalAnswer): Promise<keyof Late> {
  try {
    await putAnswer(attemptId, itemId, { revision: revision + 1, base, writer, content });
    return "sent";
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    if (error.status === 409) return "sent";
    return isPermanent(error) ? "refused" : "left";
  }
}

/** Edits that missed the end: never dropped, and never passed off as in time. */
export function LateEdits({ attemptId }: { attemptId: string }) {
  const t = useWords("review");
  const [state, setState] = useState<Late>({ left: 0, sent: 0, refused: 0 });
  useEffect(() => {
    const send = async () => {
      setState(await sendLate(attemptId));
      // What else this device holds of an attempt that is over, nobody comes back to.
      await import("./forget.ts")
        .then(({ forgetAttempt }) => forgetAttempt(attemptId))
        .catch(() => undefined);
    };
    void send();
    window.addEventListener("online", send);
    return () => window.removeEventListener("online", send);
  }, [attemptId]);

  const { left, sent, refused } = state;
  if (left + sent + refused === 0) return null;
  return (
    <Notice live tone="warn" className="mt-6">
      {left > 0 && <p>{t("lateLeft", { count: left })}</p>}
      {left === 0 && sent > 0 && <p>{t("lateSent")}</p>}
      {refused > 0 && <p>{t("lateRefused", { count: refused })}</p>}
    </Notice>
  );
}
