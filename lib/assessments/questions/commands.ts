import { type Actor, assertStaff, type StaffActor } from "#lib/auth/actor.ts";
import { writeAudit } from "#lib/auth/audit.ts";
import { now } from "#lib/platform/clock.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import type { Prisma } from "#lib/platform/generated/client.ts";
import { isId } from "#lib/platform/ids.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { lockName } from "../commands.ts";
import { checkQuestion } from "../gate/jobs.ts";
import { settled } from "../gate/rules.ts";
import { type GateReport, PendingReport } from "../gate/schema.ts";
import type { ProgramQuestion } from "../packages/programs.ts";
import { slugOf } from "../rules.ts";
import { QuestionContent } from "../schema.ts";
import { questionOfProgram } from "./programs/rules.ts";
import {
  contentHash,
  type ImportablePackage,
  isJudged,
  type QuestionInput,
  questionOfPackage,
  refusal,
  type TestInput,
  withinLimits,
} from "./rules.ts";

/** A package of many tests is written in one transaction; the default of 5 s is for small ones. */
const IMPORT_TIMEOUT_MS = 60_000;
/** Tests are written in portions of about this size: one statement with all of them would hold the process up. */
const PORTION_BYTES = 4 * 1024 * 1024;

export interface ImportedQuestion {
  questionId: string;
  questionVersionId: string;
  number: number;
  /** False: exactly this was there already. */
  created: boolean;
}

/**
 * `publish`: nothing has to be judged, or it has been. `check`: the gate judges it, and staff publish it afterwards.
 * `keep`: there is nothing to judge, and staff publish it.
 */
type Gate = { next: "publish"; report?: GateReport } | { next: "check" } | { next: "keep" };

async function saveQuestion(
  staff: StaffActor,
  question: QuestionInput,
  gate: Gate,
): Promise<ImportedQuestion> {
  const hash = contentHash(question);
  const { slug, definition } = question;
  return db.$transaction(
    async (tx) => {
      await lockName(tx, staff.orgId, "question", slug);
      const owner = { orgId: staff.orgId, slug };
      const known = await tx.question.findUnique({
        where: { orgId_slug: owner },
        include: { versions: { orderBy: { number: "desc" }, take: 1 } },
      });
      if (known && known.type !== definition.type) {
        throw new DomainError(
          "conflict",
          `“${slug}” is a question of another kind already. Choose another name.`,
        );
      }
      const latest = known?.versions[0];
      if (known && latest?.contentHash === hash) {
        return { questionId: known.id, questionVersionId: latest.id, number: latest.number, created: false };
      }
      const { id: questionId } =
        known ?? (await tx.question.create({ data: { ...owner, type: definition.type } }));
      // What was never published gives way: only published versions are kept for ever.
      const replaced = latest?.publishedAt === null ? latest : undefined;
      if (replaced) await tx.questionVersion.delete({ where: { id: replaced.id } });
      const number = replaced?.number ?? (latest?.number ?? 0) + 1;
      const report = gate.next === "publish" ? gate.report : undefined;
      const content = report ? { ...question, definition: settled(definition, report) } : question;
      const id = await writeVersion(tx, questionId, number, hash, content);
      if (gate.next === "publish") await publishVersion(tx, staff, { id, questionId, number, slug }, report);
      else if (gate.next === "check") await sendToGate(tx, id, { warnings: question.warnings });
      return { questionId, questionVersionId: id, number, created: true };
    },
    { timeout: IMPORT_TIMEOUT_MS, maxWait: IMPORT_TIMEOUT_MS },
  );
}

async function writeVersion(
  tx: Tx,
  questionId: string,
  number: number,
  hash: string,
  { title, statement, language, translations, definition, tests, files, points }: QuestionInput,
): Promise<string> {
  const texts = { title, statement, language, translations };
  const content = { ...texts, definition, contentHash: hash, suggestedPoints: points };
  const { id } = await tx.questionVersion.create({
    data: { questionId, number, ...content },
  });
  const rows = tests.map((test, index) => testRow(test, index + 1, id));
  for (const portion of portions(rows, ({ input, answer }) => input.length + answer.length))
    await tx.questionTest.createMany({ data: portion });
  const written = files.map(({ content, ...file }) => ({
    ...file,
    content: Buffer.from(content),
    questionVersionId: id,
  }));
  for (const portion of portions(written, ({ content }) => content.length))
    await tx.questionFile.createMany({ data: portion });
  return id;
}

function testRow(test: TestInput, ordinal: number, questionVersionId: string) {
  const { settings, ...rest } = test;
  const bytes = { input: Buffer.from(test.input), answer: Buffer.from(test.answer) };
  return { ...rest, ...bytes, ordinal, questionVersionId, ...(settings ? { settings } : {}) };
}

function portions<Row>(rows: readonly Row[], sizeOf: (row: Row) => number): Row[][] {
  const all: Row[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    if (size + sizeOf(row) > PORTION_BYTES) {
      all.push([]);
      size = 0;
    }
    all.at(-1)?.push(row);
    size += sizeOf(row);
  }
  return all;
}

async function sendToGate(tx: Tx, questionVersionId: string, gateReport: PendingReport): Promise<void> {
  await tx.questionVersion.update({
    where: { id: questionVersionId },
    data: { gate: "checking", gateReport },
  });
  await enqueue(tx, checkQuestion, { questionVersionId });
}

type VersionRef = { id: string; questionId: string; number: number; slug: string };

/** From here on the database refuses any change to the version, its tests and its files. */
async function publishVersion(
  tx: Tx,
  staff: StaffActor,
  { id, questionId, number, slug }: VersionRef,
  report?: GateReport,
): Promise<void> {
  const gateReport = report as unknown as Prisma.InputJsonObject | undefined;
  const { title } = await tx.questionVersion.update({
    where: { id },
    data: { publishedAt: now(), ...(gateReport ? { gateReport, gate: "ready" } : {}) },
  });
  await writeAudit(tx, staff, {
    orgId: staff.orgId,
    action: "question.published",
    subject: "question",
    subjectId: questionId,
    data: { slug, number, title },
  });
}

/**
 * Makes a coding question of a problem package, or its next version when the content changed; the same package again
 * changes nothing. The judge checks it next, and staff publish what it lets through.
 * @param report what the gate has said of exactly this package already: it is published at once.
 * @throws DomainError invalid: the package asks for what the judge lacks, or breaks a limit, or the report refuses it;
 * not_found: not an author.
 */
export async function importProblemPackage(
  actor: Actor,
  source: ImportablePackage,
  report?: GateReport,
): Promise<ImportedQuestion> {
  const staff = assertStaff(actor, "manager");
  return saveQuestion(staff, questionOfPackage(source), gateOf(report));
}

/**
 * The same of a function or SQL question.
 * @throws DomainError invalid: it lacks what could show that it works, or breaks a limit, or the report refuses it;
 * not_found: not an author.
 */
export async function importProgramQuestion(
  actor: Actor,
  source: ProgramQuestion,
  report?: GateReport,
): Promise<ImportedQuestion> {
  const staff = assertStaff(actor, "manager");
  return saveQuestion(staff, questionOfProgram(source), gateOf(report));
}

function gateOf(report: GateReport | undefined): Gate {
  if (!report) return { next: "check" };
  if (report.reasons.length > 0) throw new DomainError("invalid", report.reasons.join(" "));
  return { next: "publish", report };
}

/**
 * Publishes a question that no judge is asked about, or its next version when the content changed.
 * @param how `publish` false: staff do so afterwards.
 * @throws DomainError invalid: it breaks a limit; not_found: not an author.
 */
export async function importQuestion(
  actor: Actor,
  content: QuestionContent,
  { publish = true } = {},
): Promise<ImportedQuestion> {
  const staff = assertStaff(actor, "manager");
  const parsed = QuestionContent.safeParse({ ...content, slug: slugOf(content.slug) });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refusal(`${issue?.path.join(".")}: ${issue?.message}`, `/${issue?.path.join("/")}`);
  }
  const question = withinLimits({ ...parsed.data, tests: [], files: [], warnings: [] });
  return saveQuestion(staff, question, { next: publish ? "publish" : "keep" });
}

/** The version of the actor's organisation that is not published yet, locked until the transaction ends. */
async function lockDraft(tx: Tx, orgId: string, questionId: string) {
  if (!isId(questionId)) throw notFound("question");
  const question = await tx.question.findFirst({
    where: { id: questionId, orgId },
    include: { versions: { orderBy: { number: "desc" }, take: 1 } },
  });
  if (!question) throw notFound("question");
  await lockName(tx, orgId, "question", question.slug);
  const draft = await tx.questionVersion.findFirst({
    where: { questionId, publishedAt: null },
    orderBy: { number: "desc" },
    select: { id: true, number: true, gate: true, gateReport: true },
  });
  if (!draft) throw new DomainError("conflict", "Nothing of this question waits to be published.");
  return { ...draft, questionId, slug: question.slug, type: question.type };
}

/**
 * Publishes what the gate has let through.
 * @throws DomainError conflict: it is still being checked, was refused, or nothing waits; not_found.
 */
export async function publishQuestion(actor: Actor, questionId: string): Promise<void> {
  const staff = assertStaff(actor, "manager");
  await db.$transaction(async (tx) => {
    const draft = await lockDraft(tx, staff.orgId, questionId);
    if (draft.gate === "checking")
      throw new DomainError("conflict", "The judge is still checking this question. Wait until it is ready.");
    if (draft.gate === "refused")
      throw new DomainError(
        "conflict",
        "The judge has refused this question. Mend the package and import it again.",
      );
    await publishVersion(tx, staff, draft);
  });
}

/** Has the judge look once more, after its cause was mended. @throws DomainError conflict, not_found */
export async function recheckQuestion(actor: Actor, questionId: string): Promise<void> {
  const staff = assertStaff(actor, "manager");
  await db.$transaction(async (tx) => {
    const draft = await lockDraft(tx, staff.orgId, questionId);
    if (draft.gate === "checking") throw new DomainError("conflict", "The judge is checking it already.");
    if (!isJudged(draft.type)) throw new DomainError("conflict", "Nothing of this question needs the judge.");
    await sendToGate(tx, draft.id, PendingReport.parse(draft.gateReport ?? { warnings: [] }));
  });
}

/**
 * Throws away what was imported and never published; the question too when there is nothing else of it.
 * @returns whether the question is gone.
 * @throws DomainError conflict, not_found
 */
export async function discardQuestionDraft(actor: Actor, questionId: string): Promise<{ gone: boolean }> {
  const staff = assertStaff(actor, "manager");
  return db.$transaction(async (tx) => {
    const draft = await lockDraft(tx, staff.orgId, questionId);
    await tx.questionVersion.delete({ where: { id: draft.id } });
    const gone = draft.number === 1;
    if (gone) await tx.question.delete({ where: { id: questionId } });
    await writeAudit(tx, staff, {
      orgId: staff.orgId,
      action: "question.discarded",
      subject: "question",
      subjectId: questionId,
      data: { slug: draft.slug, number: draft.number },
    });
    return { gone };
  });
}
