import { readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { DEFAULT_VALIDATOR } from "#lib/assessments/packages/schema.ts";
import { defaultValidator } from "../../check/default-validator.ts";
import { type Judgement, judgeSubmission } from "../../judge.ts";
import type { Verdict } from "../../verdicts.ts";
import { FIRST_LANE_UID } from "../bubblewrap.ts";
import { type Judge, openJudge } from "../detect.ts";
import { OWNER } from "../owner.ts";
import { findGroups, strays } from "../testing.ts";
import type { Runtime } from "../toolchains.ts";
import type { PreparedJob, RunResult, RunSpec, Sandbox } from "../types.ts";
import { Canaries } from "./canaries.ts";
import type { HostileProgram } from "./types.ts";

/** A program that must be stopped is stopped soon; one that must come to its end gets the time for it. */
const SHORT_MS = 300;
const PATIENT_MS = 4000;
/** Real time on top of CPU time, and the limit of a compilation that is meant to explode. */
const WALL_SLACK_MS = 500;
const BOMB_MS = 1000;
const MEMORY_MIB = 128;
const OUTPUT_KIB = 2048;
/** A killed process takes a moment to leave the table. */
const SETTLE_MS = 3000;
const SLOTS = 2;

export type Outcome = {
  verdict: Verdict;
  /** What was not as it must be, in words; empty: all held. */
  faults: string[];
  judgement: Judgement;
  tookMs: number;
};

/** A judge with secrets planted around it, in which hostile programs are let loose one by one. */
export class Arena {
  readonly judge: Judge;
  readonly canaries: Canaries;
  readonly #other: PreparedJob;
  readonly #next: PreparedJob;
  readonly #groups: string[];
  readonly #leftBefore: string[];

  /** @param environment of this process: a secret is planted there too. */
  static async open(
    environment: NodeJS.ProcessEnv,
    options: Parameters<typeof openJudge>[1] = {},
  ): Promise<Arena> {
    const canaries = await Canaries.plant(environment);
    const judge = await openJudge(SLOTS, options);
    if (!judge.sandbox) throw new Error(`no sandbox here: ${JSON.stringify(judge.report)}`);
    const secret = canaries.word("another job's folder");
    const other = await judge.sandbox.prepare({ files: [{ name: "secret", content: secret }], mounts: [] });
    const next = await judge.sandbox.prepare({ files: [], mounts: [] });
    for (const folder of workFolders()) {
      canaries.lead(folder);
      for (const job of [1, 2, 3]) canaries.lead(`${folder}/jobs/${job}/secret`);
    }
    return new Arena(judge, canaries, other, next);
  }

  private constructor(judge: Judge, canaries: Canaries, other: PreparedJob, next: PreparedJob) {
    this.judge = judge;
    this.canaries = canaries;
    this.#other = other;
    this.#next = next;
    this.#groups = findGroups();
    this.#leftBefore = leftBehind();
  }

  get languages(): string[] {
    return [...this.judge.runtimes.keys()];
  }

  /** Runs the program, then looks at everything that must hold after it. */
  async face(program: HostileProgram, language: string, source: string): Promise<Outcome> {
    const started = performance.now();
    const faults: string[] = [];
    let judgement = await this.#judgeOne(program, language, source, faults);
    if (program.twice) judgement = await this.#judgeOne(program, language, source, faults);
    const { verdict } = judgement;
    const right = [...program.verdicts, ...(this.judge.sandbox.limits.degraded ? program.degraded : [])];
    if (!right.includes(verdict)) faults.push(`${verdict} instead of ${right.join(" or ")}`);
    faults.push(...(await this.aftermath()));
    return { verdict, faults, judgement, tookMs: performance.now() - started };
  }

  /** The program's verdict, without a look at what it left: for when other programs run beside it. */
  judgeAlone(program: HostileProgram, language: string, source: string): Promise<Judgement> {
    return this.#judgeOne(program, language, source, []);
  }

  async #judgeOne(
    program: HostileProgram,
    languageId: string,
    source: string,
    faults: string[],
  ): Promise<Judgement> {
    const runtime = this.judge.runtimes.get(languageId);
    if (!runtime) throw new Error(`${languageId} is off`);
    const answer = program.input === "secrets" ? this.canaries.word("the expected output") : program.answer;
    const judgement = await judgeSubmission(
      {
        tests: [{ name: "1", input: this.canaries.input(program.input), answer: Buffer.from(answer) }],
        limits: { timeMs: timeOf(program, runtime), memoryMib: MEMORY_MIB, outputKib: OUTPUT_KIB },
        runtime,
        source,
        checker: defaultValidator(TOLERANT),
      },
      this.#watched(program, faults),
    );
    this.#search(Buffer.from(JSON.stringify({ ...judgement, reason: "" })), faults);
    return judgement;
  }

  /** The sandbox, with every byte that leaves a box searched for secrets, and no patience. */
  #watched(program: HostileProgram, faults: string[]): Pick<Sandbox, "prepare" | "limits" | "slots"> {
    const { sandbox } = this.judge;
    return {
      limits: sandbox.limits,
      slots: sandbox.slots,
      prepare: async (spec) => {
        const job = await sandbox.prepare(spec);
        const run = async (asked: RunSpec): Promise<RunResult> => {
          const result = await job.run({ ...asked, limits: hurried(asked.limits, program) });
          for (const bytes of [result.stdout, result.stderr, result.result]) this.#search(bytes, faults);
          return result;
        };
        return { run, dispose: () => job.dispose() };
      },
    };
  }

  #search(bytes: Uint8Array, faults: string[]): void {
    for (const planted of this.canaries.found(bytes)) faults.push(`read ${planted}`);
  }

  /** What must hold after anything. */
  async aftermath(): Promise<string[]> {
    const faults: string[] = [];
    const until = performance.now() + SETTLE_MS;
    // Looked at until nothing is there: boxes are made and end meanwhile.
    let alive = strays();
    while (alive.length > 0 && performance.now() < until) {
      await sleep(5);
      alive = strays();
    }
    faults.push(...alive.map((stray) => `process ${stray} lives on`));
    for (const visit of this.canaries.visits.splice(0)) faults.push(`reached ${visit}`);
    faults.push(
      ...findGroups()
        .filter((group) => !this.#groups.includes(group))
        .map((group) => `${group} is left`),
    );
    faults.push(
      ...leftBehind()
        .filter((path) => !this.#leftBefore.includes(path))
        .map((path) => `${path} is left`),
    );
    try {
      const next = await Promise.all(Array.from({ length: SLOTS }, () => this.#next.run(NEXT)));
      const wrong = next.filter(({ stdout }) => Buffer.from(stdout).toString() !== "42\n");
      faults.push(...wrong.map(({ ending, exitCode }) => `the next job: ${ending} ${exitCode}`));
    } catch (error) {
      faults.push(`the next job: ${(error as Error).message}`);
    }
    return faults;
  }

  async close(): Promise<void> {
    await this.#other.dispose();
    await this.#next.dispose();
    await this.judge.sandbox.close();
    this.canaries.remove();
  }
}

/** Backtracking is what 35 is after. */
const TOLERANT = { ...DEFAULT_VALIDATOR, floatAbsoluteTolerance: 1e-6 };

const NEXT: RunSpec = {
  argv: ["/usr/bin/sh", "-c", "read n; echo $((n * 2))"],
  stdin: Buffer.from("21\n"),
  limits: { cpuMs: 2000, wallMs: 10_000, memoryBytes: 64 << 20, outputBytes: 4096, processes: 16 },
};

function timeOf(program: HostileProgram, runtime: Runtime): number {
  return (program.verdicts.includes("TLE") ? SHORT_MS : PATIENT_MS) / runtime.language.timeMultiplier;
}

function hurried(limits: RunSpec["limits"], program: HostileProgram): RunSpec["limits"] {
  const cpuMs = program.id.startsWith("33") ? Math.min(limits.cpuMs, BOMB_MS) : limits.cpuMs;
  return { ...limits, cpuMs, wallMs: cpuMs + WALL_SLACK_MS };
}

function workFolders(): string[] {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith(`assay-judge-${OWNER}-`))
    .map((name) => `${tmpdir()}/${name}`);
}

/** Files of boxes that stand anywhere: in the work folder, and of the slots' users where everybody may write. */
function leftBehind(): string[] {
  const ours = workFolders().flatMap((folder) =>
    ["jobs", "lanes", "lent"].flatMap((part) => listQuietly(`${folder}/${part}`)),
  );
  return [...ours, ...["/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue"].flatMap(listQuietly).filter(isOfLane)];
}

function listQuietly(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => `${folder}/${name}`);
  } catch {
    return [];
  }
}

function isOfLane(path: string): boolean {
  const uid = statSync(path, { throwIfNoEntry: false })?.uid ?? 0;
  return uid >= FIRST_LANE_UID && uid < FIRST_LANE_UID + 100;
}
