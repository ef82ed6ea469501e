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
  "At least one submission below submissions/accepted passes every test, and so does each other one there.",
  "At least one submission that has to fail fails, in the very way that its folder names.",
  "The starter code in each language scores 0.",
  "The time limit leaves its safety factor (2 unless the package says otherwise) over the slowest accepted run.",
];

export default async function ImportPage() {
  if (!canAuthor(await requireStaff())) notFound();
  return (
    <>
      <PageHeader
        title="Import a question"
        back={{ href: "/questions", label: "Questions" }}
        meta="From a Kattis problem package, 2025-09 or legacy. Importing one again makes its next version."
      />
      <UploadForm maxMib={ZIP_LIMITS.archiveBytes / 1024 / 1024} />
      <Section title="What happens next">
        <p className="mb-3 max-w-prose">
          The package is read and kept as a draft. Then the judge runs every submission in it, in the same
          boxes that candidates’ code runs in. You can publish it when all of this holds:
        </p>
        <ul className="grid max-w-prose list-disc gap-1 pl-5">
          {GATE.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Section>
    </>
  );
}
