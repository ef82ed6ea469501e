import { PendingReport } from "#lib/assessments/gate/schema.ts";
import {
  DEFAULT_VALIDATION,
  type InputValidator,
  type PackageSubmission,
  type ProblemPackage,
} from "#lib/assessments/packages/schema.ts";
import { readProgram } from "#lib/assessments/packages/validator.ts";
import { StoredExpectation, TestSettings } from "#lib/assessments/questions/schema.ts";
import { type CodeDefinition, Definition } from "#lib/assessments/schema.ts";
import { db } from "#lib/platform/db.ts";
import { includedIn } from "../queries.ts";
import type { GatedPackage } from "./check-package.ts";
import { CODE_KIB, gatedProgram } from "./gated.ts";

/** A version that waits for the gate, as the package that it came from; null: it waits no more. For the gate's job alone. */
export async function findWaitingAtGate(questionVersionId: string): Promise<GatedPackage | null> {
  const version = await db.questionVersion.findFirst({
    where: { id: questionVersionId, gate: "checking", publishedAt: null },
    include: {
      question: { select: { slug: true } },
      tests: { orderBy: { ordinal: "asc" } },
      files: { where: { kind: { notIn: ["attachment", "picture"] } }, orderBy: { path: "asc" } },
    },
  });
  if (!version) return null;
  const definition = Definition.parse(version.definition);
  const ofKind = (kind: string) => version.files.filter((file) => file.kind === kind);
  const sources = ofKind("validator").map(({ path, content }) => ({ name: path, content }));
  const submissions = submissionsIn(ofKind("submission"));
  // Names what was compiled: no two versions share it.
  const shortName = `${version.question.slug} ${version.id}`;
  const { warnings } = PendingReport.parse(version.gateReport ?? { warnings: [] });
  const issues = warnings.map((detail) => ({ weight: "warning" as const, detail }));
  if (definition.type === "function" || definition.type === "sql")
    return gatedProgram({ shortName, definition, tests: version.tests.map(plain), submissions, issues });
  if (definition.type !== "code") return null;
  const tests = version.tests.map(({ name, group, input, answer, settings }) => {
    const { args = [], argv = [], inputArgs = [] } = TestSettings.parse(settings ?? {});
    return { name, group, input, answer, args, argv, inputArgs };
  });
  return {
    shortName,
    scoring: definition.scoring ?? null,
    validator: validatorOf(definition, sources),
    inputValidators: inputValidatorsIn(ofKind("input_validator")),
    included: includedIn(ofKind("include")),
    limits: limitsOf(definition),
    languages: definition.languages,
    starter: definition.starter,
    tests,
    submissions,
    triedOutputs: [],
    unsupported: [],
    issues,
  };
}

/** Of a function or SQL question no test has settings of its own. */
function plain<Test extends { settings: unknown }>({ settings: _none, ...test }: Test) {
  return test;
}

type StoredFile = { path: string; content: Uint8Array; expectation: unknown };

/** A file that says what is expected is a submission: alone in its folder, or the one of a folder that is run. */
function submissionsIn(files: readonly StoredFile[]): PackageSubmission[] {
  return files.flatMap(({ path, content, expectation }): PackageSubmission[] => {
    if (expectation === null) return [];
    const said = StoredExpectation.parse(expectation);
    const [folder = "", unit = "", entry] = path.split("/");
    if (entry === undefined) return [{ path, source: content, ...said }];
    const below = `${folder}/${unit}/`;
    const others = files.filter((other) => other.path.startsWith(below) && other.path !== path);
    const extraFiles = others.map((other) => ({
      name: other.path.slice(below.length),
      content: other.content,
    }));
    return [{ path: `${folder}/${unit}`, source: content, folder: { entry, extraFiles }, ...said }];
  });
}

function inputValidatorsIn(files: readonly StoredFile[]): InputValidator[] {
  const names = [...new Set(files.map(({ path }) => path.slice(0, path.indexOf("/"))))];
  return names.flatMap((name) => {
    const own = files.filter(({ path }) => path.startsWith(`${name}/`));
    const sources = own.map(({ path, content }) => ({ name: path.slice(name.length + 1), content }));
    const program = readProgram(name, sources);
    return typeof program === "string" ? [] : [{ name, program }];
  });
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
    validation: checking?.limits ?? DEFAULT_VALIDATION,
  };
}
