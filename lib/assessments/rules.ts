import { type Definition, MAX_ITEMS, type QuestionType } from "./schema.ts";
import { shortForm } from "./short/rules.ts";

/** One item as the publishing rules see it. */
export interface PlannedItem {
  questionVersionId: string;
  points: number;
  question: {
    title: string;
    type: QuestionType;
    published: boolean;
    archived: boolean;
    sampleTests: number;
    secretTests: number;
  };
}

export interface Plan {
  name: string;
  durationMinutes: number;
  items: readonly PlannedItem[];
}

/** Why a plan cannot be published, or should be looked at first. */
export interface PlanIssue {
  /** `blocks`: not publishable. `advises`: publishable, but read this. */
  weight: "blocks" | "advises";
  detail: string;
  questionVersionId?: string;
}

/**
 * Minutes that a prepared candidate needs, by kind: rough figures of ours, used for advice only and never for the
 * clock, so that nobody is given three coding questions in twenty minutes by accident.
 */
const TYPICAL_MINUTES: Record<QuestionType, number> = {
  code: 20,
  function: 15,
  sql: 15,
  choice: 2,
  text: 8,
  file: 30,
};

export function totalPoints(items: readonly { points: number }[]): number {
  return items.reduce((sum, item) => sum + item.points, 0);
}

/** About how many minutes of work these questions are. */
export function typicalMinutes(types: readonly QuestionType[]): number {
  return types.reduce((sum, type) => sum + TYPICAL_MINUTES[type], 0);
}

/** Kinds whose answers the judge runs. */
function isProgram(type: QuestionType): boolean {
  return type === "code" || type === "function" || type === "sql";
}

function itemIssues(item: PlannedItem): PlanIssue[] {
  const { question, questionVersionId } = item;
  const block = (detail: string): PlanIssue => ({ weight: "blocks", detail, questionVersionId });
  const issues: PlanIssue[] = [];
  if (!question.published) issues.push(block(`“${question.title}” is itself not published yet.`));
  if (question.archived) issues.push(block(`“${question.title}” was archived. Take another question.`));
  if (isProgram(question.type) && question.secretTests === 0) {
    issues.push(
      block(`“${question.title}” has no secret tests, so any program that knows the samples passes.`),
    );
  }
  if (isProgram(question.type) && question.sampleTests === 0) {
    const detail = `“${question.title}” has no samples: candidates cannot try their code before they submit.`;
    issues.push({ weight: "advises", detail, questionVersionId });
  }
  return issues;
}

function repeatedTitles(items: readonly PlannedItem[]): string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const item of items) {
    if (seen.has(item.questionVersionId)) repeated.add(item.question.title);
    seen.add(item.questionVersionId);
  }
  return [...repeated];
}

/** Every reason against publishing, each in words that say what to do. None that blocks: it may be published. */
export function planIssues(plan: Plan): PlanIssue[] {
  const issues: PlanIssue[] = [];
  if (plan.items.length === 0) {
    issues.push({ weight: "blocks", detail: "There is no question yet. Add at least one from the library." });
  }
  if (plan.items.length > MAX_ITEMS) {
    issues.push({ weight: "blocks", detail: `An assessment holds at most ${MAX_ITEMS} questions.` });
  }
  for (const title of repeatedTitles(plan.items)) {
    issues.push({ weight: "blocks", detail: `“${title}” is in the list twice. Remove one of them.` });
  }
  issues.push(...plan.items.flatMap(itemIssues));
  const minutes = typicalMinutes(plan.items.map((item) => item.question.type));
  if (minutes > plan.durationMinutes) {
    const detail = `Questions of these kinds usually take about ${minutes} min; candidates get ${plan.durationMinutes}.`;
    issues.push({ weight: "advises", detail });
  }
  return issues;
}

/** The reasons that stand in the way. Empty: publish. */
export function publishBlockers(plan: Plan): PlanIssue[] {
  return planIssues(plan).filter((issue) => issue.weight === "blocks");
}

/** The list with one element moved a place up or down; at the end of the list it stays where it is. */
export function moved<Item>(items: readonly Item[], index: number, by: -1 | 1): Item[] {
  const target = index + by;
  const result = [...items];
  const [item] = result.splice(index, 1);
  if (item === undefined || target < 0 || target >= items.length) return [...items];
  result.splice(target, 0, item);
  return result;
}

/** A name as part of an address. Never empty: a name without one Latin letter or digit becomes “assessment”. */
export function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, "");
  return slug || "assessment";
}

/** The first of `slug`, `slug-2`, `slug-3` … that is not taken. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  let free = slug;
  for (let number = 2; taken.has(free); number++) free = `${slug}-${number}`;
  return free;
}

/** The part of a definition that a candidate may see: without key, rubric and validator. */
export function candidateDefinition(definition: Definition) {
  switch (definition.type) {
    case "code": {
      const { type, languages, limits, starter } = definition;
      return { type, languages, limits, starter };
    }
    case "function": {
      const { type, languages, limits, signature } = definition;
      return { type, languages, limits, signature };
    }
    case "sql": {
      const { type, limits, mode, schema, tables, starter } = definition;
      return { type, limits, mode, schema, tables, starter };
    }
    case "choice": {
      const { type, multiple, options } = definition;
      return { type, multiple, options };
    }
    case "text": {
      const { type, minWords, maxWords, short } = definition;
      return { type, minWords, maxWords, short: short ? shortForm(short) : null };
    }
    case "file": {
      const { type, kinds, maxBytes } = definition;
      return { type, kinds, maxBytes };
    }
  }
}
export type CandidateDefinition = ReturnType<typeof candidateDefinition>;

/** Whether a question's samples are pairs of input and answer that its candidate may see; of a talk they are not. */
export function showsSamples(definition: Definition): boolean {
  return definition.type !== "code" || definition.checking?.kind !== "interactive";
}

/** Whether a key grades the answers: no judge is asked, and no person. */
export function isGradedByKey(definition: Definition): boolean {
  return definition.type === "choice" || (definition.type === "text" && definition.short !== undefined);
}

/** Whether the key of another version of a question fits answers that were given to this one. */
export function canGradeBy(key: Definition, asked: Definition): boolean {
  if (!isGradedByKey(key) || !isGradedByKey(asked)) return false;
  if (key.type !== "choice" || asked.type !== "choice") return key.type === asked.type;
  const ids = (definition: typeof key) => JSON.stringify(definition.options.map(({ id }) => id).sort());
  return key.multiple === asked.multiple && ids(key) === ids(asked);
}
