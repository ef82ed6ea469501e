"use client";

import { type ComponentType, lazy, Suspense, useEffect, useSyncExternalStore } from "react";
import { type SaveState, SaveStateLine } from "#app/_views/save-state.tsx";
import { useWords } from "#app/_words/words-provider.tsx";
import type { AnswerContent } from "#lib/assessments/schema.ts";
import type { TimeView } from "#lib/attempts/schema.ts";
import { InfoDialog } from "./info-dialog.tsx";
import type { ShownEvent } from "./shown-event.ts";
import { givenSeconds, shortTime, timeWords } from "./time-words.ts";
import type { ViewSettingsProps } from "./view-settings.tsx";

const loadDialogs = () => import("./dialogs.ts");
type Dialogs = Awaited<ReturnType<typeof loadDialogs>>;

/** Without a network it is not there, and the room is. */
function dialog<Props>(pick: (all: Dialogs) => ComponentType<Props>) {
  return lazy(() =>
    loadDialogs().then(
      (all) => ({ default: pick(all) }),
      () => ({ default: () => null }),
    ),
  );
}
const Recorded = dialog((all) => all.Recorded);
const KeyList = dialog((all) => all.KeyList);
const Aside = dialog((all) => all.Aside);
const ViewSettings = dialog((all) => all.ViewSettings);

interface StateLineProps {
  saveState: SaveState;
  signedOut: boolean;
  reading: boolean;
  onTakeOver: () => void;
  /** This device holds unsent work beside newer work of another device. */
  aside?: AnswerContent;
  onTakeAside: () => void;
  onDropAside: () => void;
  onDownloadAside: () => void;
  onRetry: () => void;
  onDownload: () => void;
  attemptId: string;
  events: readonly ShownEvent[];
  /** Of a practice there is none: no clock runs. */
  time?: TimeView;
  view: ViewSettingsProps;
}

/** Always there and always as high: no news moves the editor. */
export function StateLine(props: StateLineProps) {
  const t = useWords("room");
  // It may be wanted without a network.
  useEffect(() => void loadDialogs().catch(() => undefined), []);
  return (
    <section
      aria-label={t("stateLine")}
      className="flex h-8 shrink-0 items-center justify-between gap-3 border-b pointer-coarse:h-11 border-hairline bg-page px-1 text-14 md:px-2"
    >
      <Message {...props} />
      <div className="flex shrink-0 items-center gap-1">
        {props.aside && (
          <InfoDialog label={t("asideLook")} title={t("asideTitle")}>
            <Suspense fallback={null}>
              <Aside
                content={props.aside}
                readOnly={props.reading}
                onTake={props.onTakeAside}
                onDrop={props.onDropAside}
                onDownload={props.onDownloadAside}
              />
            </Suspense>
          </InfoDialog>
        )}
        {props.time && <TimeGiven time={props.time} />}
        <InfoDialog label={<RecordedLabel count={props.events.length} />} title={t("recordedTitle")}>
          <Suspense fallback={null}>
            <Recorded
              attemptId={props.attemptId}
              events={props.events}
              credits={props.time?.credits ?? []}
              plan={props.time?.plan}
              mayNote
            />
          </Suspense>
        </InfoDialog>
        <InfoDialog label={t("view")} title={t("viewTitle")}>
          <Suspense fallback={null}>
            <ViewSettings {...props.view} />
          </Suspense>
        </InfoDialog>
        <InfoDialog
          label={t("shortcuts")}
          title={t("shortcuts")}
          openerId="open-shortcuts"
          className="max-md:hidden"
        >
          <Suspense fallback={null}>
            <KeyList />
          </Suspense>
        </InfoDialog>
      </div>
    </section>
  );
}

/** “60 min (40 + 50 %) + 45 s”: the terms, and what was given back so far. Its reasons are among what is recorded. */
function TimeGiven({ time }: { time: TimeView }) {
  const t = useWords("clock");
  const given = givenSeconds(time.credits);
  const plan = timeWords(time.plan, t);
  return (
    <p className="px-1 text-muted tabular-nums max-lg:hidden">
      {given === 0 ? plan : t("planGiven", { plan, time: shortTime(given) })}
    </p>
  );
}

function LineButton({ label, short, onClick }: { label: string; short?: string; onClick: () => void }) {
  return (
    <button type="button" onClick={onClick} className="min-h-6 shrink-0 rounded-tag px-1 underline">
      {short === undefined ? label : <ByWidth whole={label} short={short} />}
    </button>
  );
}

/** On a narrow line only its short form fits. */
function ByWidth({ whole, short, className = "" }: { whole: string; short: string; className?: string }) {
  return (
    <>
      <span className={`${className} max-lg:hidden`}>{whole}</span>
      <span className={`${className} lg:hidden`}>{short}</span>
    </>
  );
}

function Sentence({ whole, short }: { whole: string; short: string }) {
  return <ByWidth whole={whole} short={short} className="min-w-0 truncate" />;
}

const never = () => () => {};

/** The one thing to know now. Times are told in the reader's zone, so the first words come with the browser's. */
function Message(props: StateLineProps) {
  const t = useWords("saving");
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const line = "flex min-w-0 items-center gap-1 rounded-tag bg-warn-tint px-2 text-warn-text";
  if (props.reading) {
    return (
      <p role="status" className={line}>
        <Sentence whole={t("reading")} short={t("readingShort")} />
        <LineButton label={t("writeHere")} short={t("writeHereShort")} onClick={props.onTakeOver} />
      </p>
    );
  }
  if (props.signedOut) {
    return (
      <p role="status" className={line}>
        <Sentence
          whole={t(props.saveState.kind === "unkept" ? "signedOutUnkept" : "signedOut")}
          short={t("signedOutShort")}
        />
        <a href="/sign-in" target="_blank" rel="noreferrer" className="shrink-0 px-1 underline">
          {t("signInAgain")}
        </a>
        <LineButton label={t("tryNow")} onClick={props.onRetry} />
      </p>
    );
  }
  const state: SaveState = inBrowser ? props.saveState : { kind: "untouched" };
  // That this device's newest work is not safe is more urgent than what was kept of the older.
  if (props.aside && !["offline", "failed", "unkept"].includes(state.kind)) {
    return (
      <p role="status" className={line}>
        <Sentence whole={t("aside")} short={t("asideShort")} />
      </p>
    );
  }
  return <SaveStateLine state={state} onRetry={props.onRetry} onDownload={props.onDownload} />;
}

function RecordedLabel({ count }: { count: number }) {
  const t = useWords("room");
  return (
    <>
      <span className="max-md:hidden">{t("events", { count })}</span>
      <span className="md:hidden">{t("eventsShort", { count })}</span>
    </>
  );
}
