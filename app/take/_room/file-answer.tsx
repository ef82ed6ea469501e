"use client";

import { type DragEvent, useEffect, useId, useRef, useState, useSyncExternalStore } from "react";
import { Button } from "#app/_ui/action-button.tsx";
import { announce } from "#app/_ui/announce.ts";
import { Notice } from "#app/_ui/notice.tsx";
import type { files } from "#app/_words/en/files.ts";
import type { Words } from "#app/_words/message.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import { FILE_KINDS, kindOfName } from "#lib/assessments/files/rules.ts";
import type { AnswerContent } from "#lib/assessments/schema.ts";
import type { UploadedFile } from "#lib/attempts/files/schema.ts";
import type { AttemptView, RoomQuestion } from "#lib/attempts/schema.ts";
import { kindsOf, OnItsWay, sizeOf } from "./file-on-its-way.tsx";
import { type Upload, uploadsOf } from "./uploads.ts";

export { uploadsOf } from "./uploads.ts";

type FileQuestion = RoomQuestion & { type: "file" };

export interface FileAnswerProps {
  attemptId: string;
  question: FileQuestion;
  fileId: string | null;
  readOnly: boolean;
  onEdit: (content: AnswerContent) => void;
}

function useUploads(attemptId: string) {
  const uploads = uploadsOf(attemptId);
  return [uploads, useSyncExternalStore(uploads.subscribe, uploads.view, uploads.view)] as const;
}

/** Why a file is not even sent; null when nothing speaks against it. */
function faultOf(file: File, question: FileQuestion, t: Words<typeof files>): string | null {
  const { name } = file;
  if (file.size === 0) return t("empty", { name });
  if (file.size > question.maxBytes) return t("tooLarge", { name, size: sizeOf(question.maxBytes, t) });
  return kindOfName(name, question.kinds)
    ? null
    : t("wrongKind", { name, kinds: kindsOf(question.kinds, t) });
}

/** One file: chosen, sent at once, replaced or taken away as often as one likes until the end. */
export function FileAnswer({ attemptId, question, fileId, readOnly, onEdit }: FileAnswerProps) {
  const t = useWords("files");
  const id = useId();
  const [uploads, view] = useUploads(attemptId);
  const [fault, setFault] = useState<string | null>(null);
  const upload = view[question.id];
  const file = fileOf(fileId, question, uploads.knownFile(fileId ?? ""));
  const busy = upload !== undefined && upload.phase !== "refused";
  useArrival(upload, file, t);

  function choose(chosen: File | undefined) {
    if (!chosen || readOnly) return;
    const found = faultOf(chosen, question, t);
    setFault(found);
    if (!found) void uploads.choose(question.id, chosen);
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    choose(event.dataTransfer.files[0]);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the input below does the same
    <section
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
      className="grid max-w-column content-start gap-4 p-4 md:p-5"
    >
      <div className="grid gap-1">
        <label htmlFor={id} className="font-medium">
          {t("label", { ordinal: question.ordinal })}
        </label>
        <p id={`${id}-hint`} className="text-14 text-muted">
          {t("hint", { kinds: kindsOf(question.kinds, t), size: sizeOf(question.maxBytes, t) })}
        </p>
        <input
          id={id}
          type="file"
          disabled={readOnly}
          accept={question.kinds
            .flatMap((kind) => FILE_KINDS[kind].extensions.map((one) => `.${one}`))
            .join()}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            choose(event.currentTarget.files?.[0]);
            // The same file can be chosen again, changed meanwhile.
            event.currentTarget.value = "";
          }}
          className="control h-auto py-1.5"
        />
      </div>
      {fault && (
        <Notice tone="fail" live>
          {fault}
        </Notice>
      )}
      {/* What was refused of an earlier file is over when another is chosen. */}
      {upload && !(fault && upload.phase === "refused") && (
        <OnItsWay
          upload={upload}
          kinds={question.kinds}
          maxBytes={question.maxBytes}
          readOnly={readOnly}
          onCancel={() => uploads.cancel(question.id)}
          onRetry={() => uploads.retry(question.id)}
          onInsist={() => uploads.insist(question.id)}
        />
      )}
      {file ? (
        <Uploaded
          file={file}
          href={`/api/attempts/${attemptId}/files/${file.fileId}`}
          onRemove={
            readOnly || busy
              ? undefined
              : () => {
                  onEdit({ fileId: null });
                  announce(t("removed", { name: file.name }));
                  document.getElementById(id)?.focus();
                }
          }
        />
      ) : (
        (!upload || upload.phase === "elsewhere") && <p className="text-muted">{t("none")}</p>
      )}
    </section>
  );
}

/** The answer's file; one that another device uploaded since this page came has no name here. */
function fileOf(
  fileId: string | null,
  question: FileQuestion,
  known: UploadedFile | undefined,
): (Omit<UploadedFile, "bytes"> & { bytes: number | null }) | null {
  if (fileId === null) return null;
  const found = known ?? question.files.find((one) => one.fileId === fileId);
  return found ?? { fileId, name: "", bytes: null, sha256: "" };
}

/** Says once that a file has arrived: what is seen as it goes is not heard. */
function useArrival(upload: Upload | undefined, file: { name: string } | null, t: Words<typeof files>): void {
  const before = useRef(upload?.phase);
  useEffect(() => {
    if (before.current === "sending" && !upload && file) announce(t("arrived", { name: file.name }));
    before.current = upload?.phase;
  }, [upload, file, t]);
}

interface UploadedProps {
  file: { name: string; bytes: number | null };
  href: string;
  onRemove: (() => void) | undefined;
}

function Uploaded({ file: { name, bytes }, href, onRemove }: UploadedProps) {
  const t = useWords("files");
  const shown = name || t("fromElsewhere");
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 rounded-panel border border-line px-4 py-3">
      <p className="min-w-0">
        <span className="block font-medium wrap-anywhere">{shown}</span>
        <span className="text-14 text-muted">
          {bytes === null ? t("uploaded") : t("uploadedSize", { size: sizeOf(bytes, t) })}
        </span>
      </p>
      <p className="flex flex-wrap items-center gap-3">
        <a
          href={href}
          download={name || undefined}
          className="link"
          aria-label={t("downloadName", { name: shown })}
        >
          {t("download")}
        </a>
        {onRemove && (
          <Button onClick={onRemove} aria-label={t("removeName", { name: shown })}>
            {t("remove")}
          </Button>
        )}
      </p>
    </div>
  );
}

export interface FilesOnTheirWayProps {
  view: AttemptView;
}

/** Before the end: files that have not reached us, and so are no answer yet. */
export function FilesOnTheirWay({ view: { attemptId, questions } }: FilesOnTheirWayProps) {
  const t = useWords("files");
  const [, view] = useUploads(attemptId);
  const open = questions.flatMap(({ id, ordinal }) => {
    const upload = view[id];
    return upload && upload.phase !== "refused" ? [{ ordinal, ...upload }] : [];
  });
  if (open.length === 0) return null;
  return (
    <Notice tone="warn" live className="mt-6">
      <ul>
        {open.map(({ ordinal, name, phase }) => (
          <li key={ordinal}>
            {t(phase === "elsewhere" ? "elsewhereOpen" : "notHereYet", { ordinal, name })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
