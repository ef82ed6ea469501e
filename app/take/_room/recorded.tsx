"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "#app/_ui/action-button.tsx";
import { announce } from "#app/_ui/announce.ts";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { useWords } from "#app/_words/words-provider.tsx";
import type { AttemptView } from "#lib/attempts/schema.ts";
import { CallError } from "./api.ts";
import { putNote } from "./put-note.ts";
import type { ShownEvent } from "./shown-event.ts";
import { timeWords } from "./time-words.ts";

/** As the server has it (lib/attempts/events/schema.ts), which is not sent to the browser for one number. */
const MAX_NOTE_CHARACTERS = 500;

export interface RecordedProps {
  attemptId: string;
  events: readonly ShownEvent[];
  credits: AttemptView["credits"];
  /** Absent: the attempt is over, and its time no longer matters. */
  plan?: AttemptView["plan"];
  /** Notes can be written until the answers are graded. */
  mayNote: boolean;
}

/** What is recorded about the candidate, with room for their own words, and the time they were given back. */
export function Recorded({ attemptId, events, credits, plan, mayNote }: RecordedProps) {
  const t = useWords("room");
  return (
    <div className="grid gap-3">
      <p>{t("recordedWhat")}</p>
      {events.length === 0 ? (
        <p className="text-muted">{t("nothingYet")}</p>
      ) : (
        <ol className="grid gap-2 text-14">
          {events.map((event) => (
            <EventRow key={event.id} attemptId={attemptId} event={event} mayNote={mayNote} />
          ))}
        </ol>
      )}
      {plan && <PlanLine plan={plan} />}
      {credits.length > 0 && (
        <div>
          <p className="font-medium">{t("givenBack")}</p>
          <ul className="text-14">
            {credits.map(({ kind, fromAt, seconds }) => (
              <li key={fromAt} className="flex gap-4">
                <span className="tabular-nums">
                  <LocalTime at={fromAt} style="clock" />
                </span>
                {t(kind, { count: seconds })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function PlanLine({ plan }: { plan: AttemptView["plan"] }) {
  const t = useWords("clock");
  return (
    <p>
      <span className="font-medium">{t("yourTime")}:</span> {timeWords(plan, t)}
    </p>
  );
}

type EventRowProps = Pick<RecordedProps, "attemptId" | "mayNote"> & { event: ShownEvent };

function EventRow({ attemptId, event, mayNote }: EventRowProps) {
  const t = useWords("room");
  const [note, setNote] = useState(event.note ?? "");
  const [open, setOpen] = useState(false);
  const what = event.characters === undefined ? t(event.kind) : t("pasteOf", { count: event.characters });
  return (
    <li className="grid gap-1">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <span className="tabular-nums">
          <LocalTime at={event.at} style="clock" />
        </span>
        <span>{what}</span>
        {mayNote && !open && (
          <button
            type="button"
            onClick={() => setOpen(true)}
            className="min-h-6 rounded-tag text-accent-text underline print:hidden"
          >
            {note ? t("changeNote") : t("addNote")}
            <span className="sr-only">: {what}</span>
          </button>
        )}
      </div>
      {note && !open && <p className="text-muted wrap-anywhere">{t("yourNote", { note })}</p>}
      {open && (
        <NoteForm
          note={note}
          save={async (text) => {
            const saved = await putNote(attemptId, event, text);
            setNote(saved.note ?? "");
            setOpen(false);
            announce(t("noteSaved"));
          }}
        />
      )}
    </li>
  );
}

function NoteForm({ note, save }: { note: string; save: (text: string) => Promise<void> }) {
  const t = useWords("room");
  const refusals = useWords("refusals");
  const id = useId();
  const [failed, setFailed] = useState("");

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get("note") ?? "");
    try {
      await save(text);
    } catch (error) {
      const code = error instanceof CallError ? error.code : "";
      setFailed(code === "throttled" || code === "conflict" ? refusals(code) : refusals("offline"));
    }
  }

  return (
    <form onSubmit={submit} className="grid max-w-form gap-2">
      <label htmlFor={id}>{t("note")}</label>
      <textarea
        id={id}
        name="note"
        rows={2}
        maxLength={MAX_NOTE_CHARACTERS}
        defaultValue={note}
        className="control py-2"
      />
      {failed && (
        <p role="alert" className="text-fail">
          {failed}
        </p>
      )}
      <span>
        <Button type="submit">{t("saveNote")}</Button>
      </span>
    </form>
  );
}
