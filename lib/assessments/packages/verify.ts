import { sha256 } from "#lib/platform/crypto.ts";
import { statementFault } from "../statements/rules.ts";
import { type PackageFiles, pathsBelow } from "./files.ts";
import type { PackageIssue, ProblemPackage } from "./schema.ts";

/** Beyond this many of one kind a list helps nobody. */
const NAMED = 5;
/** What a test's name may end with beside `.in`, by the format. */
const BESIDE_A_TEST =
  /\.(ans|out|in\.statement|ans\.statement|in\.download|ans\.download|interaction|hint|desc|args|png|jpe?g|svg)$/;

type Source = Omit<ProblemPackage, "issues">;

/** What Kattis' own verifier says of a package's files, as far as a judge of submissions cares. */
export function findIssues(files: PackageFiles, source: Source): PackageIssue[] {
  return [
    ...issues("error", sourceErrors(source)),
    ...issues("error", orphans(files)),
    ...issues("warning", statementWarnings(files, source)),
    ...issues("warning", testWarnings(source)),
    ...issues("warning", submissionWarnings(source)),
    ...issues("warning", fileWarnings(files, source)),
  ];
}

function faultOf(what: string, markdown: string): string[] {
  const fault = statementFault(markdown);
  return fault ? [`${what} ${fault}.`] : [];
}

type Program = {
  statement: string;
  tests: readonly { name: string; group: string; input: Uint8Array }[];
  submissions: Source["submissions"];
};

/** The same of a function or SQL question. */
export function findProgramIssues(files: PackageFiles, source: Program): PackageIssue[] {
  const { statement, tests, submissions } = source;
  const errors = [
    ...(statement.trim() === "" ? ["The statement is empty; write it in statement.md."] : []),
    ...faultOf("The statement", statement),
    ...proofErrors({ submissions, tests }, "secret tests; add some"),
  ];
  const warnings = [
    ...sampleWarnings(tests),
    ...twinWarnings(tests.map((test) => ({ ...test, argv: [] }))),
    ...submissionWarnings(source),
    ...ignoredWarnings(files),
  ];
  return [...issues("error", errors), ...issues("warning", warnings)];
}

function issues(weight: PackageIssue["weight"], details: readonly string[]): PackageIssue[] {
  return details.map((detail) => ({ weight, detail }));
}

function listed(names: readonly string[]): string {
  const more = names.length - NAMED;
  return names.slice(0, NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function sourceErrors({ statements, submissions, tests, limits }: Source): string[] {
  const errors: string[] = [];
  if (Object.keys(statements).length === 0)
    errors.push("There is no statement that a page can show; add statement/problem.en.md.");
  for (const [language, text] of Object.entries(statements))
    errors.push(...faultOf(`The statement in ${language}`, text));
  errors.push(...proofErrors({ submissions, tests }, "secret tests; add some to data/secret"));
  const steps = (limits.timeSeconds ?? 0) / limits.timeResolution;
  if (Math.abs(steps - Math.round(steps)) > 1e-6)
    errors.push(
      `The time limit of ${limits.timeSeconds} s is no multiple of the resolution of ${limits.timeResolution} s; set limits: time_resolution.`,
    );
  return errors;
}

/** What has to be there for anything to be shown. */
function proofErrors(
  { submissions, tests }: Pick<Program, "submissions" | "tests">,
  secrets: string,
): string[] {
  const errors: string[] = [];
  if (!submissions.some((each) => each.expected[0] === "AC" && each.expected.length === 1))
    errors.push("No submission is accepted; add one to submissions/accepted.");
  if (!tests.some((test) => test.group.startsWith("secret"))) errors.push(`There are no ${secrets}.`);
  return errors;
}

/** Files that belong to a test which is not there: most often a misspelt name. */
function orphans(files: PackageFiles): string[] {
  const lost = pathsBelow(files, "data/").filter(
    (path) => BESIDE_A_TEST.test(path) && !files.sizes.has(path.replace(BESIDE_A_TEST, ".in")),
  );
  // An interaction may stand alone: a sample that only shows how the two talk.
  const real = lost.filter((path) => !path.endsWith(".interaction"));
  return real.length > 0 ? [`These belong to no test, for the .in is missing: ${listed(real)}.`] : [];
}

function statementWarnings(files: PackageFiles, { statements }: Source): string[] {
  const warnings: string[] = [];
  const other = [...files.sizes.keys()].filter((path) =>
    /^(problem_)?statement\/problem(\.[\w-]+)?\.(tex|pdf)$/.test(path),
  );
  if (other.length > 0) warnings.push(`Only Markdown statements are shown, not ${listed(other)}.`);
  for (const [language, text] of Object.entries(statements))
    if (text.trim().length === 0) warnings.push(`The statement in ${language} is empty.`);
  if (Object.keys(statements).length > 0 && !statements.en)
    warnings.push(
      "There is no English statement; candidates whose language it is not in see the first of the others.",
    );
  return warnings;
}

function sampleWarnings(tests: Program["tests"]): string[] {
  return tests.some((test) => test.group.startsWith("sample"))
    ? []
    : ["There are no samples: candidates cannot try their code before they submit."];
}

function twinWarnings(tests: readonly (Program["tests"][number] & { argv: readonly string[] })[]): string[] {
  const seen = new Map<string, string>();
  const twins: string[] = [];
  for (const { name, group, input, argv } of tests) {
    const key = `${group} ${argv.join(" ")} ${sha256(input)}`;
    const twin = seen.get(key);
    if (twin) twins.push(`${twin} and ${name}`);
    else seen.set(key, name);
  }
  return twins.length > 0 ? [`The same input twice: ${listed(twins)}.`] : [];
}

function testWarnings({ tests }: Source): string[] {
  const warnings = [...sampleWarnings(tests), ...twinWarnings(tests)];
  const endless = tests.filter(({ answer }) => answer.length > 0 && answer.at(-1) !== 10);
  if (endless.length > 0)
    warnings.push(`Answers that do not end with a line break: ${listed(endless.map((test) => test.name))}.`);
  const dos = tests.filter(({ input }) => Buffer.from(input).includes("\r\n"));
  if (dos.length > 0)
    warnings.push(`Inputs with line breaks of Windows: ${listed(dos.map((test) => test.name))}.`);
  const unpadded = unpaddedNames(tests.map((test) => test.name));
  if (unpadded) warnings.push(unpadded);
  return warnings;
}

/** Tests run in the order of their names as text, so that 10 comes before 2. */
function unpaddedNames(names: readonly string[]): string | null {
  for (const [index, name] of names.entries()) {
    const next = names[index + 1];
    const [number, following] = [name, next].map((each) => Number(/\/(\d+)[^/]*$/.exec(each ?? "")?.[1]));
    if (
      next &&
      number !== undefined &&
      following !== undefined &&
      number > following &&
      sameFolder(name, next)
    )
      return `${name} runs before ${next}; pad the numbers with zeros for the order you mean.`;
  }
  return null;
}

function sameFolder(a: string, b: string): boolean {
  return a.slice(0, a.lastIndexOf("/")) === b.slice(0, b.lastIndexOf("/"));
}

function submissionWarnings({ submissions }: Pick<Source, "submissions">): string[] {
  const wrong = submissions.some((each) => !each.expected.includes("AC"));
  return wrong ? [] : ["No submission has to fail, so nothing shows that the tests find a mistake."];
}

function ignoredWarnings({ ignored }: PackageFiles): string[] {
  if (ignored.length === 0) return [];
  const words = "Left out, for the format allows only letters, digits, “.”, “_” and “-” in names";
  return [`${words}: ${listed(ignored)}.`];
}

function fileWarnings(files: PackageFiles, { statements, pictures }: Source): string[] {
  const warnings = ignoredWarnings(files);
  const known = new Set(pictures.map(({ name }) => name));
  const named = Object.values(statements).flatMap((text) =>
    [...text.matchAll(/!\[[^\]]*\]\((?:\.\/)?([^)\s]+)/g)].map((match) => match[1] ?? ""),
  );
  const lost = [...new Set(named)].filter((name) => !known.has(name) && !name.startsWith("data:"));
  if (lost.length > 0)
    warnings.push(`Pictures that are not beside the statement are not shown: ${listed(lost)}.`);
  return warnings;
}
