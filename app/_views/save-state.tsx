"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { announce } from "#app/_ui/announce.ts";
import { formatTime } from "#app/_ui/format.ts";
import { Icon } from "#app/_ui/icon.tsx";
import { check, circleAlert, circleDashed, cloudOff, type IconShapes } from "#app/_ui/icons.ts";

/** Exactly one at a time. Moments are ISO 8601; a “saved” has one only after the server's commit. */
export type SaveState =
  | { kind: "untouched" }
  | { kind: "saved"; at: string }
  /** Back after offline or failed, all of it committed. */
  | { kind: "back"; at: string }
  | { kind: "saving" }
  /** No answer for eight seconds. */
  | { kind: "slow" }
  | { kind: "offline"; since: string }
  | { kind: "failed"; since: string }
  /** Edits found on this device that had not reached the server. */
  | { kind: "restored"; lines: number };

type SaveStateProps = {
  state: SaveState;
  onRetry?: () => void;
  onDownload?: () => void;
};

const clock = (at: string) => formatTime(new Date(at), "clock");
const hourAndMinute = (at: string) => clock(at).slice(0, 5);

/** The sentence of a state: on the page and, for some, in the ear. */
export function saveSentence(state: SaveState): string {
  switch (state.kind) {
    case "untouched":
      return "Saved as you type";
    case "saved":
      return `Saved ${clock(state.at)}`;
    case "back":
      return `Back online. All saved ${clock(state.at)}.`;
    case "saving":
      return "Saving…";
    case "slow":
      return "Still saving. Keep typing, it is kept on this device.";
    case "offline":
      return `Offline since ${hourAndMinute(state.since)}. Your work is kept on this device. Keep typing; the clock runs on.`;
    case "failed":
      return `Could not save since ${hourAndMinute(state.since)}. Your work is on this device. Leave this page open.`;
    case "restored":
      return `${state.lines} ${state.lines === 1 ? "line" : "lines"} on this device had not reached us. They are in the editor and being sent now.`;
  }
}

/** For a narrow line: the state and what is safe. The whole sentence has been spoken. */
function shortSentence(state: SaveState): string {
  switch (state.kind) {
    case "slow":
      return "Still saving. Kept on this device.";
    case "offline":
      return `Offline since ${hourAndMinute(state.since)}. Kept on this device.`;
    case "failed":
      return `Not saved since ${hourAndMinute(state.since)}`;
    case "restored":
      return `${state.lines} unsent ${state.lines === 1 ? "line" : "lines"} restored`;
    default:
      return saveSentence(state);
  }
}

const faces: Record<SaveState["kind"], { icon: IconShapes; look: string }> = {
  untouched: { icon: circleDashed, look: "text-muted" },
  saved: { icon: check, look: "text-muted" },
  back: { icon: check, look: "text-pass" },
  saving: { icon: circleDashed, look: "text-muted" },
  slow: { icon: circleDashed, look: "text-muted" },
  offline: { icon: cloudOff, look: "bg-warn-tint text-warn-text" },
  failed: { icon: circleAlert, look: "bg-fail-tint text-fail" },
  restored: { icon: circleDashed, look: "text-muted" },
};

const SPOKEN: readonly SaveState["kind"][] = ["offline", "failed", "back", "restored"];

/** The state line: always there and always as high, so that no news moves the editor. */
export function SaveStateLine({ state, onRetry, onDownload }: SaveStateProps) {
  const spoken = useRef<SaveState["kind"]>(state.kind);
  useEffect(() => {
    if (spoken.current === state.kind) return;
    spoken.current = state.kind;
    if (SPOKEN.includes(state.kind)) announce(saveSentence(state));
  }, [state]);

  const { icon, look } = faces[state.kind];
  return (
    <div
      data-save-state={state.kind}
      className={`flex h-8 min-w-0 items-center gap-2 rounded-tag px-2 text-14 tabular-nums ${look}`}
    >
      <Icon icon={icon} />
      <span className="min-w-0 truncate max-sm:hidden">{saveSentence(state)}</span>
      <span className="min-w-0 truncate sm:hidden">{shortSentence(state)}</span>
      {state.kind === "failed" && (
        <>
          <LineButton onClick={onRetry}>Try now</LineButton>
          <LineButton onClick={onDownload}>
            Download<span className="max-sm:sr-only"> my answer</span>
          </LineButton>
        </>
      )}
    </div>
  );
}

function LineButton({ onClick, children }: { onClick?: () => void; children: ReactNode }) {
  if (!onClick) return null;
  return (
    <button type="button" onClick={onClick} className="min-h-6 shrink-0 rounded-tag px-1 underline">
      {children}
    </button>
  );
}
