"use client";

import { useSyncExternalStore } from "react";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { type SaveState, SaveStateLine } from "#app/_views/save-state.tsx";
import { InfoDialog } from "./info-dialog.tsx";
import type { ShownEvent } from "./use-room-events.ts";
import { SHORTCUTS } from "./use-shortcuts.ts";

interface StateLineProps {
  saveState: SaveState;
  signedOut: boolean;
  reading: boolean;
  onTakeOver: () => void;
  /** This device holds unsent work beside newer work of another device. */
  hasAside: boolean;
  onTakeAside: () => void;
  onRetry: () => void;
  onDownload: () => void;
  events: readonly ShownEvent[];
}

/** Always there and always as high: no news moves the editor. */
export function StateLine(props: StateLineProps) {
  return (
    <section
      aria-label="Saving and what is recorded"
      className="flex h-8 shrink-0 items-center justify-between gap-3 border-b border-hairline bg-page px-1 text-14 md:px-2"
    >
      <Message {...props} />
      <div className="flex shrink-0 items-center gap-1">
        <InfoDialog label={<RecordedLabel count={props.events.length} />} title="What is recorded about you">
          <Recorded events={props.events} />
        </InfoDialog>
        <span className="max-md:hidden">
          <InfoDialog label="Shortcuts" title="Shortcuts" openerId="open-shortcuts">
            <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-14">
              {SHORTCUTS.map(({ keys, does }) => (
                <div key={keys} className="contents">
                  <dt className="font-mono">{keys}</dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </InfoDialog>
        </span>
      </div>
    </section>
  );
}

function LineButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" onClick={onClick} className="min-h-6 shrink-0 rounded-tag px-1 underline">
      {label}
    </button>
  );
}

const never = () => () => {};

/** The one thing to know now. Times are told in the reader's zone, so the first words come with the browser's. */
function Message(props: StateLineProps) {
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const line = "flex min-w-0 items-center gap-1 rounded-tag bg-warn-tint px-2 text-warn-text";
  if (props.reading) {
    return (
      <p role="status" className={line}>
        <span className="truncate">This attempt is open in another tab, so this one only reads.</span>
        <LineButton label="Write here instead" onClick={props.onTakeOver} />
      </p>
    );
  }
  if (props.signedOut) {
    return (
      <p role="status" className={line}>
        <span className="truncate">Your session has ended. Your work is on this device.</span>
        <a href="/sign-in" target="_blank" rel="noreferrer" className="shrink-0 px-1 underline">
          Sign in again
        </a>
        <LineButton label="Try now" onClick={props.onRetry} />
      </p>
    );
  }
  if (props.hasAside) {
    return (
      <p role="status" className={line}>
        <span className="truncate">Another device saved newer work; this one holds unsent work too.</span>
        <LineButton label="Use this device's" onClick={props.onTakeAside} />
      </p>
    );
  }
  const state: SaveState = inBrowser ? props.saveState : { kind: "untouched" };
  return <SaveStateLine state={state} onRetry={props.onRetry} onDownload={props.onDownload} />;
}

function RecordedLabel({ count }: { count: number }) {
  return (
    <>
      {count} {count === 1 ? "event" : "events"}
      <span className="max-md:hidden"> recorded</span>
    </>
  );
}

const WORDS: Record<ShownEvent["kind"], string> = {
  paste: "Text pasted",
  left_page: "Another tab or window came to the front",
  returned: "This page came back to the front",
  connection_lost: "The connection was lost",
  connection_back: "The connection came back",
};

function Recorded({ events }: { events: readonly ShownEvent[] }) {
  return (
    <div className="grid gap-3">
      <p>
        Your answers as you save them, large pastes with their size, leaving and coming back to this page, and
        lost connections. People read it; nothing of it is a score.
      </p>
      {events.length === 0 ? (
        <p className="text-muted">Nothing yet.</p>
      ) : (
        <ol className="grid gap-1 text-14">
          {events.map((event) => (
            <li key={event.id} className="flex gap-4">
              <span className="tabular-nums">
                <LocalTime at={event.at} style="clock" />
              </span>
              <span>
                {WORDS[event.kind]}
                {event.characters === undefined ? "" : `, ${event.characters} characters`}
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
