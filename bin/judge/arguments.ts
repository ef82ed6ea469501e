import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { PackageSubmission } from "#lib/assessments/packages/schema.ts";
import { expectedOf } from "#lib/assessments/packages/submissions.ts";

const USAGE = `Usage: npm run judge -- PACKAGE… [--submission FILE] [--strict] [--json] [--record FILE]

Verifies problem packages (a folder, or a .zip or .kpp of it) and judges every submission in them against what its
folder and submissions.yaml expect.
  --submission FILE   judge this file alone (expected: what its folder's name says, else accepted)
  --strict            an error against the package format counts as a failure, as it does for publishing
  --json              one JSON object a line; what is found against the format goes to standard error
  --record FILE       writes what the publish gate says of each package, for content that ships with Assay
Exit code: 0 when all is as expected, 1 when not, 2 when it could not be tried.`;

/** What ends the command with code 2 and words of its own. */
export class Refusal extends Error {}

export type Arguments = {
  paths: string[];
  submission: PackageSubmission | null;
  strict: boolean;
  json: boolean;
  record: string | null;
};

/** @throws Refusal with the usage. */
export function readArguments(): Arguments {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse();
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n\n${USAGE}`);
  }
  const { values, positionals } = parsed;
  if (values.help || positionals.length === 0) throw new Refusal(USAGE);
  return {
    paths: positionals,
    submission: readSubmission(values.submission),
    strict: values.strict === true,
    json: values.json === true,
    record: values.record ?? null,
  };
}

const DRIVERS = ["auto", "bubblewrap", "webassembly", "none"] as const;

/** Which sandbox the environment asks for, as the portal's worker reads it. @throws Refusal when it is none. */
export function readDriver(asked = process.env.SANDBOX || "auto"): (typeof DRIVERS)[number] {
  const driver = DRIVERS.find((known) => known === asked);
  if (!driver) throw new Refusal(`SANDBOX is ${asked}; it takes ${DRIVERS.join(", ")}.`);
  return driver;
}

function parse() {
  return parseArgs({
    allowPositionals: true,
    options: {
      submission: { type: "string" },
      record: { type: "string" },
      strict: { type: "boolean" },
      json: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
}

function readSubmission(path: string | undefined): PackageSubmission | null {
  if (path === undefined) return null;
  try {
    return {
      path: basename(path),
      source: readFileSync(path),
      expected: expectedOf(basename(dirname(resolve(path)))) ?? ["AC"],
      rules: [],
      lowersTimeLimit: false,
    };
  } catch (error) {
    throw new Refusal(`${path} cannot be read: ${(error as Error).message}`);
  }
}
