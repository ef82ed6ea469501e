import type { ScoreGroup, Scoring } from "../scoring/schema.ts";
import { type PackageFiles, pathsBelow, readText } from "./files.ts";
import { type GroupYaml, isLegacy, type ProblemYaml, parseGroupYaml } from "./problem-yaml.ts";
import { PackageError, type ProblemTest } from "./schema.ts";

/** What `secret` is worth in a 2025-09 package that does not say. */
const DEFAULT_MAX = 100;

/**
 * How the package scores; null for a pass-fail problem.
 * @throws PackageError where the groups break the format's rules.
 */
export function readScoring(
  files: PackageFiles,
  yaml: ProblemYaml,
  tests: readonly ProblemTest[],
): { scoring: Scoring | null; unsupported: string[] } {
  const scores = yaml.type.includes("scoring");
  if (isLegacy(yaml) || (scores && speaksLegacy(files, yaml)))
    return scores ? readLegacy(files, yaml, tests) : { scoring: null, unsupported: [] };
  const groups = new Map(
    // The drafts of the format called the file as legacy does.
    [...groupFiles(files, "testdata.yaml"), ...groupFiles(files, "test_group.yaml")].map(
      ([folder, group]) => [folder, scores ? withDraftKeys(group) : group],
    ),
  );
  const unsupported: string[] = [];
  for (const [folder, group] of groups) {
    const path = `data/${folder}/test_group.yaml`;
    if (group.scoring && !scores)
      unsupported.push(`${path}: "scoring" is for problems of type: scoring, which this one is not`);
    if (group.static_validation_score !== undefined)
      unsupported.push(`${path}: static validation is not supported yet`);
    const said = group.max_score ?? group.score_aggregation ?? group.require_pass;
    if (said !== undefined && !scores)
      throw new PackageError(
        path,
        "gives a score, but the problem is pass-fail; write type: scoring in problem.yaml",
      );
    if (said !== undefined && folder.startsWith("sample"))
      throw new PackageError(path, "samples have no score; take max_score and the like out");
  }
  return { scoring: scores ? scoring2025(groups, tests) : null, unsupported };
}

/** Packages of the drafts between the two formats grade in the words of the old one. */
function speaksLegacy(files: PackageFiles, { problem_format_version: format }: ProblemYaml): boolean {
  if (format === "2025-09") return false;
  return [...groupFiles(files, "testdata.yaml").values()].some(
    ({ grader_flags, accept_score, range }) => (grader_flags ?? accept_score ?? range) !== undefined,
  );
}

function withDraftKeys(group: GroupYaml): GroupYaml {
  const { score, aggregation } = group.scoring ?? {};
  return { max_score: score, score_aggregation: aggregation, ...withoutUndefined(group) };
}

/** Keys that are there but say nothing must not hide what the draft's say. */
function withoutUndefined(group: GroupYaml): GroupYaml {
  return Object.fromEntries(Object.entries(group).filter(([, value]) => value !== undefined));
}

/** Folder below `data/` → its parsed settings. */
function groupFiles(files: PackageFiles, name: string): Map<string, GroupYaml> {
  const paths = pathsBelow(files, "data/").filter((path) => path.endsWith(`/${name}`));
  return new Map(
    paths.map((path) => [
      path.slice("data/".length, -name.length - 1),
      parseGroupYaml(path, readText(files, path)),
    ]),
  );
}

function scoring2025(yamls: ReadonlyMap<string, GroupYaml>, tests: readonly ProblemTest[]): Scoring {
  const names = [...yamls.keys()].filter((name) => name.startsWith("secret/")).sort();
  for (const name of names) {
    if (name.split("/").length > 2)
      throw new PackageError(`data/${name}/test_group.yaml`, "a group may not hold a group; move it up");
  }
  const strays = tests.filter(
    (test) =>
      test.group.startsWith("secret") && !names.some((name) => `${test.group}/`.startsWith(`${name}/`)),
  );
  if (names.length > 0 && strays[0])
    throw new PackageError(`data/${strays[0].name}.in`, "stands outside the groups; move it into one");
  const secret = yamls.get("secret");
  const max = secret?.max_score ?? DEFAULT_MAX;
  const root = group2025("secret", secret, max, "sum", tests, names);
  const groups = names.map((name) => {
    const yaml = yamls.get(name);
    const inner = yaml?.max_score ?? "unbounded";
    if (inner === "unbounded" && max !== "unbounded")
      throw new PackageError(`data/${name}/test_group.yaml`, "needs a max_score, since data/secret has one");
    return group2025(name, yaml, inner, "pass-fail", tests, []);
  });
  checkRequired([root, ...groups]);
  return { groups: [root, ...groups] };
}

function group2025(
  name: string,
  yaml: GroupYaml | undefined,
  max: number | "unbounded",
  fallback: "sum" | "pass-fail",
  tests: readonly ProblemTest[],
  inner: readonly string[],
): ScoreGroup {
  const aggregation = yaml?.score_aggregation ?? fallback;
  const maxScore = max === "unbounded" ? null : max;
  if (aggregation === "pass-fail" && maxScore === null)
    throw new PackageError(`data/${name}/test_group.yaml`, "a pass-fail group needs a max_score");
  const own = inner.length > 0 ? 0 : tests.filter((test) => `${test.group}/`.startsWith(`${name}/`)).length;
  const worth =
    maxScore === null || aggregation === "pass-fail" || own === 0
      ? null
      : aggregation === "min"
        ? maxScore
        : maxScore / own;
  const requirePass = yaml?.require_pass ?? [];
  return { name, aggregation, maxScore, testScore: worth, testMax: worth, requirePass, breaks: false };
}

function checkRequired(groups: readonly ScoreGroup[]): void {
  for (const group of groups) {
    for (const name of group.requirePass) {
      const path = `data/${group.name}/test_group.yaml`;
      const required = groups.find((other) => other.name === name);
      if (name !== "sample" && !required)
        throw new PackageError(
          path,
          `require_pass names ${name}, which is no group; write it as secret/<group>`,
        );
      if (required && required.name >= group.name)
        throw new PackageError(path, `require_pass names ${name}, which does not come before this group`);
      if (required && required.aggregation !== "pass-fail")
        throw new PackageError(path, `require_pass names ${name}, which is not a pass-fail group`);
    }
  }
}

const LEGACY_MODES = ["sum", "avg", "min", "max"] as const;
/** Of the verdict alone: ours is that of the first failing test whatever the grader would say. */
const VERDICT_MODES = ["worst_error", "first_error", "accept_if_any_accepted"];

/** Legacy: every folder is a group, and what a folder does not say it has from the one around it. */
function readLegacy(files: PackageFiles, yaml: ProblemYaml, tests: readonly ProblemTest[]) {
  const unsupported: string[] = [];
  if (yaml.grading?.objective === "min") unsupported.push("grading: objective: min is not supported yet");
  const given = groupFiles(files, "testdata.yaml");
  const top = files.sizes.has("data/testdata.yaml")
    ? parseGroupYaml("data/testdata.yaml", readText(files, "data/testdata.yaml"))
    : {};
  const validatorScores = yaml.validation?.includes("score") ?? false;
  const folders = new Set<string>(["sample", "secret"]);
  for (const { group } of tests) for (const folder of placesAbove(group)) folders.add(folder);
  const settings = (name: string): GroupYaml =>
    Object.assign({}, top, ...placesAbove(name).map((place) => given.get(place)));
  const ignoreSample = (top.grader_flags ?? "").split(/\s+/).includes("ignore_sample");
  const names = [...folders].filter((name) => !ignoreSample || !name.startsWith("sample")).sort();
  const groups = (ignoreSample ? names : ["", ...names]).map((name) =>
    legacyGroup(name, settings(name), validatorScores, unsupported),
  );
  return { scoring: { groups: bounded(groups, tests) }, unsupported };
}

function placesAbove(name: string): string[] {
  const parts = name.split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

function legacyGroup(
  name: string,
  yaml: GroupYaml,
  validatorScores: boolean,
  unsupported: string[],
): ScoreGroup {
  const path = name === "" ? "data/testdata.yaml" : `data/${name}/testdata.yaml`;
  if (yaml.grading === "custom") unsupported.push(`${path}: a custom grader is not supported yet`);
  if (yaml.reject_score) unsupported.push(`${path}: points for rejected tests are not supported yet`);
  let aggregation: ScoreGroup["aggregation"] = "sum";
  for (const flag of (yaml.grader_flags ?? "").split(/\s+/).filter(Boolean)) {
    const mode = LEGACY_MODES.find((each) => each === flag);
    if (mode) aggregation = mode;
    else if (flag !== "ignore_sample" && !VERDICT_MODES.includes(flag))
      unsupported.push(`${path}: the grader's ${flag} is not supported yet`);
  }
  const [, high = Number.POSITIVE_INFINITY] = (yaml.range ?? "").split(/\s+/).filter(Boolean).map(Number);
  const breaks = (yaml.on_reject ?? "break") === "break";
  const testScore = yaml.accept_score ?? (validatorScores ? null : 1);
  const maxScore = Number.isFinite(high) ? high : null;
  const testMax = validatorScores ? null : testScore;
  return { name, aggregation, maxScore, testScore, testMax, requirePass: [], breaks };
}

/** Legacy names no maximum but a range: where even that is open, it follows from what the tests can give. */
function bounded(groups: readonly ScoreGroup[], tests: readonly ProblemTest[]): ScoreGroup[] {
  const done: ScoreGroup[] = [];
  // Inner groups first, since an outer one's maximum follows from theirs.
  for (const group of [...groups].sort((a, b) => b.name.length - a.name.length)) {
    const isOwn = (name: string) => (group.name === "" ? !name.includes("/") : parentOf(name) === group.name);
    const inner = done.filter((other) => isOwn(other.name)).map((other) => other.maxScore);
    const own = tests.filter((test) => test.group === group.name).map(() => group.testMax);
    done.push({ ...group, maxScore: group.maxScore ?? most(group.aggregation, [...inner, ...own]) });
  }
  return groups.map((group) => done.find((other) => other.name === group.name) ?? group);
}

function parentOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf("/")));
}

function most(aggregation: ScoreGroup["aggregation"], maxima: readonly (number | null)[]): number | null {
  const known = maxima.filter((max) => max !== null);
  if (known.length < maxima.length) return null;
  const sum = known.reduce((total, max) => total + max, 0);
  if (aggregation === "sum" || known.length === 0) return sum;
  if (aggregation === "avg") return sum / known.length;
  return aggregation === "min" ? Math.min(...known) : Math.max(...known);
}
