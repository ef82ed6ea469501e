import { readBytes, readText } from "./files.ts";
import { type GroupYaml, type ProblemYaml, parseGroupYaml } from "./problem-yaml.ts";
import { PackageError, type ProblemTest } from "./schema.ts";
import { parseValidatorFlags, validatorWords } from "./validator-flags.ts";

type Files = ReadonlyMap<string, number>;

/** Folders below `data/` whose tests are not for submissions: they try the package's own validators. */
const NOT_TESTS = ["invalid_input", "invalid_output", "invalid_answer", "valid_output"];

/** The tests in judging order: samples first, then secret, each by path. */
export function readTests(
  root: string,
  files: Files,
  yaml: ProblemYaml,
): { tests: ProblemTest[]; unsupported: string[] } {
  const unsupported: string[] = [];
  const tests: ProblemTest[] = [];
  const rootArgs = checkedArgs("problem.yaml", yaml.validator_flags ?? []);
  for (const path of [...files.keys()].filter((file) => /^data\/.+\.in$/.test(file)).sort(inJudgingOrder)) {
    const name = path.slice("data/".length, -".in".length);
    const group = name.slice(0, name.lastIndexOf("/"));
    const top = name.split("/")[0] ?? "";
    if (NOT_TESTS.includes(top)) continue;
    if (top !== "sample" && top !== "secret") {
      throw new PackageError(path, "tests belong below data/sample or data/secret");
    }
    const answer = `data/${name}.ans`;
    if (!files.has(answer)) throw new PackageError(path, `has no answer; add ${answer}`);
    const settings = settingsFor(root, files, name);
    unsupported.push(...settings.flatMap(({ path: file, yaml: group }) => unsupportedIn(file, group)));
    if ([...files.keys()].some((file) => file.startsWith(`data/${name}.files/`))) {
      unsupported.push("tests that bring files of their own (.files) are not supported yet");
    }
    if (files.has(`data/${name}.args`))
      unsupported.push("tests with command-line arguments (.args) are not supported yet");
    const args = argsOf(settings, rootArgs);
    tests.push({ name, group, input: readBytes(root, path), answer: readBytes(root, answer), args });
  }
  if (tests.length === 0)
    throw new PackageError(
      "data",
      "holds no tests; add data/sample/*.in and data/secret/*.in with their .ans",
    );
  return { tests, unsupported };
}

function inJudgingOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

type Settings = { path: string; yaml: GroupYaml };

/** From the outermost group to the test itself; the innermost that speaks decides. */
function settingsFor(root: string, files: Files, name: string): Settings[] {
  const folders = name.split("/").slice(0, -1);
  const paths = [""]
    .concat(folders.map((_, index) => `${folders.slice(0, index + 1).join("/")}/`))
    .flatMap((folder) => [`data/${folder}test_group.yaml`, `data/${folder}testdata.yaml`]);
  return [...paths, `data/${name}.yaml`]
    .filter((path) => files.has(path))
    .map((path) => ({ path, yaml: parseGroupYaml(path, readText(root, path)) }));
}

function argsOf(settings: readonly Settings[], inherited: readonly string[]): readonly string[] {
  return settings.reduce((inForce, { path, yaml }) => {
    const args = yaml.output_validator_args ?? yaml.output_validator_flags;
    if (args === null || args === undefined) return inForce;
    if (typeof args === "object" && !Array.isArray(args)) return inForce;
    return checkedArgs(path, args);
  }, inherited);
}

/** @throws PackageError on an argument that the default validator does not know. */
function checkedArgs(path: string, value: string | number | readonly (string | number)[]): readonly string[] {
  const words = validatorWords(value);
  parseValidatorFlags(path, words);
  return words;
}

function unsupportedIn(path: string, yaml: GroupYaml): string[] {
  const found: string[] = [];
  if (yaml.scoring !== undefined && yaml.scoring !== null)
    found.push(`${path}: scoring of test groups is not supported yet`);
  if (yaml.grading === "custom") found.push(`${path}: a custom grader is not supported yet`);
  if (yaml.args && yaml.args.length > 0)
    found.push(`${path}: tests with command-line arguments are not supported yet`);
  const args = yaml.output_validator_args;
  if (args && typeof args === "object" && !Array.isArray(args)) {
    found.push(`${path}: arguments for a validator of the package's own are not supported yet`);
  }
  return found;
}
