import { PendingReport } from "#lib/assessments/gate/schema.ts";
import type { PackageSubmission, ProblemPackage } from "#lib/assessments/packages/schema.ts";
import { StoredExpectation, TestSettings } from "#lib/assessments/questions/schema.ts";
import { CodeDefinition } from "#lib/assessments/schema.ts";
import { db } from "#lib/platform/db.ts";
import type { GatedPackage } from "./check-package.ts";

/** The limit on a submission's source where the portal's own applies: CodeAnswer's 256 KiB. */
const CODE_KIB = 256;

/** A version that waits for the gate, as the package that it came from; null: it waits no more. For the gate's job alone. */
export async function findWaitingAtGate(questionVersionId: string): Promise<GatedPackage | null> {
  const version = await db.questionVersion.findFirst({
    where: { id: questionVersionId, gate: "checking", publishedAt: null },
    include: {
      question: { select: { slug: true } },
      tests: { orderBy: { ordinal: "asc" } },
      files: { where: { kind: { in: ["submission", "validator"] } }, orderBy: { path: "asc" } },
    },
  });
  if (!version) return null;
  const definition = CodeDefinition.parse(version.definition);
  const ofKind = (kind: string) => version.files.filter((file) => file.kind === kind);
  const sources = ofKind("validator").map(({ path, content }) => ({ name: path, content }));
  const submissions = ofKind("submission").map(({ path, content, expectation }): PackageSubmission => {
    return { path, source: content, ...StoredExpectation.parse(expectation) };
  });
  const tests = version.tests.map(({ name, group, input, answer, settings }) => {
    const { args = [], argv = [] } = TestSettings.parse(settings ?? {});
    return { name, group, input, answer, args, argv };
  });
  return {
    // Names what was compiled: no two versions share it.
    shortName: `${version.question.slug} ${version.id}`,
    scoring: definition.scoring ?? null,
    validator: validatorOf(definition, sources),
    limits: limitsOf(definition),
    languages: definition.languages,
    starter: definition.starter,
    tests,
    submissions,
    triedOutputs: [],
    unsupported: [],
    issues: PendingReport.parse(version.gateReport ?? { warnings: [] }).warnings.map((detail) => ({
      weight: "warning",
      detail,
    })),
  };
}

function validatorOf(
  { checking }: CodeDefinition,
  files: NonNullable<ProblemPackage["validator"]>["program"]["files"],
): ProblemPackage["validator"] {
  if (!checking) return null;
  const { language, entry, kind } = checking;
  return { program: { language, entry, files }, interactive: kind === "interactive" };
}

function limitsOf({ limits, timing, checking }: CodeDefinition): ProblemPackage["limits"] {
  return {
    timeSeconds: timing?.derived ? null : limits.timeSeconds,
    memoryMib: limits.memoryMiB,
    outputMib: limits.outputKiB / 1024,
    codeKib: CODE_KIB,
    acToTimeLimit: timing?.factor ?? 2,
    timeResolution: timing?.resolution ?? 1,
    validation: checking?.limits ?? { timeSeconds: 60, memoryMib: 2048, outputMib: 8 },
  };
}
