import { z } from "zod";
import { DEFAULT_VALIDATION, PackageError, type ProblemLimits } from "./schema.ts";
import { readYaml } from "./yaml.ts";

const FORMATS = ["2025-09", "2023-07-draft", "2023-07", "legacy", "legacy-icpc"] as const;
/** Kattis' own default for legacy and ours for what a 2025-09 package leaves open. */
const DEFAULT_FACTOR = { legacy: 5, current: 2 } as const;

const Words = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === "string" ? value.split(/\s+/).filter(Boolean) : value));
const Flags = z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))]);

/** A limit that is this many times what the accepted solutions need is a slip. */
const Factor = z.number().min(1).max(1000);
/** Up to a tebibyte; what of it the judge grants is its own affair. */
const Mebibytes = z
  .number()
  .int()
  .positive()
  .max(1024 * 1024);

/** What the judge reads of problem.yaml; other keys (authors, licence, source…) are the author's business. */
const ProblemYaml = z.object({
  problem_format_version: z.enum(FORMATS).default("legacy"),
  name: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
  type: Words.default(["pass-fail"]),
  keywords: Words.nullish(),
  languages: Words.nullish(),
  limits: z
    .object({
      time_limit: z.number().positive().max(600),
      time_resolution: z.number().min(0.001).max(60),
      time_multipliers: z.object({ ac_to_time_limit: Factor, time_limit_to_tle: Factor }).partial(),
      time_multiplier: Factor,
      memory: Mebibytes,
      output: Mebibytes,
      code: z
        .number()
        .int()
        .positive()
        .max(1024 * 1024),
      validation_time: z.number().positive().max(600),
      validation_memory: Mebibytes,
      validation_output: Mebibytes,
    })
    .partial()
    .nullish(),
  validation: Words.nullish(),
  validator_flags: z.union([z.string(), z.number()]).nullish(),
  grading: z.looseObject({ objective: z.string().optional() }).nullish(),
});
export type ProblemYaml = z.infer<typeof ProblemYaml>;

const Names = z.union([z.string().transform((name) => [name]), z.array(z.string())]);

/** `test_group.yaml` (2025-09), `testdata.yaml` (legacy) and `<test>.yaml`. */
const GroupYaml = z.object({
  output_validator_args: z.union([Flags, z.record(z.string(), z.unknown())]).nullish(),
  output_validator_flags: z.union([Flags, z.record(z.string(), z.unknown())]).nullish(),
  input_validator_args: z.union([Flags, z.record(z.string(), z.unknown())]).nullish(),
  input_validator_flags: z.union([Flags, z.record(z.string(), z.unknown())]).nullish(),
  args: z.array(z.union([z.string(), z.number()]).transform(String)).nullish(),
  hint: z.string().nullish(),
  // 2023-07-draft's way to say max_score and score_aggregation
  scoring: z
    .object({
      score: z.union([z.number().int().nonnegative(), z.literal("unbounded")]).optional(),
      aggregation: z.enum(["pass-fail", "sum", "min"]).optional(),
    })
    .nullish(),
  // 2025-09
  max_score: z.union([z.number().int().nonnegative(), z.literal("unbounded")]).optional(),
  score_aggregation: z.enum(["pass-fail", "sum", "min"]).optional(),
  require_pass: Names.optional(),
  static_validation_score: z.unknown().optional(),
  // legacy
  on_reject: z.enum(["break", "continue", "first_error", "worst_error", "grade"]).optional(),
  grading: z.string().nullish(),
  grader_flags: z.string().nullish(),
  accept_score: z.coerce.number().optional(),
  reject_score: z.coerce.number().optional(),
  range: z.string().optional(),
});
export type GroupYaml = z.infer<typeof GroupYaml>;

export function parseProblemYaml(path: string, text: string): ProblemYaml {
  return parseYaml(path, text, ProblemYaml);
}

export function parseGroupYaml(path: string, text: string): GroupYaml {
  return parseYaml(path, text, GroupYaml);
}

/** @throws PackageError naming the file, the key and what is wrong with it. */
export function parseYaml<Schema extends z.ZodType>(
  path: string,
  text: string,
  schema: Schema,
): z.infer<Schema> {
  const parsed = schema.safeParse(readYaml(path, text) ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new PackageError(path, `${issue?.path.join(".") || "the document"}: ${wordsOf(issue)}`);
}

/** The library says of .nan and .inf that a number was expected, which both are to an author's eye. */
function wordsOf(issue: z.core.$ZodIssue | undefined): string {
  const odd = /received (NaN|Infinity)$/.exec(issue?.message ?? "");
  if (odd) return "has to be an ordinary number, not .nan or .inf";
  return issue?.message ?? "is not as expected";
}

export function isLegacy(yaml: ProblemYaml): boolean {
  return yaml.problem_format_version.startsWith("legacy");
}

/** Kattis' defaults where the file is silent. */
export function limitsOf(yaml: ProblemYaml): ProblemLimits {
  const limits = yaml.limits ?? {};
  return {
    timeSeconds: limits.time_limit ?? null,
    memoryMib: limits.memory ?? 2048,
    outputMib: limits.output ?? 8,
    codeKib: limits.code ?? 128,
    acToTimeLimit:
      limits.time_multipliers?.ac_to_time_limit ??
      limits.time_multiplier ??
      (isLegacy(yaml) ? DEFAULT_FACTOR.legacy : DEFAULT_FACTOR.current),
    timeResolution: limits.time_resolution ?? 1,
    validation: {
      timeSeconds: limits.validation_time ?? DEFAULT_VALIDATION.timeSeconds,
      memoryMib: limits.validation_memory ?? DEFAULT_VALIDATION.memoryMib,
      outputMib: limits.validation_output ?? DEFAULT_VALIDATION.outputMib,
    },
  };
}
