import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { GateReport } from "#lib/assessments/gate/schema.ts";
import type { ProgramQuestion } from "#lib/assessments/packages/programs.ts";
import type { ProblemPackage } from "#lib/assessments/packages/schema.ts";
import { questionOfProgram } from "#lib/assessments/questions/programs/rules.ts";
import { contentHash, questionOfPackage } from "#lib/assessments/questions/rules.ts";
import { checkPackage } from "#lib/grading/gate/check-package.ts";
import { gatedOf } from "#lib/grading/gate/gated.ts";
import { openJudge } from "#lib/grading/sandbox/detect.ts";
import { now } from "#lib/platform/clock.ts";
import { log } from "#lib/platform/log.ts";

const RECORD = join(import.meta.dirname, "..", "..", "content", "checked.json");

/**
 * What the publish gate says of a question of content/: from the record that the project's own checks keep beside it,
 * found by the hash of the content; where the content was changed since, the judge looks now.
 * @throws Error when it was changed and there is no judge here.
 */
export async function gateReportOf(source: ProblemPackage | ProgramQuestion): Promise<GateReport> {
  const gated = gatedOf(source);
  const question = "slug" in source ? questionOfProgram(source) : questionOfPackage(source);
  const records = z.record(z.string(), GateReport).parse(JSON.parse(readFileSync(RECORD, "utf8")));
  const known = records[contentHash(question)];
  if (known) return known;
  log.info("seed.content_changed", { package: gated.shortName });
  const judge = await openJudge(1);
  if (!judge.sandbox)
    throw new Error(
      `content/${gated.shortName} was changed since it was checked, and nothing can judge it here. Where the judge works, run: npm run judge -- content/* --record content/checked.json`,
    );
  try {
    return await checkPackage(judge, gated, { at: now(), by: "worker" });
  } finally {
    await judge.sandbox.close();
  }
}
