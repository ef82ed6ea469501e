import { languageName } from "#lib/assessments/languages.ts";
import {
  DEFAULT_VALIDATOR,
  type PackageFile,
  type PackageSubmission,
  type ProblemPackage,
} from "#lib/assessments/packages/schema.ts";
import type { FunctionDefinition, SqlDefinition } from "#lib/assessments/schema.ts";
import type { TableShape } from "#lib/assessments/tables/schema.ts";
import { customValidator, type ValidatorInput } from "../check/custom-validator.ts";
import { defaultValidator } from "../check/default-validator.ts";
import { type Interactor, interactiveValidator } from "../check/interactive.ts";
import type { Checker } from "../check/types.ts";
import { explainCompileOutput } from "../harness/function-question.ts";
import { type Judgement, judgeSubmission, type Submission } from "../judge.ts";
import { besideFault, includedFor, laidBeside } from "../languages/beside.ts";
import { LANGUAGES, languageOfFile } from "../languages.ts";
import { programParts } from "../program-parts.ts";
import { deriveTimeLimit } from "../rules.ts";
import type { Judge } from "../sandbox/detect.ts";
import type { Runtime } from "../sandbox/toolchains.ts";
import { describeTables } from "../sql/tables.ts";
import { endedWith, oddOutputFaults } from "./odd-outputs.ts";
import { slowestOf, unmet } from "./rules.ts";

/** What the judge needs of a package: read from its files, or put together from a question's version. */
export type JudgedPackage = Pick<
  ProblemPackage,
  "shortName" | "scoring" | "validator" | "tests" | "triedOutputs" | "submissions" | "unsupported"
> & {
  limits: ProblemPackage["limits"];
  /** Of a function or SQL question; absent: a program that reads and prints. */
  program?: FunctionDefinition | SqlDefinition;
} & Partial<Pick<ProblemPackage, "inputValidators" | "triedInputs" | "included">>;

export type JudgedSubmission = {
  submission: PackageSubmission;
  language: string | null;
  judgement: Judgement;
  /** Why it is not as its author says; empty: it is. */
  reasons: string[];
  /** Nobody could say, for its language is off on this machine. */
  isOff: boolean;
};

/** Long enough to measure an honest accepted solution when the package sets no limit itself. */
const MEASURING_LIMIT_MS = 30_000;

/** Judges a package's programs through the portal's own judge, one after the other. */
export class PackageJudge {
  readonly #judge: Judge;
  readonly #package: JudgedPackage;
  readonly #quick: boolean;
  readonly #measured = new Map<PackageSubmission, JudgedSubmission>();
  #checker: Checker | undefined;
  #interactor: Interactor | undefined;
  /** Milliseconds, before a language's multiplier; null: not known yet. */
  #timeMs: number | null;

  /** @param quick stops a submission at its first failing test where no rule needs the others. */
  constructor(judge: Judge, source: JudgedPackage, quick = false) {
    this.#judge = judge;
    this.#package = source;
    this.#quick = quick;
    this.#timeMs = source.limits.timeSeconds === null ? null : source.limits.timeSeconds * 1000;
  }

  /** Milliseconds: the package's own limit, or what its accepted submissions set it to. */
  async timeLimit(): Promise<number> {
    if (this.#timeMs !== null) return this.#timeMs;
    const { limits, submissions } = this.#package;
    let slowestMs = 0;
    for (const submission of submissions.filter((each) => each.lowersTimeLimit)) {
      const judged = await this.#judged(submission, MEASURING_LIMIT_MS);
      this.#measured.set(submission, judged);
      slowestMs = Math.max(slowestMs, this.plainMs(judged) ?? 0);
    }
    this.#timeMs = deriveTimeLimit(slowestMs / 1000, limits.acToTimeLimit, limits.timeResolution) * 1000;
    return this.#timeMs;
  }

  /** One submission, or any source that is held to the same. */
  async submission(submission: PackageSubmission): Promise<JudgedSubmission> {
    const timeMs = await this.timeLimit();
    // Measured below the limit that it set: there is nothing to judge again.
    return this.#measured.get(submission) ?? this.#judged(submission, timeMs);
  }

  /** The code that the editor begins with, judged to its end; null: its language is off here. */
  async starter(language: string, source: string): Promise<Judgement | null> {
    if (!this.#judge.runtimes.has(language)) return null;
    const submission = {
      path: `starter in ${language}`,
      source: Buffer.from(source),
      expected: [],
      lowersTimeLimit: false,
      // Every test counts: the starter may pass some of them.
      rules: [{ tests: null, permitted: null, required: null, score: null, message: null }],
    };
    return this.#judgement(submission, language, await this.timeLimit());
  }

  /** Slowest test of a judged submission without its language's multiplier, in milliseconds of CPU time. */
  plainMs({ language, judgement }: JudgedSubmission): number | null {
    const slowest = slowestOf(judgement.tests);
    const multiplier = LANGUAGES.find(({ id }) => id === language)?.timeMultiplier ?? 1;
    return slowest === null ? null : slowest / multiplier;
  }

  /** What the validator says wrongly of the outputs that the package brings to try it; empty: all as it should. */
  async triedOutputs(): Promise<string[]> {
    const faults: string[] = [];
    for (const test of this.#package.triedOutputs) {
      const { verdict, reason } = await this.#check()(test, endedWith(test.output));
      if (verdict !== (test.valid ? "AC" : "WA"))
        faults.push(
          `data/${test.name}.out should be ${test.valid ? "accepted" : "rejected"}, and is ${verdict}${reason ? `: ${reason}` : ""}`,
        );
    }
    return faults;
  }

  /** Why the package's own validator may not meet candidates; empty: it judges whatever they print. */
  async oddOutputs(): Promise<string[]> {
    const { validator, tests } = this.#package;
    const test = tests.find(({ group }) => group.startsWith("secret")) ?? tests[0];
    if (!validator || !test) return [];
    return oddOutputFaults(test, { checker: this.#check(), ...this.#talk() }, this.#judge.sandbox);
  }

  /** Of a SQL question: what the schema browser shows; a sentence when its database cannot be made. null: of no other. */
  async tables(): Promise<TableShape[] | string | null> {
    const { program, tests } = this.#package;
    const [first] = tests;
    if (program?.type !== "sql" || !first) return null;
    const host = this.#judge.runtimes.get("sql");
    if (!host) return `${languageName("sql")} is off on this machine`;
    return describeTables(program, first.input, host, this.#judge.sandbox);
  }

  #check(): Checker {
    const input = this.#validatorInput();
    this.#checker ??= input
      ? customValidator(input, this.#judge.sandbox)
      : defaultValidator(DEFAULT_VALIDATOR);
    return this.#checker;
  }

  #talk(): { interactor?: Interactor } {
    const input = this.#validatorInput();
    if (!input || !this.#package.validator?.interactive) return {};
    this.#interactor ??= interactiveValidator(input, this.#judge.sandbox);
    return { interactor: this.#interactor };
  }

  #validatorInput(): ValidatorInput | null {
    const { validator, limits, shortName } = this.#package;
    if (!validator) return null;
    const runtime = this.#judge.runtimes.get(validator.program.language);
    return { program: validator.program, limits: limits.validation, runtime, scope: `package ${shortName}` };
  }

  async #judged(submission: PackageSubmission, timeMs: number): Promise<JudgedSubmission> {
    const language = languageOfFile(submission.folder?.entry ?? submission.path)?.id ?? null;
    const judgement = await this.#judgement(submission, language, timeMs);
    const isOff = language !== null && this.#isOffered(language) && !this.#judge.runtimes.has(language);
    return { submission, language, judgement, reasons: unmet(submission, judgement), isOff };
  }

  /** A program is tried in any language; a function and SQL only in those that they are asked for in. */
  #isOffered(language: string): boolean {
    const { program } = this.#package;
    if (program?.type === "sql") return language === "sql";
    return !program || program.languages.includes(language);
  }

  #refusal(submission: PackageSubmission, language: string | null): string | null {
    const { unsupported, program } = this.#package;
    if (unsupported.length > 0) return unsupported.join("; ");
    if (submission.unsupported) return submission.unsupported;
    if (language === null) return `no language is known for ${submission.path}`;
    if (!this.#isOffered(language)) return `the question is not asked in ${languageName(language)}`;
    const runtime = this.#judge.runtimes.get(language);
    if (!runtime) return `${languageName(language)} is off on this machine`;
    const beside = this.#beside(submission, language);
    if (program && beside.length > 0) return "a function or SQL is answered in one file";
    return besideFault(runtime.language, beside);
  }

  /** The other files of a folder, and what the package lays beside every submission. */
  #beside({ folder }: PackageSubmission, language: string): PackageFile[] {
    return [...(folder?.extraFiles ?? []), ...includedFor(this.#package.included ?? [], language)];
  }

  async #judgement(
    submission: PackageSubmission,
    language: string | null,
    timeMs: number,
  ): Promise<Judgement> {
    const refusal = this.#refusal(submission, language);
    const runtime = this.#judge.runtimes.get(language ?? "");
    if (refusal !== null || !runtime) return { verdict: "JE", tests: [], reason: refusal ?? "no language" };
    const { limits, scoring, shortName } = this.#package;
    const own = [submission.source, ...(submission.folder?.extraFiles ?? []).map(({ content }) => content)];
    if (own.reduce((sum, { length }) => sum + length, 0) > limits.codeKib * 1024) {
      const compileOutput = `The source is longer than ${limits.codeKib} KiB.`;
      return { verdict: "CE", tests: [], compileOutput };
    }
    const extraFiles = laidBeside(runtime.language, this.#beside(submission, runtime.language.id));
    const needsAll = scoring !== null || submission.rules.length > 0;
    const judgement = await judgeSubmission(
      {
        ...(extraFiles.length > 0 ? { extraFiles } : {}),
        ...this.#parts(runtime),
        limits: { timeMs, memoryMib: limits.memoryMib, outputKib: limits.outputMib * 1024 },
        source: submission.source,
        scope: `package ${shortName}`,
        ...(scoring ? { scoring } : {}),
        ...(this.#quick && !needsAll ? { stopAtFirstFailure: true } : {}),
      },
      this.#judge.sandbox,
    );
    return this.#explained(judgement, runtime.language.id);
  }

  /** What depends on the kind of question. */
  #parts(runtime: Runtime): Pick<Submission, "tests" | "checker" | "interactor" | "runtime"> {
    const { program, tests } = this.#package;
    const parts = program ? programParts(program, runtime, tests) : null;
    return parts ?? { tests, runtime, checker: this.#check(), ...this.#talk() };
  }

  #explained(judgement: Judgement, language: string): Judgement {
    const { program } = this.#package;
    const { compileOutput } = judgement;
    if (program?.type !== "function" || compileOutput === undefined) return judgement;
    return { ...judgement, compileOutput: explainCompileOutput(program, language, compileOutput) };
  }
}
