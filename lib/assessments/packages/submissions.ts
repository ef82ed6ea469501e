import { z } from "zod";
import { type PackageFiles, pathsBelow, readText } from "./files.ts";
import { matchesGlob } from "./glob.ts";
import { parseYaml } from "./problem-yaml.ts";
import {
  type ExpectationRule,
  type ExpectedVerdict,
  PackageError,
  type PackageSubmission,
} from "./schema.ts";
import { readSourceFolder } from "./source-folders.ts";

/** What each folder under `submissions/` expects. Our MLE and OLE are run-time errors in Kattis' words. */
const EXPECTED: Record<string, readonly ExpectedVerdict[]> = {
  accepted: ["AC"],
  wrong_answer: ["WA"],
  time_limit_exceeded: ["TLE"],
  run_time_error: ["RTE", "MLE", "OLE"],
  memory_limit_exceeded: ["MLE"],
  output_limit_exceeded: ["OLE"],
  compile_error: ["CE"],
  compiler_error: ["CE"],
  brute_force: ["TLE", "RTE", "MLE"],
  // Legacy packages of Kattis' own: right, and slower than the limit asks for.
  slow_accepted: ["AC", "TLE"],
  partially_accepted: ["AC", "WA", "TLE", "RTE", "MLE", "OLE"],
  rejected: ["WA", "TLE", "RTE", "MLE", "OLE"],
};
const FILE = "submissions/submissions.yaml";

/** What a folder of submissions expects; undefined for a folder that says no verdict. */
export function expectedOf(folder: string): readonly ExpectedVerdict[] | undefined {
  return Object.hasOwn(EXPECTED, folder) ? EXPECTED[folder] : undefined;
}

const Verdicts = z.array(z.enum(["AC", "WA", "TLE", "RTE", "MLE", "OLE", "CE"]));
const RuleFields = {
  permitted: Verdicts.optional(),
  required: Verdicts.optional(),
  score: z
    .union([z.number().transform((score) => [score, score] as const), z.tuple([z.number(), z.number()])])
    .optional(),
  message: z.string().optional(),
  use_for_time_limit: z.union([z.boolean(), z.enum(["lower", "upper"])]).optional(),
};
const Rule = z.object(RuleFields);
type Rule = z.infer<typeof Rule>;
/** Beside the fields of a rule: groups of tests with rules of their own, by glob. */
const SubmissionsYaml = z.record(z.string(), z.looseObject(RuleFields));
/** About the program, not about its verdicts. */
const OTHER_KEYS = ["language", "entrypoint", "authors", "model_solution"];

/** Every submission of the package with what it has to show. @throws PackageError */
export function readSubmissions(files: PackageFiles): PackageSubmission[] {
  const yaml = files.sizes.has(FILE) ? parseYaml(FILE, readText(files, FILE), SubmissionsYaml) : {};
  const submissions: PackageSubmission[] = [];
  const folders = new Set<string>();
  for (const path of pathsBelow(files, "submissions/")) {
    const [, folder = "", ...rest] = path.split("/");
    if (rest.length === 0) continue;
    const name = rest.length > 1 ? `${folder}/${rest[0]}` : path.slice("submissions/".length);
    if (folders.has(name)) continue;
    folders.add(name);
    const expectation = expectationOf(yaml, folder, name, path);
    if (rest.length === 1) submissions.push({ path: name, source: files.bytes(path), ...expectation });
    else submissions.push({ path: name, ...ofFolder(files, name, entrypointOf(yaml, name)), ...expectation });
  }
  return submissions;
}

/** Several files as one submission. */
function ofFolder(files: PackageFiles, name: string, entrypoint: string | undefined) {
  const folder = `submissions/${name}/`;
  const read = readSourceFolder(files, pathsBelow(files, folder), folder, entrypoint);
  if (typeof read === "string")
    return { source: new Uint8Array(), unsupported: `${name} cannot be judged: ${read}` };
  const { entry, source, extraFiles } = read;
  return { source, folder: { entry, extraFiles } };
}

function entrypointOf(yaml: z.infer<typeof SubmissionsYaml>, name: string): string | undefined {
  const said = Object.entries(yaml).map(([glob, entry]) => matchesGlob(glob, name) && entry.entrypoint);
  return said.find((word): word is string => typeof word === "string");
}

function expectationOf(
  yaml: z.infer<typeof SubmissionsYaml>,
  folder: string,
  name: string,
  path: string,
): Pick<PackageSubmission, "expected" | "rules" | "lowersTimeLimit"> {
  const entries = Object.entries(yaml).filter(([glob]) => glob !== folder && matchesGlob(glob, name));
  const own = yaml[folder];
  const rules = [...(own ? [[folder, own] as const] : []), ...entries].flatMap(([, entry]) => rulesOf(entry));
  const given = EXPECTED[folder] ?? verdictsOf(own ?? entries[0]?.[1]);
  if (!given)
    throw new PackageError(
      path,
      `the folder ${folder} says no verdict; use one of ${Object.keys(EXPECTED).join(", ")}, or name it in ${FILE}`,
    );
  // An entry for the folder itself replaces what the folder means by default.
  const expected = (own && verdictsOf(own)) ?? given;
  const uses = [own, ...entries.map(([, entry]) => entry)].map((entry) => entry?.use_for_time_limit);
  const lowersTimeLimit =
    uses.includes("lower") || (folder === "accepted" && !uses.includes(false) && !uses.includes("upper"));
  return { expected, rules, lowersTimeLimit };
}

/** The verdicts of the whole that a rule leaves possible: where one is required, the whole cannot be accepted without. */
function verdictsOf(rule: Rule | undefined): readonly ExpectedVerdict[] | undefined {
  const { permitted, required } = rule ?? {};
  if (!permitted && !required) return undefined;
  const all = permitted ?? (["AC", "WA", "TLE", "RTE", "MLE", "OLE"] as const);
  const mustFail = required && !required.includes("AC");
  return withOurs(all).filter((verdict) => !(mustFail && verdict === "AC"));
}

/** Kattis knows no MLE and OLE of their own: where a run-time error will do, they do. */
function withOurs(verdicts: readonly ExpectedVerdict[]): readonly ExpectedVerdict[] {
  return verdicts.includes("RTE") ? [...new Set([...verdicts, "MLE" as const, "OLE" as const])] : verdicts;
}

function rulesOf(entry: z.infer<typeof SubmissionsYaml>[string]): ExpectationRule[] {
  const inner = Object.entries(entry).filter(
    ([key, value]) => !(key in RuleFields) && !OTHER_KEYS.includes(key) && value !== undefined,
  );
  return [
    ...ruleOf(null, entry),
    ...inner.flatMap(([tests, value]) => {
      const parsed = Rule.safeParse(value);
      if (!parsed.success) throw new PackageError(FILE, `${tests}: is no rule for a group of tests`);
      return ruleOf(tests, parsed.data);
    }),
  ];
}

function ruleOf(tests: string | null, { permitted, required, score, message }: Rule): ExpectationRule[] {
  if (!permitted && !required && !score && message === undefined) return [];
  return [
    {
      tests,
      permitted: permitted ? withOurs(permitted) : null,
      required: required ? withOurs(required) : null,
      score: score ?? null,
      message: message ?? null,
    },
  ];
}
