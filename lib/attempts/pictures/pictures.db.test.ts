import { beforeAll, expect, test } from "vitest";
import { importProblemPackage } from "#lib/assessments/questions/commands.ts";
import { getQuestion } from "#lib/assessments/questions/queries.ts";
import type { ImportablePackage } from "#lib/assessments/questions/rules.ts";
import { PICTURES_AT } from "#lib/assessments/schema.ts";
import { sha256 } from "#lib/platform/crypto.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeAssessment, makeCandidate, type TestAssessment } from "#prisma/attempt-factories.ts";
import { makeStaff } from "#prisma/factories.ts";
import { startAttempt } from "../commands.ts";
import { getPicture } from "./queries.ts";

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const SVG = bytes('<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>');
const NAME = `${sha256(SVG)}.svg`;

const PACKAGE: ImportablePackage = {
  shortName: "tree",
  title: "Ein Baum",
  statements: { de: "Zwei Bilder: ![Ein Baum](./tree.svg) und ![noch einer][b].\n\n[b]: figures/again.svg" },
  pictures: ["tree.svg", "figures/again.svg"].map((name) => ({
    name,
    form: "svg" as const,
    content: SVG,
    size: { width: 20, height: 10 },
  })),
  limits: {
    timeSeconds: 1,
    memoryMib: 256,
    outputMib: 8,
    codeKib: 128,
    acToTimeLimit: 2,
    timeResolution: 1,
    validation: { timeSeconds: 60, memoryMib: 2048, outputMib: 8 },
  },
  scoring: null,
  validator: null,
  languages: ["python"],
  submissions: [],
  attachments: [],
  interactions: [],
  issues: [],
  inputValidators: [],
  included: [],
  tests: [
    { name: "secret/1", group: "secret", input: bytes("1\n"), answer: bytes("1\n"), args: [], argv: [] },
  ],
  starters: {},
  unsupported: [],
};

let assessment: TestAssessment;
beforeAll(async () => {
  assessment = await makeAssessment();
});

test("a package's pictures come with its statement, which says its language", async () => {
  const author = await makeStaff("manager");
  const { questionId, questionVersionId } = await importProblemPackage(author, PACKAGE);
  const { statement } = await getQuestion(author, questionId);
  expect(statement).toContain(`![Ein Baum](${PICTURES_AT}${NAME}#20x10)`);
  expect(statement).toContain(`[b]: ${PICTURES_AT}${NAME}#20x10`);
  expect(await db.questionFile.count({ where: { questionVersionId, kind: "picture" } })).toBe(1);
  const { language } = await db.questionVersion.findUniqueOrThrow({ where: { id: questionVersionId } });
  expect(language).toBe("de");
  expect(Buffer.from(await getPicture(author, NAME))).toEqual(Buffer.from(SVG));
});

test("a picture is for candidates who were asked, and for the team of the question; for others it is not there", async () => {
  const name = `${newId().replaceAll("-", "")}.png`;
  const { questionVersionId } = await db.assessmentItem.findUniqueOrThrow({
    where: { id: assessment.itemIds[0] },
  });
  const picture = { kind: "picture" as const, path: name, content: Buffer.from("png") };
  await db.$transaction([
    db.$executeRaw`alter table question_file disable trigger question_file_immutable`,
    db.questionFile.create({ data: { ...picture, questionVersionId } }),
    db.$executeRaw`alter table question_file enable trigger question_file_immutable`,
  ]);
  const { actor, invitationId, candidateId } = await makeCandidate(assessment);
  await expect(getPicture(actor, name)).rejects.toMatchObject({ code: "not_found" });
  await startAttempt(actor, invitationId);
  expect(Buffer.from(await getPicture(actor, name)).toString()).toBe("png");
  const stranger = await makeCandidate(assessment);
  await expect(getPicture(stranger.actor, name)).rejects.toMatchObject({ code: "not_found" });
  await expect(getPicture(await makeStaff("manager"), name)).rejects.toMatchObject({ code: "not_found" });
  await expect(getPicture({ kind: "anonymous" }, name)).rejects.toMatchObject({ code: "not_found" });
  await db.candidate.update({ where: { id: candidateId }, data: { withdrawnAt: new Date() } });
  await expect(getPicture(actor, name)).rejects.toMatchObject({ code: "not_found" });
});
