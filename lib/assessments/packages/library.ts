import { resolve } from "node:path";
import { z } from "zod";
import { ChoiceDefinition, TextDefinition } from "../schema.ts";
import { folderFiles, type PackageFiles, readText } from "./files.ts";
import { parseYaml } from "./problem-yaml.ts";

/** A choice or written question of the starter library; coding questions are problem packages. */
export type AuthoredQuestion = {
  slug: string;
  title: string;
  statement: string;
  definition: ChoiceDefinition | TextDefinition;
  keywords: string[];
  /** Suggested points in an assessment. */
  points: number;
};

const Authored = {
  title: z.string().min(1),
  statement: z.string().min(1),
  points: z.number().int().positive(),
  keywords: z.array(z.string()).default([]),
};

const ChoiceYaml = z
  .object({
    ...Authored,
    format: z.literal("assay-choice-1"),
    multiple: z.boolean().default(false),
    options: ChoiceDefinition.shape.options,
    correct: ChoiceDefinition.shape.correct,
  })
  .strict()
  .refine(({ options, correct }) => correct.every((id) => options.some((option) => option.id === id)), {
    path: ["correct"],
    message: "names an option that does not exist",
  })
  .refine(({ options }) => new Set(options.map((option) => option.id)).size === options.length, {
    path: ["options"],
    message: "two options have the same id",
  })
  .refine(({ multiple, correct }) => multiple || correct.length === 1, {
    path: ["correct"],
    message: "a single choice has exactly one right option; set multiple: true for more",
  });

const TextYaml = z
  .object({
    ...Authored,
    format: z.literal("assay-text-1"),
    minWords: TextDefinition.shape.minWords.default(null),
    maxWords: TextDefinition.shape.maxWords.default(null),
    rubric: TextDefinition.shape.rubric.min(1),
  })
  .strict();

/** The choice and written questions (`*.yaml`) of one folder. @throws PackageError */
export function readAuthored(directory: string): AuthoredQuestion[] {
  const files = folderFiles(resolve(directory));
  return [...files.sizes.keys()]
    .filter((path) => path.endsWith(".yaml"))
    .map((path) => {
      const { format } = parseYaml(path, readText(files, path), z.looseObject({ format: z.string() }));
      return format === "assay-choice-1" ? readChoice(files, path) : readWritten(files, path);
    });
}

function readChoice(files: PackageFiles, path: string): AuthoredQuestion {
  const yaml = parseYaml(path, readText(files, path), ChoiceYaml);
  const { multiple, options, correct } = yaml;
  return authored(path, yaml, { type: "choice", multiple, options, correct });
}

function readWritten(files: PackageFiles, path: string): AuthoredQuestion {
  const yaml = parseYaml(path, readText(files, path), TextYaml);
  const { minWords, maxWords, rubric } = yaml;
  return authored(path, yaml, { type: "text", minWords, maxWords, rubric });
}

type AuthoredFields = { title: string; statement: string; points: number; keywords: string[] };

function authored(
  path: string,
  yaml: AuthoredFields,
  definition: AuthoredQuestion["definition"],
): AuthoredQuestion {
  const { title, statement, points, keywords } = yaml;
  return {
    slug: path.slice(0, -".yaml".length),
    title,
    statement,
    definition,
    keywords,
    points,
  };
}
