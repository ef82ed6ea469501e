import { CompileCache } from "./languages/cache.ts";
import type { CompileContext, Language, RunContext } from "./languages/types.ts";
import type { Runtime } from "./sandbox/toolchains.ts";
import { type JobFile, type Limits, type RunResult, type Sandbox, SandboxFailure } from "./sandbox/types.ts";

export type CompileInput = {
  runtime: Runtime;
  source: Uint8Array | string;
  /** Laid beside the source; those in the same language are compiled with it. */
  extraFiles?: readonly JobFile[];
  priority?: "interactive" | "batch";
  /**
   * Who may share what was compiled: an attempt, a package. A hit tells by its speed that somebody had the same source,
   * so that nobody outside the scope may get one. Absent: nothing is remembered.
   */
  scope?: string;
};

/** `files`: what to lay into the boxes of the tests, the program or the sources. */
export type Compiled = { ok: true; files: JobFile[] } | { ok: false; verdict: "CE"; compileOutput: string };

const MIB = 1024 * 1024;
/** Ten times what an honest submission takes; a candidate may be waiting behind it. */
export const COMPILE_LIMITS: Limits = {
  cpuMs: 10_000,
  wallMs: 30_000,
  memoryBytes: 1024 * MIB,
  // The artifact comes on standard output, and is a file in the scratch space before.
  outputBytes: 32 * MIB,
  scratchBytes: 256 * MIB,
  // The JVM and Go's compiler start a thread a core, and more.
  processes: 128,
};
/** What is shown of a compiler's words: the first errors say it. */
const WORDS_BYTES = 16 * 1024;
/** A compilation that the judge itself failed at is tried this many times. */
const TRIES = 2;

/** The context of `Language.run` for a submission. */
export function runContext({ language, tool }: Runtime, memoryMib: number): RunContext {
  return { tool, program: `/w/${language.artifact?.name ?? language.sourceName}`, memoryMib };
}

/** What this process has compiled. */
const remembered = new CompileCache<Compiled>();

/**
 * Compiles, or checks, in a box of its own, without network, within limits of its own; or hands out what the same scope
 * got for the same source from the same toolchain.
 * @throws SandboxFailure when the judge failed, not the program.
 */
export async function compileSubmission(
  input: CompileInput,
  sandbox: Pick<Sandbox, "prepare">,
): Promise<Compiled> {
  const { runtime, scope } = input;
  const files = filesOf(input);
  const argv = runtime.language.compile?.(compileContext(runtime, files));
  if (!argv) return { ok: true, files };
  const build = () => compileFresh(input, files, argv, sandbox);
  if (scope === undefined) return (await build()).value;
  // The argument list holds every flag; the version stands for the toolchain.
  const recipe = JSON.stringify([scope, runtime.language.id, runtime.tool.version, argv]);
  const contents = files.flatMap(({ name, content }) => [name, content]);
  return remembered.take([recipe, ...contents], build);
}

async function compileFresh(
  input: CompileInput,
  files: JobFile[],
  argv: readonly string[],
  sandbox: Pick<Sandbox, "prepare">,
): Promise<{ value: Compiled; bytes: number }> {
  const result = await runCompiler(input, files, argv, sandbox);
  const value = compiledOf(input.runtime.language, files, result);
  // What a busy machine may have caused is not worth remembering.
  if (result.ending === "wall_limit") return { value, bytes: Number.POSITIVE_INFINITY };
  return { value, bytes: sizeOf(value) };
}

function compiledOf({ artifact }: Language, files: JobFile[], result: RunResult): Compiled {
  if (result.ending !== "exited" || result.exitCode !== 0) return refused(result);
  if (!artifact) return { ok: true, files };
  if (result.stdout.length === 0) return refused(result, "The compiler made no program.");
  return { ok: true, files: [{ ...artifact, content: result.stdout }] };
}

function sizeOf(compiled: Compiled): number {
  if (!compiled.ok) return compiled.compileOutput.length;
  return compiled.files.reduce((sum, { content }) => sum + content.length, 0);
}

function filesOf({ runtime, source, extraFiles = [] }: CompileInput): JobFile[] {
  return [{ name: runtime.language.sourceName, content: source }, ...extraFiles];
}

function compileContext({ language, tool }: Runtime, files: readonly JobFile[]): CompileContext {
  const extension = extensionOf(language.sourceName);
  const sources = files.filter(({ name }) => extensionOf(name) === extension).map(({ name }) => `/w/${name}`);
  return { tool, source: `/w/${language.sourceName}`, sources };
}

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf("."));
}

async function runCompiler(
  { runtime, priority = "batch" }: CompileInput,
  files: readonly JobFile[],
  argv: readonly string[],
  sandbox: Pick<Sandbox, "prepare">,
): Promise<RunResult> {
  for (let attempt = 1; ; attempt++) {
    try {
      const job = await sandbox.prepare({ files, mounts: runtime.compileMounts });
      try {
        return await job.run({ argv, stdin: new Uint8Array(), limits: limitsOf(runtime.language), priority });
      } finally {
        await job.dispose();
      }
    } catch (error) {
      if (!(error instanceof SandboxFailure) || attempt === TRIES) throw error;
    }
  }
}

function limitsOf(language: Language): Limits {
  const { memoryBytes } = COMPILE_LIMITS;
  return language.compilerAddressSpaceCap
    ? { ...COMPILE_LIMITS, addressSpaceBytes: memoryBytes }
    : COMPILE_LIMITS;
}

const STOPPED: Record<Exclude<RunResult["ending"], "exited">, string> = {
  cpu_limit: `it took more than ${COMPILE_LIMITS.cpuMs / 1000} seconds`,
  wall_limit: `it took more than ${COMPILE_LIMITS.wallMs / 1000} seconds`,
  memory_limit: `it needed more than ${COMPILE_LIMITS.memoryBytes / MIB} MiB of memory`,
  output_limit: `what it made is larger than ${COMPILE_LIMITS.outputBytes / MIB} MiB`,
};

function refused(result: RunResult, why = ""): Compiled {
  const ending = result.ending === "exited" ? why : `Compilation was stopped: ${STOPPED[result.ending]}.`;
  return {
    ok: false,
    verdict: "CE",
    compileOutput: [wordsOf(result.stderr), ending].filter(Boolean).join("\n"),
  };
}

/** Where the box keeps the source and our own parts: nothing to a candidate. */
const OWN_PATHS = /\/w\/|\/usr\/lib\/assay\/[\w-]+\/|\/tmp\//g;

/** What the Java compiler calls a source that stands nowhere. */
const ROOTED_SOURCE = /^\/(?=[\w.-]+\.java:\d)/gm;

/** Printable, capped, and without the paths of the box. NUL bytes cannot be stored as text. */
function wordsOf(stderr: Uint8Array): string {
  const text = Buffer.from(stderr.buffer, stderr.byteOffset, Math.min(stderr.length, WORDS_BYTES)).toString(
    "utf8",
  );
  const more = stderr.length > WORDS_BYTES ? "\n…" : "";
  return (
    text.replaceAll("\0", "\uFFFD").replaceAll(OWN_PATHS, "").replaceAll(ROOTED_SOURCE, "") + more
  ).trim();
}
