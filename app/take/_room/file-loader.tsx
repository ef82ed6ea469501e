"use client";

import { type ComponentType, useEffect, useEffectEvent, useState } from "react";
import type { AttemptView } from "#lib/attempts/schema.ts";
import type { FileAnswerProps, FilesOnTheirWayProps } from "./file-answer.tsx";
import type { Answers } from "./use-answers.ts";
import type { Writer } from "./use-writer.ts";

/* Uploading is loaded only where a question asks for a file: most attempts never fetch a byte of it. */

const loadParts = () => import("./file-answer.tsx");
type Parts = Awaited<ReturnType<typeof loadParts>>;

const asksForFile = (view: AttemptView) => view.questions.some((question) => question.type === "file");

/** The script; without a connection it is asked for again when there is one. */
function useParts(wanted: boolean): Parts | null {
  const [parts, setParts] = useState<Parts | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let current = true;
    const load = () =>
      void loadParts().then(
        (loaded) => current && setParts(loaded),
        () => undefined,
      );
    load();
    window.addEventListener("online", load);
    return () => {
      current = false;
      window.removeEventListener("online", load);
    };
  }, [wanted]);
  return parts;
}

/**
 * Sends what was chosen, whichever question is open, and makes it the answer when it has arrived.
 * @param active false once another tab writes.
 * @param turn tells whether this tab writes.
 */
export function useFileSender(
  view: AttemptView,
  { contents, edit }: Answers,
  active: boolean,
  turn: Promise<Writer>,
): void {
  const parts = useParts(asksForFile(view));
  const uploads = parts?.uploadsOf(view.attemptId);
  const done = useEffectEvent(edit);
  useEffect(() => uploads?.shows(contents), [uploads, contents]);
  useEffect(
    () => uploads?.attend(active, turn, (itemId, { fileId }) => done(itemId, { fileId })),
    [uploads, active, turn],
  );
}

function Loaded<Props extends object>({
  part,
  ...props
}: { part: (parts: Parts) => ComponentType<Props> } & Props) {
  const parts = useParts(true);
  if (!parts) return null;
  const Part = part(parts);
  return <Part {...(props as unknown as Props)} />;
}

export function FileAnswer(props: FileAnswerProps) {
  return <Loaded part={(parts) => parts.FileAnswer} {...props} />;
}

/** What of the files has not reached us: on the page before the end. */
export function FilesOnTheirWay(props: FilesOnTheirWayProps) {
  return asksForFile(props.view) ? <Loaded part={(parts) => parts.FilesOnTheirWay} {...props} /> : null;
}
