import { parseDocument } from "yaml";
import { z } from "zod";
import { PackageError, type ProblemLimits } from "./schema.ts";

const FORMATS = ["2025-09", "2023-07-draft", "2023-07", "legacy", "legacy-icpc"] as const;

const Words = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === "string" ? value.split(/\s+/) : value));

/** What the judge reads of problem.yaml; other keys (authors, licence, source…) are the author's business. */
const ProblemYaml = z.object({
  problem_format_version: z.enum(FORMATS).default("legacy"),
  name: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
  type: Words.default(["pass-fail"]),
  keywords: Words.nullish(),
  limits: z
    .object({
      time_limit: z.number().positive().max(600),
      time_resolution: z.number().positive().max(60),
      time_multipliers: z.object({ ac_to_time_limit: z.number().min(1) }).partial(),
      time_multiplier: z.number().min(1),
      memory: z.number().int().positive(),
      output: z.number().int().positive(),
      code: z.number().int().positive(),
    })
    .partial()
    .nullish(),
  validation: Words.nullish(),
  validator_flags: z.union([z.string(), z.number()]).nullish(),
  grading: z.unknown().optional(),
});
export type ProblemYaml = z.infer<typeof ProblemYaml>;

/** `test_group.yaml` (2025-09), `testdata.yaml` (legacy) and `<test>.yaml`. */
const GroupYaml = z.object({
  output_validator_args: z
    .union([z.array(z.union([z.string(), z.number()])), z.string(), z.record(z.string(), z.unknown())])
    .nullish(),
  output_validator_flags: z.union([z.string(), z.number()]).nullish(),
  args: z.array(z.union([z.string(), z.number()])).nullish(),
  scoring: z.unknown().optional(),
  grading: z.string().nullish(),
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
  const document = parseDocument(text);
  const broken = document.errors[0];
  if (broken) throw new PackageError(path, `is not valid YAML: ${broken.message.split("\n")[0]}`);
  // The alias count stops a few lines of YAML from growing into gigabytes.
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 100 }) ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new PackageError(
    path,
    `${issue?.path.join(".") || "the document"}: ${issue?.message ?? "is not as expected"}`,
  );
}

/** Kattis' defaults where the file is silent. */
export function limitsOf(yaml: ProblemYaml): ProblemLimits {
  const limits = yaml.limits ?? {};
  const legacy = yaml.problem_format_version.startsWith("legacy");
  return {
    timeSeconds: limits.time_limit ?? null,
    memoryMib: limits.memory ?? 2048,
    outputMib: limits.output ?? 8,
    codeKib: limits.code ?? 128,
    acToTimeLimit: limits.time_multipliers?.ac_to_time_limit ?? limits.time_multiplier ?? (legacy ? 5 : 2),
    timeResolution: limits.time_resolution ?? 1,
  };
}
