import { beforeAll, describe, expect, test } from "vitest";
import { handleGradeAttempt } from "#lib/grading/jobs.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { scoreItem } from "#lib/review/commands.ts";
import { openAnswerFile } from "#lib/review/files/queries.ts";
import { getReport } from "#lib/review/reports/queries.ts";
import { type KindsAssessment, makeAssessmentOf } from "#prisma/attempt-factories.ts";
import { makeStaff } from "#prisma/factories.ts";
import { ARCHIVE, bytesOf, DRAWING, hashOf, pdfOf, takeFileSeat } from "#prisma/file-samples.ts";
import { saveAnswer } from "../answers/commands.ts";
import { submitAttempt } from "../submissions/commands.ts";
import { contentHash } from "../submissions/rules.ts";
import { purgeUnnamedFiles } from "./jobs.ts";
import { listHandedIn, listOwnFiles } from "./queries.ts";
import { PART_BYTES } from "./schema.ts";

let assessment: KindsAssessment;
beforeAll(async () => {
  assessment = await makeAssessmentOf(DRAWING, ARCHIVE);
});
const started = () => takeFileSeat(assessment);
const stored = (attemptId: string) => db.attemptFile.count({ where: { attemptId } });

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
    await purgeUnnamedFiles(new Date());
    expect(await stored(attemptId)).toBe(2);
    await purgeUnnamedFiles(new Date(Date.now() + 25 * 3_600_000));
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
    await purgeUnnamedFiles(new Date(Date.now() + 25 * 3_600_000));
    const reviewer = await makeStaff("reviewer", assessment.orgId);
    const report = await getReport(reviewer, attemptId);
    expect(report.items[0]?.late).toMatchObject([{ file: { name: "old.pdf" } }]);
    expect((await bytesOf(await openAnswerFile(reviewer, attemptId, before.fileId))).length).toBe(50);
  });
});
