import { languageName } from "#lib/assessments/languages.ts";
import {
  DEFAULT_VALIDATOR,
  type PackageSubmission,
  type ProblemPackage,
} from "#lib/assessments/packages/schema.ts";
import { customValidator, type ValidatorInput } from "../check/custom-validator.ts";
import { defaultValidator } from "../check/default-validator.ts";
import { type Interactor, interactiveValidator } from "../check/interactive.ts";
import type { Checker } from "../check/types.ts";
import { type Judgement, judgeSubmission } from "../judge.ts";
import { LANGUAGES, languageOfFile } from "../languages.ts";
import { deriveTimeLimit } from "../rules.ts";
import type { Judge } from "../sandbox/detect.ts";
import type { RunResult } from "../sandbox/types.ts";
import { slowestOf, unmet } from "./rules.ts";

/** What the judge needs of a package: read from its files, or put together from a question's version. */
export type JudgedPackage = Pick<
  ProblemPackage,
  "shortName" | "scoring" | "validator" | "tests" | "triedOutputs" | "submissions" | "unsupported"
> & { limits: ProblemPackage["limits"] };

export type JudgedSubmission = {
  submission: PackageSubmission;
  language: string | null;
  judgement: Judgement;
  /** Why it is not as its author says; empty: it is. */
  reasons: string[];
};

/** Long enough to measure an honest accepted solution when the package sets no limit itself. */
const MEASURING_LIMIT_MS = 30_000;

/** What candidates' programs print by mistake. */
const ODD_OUTPUTS: readonly (readonly [kind: string, output: Uint8Array])[] = [
  ["no output at all", new Uint8Array()],
  ["words where it may expect numbers", Buffer.from("not a number ½ -\n\n{}[]\n")],
  ["bytes that are no text", Uint8Array.from({ length: 512 }, (_, index) => (index * 37) % 256)],
];

/** A program that ended well and printed this. */
function endedWith(stdout: Uint8Array): RunResult {
  const none = new Uint8Array();
  const spent = { cpuMs: 0, wallMs: 0, memoryKb: null };
  return { ending: "exited", exitCode: 0, ...spent, stdout, stderr: none, result: none };
}

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

  /**
   * A validator that fails at a candidate's odd output makes the judge fail, where the answer is wrong: it is tried with
   * some before any candidate does. Empty: it judges them all.
   */
  async oddOutputs(): Promise<string[]> {
    const { validator, tests } = this.#package;
    const test = tests.find(({ group }) => group.startsWith("secret")) ?? tests[0];
    if (!validator || validator.interactive || !test) return [];
    for (const [kind, output] of ODD_OUTPUTS) {
      const { verdict, reason } = await this.#check()(test, endedWith(output));
      if (verdict !== "AC" && verdict !== "WA")
        return [`The output validator fails at ${kind} instead of rejecting it: ${reason ?? verdict}`];
    }
    return [];
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
    const language = languageOfFile(submission.path)?.id ?? null;
    const judgement = await this.#judgement(submission, language, timeMs);
    return { submission, language, judgement, reasons: unmet(submission, judgement) };
  }

  #refusal(submission: PackageSubmission, language: string | null): string | null {
    const { unsupported } = this.#package;
    if (unsupported.length > 0) return unsupported.join("; ");
    if (submission.unsupported) return submission.unsupported;
    if (language === null) return `no language is known for ${submission.path}`;
    if (!this.#judge.runtimes.has(language)) return `${languageName(language)} is off on this machine`;
    return null;
  }

  async #judgement(
    submission: PackageSubmission,
    language: string | null,
    timeMs: number,
  ): Promise<Judgement> {
    const refusal = this.#refusal(submission, language);
    const runtime = this.#judge.runtimes.get(language ?? "");
    if (refusal !== null || !runtime) return { verdict: "JE", tests: [], reason: refusal ?? "no language" };
    const { limits, scoring, tests, shortName } = this.#package;
    if (submission.source.length > limits.codeKib * 1024) {
      const compileOutput = `The source is longer than ${limits.codeKib} KiB.`;
      return { verdict: "CE", tests: [], compileOutput };
    }
    const needsAll = scoring !== null || submission.rules.length > 0;
    return judgeSubmission(
      {
        tests,
        limits: { timeMs, memoryMib: limits.memoryMib, outputKib: limits.outputMib * 1024 },
        runtime,
        source: submission.source,
        checker: this.#check(),
        ...this.#talk(),
        scope: `package ${shortName}`,
        ...(scoring ? { scoring } : {}),
        ...(this.#quick && !needsAll ? { stopAtFirstFailure: true } : {}),
      },
      this.#judge.sandbox,
    );
  }
}
