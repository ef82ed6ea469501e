import type { LanguageId } from "#lib/assessments/languages.ts";
import type { JobFile } from "../sandbox/types.ts";

/** A tool that this machine has, as boxes see it. */
export type Toolchain = {
  /** Path of the interpreter or compiler inside the box. */
  executable: string;
  /** The first line of what it says to `versionArgs`. */
  version: string;
  /** Arguments that this machine's installation needs at every start. */
  flags: readonly string[];
};

export type RunContext = {
  tool: Toolchain;
  /** Path inside the box of what runs: the compiled program, or the source where nothing is compiled. */
  program: string;
  /** Memory limit of one test. */
  memoryMib: number;
};

export type CompileContext = {
  tool: Toolchain;
  source: string;
  /** Every file of the submission in this language, the source first. */
  sources: readonly string[];
};

/**
 * What of the host stands in a box, read-only: a tool's name (`as`) or an absolute path, at the same place; or a host path
 * that the box knows by another name. A binary named by a string brings the folders of its libraries with it.
 * With `?` at its end it may be missing.
 */
export type Piece = string | { host: string; box: string };

export type Pieces = {
  /** In the box of every test. Few: each costs a mount per test. */
  run: readonly Piece[];
  /** In the compiler's box. */
  compile: readonly Piece[];
  /** Where the tool itself stands in the box, when that is not where the host keeps it. */
  executable?: string;
  flags?: readonly string[];
};

/** Asks a tool on the host; its answer with the white space around it removed. @throws Error when it fails. */
export type Ask = (
  args: readonly string[],
  options?: { tool?: string; stream?: "stdout" | "stderr"; cwd?: string; env?: Record<string, string> },
) => Promise<string>;

/** What `pieces` finds out with. Everything here runs on the host: only tools and files of our own, never a candidate's. */
export type Probe = {
  /** The tool's real path on the host. */
  executable: string;
  ask: Ask;
  /** The path where boxes may reach it; else that of a copy laid open under this name. Files and folders. */
  lend: (host: string, name: string) => string;
  /** A folder with these tools of the host in it, those that there are. */
  gather: (name: string, tools: readonly string[]) => string;
  /**
   * A folder that is costly to make: made once for this version of the toolchain and these `ingredients`, then kept
   * across starts. `make` gets the empty folder.
   */
  keep: (ingredients: string, make: (folder: string) => Promise<void>) => Promise<string>;
};

/** A language, as data. Adding one is ten lines in this folder and its self-test. */
export type Language = {
  id: LanguageId;
  /** What the source is called inside the box, under /w. */
  sourceName: string;
  /** Tried in this order; the first one that works in a box is used. `assay-node`: the Node this process runs on. */
  commands: readonly string[];
  versionArgs: readonly string[];
  /** The Debian packages that bring it; null: it comes with Assay. */
  aptPackage: string | null;
  /** Default: the executable alone, in both boxes. */
  pieces?: (probe: Probe) => Promise<Pieces>;
  /** A check or a compilation before the tests, in a box of its own. Exit code not 0: CE. */
  compile?: (context: CompileContext) => readonly string[];
  /** What the compiler's standard output is called under /w of the tests' boxes. Absent: `compile` only checks. */
  artifact?: Pick<JobFile, "name" | "executable">;
  run: (context: RunContext) => readonly string[];
  /** Factor on the time limit, for languages that start or run slower than the limits are made for. */
  timeMultiplier: number;
  /** The program's own words when memory runs out; asked only where no cgroup can tell. */
  outOfMemory: RegExp;
  /** MiB of address space that its runtime reserves without using them: where no cgroup holds memory, the cap stands above. */
  reservesMib: number;
  /** Its compiler reserves no more than it uses. */
  compilerAddressSpaceCap?: boolean;
  /** Run once at start to prove that the language works in a box: `output` for `input`. */
  selfTest: { source: string; input?: string; output?: string };
};
