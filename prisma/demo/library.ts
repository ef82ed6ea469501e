import { join } from "node:path";
import { publishAssessment } from "#lib/assessments/commands.ts";
import { type AuthoredQuestion, readAuthored } from "#lib/assessments/packages/library.ts";
import { readProgramQuestion } from "#lib/assessments/packages/programs.ts";
import { readProblemPackage } from "#lib/assessments/packages/read.ts";
import {
  importProblemPackage,
  importProgramQuestion,
  importQuestion,
} from "#lib/assessments/questions/commands.ts";
import type { StaffActor } from "#lib/auth/actor.ts";
import { db } from "#lib/platform/db.ts";
import type { DemoItem, DemoVersion } from "./attempts.ts";
import { gateReportOf } from "./gate.ts";

const CONTENT = join(import.meta.dirname, "..", "..", "content");
const PROGRAMS = ["split-the-bill", "settings-diff", "open-balances", "merge-contacts"];
const AUTHORED = ["choice", "short", "text", "file"];
const CODE = ["night-log", "shift-cover", "ledger-undo", "support-desk", "release-train"];

type Answer = DemoItem["answer"];

export interface DemoAssessment extends DemoVersion {
  assessmentId: string;
  slug: string;
}

export interface DemoLibrary {
  backend: DemoAssessment;
  algorithms: DemoAssessment;
  data: DemoAssessment;
}

interface LibraryEntry {
  questionVersionId: string;
  answer: Answer;
}

/** Every question of content/, published; by its folder's or file's name. */
async function importAll(actor: StaffActor): Promise<Map<string, LibraryEntry>> {
  const entries = new Map<string, LibraryEntry>();
  for (const name of CODE) {
    const source = readProblemPackage(join(CONTENT, name));
    const { questionVersionId } = await importProblemPackage(actor, source, await gateReportOf(source));
    entries.set(name, { questionVersionId, answer: { type: "code", source } });
  }
  for (const name of PROGRAMS) {
    const source = readProgramQuestion(join(CONTENT, name));
    const { questionVersionId } = await importProgramQuestion(actor, source, await gateReportOf(source));
    entries.set(name, { questionVersionId, answer: { type: "code", source } });
  }
  for (const question of AUTHORED.flatMap((folder) => readAuthored(join(CONTENT, folder)))) {
    const { slug, definition } = question;
    const { questionVersionId } = await importQuestion(actor, question);
    entries.set(slug, { questionVersionId, answer: answerTo(definition) });
  }
  return entries;
}

/** Nobody in the demo has taken the assessment with files in it: there is nothing to answer them with. */
function answerTo(definition: AuthoredQuestion["definition"]): Answer {
  if (definition.type === "choice") return { type: "choice", definition };
  return definition.type === "file" ? { type: "file" } : { type: "text" };
}

async function publish(
  actor: StaffActor,
  entries: Map<string, LibraryEntry>,
  settings: {
    name: string;
    slug: string;
    description: string;
    durationMinutes: number;
    cutScorePercent: number;
  },
  plan: [string, number][],
): Promise<DemoAssessment> {
  const chosen = plan.map(([name, points]) => {
    const entry = entries.get(name);
    if (!entry) throw new Error(`content/ has no ${name}`);
    return { ...entry, points };
  });
  const made = await publishAssessment(actor, {
    ...settings,
    items: chosen.map(({ questionVersionId, points }) => ({ questionVersionId, points })),
  });
  const rows = await db.assessmentItem.findMany({
    where: { assessmentVersionId: made.assessmentVersionId },
    orderBy: { ordinal: "asc" },
    select: { id: true },
  });
  const items = chosen.map(({ answer }, index) => ({ itemId: rows[index]?.id ?? "", answer }));
  const { assessmentId, slug, assessmentVersionId: versionId } = made;
  return { assessmentId, slug, versionId, durationMinutes: settings.durationMinutes, items };
}

/** One of each kind that no program answers; partners and staff can invite to it, and nobody has taken it yet. */
function publishOperations(actor: StaffActor, entries: Map<string, LibraryEntry>): Promise<DemoAssessment> {
  return publish(
    actor,
    entries,
    {
      name: "Operations and design",
      slug: "operations-and-design",
      description: "A number to work out, a drawing to hand in, a choice and a note. No code.",
      durationMinutes: 60,
      cutScorePercent: 50,
    },
    [
      ["request-budget", 10],
      ["data-flow", 40],
      ["slow-query", 10],
      ["outage-note", 40],
    ],
  );
}

/** The starter library and the demo's four assessments. */
export async function seedLibrary(actor: StaffActor): Promise<DemoLibrary> {
  const entries = await importAll(actor);
  const backend = await publish(
    actor,
    entries,
    {
      name: "Backend screen",
      slug: "backend-screen",
      description:
        "One programming problem, one question on reliability, one note to write. What a week here asks for.",
      durationMinutes: 60,
      cutScorePercent: 55,
    },
    [
      ["shift-cover", 60],
      ["retry-safety", 20],
      ["outage-note", 20],
    ],
  );
  const algorithms = await publish(
    actor,
    entries,
    {
      name: "Algorithms and data",
      slug: "algorithms-and-data",
      description:
        "Four problems from easy to hard and a question on a slow query. Nobody is expected to finish all.",
      durationMinutes: 90,
      cutScorePercent: 50,
    },
    [
      ["night-log", 20],
      ["ledger-undo", 25],
      ["support-desk", 25],
      ["release-train", 25],
      ["slow-query", 5],
    ],
  );
  const data = await publish(
    actor,
    entries,
    {
      name: "Data and services",
      slug: "data-and-services",
      description:
        "Two functions and two pieces of SQL, as they come up in a product team's week, and a question on a slow query.",
      durationMinutes: 75,
      cutScorePercent: 50,
    },
    [
      ["settings-diff", 15],
      ["split-the-bill", 30],
      ["open-balances", 25],
      ["merge-contacts", 25],
      ["slow-query", 5],
    ],
  );
  await publishOperations(actor, entries);
  return { backend, algorithms, data };
}
