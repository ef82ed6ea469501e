import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireStaff } from "#app/_edge/session.ts";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { ZIP_LIMITS } from "#lib/assessments/packages/zip-rules.ts";
import { canAuthor } from "#lib/assessments/policy.ts";
import { UploadForm } from "./upload-form.tsx";

export const metadata: Metadata = { title: "Import a question · Questions" };

/** What a question has to show before it can be published, in the author's order of work. */
const GATE = [
  "At least one solution below submissions/accepted passes every test, and so does each other one there, in every language that is on here.",
  "At least one solution that has to fail fails, in the very way that its folder names.",
  "The starter code in each language scores 0.",
  "Its own validators, where it has any, allow every input, and reject odd outputs instead of failing at them.",
  "The time limit leaves its safety factor (2 unless the package says otherwise) over the slowest accepted run.",
];

/** By kind of question, as content/README.md tells it in full. */
const HOLDS = [
  { kind: "Program", files: "problem.yaml, statement/, data/, submissions/, and what else the format knows" },
  {
    kind: "Function",
    files: "question.yaml (assay-function-1), statement.md, cases.json, submissions/",
  },
  {
    kind: "SQL",
    files: "question.yaml (assay-sql-1), statement.md, schema.sql, data/ with .sql and .json, submissions/",
  },
  {
    kind: "Choice, short, written, upload",
    files: "question.yaml alone (assay-choice-1, assay-short-1, assay-text-1, assay-file-1)",
  },
];

export default async function ImportPage() {
  if (!canAuthor(await requireStaff())) notFound();
  return (
    <>
      <PageHeader
        title="Import a question"
        back={{ href: "/questions", label: "Questions" }}
        meta="A program from a Kattis problem package, 2025-09 or legacy; any other question from its folder. Importing one again makes its next version."
      />
      <UploadForm maxMib={ZIP_LIMITS.archiveBytes / 1024 / 1024} />
      <Section title="What happens next">
        <p className="mb-3 max-w-prose">
          The question is read and kept as a draft. Where there is code, the judge then runs every solution in
          it, in the same boxes that candidates’ code runs in. You can publish it when all of this holds:
        </p>
        <ul className="grid max-w-prose list-disc gap-1 pl-5">
          {GATE.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Section>
      <Section title="What the zip holds">
        <dl className="grid max-w-prose gap-x-6 gap-y-2 sm:grid-cols-[10rem_minmax(0,1fr)]">
          {HOLDS.map(({ kind, files }) => (
            <div key={kind} className="contents">
              <dt className="font-medium">{kind}</dt>
              <dd className="wrap-anywhere">{files}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </>
  );
}
