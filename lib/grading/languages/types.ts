import type { JobFile } from "../sandbox/types.ts";

/** A tool that this machine has, as boxes see it. */
export type Toolchain = {
  /** Path of the interpreter or compiler inside the box. */
  executable: string;
  /** The first line of what it says to `versionArgs`. */
  version: string;
};

export type RunContext = {
  tool: Toolchain;
  /** Path of the source inside the box. */
  source: string;
  /** Path of the compiled program inside the box of a test; the source's own where nothing is compiled. */
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

/** Asks the tool on the host; its answer with the white space around it removed. @throws Error when it fails. */
export type Ask = (args: readonly string[], stream?: "stdout" | "stderr") => Promise<string>;

/**
 * What of the host stands in a box, read-only: a tool's name (`as`), an absolute path, or both where the box knows it by
 * another name. A binary brings the folders of its libraries with it. A name with `?` at its end may be missing.
 */
export type Piece = string | { host: string; box: string };

export type Pieces = {
  /** In the box of every test. Few: each costs a mount per test. */
  run: readonly Piece[];
  /** In the compiler's box; without a `compile` step nobody asks. */
  compile: readonly Piece[];
  /** Where the tool itself stands in the box, when that is not where the host keeps it. */
  executable?: string;
};

/** What `pieces` is given to find out with. */
export type Probe = {
  /** The tool's real path on the host. */
  executable: string;
  ask: Ask;
  /** A copy of a path that boxes may not reach, laid open under this name; the path itself where they may. */
  lend: (host: string, name: string) => string;
};

/** A language, as data. Adding one is ten lines in this folder and its self-test. */
export type Language = {
  id: string;
  name: string;
  /** What the source is called inside the box, under /w. */
  sourceName: string;
  /** Tried in this order; the first one that works in a box is used. `assay-node`: the Node this process runs on. */
  commands: readonly string[];
  versionArgs: readonly string[];
  /** The Debian package that brings it; null: it comes with Assay. */
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
  /** False for runtimes that reserve far more address space than they use. */
  addressSpaceCap: boolean;
  /** The same of its compiler. */
  compilerAddressSpaceCap?: boolean;
  /** Prints `assay <2 × the number on stdin>`: run once at start to prove that the language works in a box. */
  selfTest: string;
};
