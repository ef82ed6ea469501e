"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { announce } from "#app/_ui/announce.ts";
import { formatsOf } from "#app/_ui/format.ts";
import { Icon } from "#app/_ui/icon.tsx";
import { check, circleAlert, circleDashed, cloudOff, type IconShapes } from "#app/_ui/icons.ts";
import type { saving } from "#app/_words/en/saving.ts";
import type { Words } from "#app/_words/message.ts";
import { useWords } from "#app/_words/words-provider.tsx";

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
  /** One of these three, and this device keeps nothing either: it stands on this page alone. */
  | { kind: "unkept" }
  /** The server does not take the answer with this number as it stands; the others are saved as ever. */
  | {
      kind: "refused";
      ordinal: number;
      reason: { kind: "code" | "text" } | { kind: "other"; detail: string };
    }
  /** Edits found on this device that had not reached the server. */
  | { kind: "restored"; lines: number };

type SaveStateProps = {
  state: SaveState;
  onRetry?: () => void;
  onDownload?: () => void;
};

type SavingWords = Words<typeof saving>;

/** The sentence of a state: on the page and, for some, in the ear. */
export function saveSentence(state: SaveState, t: SavingWords): string {
  const { time } = formatsOf(t.locale);
  switch (state.kind) {
    case "saved":
    case "back":
      return t(state.kind, { time: time(new Date(state.at), "clock") });
    case "offline":
    case "failed":
      return t(state.kind, { time: time(new Date(state.since), "minute") });
    case "restored":
      return t("restored", { count: state.lines });
    case "refused":
      return refusedSentence(state, t);
    default:
      return t(state.kind);
  }
}

function refusedSentence({ ordinal, reason }: SaveState & { kind: "refused" }, t: SavingWords): string {
  if (reason.kind === "other") return t("refused", { ordinal, detail: reason.detail });
  return t(reason.kind === "code" ? "tooLargeCode" : "tooLargeText", { ordinal });
}

/** For a narrow line: the state and what is safe. The whole sentence has been spoken. */
function shortSentence(state: SaveState, t: SavingWords): string {
  const minute = (at: string) => formatsOf(t.locale).time(new Date(at), "minute");
  switch (state.kind) {
    case "slow":
    case "unkept":
      return t(`${state.kind}Short`);
    case "offline":
      return t("offlineShort", { time: minute(state.since) });
    case "failed":
      return t("failedShort", { time: minute(state.since) });
    case "restored":
      return t("restoredShort", { count: state.lines });
    case "refused":
      return t(state.reason.kind === "other" ? "refusedShort" : "tooLargeShort", { ordinal: state.ordinal });
    default:
      return saveSentence(state, t);
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
  unkept: { icon: circleAlert, look: "bg-fail-tint text-fail" },
  refused: { icon: circleAlert, look: "bg-fail-tint text-fail" },
  restored: { icon: circleDashed, look: "text-muted" },
};

const SPOKEN: readonly SaveState["kind"][] = ["offline", "failed", "unkept", "refused", "back", "restored"];

/** There is something to do about it. */
const WITH_HELP: readonly SaveState["kind"][] = ["failed", "unkept", "refused"];

/** The state line: always there and always as high, so that no news moves the editor. */
export function SaveStateLine({ state, onRetry, onDownload }: SaveStateProps) {
  const t = useWords("saving");
  const spoken = useRef<SaveState["kind"]>(state.kind);
  useEffect(() => {
    if (spoken.current === state.kind) return;
    spoken.current = state.kind;
    if (SPOKEN.includes(state.kind)) announce(saveSentence(state, t));
  }, [state, t]);

  const { icon, look } = faces[state.kind];
  return (
    <div
      data-save-state={state.kind}
      className={`flex h-8 min-w-0 items-center gap-2 rounded-tag px-2 text-14 tabular-nums ${look}`}
    >
      <Icon icon={icon} />
      <span
        title={state.kind === "refused" ? saveSentence(state, t) : undefined}
        className="min-w-0 truncate max-sm:hidden"
      >
        {saveSentence(state, t)}
      </span>
      <span className="min-w-0 truncate sm:hidden">{shortSentence(state, t)}</span>
      {WITH_HELP.includes(state.kind) && (
        <>
          <LineButton onClick={onRetry}>{t("tryNow")}</LineButton>
          <LineButton onClick={onDownload}>
            <span className="max-sm:hidden">{t("downloadAnswer")}</span>
            <span className="sm:hidden">{t("download")}</span>
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
