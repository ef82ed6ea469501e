import type { ScoreGroup, Scoring } from "#lib/assessments/scoring/schema.ts";
import { innermost } from "#lib/grading/groups/rules.ts";
import type { Scored } from "#lib/grading/groups/schema.ts";

/** What the grouping needs to know of a test. */
export interface GroupableTest {
  /** Path below `data/`: `secret/1-small/03`. */
  name: string;
  visibility: "sample" | "secret";
  verdict: string | null;
  /** What the question's validator gave: a share of the test's worth, or points where that has no bound. */
  score: number | null;
}

export type GroupedTest<Test> = Test & {
  /** Its name within its group. */
  label: string;
  /** Of the question's points, what it gives and could give; null where tests do not count one by one. */
  points: number | null;
  maxPoints: number | null;
};

/** Tests that are scored together. */
export interface TestGroup<Test> {
  /** Folder below `data/`. */
  name: string;
  title: string;
  /** 0: outermost. */
  depth: number;
  /** How its points come about, as a sentence without its stop. */
  rule: string;
  /** Titles of the groups that it needs and that did not pass: it counts for nothing. */
  unmet: string[];
  /** What it gives, of the question's points; null: not scored, or not yet. */
  points: number | null;
  /** null: nothing here is scored. */
  maxPoints: number | null;
  /** Empty where it only holds other groups. */
  tests: GroupedTest<Test>[];
}

export interface GroupingFacts {
  maxPoints: number;
  /** What the judge gave; null: not yet. */
  points: number | null;
  /** Of a question with groups. */
  scoring: Scoring | null;
  scored: Scored | null;
}

type Aggregation = ScoreGroup["aggregation"];

const SAMPLES_RULE = "Shown with the question, worth no points";
const EQUAL_RULE = "Each test is worth the same";
const OF_TESTS: Record<Aggregation, string> = {
  "pass-fail": "All tests must pass",
  sum: "Each test counts for itself",
  min: "Counts as its weakest test",
  max: "Counts as its best test",
  avg: "Counts as the mean of its tests",
};
const OF_GROUPS: Record<Aggregation, string> = {
  "pass-fail": "All of its groups must pass",
  sum: "Sum of its groups",
  min: "Counts as its weakest group",
  max: "Counts as its best group",
  avg: "Counts as the mean of its groups",
};

/** Of a test that does not count for itself. */
const UNCOUNTED: { points: number | null; maxPoints: number | null } = { points: null, maxPoints: null };

const hundredths = (points: number) => Math.round(points * 100) / 100;
const isBelow = (name: string, folder: string) => folder === "" || name.startsWith(`${folder}/`);

/** `secret/1-small` → “1-small”, as its author called it. */
function titleOf(name: string): string {
  if (name === "sample") return "Samples";
  return name === "secret" || name === "" ? "Secret tests" : name.replace(/^secret\//, "");
}

/** The tests of a question in the groups that its points come from, samples first. */
export function groupTests<Test extends GroupableTest>(
  tests: readonly Test[],
  facts: GroupingFacts,
): TestGroup<Test>[] {
  if (facts.scoring) return new Groups(tests, facts, facts.scoring).list();
  const samples = tests.filter((test) => test.visibility === "sample");
  const secret = tests.filter((test) => test.visibility === "secret");
  // Where there is nothing else, the samples are what is scored (scoreCode in lib/grading/rules.ts).
  const groups = secret.length > 0 ? [unscored(samples), equalShares("secret", secret, facts)] : [];
  if (secret.length === 0) groups.push(equalShares("sample", samples, facts));
  return groups.filter((group) => group.tests.length > 0);
}

function unscored<Test extends GroupableTest>(tests: readonly Test[]): TestGroup<Test> {
  return {
    name: "sample",
    title: titleOf("sample"),
    depth: 0,
    rule: SAMPLES_RULE,
    unmet: [],
    points: null,
    maxPoints: null,
    tests: tests.map((test) => ({ ...test, label: labelOf("sample", test), ...UNCOUNTED })),
  };
}

function equalShares<Test extends GroupableTest>(
  name: string,
  tests: readonly Test[],
  { points, maxPoints }: GroupingFacts,
): TestGroup<Test> {
  const worth = hundredths(maxPoints / Math.max(1, tests.length));
  const given = (test: Test) => (test.verdict === "AC" ? worth : 0);
  const isGraded = points !== null && tests.some((test) => test.verdict !== null);
  return {
    name,
    title: titleOf(name),
    depth: 0,
    rule: EQUAL_RULE,
    unmet: [],
    points,
    maxPoints,
    tests: tests.map((test) => ({
      ...test,
      label: labelOf(name, test),
      ...(isGraded ? { points: given(test), maxPoints: worth } : UNCOUNTED),
    })),
  };
}

function labelOf(folder: string, { name }: GroupableTest): string {
  return folder !== "" && isBelow(name, folder) ? name.slice(folder.length + 1) : name;
}

/** The groups of a scoring problem. */
class Groups<Test extends GroupableTest> {
  readonly #tests: readonly Test[];
  readonly #scoring: Scoring;
  readonly #scored: Scored | null;
  /** Points of the question for one of the problem's own. */
  readonly #scale: number;

  constructor(tests: readonly Test[], { maxPoints, scored }: GroupingFacts, scoring: Scoring) {
    this.#tests = tests;
    this.#scoring = scoring;
    this.#scored = scored;
    const most = scoring.groups[0]?.maxScore;
    this.#scale = most ? maxPoints / most : 1;
  }

  list(): TestGroup<Test>[] {
    const [root, ...inner] = this.#scoring.groups;
    const samples = this.#tests.filter(
      (test) => test.visibility === "sample" && [undefined, root].includes(this.#ownerOf(test)),
    );
    const scored = [...inner.filter(({ name }) => name !== ""), ...(root ? [root] : [])]
      .map((group) => this.#view(group, inner))
      .filter((group) => group.tests.length > 0 || (group.name !== root?.name && this.#holdsTests(group)));
    return samples.length > 0 ? [unscored(samples), ...scored] : scored;
  }

  #ownerOf(test: Test): ScoreGroup | undefined {
    return innermost(this.#scoring.groups, test.name);
  }

  #holdsTests({ name }: { name: string }): boolean {
    return this.#tests.some((test) => isBelow(test.name, name));
  }

  #view(group: ScoreGroup, inner: readonly ScoreGroup[]): TestGroup<Test> {
    const { name, maxScore } = group;
    const isRoot = group === this.#scoring.groups[0];
    const own = this.#tests.filter(
      (test) => this.#ownerOf(test) === group && !(isRoot && test.visibility === "sample"),
    );
    const result = this.#scored?.groups.find((one) => one.name === name);
    const unmet = this.#scored ? group.requirePass.filter((required) => !this.#passes(required)) : [];
    const counts = !isRoot || inner.length === 0;
    const isCounted = result !== undefined && unmet.length === 0;
    const firstFailed = own
      .map((test) => test.name)
      .filter((one) => this.#hasFailed(one))
      .sort()[0];
    return {
      name,
      title: titleOf(name),
      depth: inner.filter((outer) => outer !== group && isBelow(name, outer.name)).length,
      rule: ruleOf(group, own.length > 0, unmet),
      unmet: unmet.map(titleOf),
      points: result && counts && maxScore !== 0 ? this.#points(result.score) : null,
      maxPoints: maxScore && counts ? this.#points(maxScore) : null,
      tests: own.map((test) => ({
        ...test,
        label: labelOf(name, test),
        ...(isCounted ? this.#worth(group, test, firstFailed) : UNCOUNTED),
      })),
    };
  }

  #points(score: number): number {
    return hundredths(score * this.#scale);
  }

  #hasFailed(name: string): boolean {
    return this.#tests.some((test) => test.name === name && test.verdict !== "AC");
  }

  #worth(group: ScoreGroup, test: Test, firstFailed: string | undefined): typeof UNCOUNTED {
    const { aggregation, testScore, testMax, breaks } = group;
    const most = testMax ?? testScore;
    if (aggregation === "pass-fail" || most === null) return UNCOUNTED;
    const given = test.score === null ? testScore : test.score * (testMax ?? 1);
    const isCut = breaks && firstFailed !== undefined && test.name >= firstFailed;
    return {
      points: this.#points(test.verdict === "AC" && !isCut ? (given ?? 0) : 0),
      maxPoints: this.#points(most),
    };
  }

  /** Whether every test of a group (or of the samples) is accepted, and of what that one requires. */
  #passes(name: string): boolean {
    const required = this.#scoring.groups.find((group) => group.name === name)?.requirePass ?? [];
    return (
      this.#tests.every((test) => !isBelow(test.name, name) || test.verdict === "AC") &&
      required.every((each) => this.#passes(each))
    );
  }
}

const list = (names: readonly string[]) =>
  new Intl.ListFormat("en-GB").format(
    names.map((name) => (name === "sample" ? "the samples" : titleOf(name))),
  );

function ruleOf(group: ScoreGroup, holdsTests: boolean, unmet: readonly string[]): string {
  const cut = group.breaks && group.aggregation !== "pass-fail" ? ", up to the first that fails" : "";
  const rule = `${(holdsTests ? OF_TESTS : OF_GROUPS)[group.aggregation]}${cut}`;
  if (unmet.length > 0) return `${rule}; scores nothing, for ${list(unmet)} did not pass`;
  const [first, ...more] = group.requirePass;
  if (first === undefined) return rule;
  const pass = more.length === 0 && first !== "sample" ? "passes" : "pass";
  return `${rule}; counts only if ${list(group.requirePass)} ${pass}`;
}

/** How the question's points follow from its groups, where they are not simply their sum; else empty. */
export function totalRule(scoring: Scoring | null): string {
  const [root, ...inner] = scoring?.groups ?? [];
  if (!root || inner.length === 0 || root.aggregation === "sum") return "";
  return root.aggregation === "pass-fail"
    ? "All groups must pass"
    : OF_GROUPS[root.aggregation].replace("its", "the");
}
