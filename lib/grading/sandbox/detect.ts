import { resolve } from "node:path";
import { languageName } from "#lib/assessments/languages.ts";
import { compileSubmission, runContext } from "../compile.ts";
import type { Language } from "../languages/types.ts";
import { LANGUAGES } from "../languages.ts";
import { type BubblewrapOptions, openBubblewrap } from "./bubblewrap.ts";
import type { Runtime } from "./toolchains.ts";
import type { DriverName, Limits, LimitsInForce, Sandbox } from "./types.ts";
import { openWebAssembly } from "./webassembly.ts";

export type LanguageStatus =
  | { id: string; name: string; on: true; version: string }
  /** `fix`: the command that brings it, where there is one. */
  | { id: string; name: string; on: false; why: string; fix?: string };

/** What `npm start` prints and readiness asks. */
export type SandboxReport =
  | {
      driver: DriverName;
      version: string;
      limits: LimitsInForce;
      languages: LanguageStatus[];
      /** The stronger driver that this machine withholds, and the command that brings it. */
      insteadOf?: { driver: DriverName; reason: string; fix: string };
    }
  | { driver: "none"; reason: string; fix: string; languages: LanguageStatus[] };

/** A sandbox that has proved itself, with the runtimes that work in it. */
export type Judge = {
  sandbox: Sandbox;
  runtimes: ReadonlyMap<string, Runtime>;
  report: SandboxReport;
};

const SELF_TEST_MIB = 256;
/** Generous: a cold disk on a small machine must not switch a language off. */
const SELF_TEST_LIMITS: Limits = {
  cpuMs: 10_000,
  wallMs: 20_000,
  memoryBytes: 2 * SELF_TEST_MIB * 1024 * 1024,
  outputBytes: 64 * 1024,
  processes: 64,
};

export type JudgeOptions = Omit<BubblewrapOptions, "slots"> & {
  /** `auto`: bubblewrap, and WebAssembly where that cannot work. */
  driver?: "auto" | "bubblewrap" | "webassembly" | "none";
  /** The ids of those to try; all when absent. */
  languages?: readonly string[];
  /** Where what is costly to make for a toolchain is kept from start to start. */
  kept?: string;
};

/** Beside the other data of a clone. */
const KEPT = resolve(import.meta.dirname, "../../../.data/toolchains");

/**
 * Opens a sandbox and runs one real program per language in it: bubblewrap, or, where that cannot work and `driver` is
 * `auto`, WebAssembly. `sandbox` null: nothing can be judged here, and the report says why and what to do.
 */
export async function openJudge(
  slots: number,
  options: JudgeOptions = {},
): Promise<Judge | { sandbox: null; report: SandboxReport }> {
  const { driver = "auto" } = options;
  if (driver === "none")
    return { sandbox: null, report: absent("SANDBOX=none switches it off", "unset SANDBOX") };
  if (driver === "webassembly") return proved(openWebAssembly({ slots }), options);
  const judge = await openBubblewrap({ ...options, slots }).then(
    (sandbox) => proved(sandbox, options),
    (error: Error) => ({ sandbox: null, report: absent(error.message, repairFor(error.message)) }),
  );
  if (judge.sandbox || driver === "bubblewrap") return judge;
  const instead = await proved(openWebAssembly({ slots }), options);
  if (!instead.sandbox || judge.report.driver !== "none" || instead.report.driver === "none") return judge;
  const { reason, fix } = judge.report;
  return { ...instead, report: { ...instead.report, insteadOf: { driver: "bubblewrap", reason, fix } } };
}

async function proved(
  sandbox: Sandbox,
  options: JudgeOptions,
): Promise<Judge | { sandbox: null; report: SandboxReport }> {
  const runtimes = new Map<string, Runtime>();
  const chosen = LANGUAGES.filter(({ id }) => options.languages?.includes(id) ?? true);
  const languages = await Promise.all(
    chosen.map(async (language) => {
      const status = await tryLanguage(sandbox, language, options.kept ?? KEPT);
      if (!("why" in status)) runtimes.set(language.id, status);
      return describe(language, status, sandbox.driver);
    }),
  );
  if (runtimes.size === 0) {
    const failure =
      languages.map((one) => ("why" in one ? one.why : "")).find(Boolean) ?? "no language works";
    await sandbox.close();
    return { sandbox: null, report: { ...absent(failure, repairFor(failure)), languages } };
  }
  const { driver, version, limits } = sandbox;
  return { sandbox, runtimes, report: { driver, version, limits, languages } };
}

async function tryLanguage(
  sandbox: Sandbox,
  language: Language,
  kept: string,
): Promise<Runtime | { why: string }> {
  const runtime = await sandbox.findRuntime(language, kept);
  if ("why" in runtime) return runtime;
  const { selfTest } = language;
  try {
    const compiled = await compileSubmission({ runtime, source: selfTest.source }, sandbox);
    if (!compiled.ok) return { why: `its self-test does not compile: ${compiled.compileOutput.slice(-300)}` };
    const job = await sandbox.prepare({ files: compiled.files, mounts: runtime.mounts });
    try {
      const argv = language.run(runContext(runtime, SELF_TEST_MIB));
      const result = await job.run({
        argv,
        stdin: Buffer.from(selfTest.input ?? "21\n"),
        limits: SELF_TEST_LIMITS,
      });
      const said = Buffer.from(result.stdout).toString("utf8").trim();
      if (result.ending === "exited" && result.exitCode === 0 && said === (selfTest.output ?? "assay 42"))
        return runtime;
      return {
        why: `its self-test ended with ${result.ending} ${result.exitCode}: ${excerpt(result.stderr)}`,
      };
    } finally {
      await job.dispose();
    }
  } catch (error) {
    return { why: (error as Error).message };
  }
}

function describe(
  { id, aptPackage }: Language,
  status: Runtime | { why: string },
  driver: DriverName,
): LanguageStatus {
  const name = languageName(id);
  if (!("why" in status)) return { id, name, on: true, version: status.tool.version };
  // WebAssembly has its own engines: no package brings another language to it.
  const fix = aptPackage && driver === "bubblewrap" ? { fix: `apt-get install ${aptPackage}` } : {};
  return { id, name, on: false, why: status.why, ...fix };
}

function excerpt(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("utf8").trim().slice(-300);
}

function absent(reason: string, fix: string): SandboxReport {
  const languages = LANGUAGES.map(({ id }) => {
    return { id, name: languageName(id), on: false as const, why: "no sandbox" };
  });
  return { driver: "none", reason, fix, languages };
}

/** The one command that mends it. User namespaces are what a locked-down host withholds most often. */
function repairFor(failure: string): string {
  // The missing tool's own sentence names its package.
  const missing = /is missing: (apt install \S+)/.exec(failure)?.[1];
  if (missing) return missing;
  if (/uid map|user namespace|Operation not permitted|No permissions|clone/i.test(failure)) {
    return "sysctl -w kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0 user.max_user_namespaces=15000";
  }
  return "npm run judge -- content/night-log   (shows the failure again once its cause is mended)";
}
