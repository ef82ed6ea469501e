import { beforeAll, describe, expect, test } from "vitest";
import { handleGradeAttempt } from "#lib/grading/jobs.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { getReport } from "#lib/review/reports/queries.ts";
import {
  type KindsAssessment,
  makeAssessmentOf,
  makeCandidate,
  setSecondsLeft,
} from "#prisma/attempt-factories.ts";
import { makeStaff } from "#prisma/factories.ts";
import {
  ARCHIVE,
  bytesOf,
  DRAWING,
  hashOf,
  MIB,
  makeZip,
  pdfOf,
  SAMPLES,
  takeFileSeat,
} from "#prisma/file-samples.ts";
import { getSubmitted } from "../queries.ts";
import { getAttempt } from "../room/queries.ts";
import { submitAttempt } from "../submissions/commands.ts";
import { uploadFile } from "./commands.ts";
import { purgeUnnamedFiles } from "./jobs.ts";
import { listOwnFiles, openOwnFile } from "./queries.ts";
import { PART_BYTES, UPLOAD_STALL_SECONDS } from "./schema.ts";

let assessment: KindsAssessment;
beforeAll(async () => {
  assessment = await makeAssessmentOf(DRAWING, ARCHIVE);
});
const started = () => takeFileSeat(assessment);
const stored = (attemptId: string) => db.attemptFile.count({ where: { attemptId } });

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
    await expect(uploadFile(actor, target, broken())).rejects.toMatchObject({ code: "unavailable" });
    expect(await stored(attemptId)).toBe(0);
  });

  test("that got no further for half a minute, as when its process was killed, stands in nobody's way", async () => {
    const { attemptId, itemId, upload } = await started();
    const data = { attemptId, itemId, name: "a.pdf", kind: "pdf", bytes: MIB };
    await db.attemptFile.createMany({ data: [data, data] });
    await expect(upload("a.pdf", pdfOf(100))).rejects.toMatchObject({ code: "throttled" });
    const [one] = await db.attemptFile.findMany({ where: { attemptId } });
    const still = new Date(Date.now() - UPLOAD_STALL_SECONDS * 1000 - 1);
    await db.attemptFile.update({ where: { id: one?.id ?? "" }, data: { progressAt: still } });
    expect(await upload("a.pdf", pdfOf(100))).toMatchObject({ name: "a.pdf" });
  });

  test("counts as under way while its parts come, and is sent again when it gave way to another", async () => {
    const { actor, attemptId, itemId } = await started();
    async function* slow() {
      const still = new Date(Date.now() - 60_000);
      await db.attemptFile.updateMany({ where: { attemptId }, data: { progressAt: still } });
      yield pdfOf(300_000);
      yield pdfOf(10);
      const [row] = await db.attemptFile.findMany({ where: { attemptId } });
      expect(row?.progressAt.getTime()).toBeGreaterThan(still.getTime());
      await db.attemptFile.deleteMany({ where: { attemptId } });
      yield pdfOf(300_000);
    }
    const target = { attemptId, itemId, name: "a.pdf", declaredBytes: null };
    await expect(uploadFile(actor, target, slow())).rejects.toMatchObject({ code: "unavailable" });
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
    const elsewhere = await makeAssessmentOf(DRAWING);
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

test("uploads that broke off are cleared away, whatever became of the process that took them", async () => {
  const { attemptId, itemId } = await started();
  const data = { attemptId, itemId, name: "half.pdf", kind: "pdf", bytes: 5 };
  await db.attemptFile.create({ data: { ...data, createdAt: new Date(Date.now() - 2 * 3_600_000) } });
  await db.attemptFile.create({ data });
  await purgeUnnamedFiles(new Date());
  expect(await stored(attemptId)).toBe(1);
});
