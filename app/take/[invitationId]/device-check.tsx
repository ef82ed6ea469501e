"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Button } from "#app/_ui/action-button.tsx";
import { announce } from "#app/_ui/announce.ts";
import { formatsOf } from "#app/_ui/format.ts";
import { Icon } from "#app/_ui/icon.tsx";
import { chevronDown } from "#app/_ui/icons.ts";
import type { checks } from "#app/_words/en/checks.ts";
import type { Words } from "#app/_words/message.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import { type Found, type Outcome, useCheck } from "./use-check.ts";

type ChecksWords = Words<typeof checks>;

export interface CheckLanguage {
  id: string;
  name: string;
  /** No live runner has it. */
  off: boolean;
}

interface DeviceCheckProps {
  invitationId: string;
  /** Empty where nothing is run. */
  languages: readonly CheckLanguage[];
  /** How the last check ended, before there is one on this page. */
  last: ReactNode;
}

/** Tries a save and a run as they will be, and says of each what was found. Nothing here keeps anybody from starting. */
export function DeviceCheck({ invitationId, languages, last }: DeviceCheckProps) {
  const t = useWords("checks");
  const router = useRouter();
  const [language, setLanguage] = useState(languages.find(({ off }) => !off)?.id ?? languages[0]?.id ?? null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { found, isChecking, check } = useCheck(invitationId, (next) => {
    setOutcome(next);
    announce(t(next));
    if (next === "ready") router.refresh();
  });
  const name = languages.find(({ id }) => id === language)?.name ?? "";
  return (
    <div className="grid justify-items-start gap-4">
      <p className="max-w-prose">{t(languages.length > 0 ? "intro" : "introNoRun")}</p>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        {languages.length > 1 && (
          <LanguageSelect languages={languages} value={language ?? ""} onChange={setLanguage} />
        )}
        <Button pending={isChecking} onClick={() => void check(language)}>
          {t("check")}
        </Button>
      </div>
      <section aria-label={t("results")} className="w-full">
        <dl className="divide-y divide-hairline border-y border-hairline">
          <Row term={t("store")}>{storeWords(found.store, t)}</Row>
          <Row term={t("save")}>{saveWords(found.save, t)}</Row>
          {languages.length > 0 && <Row term={t("run")}>{runWords(found.run, name, t)}</Row>}
        </dl>
      </section>
      {/* Always as high as what may come: it does not move the page. */}
      <p className="min-h-[1.625em] max-sm:min-h-[3.25em]">
        {outcome && !isChecking ? <strong className="font-medium">{t(outcome)}</strong> : !isChecking && last}
      </p>
    </div>
  );
}

function Row({ term, children }: { term: string; children: string }) {
  return (
    <div className="grid gap-x-6 py-2 sm:grid-cols-[10rem_1fr]">
      <dt className="font-medium">{term}</dt>
      <dd className="max-w-prose max-sm:min-h-[3.25em]">{children}</dd>
    </div>
  );
}

const took = (ms: number, t: ChecksWords) => formatsOf(t.locale).latency(ms);

function storeWords(trial: Found["store"], t: ChecksWords): string {
  if (trial.state === "good") return t("storeGood");
  if (trial.state === "bad") return t("storeBad");
  return t(trial.state === "waiting" ? "waiting" : "working");
}

function saveWords(trial: Found["save"], t: ChecksWords): string {
  if (trial.state === "good") return t("saveGood", { time: took(trial.ms, t) });
  if (trial.state === "offline") return t("saveOffline");
  if (trial.state === "refused") return t("saveRefused");
  return t(trial.state === "waiting" ? "waiting" : "working");
}

function runWords(trial: Found["run"], language: string, t: ChecksWords): string {
  switch (trial.state) {
    case "good":
      return t("runGood", { language, time: took(trial.ms, t) });
    case "noLanguage":
      return t("runNoLanguage", { language });
    case "unknown":
      return t("runUnknown", { language });
    case "away":
      return t("runAway");
    case "busy":
      return t("runBusy");
    case "failed":
      return t("runFailed");
    case "refused":
      return t("throttled");
    case "queued":
      return t("runQueued");
    default:
      return t(trial.state);
  }
}

function LanguageSelect({
  languages,
  value,
  onChange,
}: Pick<DeviceCheckProps, "languages"> & { value: string; onChange: (id: string) => void }) {
  const t = useWords("checks");
  return (
    <label className="grid gap-1">
      <span className="font-medium">{t("language")}</span>
      <span className="relative">
        <select
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          className="control appearance-none pe-9"
        >
          {languages.map(({ id, name, off }) => (
            <option key={id} value={id}>
              {off ? t("languageOff", { language: name }) : name}
            </option>
          ))}
        </select>
        <Icon
          icon={chevronDown}
          className="pointer-events-none absolute end-3 top-1/2 -translate-y-1/2 text-icon"
        />
      </span>
    </label>
  );
}
