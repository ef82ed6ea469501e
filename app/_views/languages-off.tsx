import { Notice } from "#app/_ui/notice.tsx";
import { getJudgeAvailability } from "#lib/attempts/judge/queries.ts";
import { missingFor } from "#lib/attempts/judge/rules.ts";
import { languageNames } from "./question-words.ts";

/** Says which of the languages no worker can run now; nothing when there is nothing to say. */
export async function LanguagesOff({ languages }: { languages: readonly string[] }) {
  const judge = await getJudgeAvailability();
  const off = languages.filter((id) => missingFor(judge, id) === "language");
  if (off.length === 0) return null;
  return (
    <Notice tone="warn" className="mb-6" title={`No worker can run ${languageNames(off)}.`}>
      Candidates may write in it; the answer waits, ungraded and safe. Settings say what switches a language
      on.
    </Notice>
  );
}
