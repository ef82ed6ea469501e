import { Notice } from "#app/_ui/notice.tsx";
import type { QuestionType } from "#lib/assessments/schema.ts";
import { getJudgeAvailability } from "#lib/attempts/judge/queries.ts";
import { missingFor } from "#lib/attempts/judge/rules.ts";
import { languageNames } from "./question-words.ts";

/** What the judge needs for a question; nothing for one that no program answers. */
export function judgedLanguages({
  type,
  languages,
}: {
  type: QuestionType;
  languages: readonly string[];
}): readonly string[] {
  return type === "sql" ? ["sql"] : languages;
}

/** Says which of the languages no worker can run now; nothing when there is nothing to say. */
export async function LanguagesOff({ languages }: { languages: readonly string[] }) {
  const judge = await getJudgeAvailability();
  const asked = [...new Set(languages)];
  const off = asked.filter((id) => missingFor(judge, id) === "language");
  if (asked.length === 0 || (judge.judge && off.length === 0)) return null;
  const title = judge.judge
    ? `No worker can run ${languageNames(off)} now.`
    : "No worker can judge code now.";
  return (
    <Notice tone="warn" className="mb-6" title={title}>
      Candidates may write in it; the answer waits, ungraded and safe. Settings say what switches{" "}
      {judge.judge ? "a language" : "the judge"} on.
    </Notice>
  );
}
