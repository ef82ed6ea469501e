import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { FileDefinition } from "#lib/assessments/schema.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { handleGradeAttempt } from "#lib/grading/jobs.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { scoreItem } from "#lib/review/commands.ts";
import { openAnswerFile } from "#lib/review/files/queries.ts";
import { getReport } from "#lib/review/reports/queries.ts";
import {
  type KindsAssessment,
  makeAssessmentOf,
  makeCandidate,
  setSecondsLeft,
} from "#prisma/attempt-factories.ts";
import { makeStaff } from "#prisma/factories.ts";
import { makeZip, SAMPLES } from "#prisma/file-samples.ts";
import { saveAnswer } from "../answers/commands.ts";
import { startAttempt } from "../commands.ts";
import { getSubmitted } from "../queries.ts";
import { getAttempt } from "../room/queries.ts";
import { submitAttempt } from "../submissions/commands.ts";
import { contentHash } from "../submissions/rules.ts";
import { uploadFile } from "./commands.ts";
import { purgeUnnamedFiles } from "./jobs.ts";
import { listHandedIn, listOwnFiles, openOwnFile } from "./queries.ts";
import { PART_BYTES } from "./schema.ts";

const MIB = 1024 * 1024;
const drawing: FileDefinition = {
  type: "file",
  kinds: ["pdf", "png"],
  maxBytes: MIB,
  rubric: [{ id: "r", title: "SECRETRUBRIC", description: "" }],
};
const archive: FileDefinition = { ...drawing, kinds: ["zip", "txt"], maxBytes: 10 * MIB };

let assessment: KindsAssessment;
beforeAll(async () => {
  assessment = await makeAssessmentOf(drawing, archive);
});

async function* inPieces(content: Buffer, size = 60_000) {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

async function started() {
  const { actor, invitationId } = await makeCandidate(assessment);
  const { attemptId } = await startAttempt(actor, invitationId);
  const [itemId = "", other = ""] = assessment.itemIds;
  const upload = (
    name: string,
    content: Buffer,
    part: { itemId?: string; actor?: Actor; declared?: number } = {},
  ) =>
    uploadFile(
      part.actor ?? actor,
      { attemptId, itemId: part.itemId ?? itemId, name, declaredBytes: part.declared ?? null },
      inPieces(content),
    );
  const save = (revision: number, fileId: string | null, item = itemId) =>
    saveAnswer(actor, { attemptId, itemId: item }, { revision, content: { fileId } });
  return { actor, attemptId, itemId, other, upload, save };
}

/** A PDF as far as anybody looks, of so many bytes. */
const pdfOf = (bytes: number, fill = 1) =>
  Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(bytes - 9, fill)]);
const hashOf = (content: Buffer) => createHash("sha256").update(content).digest("hex");
const stored = (attemptId: string) => db.attemptFile.count({ where: { attemptId } });

async function bytesOf({ parts }: { parts: AsyncIterable<Uint8Array> }): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

describe("an upload", () => {
  test("is stored in parts, named by an answer, and comes back byte for byte", async () => {
    const { actor, attemptId, upload, save } = await started();
    const content = pdfOf(2 * PART_BYTES + 1_000);
    const file = await upload("../plans/Órder flow.PDF", content);
    expect(file).toMatchObject({ name: "Órder flow.PDF", bytes: content.length, sha256: hashOf(content) });
    expect(await db.attemptFilePart.count({ where: { fileId: file.fileId } })).toBe(3);
    await save(1, file.fileId);
    const view = await getAttempt(actor, attemptId);
    const { fileId, name, bytes, sha256 } = file;
    expect(view.questions[0]).toMatchObject({
      type: "file",
      kinds: ["pdf", "png"],
      maxBytes: MIB,
      answer: { revision: 1, content: { fileId } },
      files: [{ fileId, name, bytes, sha256 }],
    });
    expect(JSON.stringify(view)).not.toContain("SECRETRUBRIC");
    expect((await bytesOf(await openOwnFile(actor, attemptId, fileId))).equals(content)).toBe(true);
  });

  test("twice of the same file is one file; of another under the same name it is another", async () => {
    const { actor, attemptId, upload } = await started();
    const [first, again, other] = [
      await upload("a.pdf", pdfOf(100)),
      await upload("a.pdf", pdfOf(100)),
      await upload("a.pdf", pdfOf(100, 2)),
    ];
    expect(again.fileId).toBe(first.fileId);
    expect(other.fileId).not.toBe(first.fileId);
    expect((await listOwnFiles(actor, attemptId)).files).toHaveLength(2);
  });

  test("of two files at once gives two files", async () => {
    const { attemptId, other, upload } = await started();
    await Promise.all([upload("a.pdf", pdfOf(300_000)), upload("a.zip", SAMPLES.zip, { itemId: other })]);
    expect(await stored(attemptId)).toBe(2);
  });

  test.each([
    ["evil.pdf", Buffer.from("<!doctype html><script>alert(1)</script>"), "invalid"],
    ["evil.html", pdfOf(100), "invalid"],
    ["evil.pdf.html", pdfOf(100), "invalid"],
    ["picture.png", SAMPLES.jpeg, "invalid"],
    ["", pdfOf(100), "invalid"],
    ["empty.pdf", Buffer.alloc(0), "invalid"],
    ["large.pdf", pdfOf(MIB + 1), "too_large"],
  ])("of %s that does not fit leaves nothing behind", async (name, content, code) => {
    const { attemptId, upload } = await started();
    await expect(upload(name, content)).rejects.toMatchObject({ code });
    expect(await stored(attemptId)).toBe(0);
  });

  test("that says beforehand that it is too large is not even begun, and one that breaks off is not kept", async () => {
    const { actor, attemptId, itemId, upload } = await started();
    await expect(upload("a.pdf", pdfOf(100), { declared: MIB + 1 })).rejects.toMatchObject({
      code: "too_large",
    });
    async function* broken() {
      yield pdfOf(300_000);
      throw new Error("aborted");
    }
    const target = { attemptId, itemId, name: "a.pdf", declaredBytes: 900_000 };
    await expect(uploadFile(actor, target, broken())).rejects.toMatchObject({ code: "invalid" });
    expect(await stored(attemptId)).toBe(0);
  });

  test("takes a zip bomb for no more than it is", async () => {
    const { other, upload } = await started();
    const bomb = makeZip(["zeros"], Buffer.alloc(50_000), true);
    expect(await upload("bomb.zip", bomb, { itemId: other })).toMatchObject({ bytes: bomb.length });
  });

  test("of others, for others, or where no file is asked for, reads as not there", async () => {
    const { attemptId, itemId, upload } = await started();
    const stranger = await makeCandidate(assessment);
    const staff = await makeStaff("owner", assessment.orgId);
    await expect(upload("a.pdf", pdfOf(100), { actor: stranger.actor })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(upload("a.pdf", pdfOf(100), { actor: staff })).rejects.toMatchObject({
      name: "DomainError",
    });
    for (const item of [newId(), "x"])
      await expect(upload("a.pdf", pdfOf(100), { itemId: item })).rejects.toMatchObject({
        code: "not_found",
      });
    const elsewhere = await makeAssessmentOf(drawing);
    const foreign = elsewhere.itemIds[0] ?? itemId;
    await expect(upload("a.pdf", pdfOf(100), { itemId: foreign })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await stored(attemptId)).toBe(0);
  });

  test("past the end is refused, also when the end came while it was on its way", async () => {
    const { actor, attemptId, itemId, upload } = await started();
    async function* slow() {
      yield pdfOf(300_000);
      await setSecondsLeft(attemptId, -60);
    }
    const target = { attemptId, itemId, name: "a.pdf", declaredBytes: null };
    await expect(uploadFile(actor, target, slow())).rejects.toMatchObject({ code: "deadline_passed" });
    await expect(upload("a.pdf", pdfOf(100))).rejects.toMatchObject({
      code: "deadline_passed",
      extra: { deadlineAt: expect.any(String) },
    });
    await setSecondsLeft(attemptId, 600);
    await submitAttempt(actor, attemptId);
    await expect(upload("a.pdf", pdfOf(100))).rejects.toMatchObject({ code: "already_submitted" });
    expect(await stored(attemptId)).toBe(0);
  });

  test("makes what was replaced give way when there is no more room, and never the answer", async () => {
    const { attemptId, other, upload, save } = await started();
    const large = (letter: string) => Buffer.alloc(10 * MIB, letter);
    const first = await upload("0.txt", large("a"), { itemId: other });
    await save(1, first.fileId, other);
    for (const letter of ["b", "c", "d"]) await upload(`${letter}.txt`, large(letter), { itemId: other });
    await expect(upload("e.txt", large("e"), { itemId: other })).rejects.toMatchObject({ code: "too_large" });
    const long = new Date(Date.now() - 600_000);
    await db.attemptFile.updateMany({ where: { attemptId }, data: { createdAt: long } });
    await upload("e.txt", large("e"), { itemId: other });
    const names = (await db.attemptFile.findMany({ where: { attemptId } })).map(({ name }) => name);
    expect(names).toHaveLength(4);
    expect(names).toEqual(expect.arrayContaining(["0.txt", "e.txt"]));
  });
});

describe("an answer that names a file", () => {
  test("takes none of another question, another attempt or another person, and no unfinished one", async () => {
    const [mine, theirs] = [await started(), await started()];
    const foreign = await theirs.upload("a.pdf", pdfOf(100));
    const sibling = await mine.upload("a.zip", SAMPLES.zip, { itemId: mine.other });
    const { attemptId, itemId } = mine;
    const half = await db.attemptFile.create({
      data: { attemptId, itemId, name: "half.pdf", kind: "pdf", bytes: 5 },
    });
    for (const fileId of [foreign.fileId, sibling.fileId, half.id, newId()]) {
      await expect(mine.save(1, fileId)).rejects.toMatchObject({
        code: "invalid",
        errors: [{ pointer: "/content/fileId" }],
      });
      if (fileId !== sibling.fileId)
        await expect(openOwnFile(mine.actor, attemptId, fileId)).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(openOwnFile(theirs.actor, attemptId, sibling.fileId)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(mine.save(1, "../x")).rejects.toMatchObject({ code: "invalid" });
    expect(await db.answer.count({ where: { attemptId } })).toBe(0);
  });

  test("is replaced and taken away, and then counts as left empty", async () => {
    const { actor, attemptId, upload, save } = await started();
    await save(1, (await upload("a.pdf", pdfOf(100))).fileId);
    await save(2, (await upload("b.pdf", pdfOf(200))).fileId);
    await save(3, null);
    await submitAttempt(actor, attemptId);
    await handleGradeAttempt({ attemptId });
    expect(await getSubmitted(actor, attemptId)).toMatchObject({ answered: 0, questions: 2 });
    const report = await getReport(await makeStaff("owner", assessment.orgId), attemptId);
    expect(report.items[0]).toMatchObject({ points: 0, state: "scored", file: null });
  });
});

describe("a file that was handed in", () => {
  async function handedIn() {
    const one = await started();
    const content = pdfOf(PART_BYTES + 5);
    const file = await one.upload("plan.pdf", content);
    const before = await one.upload("old.pdf", pdfOf(50));
    await one.save(1, file.fileId);
    const { receipt } = await submitAttempt(one.actor, one.attemptId);
    await handleGradeAttempt({ attemptId: one.attemptId });
    return { ...one, content, file, before, receipt };
  }

  test("stands behind the receipt with its content, not only its number", async () => {
    const { receipt, itemId, other, file, content } = await handedIn();
    const named = { itemId, revision: 1, content: { fileId: file.fileId } };
    const empty = { itemId: other, revision: 0, content: null };
    expect(receipt.contentHash).toBe(contentHash([{ ...named, fileSha256: hashOf(content) }, empty]));
    expect(receipt.contentHash).not.toBe(contentHash([named, empty]));
  });

  test("is read, downloaded and scored by the team of its organisation, and by no other", async () => {
    const { attemptId, itemId, file, before, content } = await handedIn();
    const reviewer = await makeStaff("reviewer", assessment.orgId);
    const report = await getReport(reviewer, attemptId);
    expect(report.items[0]).toMatchObject({
      state: "needs_review",
      file: { fileId: file.fileId, name: "plan.pdf", sha256: hashOf(content) },
      rubric: [{ title: "SECRETRUBRIC" }],
    });
    expect((await bytesOf(await openAnswerFile(reviewer, attemptId, file.fileId))).equals(content)).toBe(
      true,
    );
    expect(await scoreItem(reviewer, { attemptId, itemId, points: 7, comment: "" })).toMatchObject({
      points: 7,
    });
    const stranger = await makeStaff("owner");
    for (const [actor, fileId] of [
      [stranger, file.fileId],
      [reviewer, before.fileId],
      [reviewer, newId()],
    ] as const)
      await expect(openAnswerFile(actor, attemptId, fileId)).rejects.toMatchObject({ code: "not_found" });
  });

  test("is not shown to the team while its candidate is at work", async () => {
    const { attemptId, upload, save } = await started();
    const { fileId } = await upload("a.pdf", pdfOf(100));
    await save(1, fileId);
    const owner = await makeStaff("owner", assessment.orgId);
    await expect(openAnswerFile(owner, attemptId, fileId)).rejects.toMatchObject({ code: "not_found" });
  });

  test("stays its candidate's to download, while what was replaced is cleared away a day later", async () => {
    const { actor, attemptId, file } = await handedIn();
    expect(await listHandedIn(actor, attemptId)).toMatchObject([{ ordinal: 1, fileId: file.fileId }]);
    await purgeUnnamedFiles();
    expect(await stored(attemptId)).toBe(2);
    await db.$executeRaw`update attempt set "submittedAt" = now() - interval '25 hours' where id = ${attemptId}::uuid`;
    await purgeUnnamedFiles();
    expect((await listOwnFiles(actor, attemptId)).files.map(({ fileId }) => fileId)).toEqual([file.fileId]);
  });

  test("of a late edit is kept, and shown as late", async () => {
    const { actor, attemptId, itemId, before } = await handedIn();
    const late = saveAnswer(
      actor,
      { attemptId, itemId },
      { revision: 2, content: { fileId: before.fileId } },
    );
    await expect(late).rejects.toMatchObject({ code: "already_submitted" });
    await db.$executeRaw`update attempt set "submittedAt" = now() - interval '25 hours' where id = ${attemptId}::uuid`;
    await purgeUnnamedFiles();
    const reviewer = await makeStaff("reviewer", assessment.orgId);
    const report = await getReport(reviewer, attemptId);
    expect(report.items[0]?.late).toMatchObject([{ file: { name: "old.pdf" } }]);
    expect((await bytesOf(await openAnswerFile(reviewer, attemptId, before.fileId))).length).toBe(50);
  });
});

test("uploads that broke off are cleared away, whatever became of the process that took them", async () => {
  const { attemptId, itemId } = await started();
  const data = { attemptId, itemId, name: "half.pdf", kind: "pdf", bytes: 5 };
  await db.attemptFile.create({ data: { ...data, createdAt: new Date(Date.now() - 2 * 3_600_000) } });
  await db.attemptFile.create({ data });
  await purgeUnnamedFiles();
  expect(await stored(attemptId)).toBe(1);
});
