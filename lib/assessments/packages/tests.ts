import { type PackageFiles, pathsBelow, readText } from "./files.ts";
import { type GroupYaml, type ProblemYaml, parseGroupYaml } from "./problem-yaml.ts";
import { PackageError, type ProblemPackage, type ProblemTest, type TriedOutput } from "./schema.ts";
import { parseValidatorFlags, validatorWords } from "./validator-flags.ts";

/** Folders below `data/` whose tests are not for submissions: they try the package's own validators. */
const NOT_TESTS = ["invalid_input", "invalid_output", "invalid_answer", "valid_output"];
const GROUP_FILES = ["test_group.yaml", "testdata.yaml"];

type TriedInput = ProblemPackage["triedInputs"][number];
type Read = {
  tests: ProblemTest[];
  triedOutputs: TriedOutput[];
  triedInputs: TriedInput[];
  unsupported: string[];
};

/**
 * The tests in judging order: samples first, then secret, each by path.
 * @param custom whether a validator of the package's own takes the arguments as they stand.
 */
export function readTests(files: PackageFiles, yaml: ProblemYaml, custom: boolean): Read {
  const settings = new SettingsReader(files, yaml, custom);
  const tests: ProblemTest[] = [];
  const triedInputs: TriedInput[] = [];
  const triedOutputs: TriedOutput[] = [];
  for (const path of pathsBelow(files, "data/").filter((file) => file.endsWith(".in"))) {
    const name = path.slice("data/".length, -".in".length);
    const top = name.split("/")[0] ?? "";
    if (top === "invalid_input") {
      triedInputs.push({ name, input: files.bytes(path), ...settings.inputArgsOf(name) });
    } else if (top === "valid_output" || top === "invalid_output") {
      triedOutputs.push(...readTried(files, name, settings));
    } else if (top === "sample" || top === "secret") {
      tests.push(readTest(files, name, settings));
    } else if (!NOT_TESTS.includes(top)) {
      throw new PackageError(path, "tests belong below data/sample or data/secret");
    }
  }
  tests.sort((a, b) => (a.name < b.name ? -1 : 1));
  if (tests.length === 0)
    throw new PackageError(
      "data",
      "holds no tests; add data/sample/*.in and data/secret/*.in with their .ans",
    );
  return { tests, triedOutputs, triedInputs, unsupported: settings.unsupported };
}

function readTest(files: PackageFiles, name: string, settings: SettingsReader): ProblemTest {
  const { args, argv, hint } = settings.of(name);
  if (pathsBelow(files, `data/${name}.files/`).length > 0)
    settings.unsupported.push("tests that bring files of their own (.files) are not supported yet");
  if (files.sizes.has(`data/${name}.args`))
    settings.unsupported.push(
      "command-line arguments in .args files are not supported; write args: [...] in the test's .yaml",
    );
  const legacyHint = files.sizes.has(`data/${name}.hint`)
    ? readText(files, `data/${name}.hint`).trim()
    : null;
  const said = hint ?? legacyHint;
  return { ...pair(files, name), args, argv, ...settings.inputArgsOf(name), ...(said ? { hint: said } : {}) };
}

function pair(files: PackageFiles, name: string) {
  const answer = `data/${name}.ans`;
  if (!files.sizes.has(answer)) throw new PackageError(`data/${name}.in`, `has no answer; add ${answer}`);
  const group = name.slice(0, name.lastIndexOf("/"));
  return { name, group, input: files.bytes(`data/${name}.in`), answer: files.bytes(answer) };
}

function readTried(files: PackageFiles, name: string, settings: SettingsReader): TriedOutput[] {
  const output = `data/${name}.out`;
  if (!files.sizes.has(output))
    throw new PackageError(`data/${name}.in`, `has no output to try; add ${output}`);
  const valid = name.startsWith("valid_output");
  const args = settings.of(name).args;
  return [{ ...pair(files, name), args, output: files.bytes(output), valid }];
}

type Settings = { args: readonly string[]; argv: readonly string[]; hint: string | null };

/** What a test has from its own file and from the folders around it; each file is parsed once. */
class SettingsReader {
  readonly unsupported: string[] = [];
  readonly #files: PackageFiles;
  readonly #custom: boolean;
  readonly #root: readonly string[];
  readonly #parsed = new Map<string, GroupYaml | null>();

  constructor(files: PackageFiles, yaml: ProblemYaml, custom: boolean) {
    this.#files = files;
    this.#custom = custom;
    this.#root = this.#checked("problem.yaml", yaml.validator_flags ?? []);
  }

  /** The innermost that speaks decides, key by key. */
  of(name: string): Settings {
    const settings: Settings = { args: this.#root, argv: [], hint: null };
    for (const path of placesOf(name)) {
      const yaml = this.#read(path);
      if (!yaml) continue;
      const args = this.#argsIn(path, yaml);
      if (args) settings.args = args;
      if (yaml.args) settings.argv = yaml.args;
      settings.hint = yaml.hint ?? null;
    }
    return settings;
  }

  /** Of the input validators, which are asked about every input; named ones are not told apart. */
  inputArgsOf(name: string): { inputArgs?: readonly string[] } {
    let inputArgs: readonly string[] = [];
    for (const path of placesOf(name)) {
      const yaml = this.#read(path);
      const given = yaml?.input_validator_args ?? yaml?.input_validator_flags;
      if (given === null || given === undefined) continue;
      if (typeof given === "object" && !Array.isArray(given))
        this.unsupported.push(
          `${path}: arguments of input validators by name are not supported; give a list`,
        );
      else inputArgs = validatorWords(given);
    }
    return inputArgs.length > 0 ? { inputArgs } : {};
  }

  #read(path: string): GroupYaml | null {
    const known = this.#parsed.get(path);
    if (known !== undefined) return known;
    const yaml = this.#files.sizes.has(path) ? parseGroupYaml(path, readText(this.#files, path)) : null;
    this.#parsed.set(path, yaml);
    return yaml;
  }

  #argsIn(path: string, yaml: GroupYaml): readonly string[] | null {
    const given = yaml.output_validator_args ?? yaml.output_validator_flags;
    if (given === null || given === undefined) return null;
    if (typeof given === "object" && !Array.isArray(given)) {
      this.unsupported.push(`${path}: validator arguments by name are not supported; give them as a list`);
      return null;
    }
    return this.#checked(path, given);
  }

  /** @throws PackageError on an argument that the default validator does not know. */
  #checked(path: string, value: string | number | readonly (string | number)[]): readonly string[] {
    if (this.#custom) return typeof value === "object" ? value.map(String) : validatorWords(value);
    const words = validatorWords(value);
    parseValidatorFlags(path, words);
    return words;
  }
}

/** Settings files of a test from the outermost folder to its own. */
function placesOf(name: string): string[] {
  const folders = name.split("/").slice(0, -1);
  return ["", ...folders.map((_, index) => `${folders.slice(0, index + 1).join("/")}/`)]
    .flatMap((folder) => GROUP_FILES.map((file) => `data/${folder}${file}`))
    .concat(`data/${name}.yaml`);
}
