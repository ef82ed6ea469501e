import { formatsOf } from "#app/_ui/format.ts";
import { Section } from "#app/_ui/page-header.tsx";
import { getWords } from "#app/_words/server.tsx";
import { listHandedIn } from "#lib/attempts/files/queries.ts";
import { inCallersTurn } from "#lib/attempts/reads/commands.ts";
import type { CandidateActor } from "#lib/auth/actor.ts";

/** The files that the receipt stands for, each with its fingerprint; nothing where there are none. */
export async function HandedInFiles({ actor, attemptId }: { actor: CandidateActor; attemptId: string }) {
  const [files, t] = await Promise.all([
    inCallersTurn(actor.userId, () => listHandedIn(actor, attemptId)),
    getWords("files"),
  ]);
  if (files.length === 0) return null;
  const { memory } = formatsOf(t.locale);
  return (
    <Section title={t("handedIn")}>
      <ul className="grid max-w-prose">
        {files.map(({ fileId, ordinal, name, bytes, sha256 }) => (
          <li key={fileId} className="grid gap-1 border-b border-hairline py-2">
            <p className="flex flex-wrap items-baseline justify-between gap-x-6">
              <span className="min-w-0 font-medium wrap-anywhere">{name}</span>
              <a
                href={`/api/attempts/${attemptId}/files/${fileId}`}
                download={name}
                aria-label={t("downloadName", { name })}
                className="link"
              >
                {t("download")}
              </a>
            </p>
            <p className="text-14 text-muted wrap-anywhere">
              {t("handedInAs", { ordinal, size: memory(bytes / 1024), hash: sha256 })}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
