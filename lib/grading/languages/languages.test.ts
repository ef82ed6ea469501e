import { describe, expect, test } from "vitest";
import { DEFAULT_VALIDATOR } from "#lib/assessments/packages/schema.ts";
import { defaultValidator } from "../check/default-validator.ts";
import { type Judgement, judgeSubmission } from "../judge.ts";
import { LANGUAGES } from "../languages.ts";
import { holdJudge } from "../sandbox/hold-judge.ts";
import { SAMPLES, SQL_INPUTS } from "./testing.ts";

/*
 * The right verdict of each kind in every language that is on here. One whose toolchain this machine does not have takes
 * no part, and says so in the name of its test; one whose toolchain is there and fails is red.
 */

const LIMITS = { timeMs: 2_000, memoryMib: 128, outputKib: 64 };
/** Enough for a loop; a hog on a busy machine needs more CPU time to fill its memory. */
const LOOP_MS = 400;
const PATIENCE_MS = 60_000;
const WORDS = ["print", "wrong", "crash", "loop", "hog"] as const;
type Word = (typeof WORDS)[number];

const judge = holdJudge(2, {}, PATIENCE_MS);

/** Every word, each with what it needs of CPU time. */
async function judged(id: string, source: string): Promise<Judgement> {
  const runtime = judge.runtimes.get(id);
  if (!runtime) throw new Error(`${id} is off`);
  const checker = defaultValidator(DEFAULT_VALIDATOR);
  const submit = (words: readonly Word[], timeMs: number) => {
    const tests = words.map((word) => {
      const said = word === "wrong" ? "print" : word;
      const input = Buffer.from(id === "sql" ? SQL_INPUTS[said] : `${said}\n`);
      return { name: word, input, answer: Buffer.from(word === "wrong" ? "43" : "42") };
    });
    const limits = { ...LIMITS, timeMs };
    return judgeSubmission({ tests, limits, runtime, source, checker }, judge.sandbox);
  };
  const ended = await submit(
    WORDS.filter((word) => word !== "loop"),
    LIMITS.timeMs,
  );
  if (ended.verdict === "CE") return ended;
  const loop = await submit(["loop"], LOOP_MS);
  return { ...ended, tests: [...ended.tests, ...loop.tests] };
}

/** Says what of the shell that runs its box (pid 1) is open to it, with nothing but a shell's own words. */
const LOOK_AT_FIRST = `
for f in environ maps mem auxv syscall; do (exec 9<"/proc/1/$f") 2>/dev/null && echo "$f is open"; done
(exec 9>>/proc/1/mem) 2>/dev/null && echo "memory can be written"
for f in cwd root; do [ -e "/proc/1/$f/." ] && echo "$f is open"; done
[ -e /proc/1/exe ] && echo "exe is open"
for f in /proc/1/fd/*; do [ "$f" = "/proc/1/fd/*" ] || echo "$f is open"; done
read -r name </proc/1/comm && echo "it is a $name"
`;

describe.each(LANGUAGES)("$id", ({ id, aptPackage }) => {
  test("has the shell that runs its boxes closed to every program in them", async () => {
    const { mounts, compileMounts } = judge.runtimes.get(id) ?? { mounts: [], compileMounts: [] };
    for (const kind of [mounts, compileMounts]) {
      const job = await judge.sandbox.prepare({ files: [], mounts: kind });
      const result = await job.run({
        argv: ["/usr/bin/sh", "-c", LOOK_AT_FIRST],
        stdin: new Uint8Array(),
        limits: {
          cpuMs: 5_000,
          wallMs: 20_000,
          memoryBytes: 64 << 20,
          outputBytes: 65_536,
          processes: 16,
        },
      });
      await job.dispose();
      expect(Buffer.from(result.stdout).toString()).toBe("it is a sh\n");
    }
  });

  test(
    "gets the verdict that each program earns, or is off for want of its toolchain",
    async () => {
      const status = judge.report.languages.find((language) => language.id === id);
      if (!status?.on) {
        expect(status).toMatchObject({ why: expect.stringMatching(/^no \S+ on this machine$/) });
        expect(status).toMatchObject({ fix: `apt-get install ${aptPackage}` });
        return;
      }
      const { source, broken } = SAMPLES[id];
      const { tests, compileOutput } = await judged(id, source);
      const verdicts = Object.fromEntries(tests.map(({ name, verdict }) => [name, verdict]));
      const seen = JSON.stringify({ compileOutput, tests });
      expect(verdicts, seen).toEqual({ print: "AC", wrong: "WA", crash: "RTE", loop: "TLE", hog: "MLE" });
      if (!broken) return;
      const refused = await judged(id, broken.source);
      expect(refused).toMatchObject({ verdict: "CE", compileOutput: expect.stringMatching(broken.says) });
      expect(refused.compileOutput).not.toMatch(/\/w\/|\/tmp|assay/);
    },
    PATIENCE_MS,
  );
});
