import { resolve } from "node:path";
import { z } from "zod";
import { MAX_FILE_BYTES } from "../files/schema.ts";
import { ChoiceDefinition, FileDefinition, TextDefinition } from "../schema.ts";
import { foldShort } from "../short/rules.ts";
import { Accepted, ShortKey } from "../short/schema.ts";
import { LanguageTag } from "../translations/schema.ts";
import { folderFiles, readText } from "./files.ts";
import { parseYaml } from "./problem-yaml.ts";

/** A choice, short, written or file question of the starter library; coding questions are problem packages. */
export type AuthoredQuestion = {
  slug: string;
  title: string;
  statement: string;
  /** BCP 47; absent: English. */
  language?: string;
  definition: ChoiceDefinition | TextDefinition | FileDefinition;
  keywords: string[];
  /** Suggested points in an assessment. */
  points: number;
};

const Authored = {
  title: z.string().min(1),
  statement: z.string().min(1),
  language: LanguageTag.optional(),
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

const ShortYaml = z
  .object({
    ...Authored,
    format: z.literal("assay-short-1"),
    /** A bare text or number is short for `{text: …}` or `{number: …}`. */
    accepted: z
      .array(
        z.preprocess(
          (one) =>
            typeof one === "string" ? { text: one } : typeof one === "number" ? { number: one } : one,
          Accepted,
        ),
      )
      .min(1),
    caseSensitive: z.boolean().default(false),
    spaces: ShortKey.shape.spaces,
  })
  .strict()
  .refine(
    (key) => {
      const texts = key.accepted.flatMap((one) => ("text" in one ? [foldShort(one.text, key)] : []));
      return new Set(texts).size === texts.length && !texts.includes("");
    },
    { path: ["accepted"], message: "two of the texts are the same once case and spaces are folded" },
  );

const FileYaml = z
  .object({
    ...Authored,
    format: z.literal("assay-file-1"),
    kinds: FileDefinition.shape.kinds,
    maxBytes: FileDefinition.shape.maxBytes.default(MAX_FILE_BYTES),
    rubric: FileDefinition.shape.rubric.min(1),
  })
  .strict();

/** What `format:` says of these. */
export const AUTHORED_FORMATS = [ChoiceYaml, TextYaml, ShortYaml, FileYaml].map(
  ({ shape }): string => shape.format.value,
);

/** The choice, short, written and file questions (`*.yaml`) of one folder. @throws PackageError */
export function readAuthored(directory: string): AuthoredQuestion[] {
  const files = folderFiles(resolve(directory));
  return [...files.sizes.keys()]
    .filter((path) => path.endsWith(".yaml"))
    .map((path) => {
      return readAuthoredText(path, readText(files, path));
    });
}

/** One such question. @param path of its file: messages name it, and the name without `.yaml` is the question's. @throws PackageError */
export function readAuthoredText(path: string, text: string): AuthoredQuestion {
  const { format } = parseYaml(path, text, z.looseObject({ format: z.string() }));
  switch (format) {
    case "assay-choice-1":
      return readChoice(path, text);
    case "assay-short-1":
      return readShort(path, text);
    case "assay-file-1":
      return readFileQuestion(path, text);
    default:
      return readWritten(path, text);
  }
}

function readFileQuestion(path: string, text: string): AuthoredQuestion {
  const yaml = parseYaml(path, text, FileYaml);
  const { kinds, maxBytes, rubric } = yaml;
  return authored(path, yaml, { type: "file", kinds, maxBytes, rubric });
}

function readShort(path: string, text: string): AuthoredQuestion {
  const yaml = parseYaml(path, text, ShortYaml);
  const { accepted, caseSensitive, spaces } = yaml;
  const short = { accepted, caseSensitive, spaces };
  return authored(path, yaml, { type: "text", minWords: null, maxWords: null, rubric: [], short });
}

function readChoice(path: string, text: string): AuthoredQuestion {
  const yaml = parseYaml(path, text, ChoiceYaml);
  const { multiple, options, correct } = yaml;
  return authored(path, yaml, { type: "choice", multiple, options, correct });
}

function readWritten(path: string, text: string): AuthoredQuestion {
  const yaml = parseYaml(path, text, TextYaml);
  const { minWords, maxWords, rubric } = yaml;
  return authored(path, yaml, { type: "text", minWords, maxWords, rubric });
}

type AuthoredFields = Omit<AuthoredQuestion, "slug" | "definition">;

function authored(
  path: string,
  yaml: AuthoredFields,
  definition: AuthoredQuestion["definition"],
): AuthoredQuestion {
  const { title, statement, language, points, keywords } = yaml;
  return {
    slug: path.slice(0, -".yaml".length),
    title,
    statement,
    language,
    definition,
    keywords,
    points,
  };
}
