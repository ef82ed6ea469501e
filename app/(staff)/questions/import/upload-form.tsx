"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "#app/_ui/action-button.tsx";
import { describedBy, Field } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";

type Refusal = { detail: string; errors: readonly string[] };

const LOST = "The question did not reach us. Check your connection and import it again; nothing was changed.";

/** Sends one package as it is; the server's words about it stand above the form. */
export function UploadForm({ maxMib }: { maxMib: number }) {
  const router = useRouter();
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  useEffect(() => {
    if (refusal) box.current?.focus();
  }, [refusal]);

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    const chosen = file.current?.files?.[0];
    if (pending) return;
    if (!chosen) return setRefusal({ detail: "Choose a zip first.", errors: [] });
    if (chosen.size > maxMib * 1024 * 1024)
      return setRefusal({ detail: `${chosen.name} is larger than ${maxMib} MiB.`, errors: [] });
    setPending(true);
    setRefusal(null);
    const outcome = await upload(chosen);
    if ("questionId" in outcome) return router.push(`/questions/${outcome.questionId}`);
    setRefusal(outcome);
    setPending(false);
  }

  const hint = `The question’s folder as .zip or .kpp, up to ${maxMib} MiB.`;
  return (
    <>
      {refusal && (
        <div ref={box} tabIndex={-1} className="mb-6">
          <Notice tone="fail" live title="This question was not imported">
            {refusal.errors.length > 1 ? (
              <ul className="grid list-disc gap-1 pl-5">
                {refusal.errors.map((detail) => (
                  <li key={detail}>{detail}</li>
                ))}
              </ul>
            ) : (
              <p>{refusal.detail}</p>
            )}
          </Notice>
        </div>
      )}
      <form onSubmit={send} noValidate className="form grid max-w-form gap-5">
        <Field id={id} label="Question" hint={hint}>
          <input
            ref={file}
            id={id}
            type="file"
            accept=".zip,.kpp,application/zip"
            aria-describedby={describedBy(id, hint, undefined)}
            className="control h-auto py-1.5"
          />
        </Field>
        <div>
          <Button type="submit" tone="primary" pending={pending}>
            Import
          </Button>
        </div>
      </form>
    </>
  );
}

async function upload(chosen: File): Promise<{ questionId: string } | Refusal> {
  try {
    const answer = await fetch(`/api/questions/packages?name=${encodeURIComponent(chosen.name)}`, {
      method: "POST",
      headers: { "Content-Type": "application/zip" },
      body: chosen,
    });
    const body = (await answer.json()) as {
      questionId?: string;
      detail?: string;
      errors?: { detail: string }[];
    };
    if (answer.ok && body.questionId) return { questionId: body.questionId };
    return { detail: body.detail ?? LOST, errors: (body.errors ?? []).map(({ detail }) => detail) };
  } catch {
    return { detail: LOST, errors: [] };
  }
}
