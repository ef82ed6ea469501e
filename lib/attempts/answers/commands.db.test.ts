import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeAssessment, makeCandidate, type TestAssessment } from "#prisma/attempt-factories.ts";
import { startAttempt } from "../commands.ts";
import { SaveBody } from "../schema.ts";
import { saveAnswer } from "./commands.ts";

let assessment: TestAssessment;
beforeAll(async () => {
  assessment = await makeAssessment();
});

const python = (source: string) => ({ language: "python", source });

async function started() {
  const { actor, invitationId, candidateId } = await makeCandidate(assessment);
  const { attemptId } = await startAttempt(actor, invitationId);
  return { actor, attemptId, candidateId, code: { attemptId, itemId: assessment.itemIds[0] } };
}

describe("what the room saw", () => {
  test("never costs the answer that it came with: what does not fit is left out", async () => {
    const { actor, attemptId, code } = await started();
    const event = (at: string) => ({ id: newId(), kind: "paste", at });
    const good = new Date().toISOString();
    const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const events = [
      event("0000-01-01T00:00:00Z"),
      event("9999-12-31T23:59:59Z"),
      event(good),
      event(good.replace("Z", `${"0".repeat(2_000)}Z`)),
      event("yesterday"),
      event(inHours(-30)),
      { ...event(good), kind: "guessed" },
      "nonsense",
    ];
    const body = SaveBody.parse({ revision: 1, content: python("kept"), events });
    expect((await saveAnswer(actor, code, body)).revision).toBe(1);
    const answer = await db.answer.findUniqueOrThrow({ where: { attemptId_itemId: code } });
    expect(answer.content).toEqual(python("kept"));
    const seen = await db.attemptEvent.findMany({ where: { attemptId } });
    expect(new Set(seen.map((row) => row.at.toISOString()))).toEqual(new Set([good]));
    expect(SaveBody.parse({ revision: 2, content: python("x"), events: "none" }).events).toEqual([]);
  });
});
