import { Button } from "#app/_ui/action-button.tsx";
import { formatsOf } from "#app/_ui/format.ts";
import { Notice } from "#app/_ui/notice.tsx";
import type { files } from "#app/_words/en/files.ts";
import type { Words } from "#app/_words/message.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import { FILE_KINDS } from "#lib/assessments/files/rules.ts";
import type { FileKind } from "#lib/assessments/files/schema.ts";
import { saveCopy } from "./file-copy.ts";
import { refusalWords } from "./refusal.ts";
import { GAVE_WAY, type Upload } from "./uploads.ts";

export function sizeOf(bytes: number, t: Words<typeof files>): string {
  return formatsOf(t.locale).memory(Math.max(bytes / 1024, 103));
}

/** “PDF, PNG or JPEG”, as the reader's language lists choices. */
export function kindsOf(kinds: readonly FileKind[], t: Words<typeof files>): string {
  const names = kinds.map((kind) => FILE_KINDS[kind].name);
  return new Intl.ListFormat(t.locale, { type: "disjunction" }).format(names);
}

interface OnItsWayProps {
  upload: Upload;
  kinds: readonly FileKind[];
  maxBytes: number;
  /** Another tab writes: it alone sends files, and lets go of them. */
  readOnly: boolean;
  onCancel: () => void;
  onRetry: () => void;
  /** It is to take the place of what another device made the answer. */
  onInsist: () => void;
}

/** A file until the server has it: on its way, waiting, kept here, or refused. */
export function OnItsWay({ upload, kinds, maxBytes, readOnly, ...acts }: OnItsWayProps) {
  const t = useWords("files");
  const { onCancel, onRetry, onInsist } = acts;
  const { name, bytes, phase } = upload;
  if (phase === "sending") {
    const percent = Math.min(99, Math.floor((100 * upload.sent) / Math.max(bytes, 1)));
    return (
      <div className="flex flex-wrap items-center gap-3">
        <label className="grid min-w-0 flex-1 basis-56 gap-1">
          <span className="wrap-anywhere">{t("sending", { name, percent })}</span>
          <progress max={100} value={percent} className="h-2 w-full accent-accent" />
        </label>
        <Button onClick={onCancel}>{t("cancel")}</Button>
      </div>
    );
  }
  if (phase === "waiting") {
    return (
      <Notice tone="warn" live>
        <p>{t(waitingKey(upload), { name })}</p>
        <p className="mt-2 flex flex-wrap gap-2">
          <Button onClick={onRetry}>{t("sendNow")}</Button>
          <Button onClick={onCancel}>{t("cancel")}</Button>
        </p>
      </Notice>
    );
  }
  if (phase === "held") {
    const { code, kept, file } = upload;
    return (
      <Notice tone="fail" live>
        <p>
          {t(heldKey(code), { name })} {t(kept ? "onDevice" : "onPage")}
        </p>
        <p className="mt-2 flex flex-wrap gap-2">
          {!readOnly && <Button onClick={onRetry}>{t("sendNow")}</Button>}
          <Button onClick={() => saveCopy(file)} aria-label={t("downloadName", { name })}>
            {t("download")}
          </Button>
          {!readOnly && <Button onClick={onCancel}>{t("forget")}</Button>}
        </p>
      </Notice>
    );
  }
  if (phase === "elsewhere") {
    const { kept, file } = upload;
    return (
      <Notice tone="warn" live>
        <p>
          {t("elsewhere", { name })} {t(kept ? "onDevice" : "onPage")}
        </p>
        <p className="mt-2 flex flex-wrap gap-2">
          {!readOnly && <Button onClick={onInsist}>{t("sendInstead")}</Button>}
          <Button onClick={() => saveCopy(file)} aria-label={t("downloadName", { name })}>
            {t("download")}
          </Button>
          {!readOnly && <Button onClick={onCancel}>{t("forgetIt")}</Button>}
        </p>
      </Notice>
    );
  }
  return <Refused name={name} code={upload.code} kinds={kinds} maxBytes={maxBytes} />;
}

function waitingKey({ kept, signedOut }: { kept: boolean; signedOut: boolean }) {
  if (signedOut) return kept ? "signedOutKept" : "signedOutOpen";
  return kept ? "waitingKept" : "waitingOpen";
}

function heldKey(code: string) {
  if (code === "deadline_passed" || code === "already_submitted") return "heldLate";
  if (code === GAVE_WAY) return "heldReading";
  return code === "full" ? "heldFull" : "heldOther";
}

function Refused({
  name,
  code,
  kinds,
  maxBytes,
}: {
  name: string;
  code: string;
  kinds: readonly FileKind[];
  maxBytes: number;
}) {
  const t = useWords("files");
  const refusals = useWords("refusals");
  const words =
    code === "invalid"
      ? t("unfit", { name, kinds: kindsOf(kinds, t) })
      : code === "too_large"
        ? t("noRoom", { name, size: sizeOf(maxBytes, t) })
        : refusalWords({ code, detail: "" }, refusals);
  return (
    <Notice tone="fail" live>
      {words}
    </Notice>
  );
}
