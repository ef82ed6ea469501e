import { LANGUAGE_OF_EXTENSION } from "#lib/assessments/packages/schema.ts";

/** Where tools stand inside every box, wherever the host keeps them. */
export type Toolchain = {
  /** Path of the interpreter or compiler inside the box. */
  executable: string;
  version: string;
};

type RunContext = { tool: Toolchain; source: string; memoryMib: number };

/** A language, as data. Adding one is ten lines here and its self-test. */
export type Language = {
  id: string;
  name: string;
  /** What the source is called inside the box, under /w. */
  sourceName: string;
  /** Tried in this order; the first one that works in a box is used. `assay-node`: the Node this process runs on. */
  commands: readonly string[];
  versionArgs: readonly string[];
  /** Arguments that make the tool print its library folders, one a line; they are bound into the box. */
  homesProbe?: readonly string[];
  /** A check or a compilation before the tests, in a box of its own. Exit code not 0: CE. */
  compile?: (context: RunContext) => readonly string[];
  run: (context: RunContext) => readonly string[];
  /** Factor on the time limit, for languages that start or run slower than the limits are made for. */
  timeMultiplier: number;
  /** The program's own words when memory runs out; asked only where no cgroup can tell. */
  outOfMemory: RegExp;
  /** False for runtimes that reserve far more address space than they use. */
  addressSpaceCap: boolean;
  /** Prints `assay <2 × the number on stdin>`: run once at start to prove that the language works in a box. */
  selfTest: string;
};

const PYTHON_CHECK = `import sys, traceback
try:
    compile(open(sys.argv[1], "rb").read(), sys.argv[1], "exec", dont_inherit=True)
except Exception as error:
    sys.exit("".join(traceback.format_exception_only(error)))`;

// UTF-8 whatever the locale, no environment, no user packages, no byte code written beside a read-only source.
const PYTHON_FLAGS = ["-X", "utf8", "-E", "-s", "-B"] as const;

export const LANGUAGES: readonly Language[] = [
  {
    id: "python",
    name: "Python 3",
    sourceName: "solution.py",
    commands: ["/usr/bin/python3", "/usr/local/bin/python3", "python3"],
    versionArgs: ["--version"],
    homesProbe: [
      "-I",
      "-c",
      "import sysconfig as s; print(s.get_path('stdlib')); print(s.get_path('platstdlib'))",
    ],
    // Parsing only: compiling to a file would need somewhere to write it.
    compile: ({ tool, source }) => [tool.executable, ...PYTHON_FLAGS, "-c", PYTHON_CHECK, source],
    run: ({ tool, source }) => [tool.executable, ...PYTHON_FLAGS, source],
    timeMultiplier: 1,
    outOfMemory: /^MemoryError/m,
    addressSpaceCap: true,
    selfTest: "print('assay', 2 * int(input()))\n",
  },
  {
    id: "javascript",
    name: "JavaScript (Node.js)",
    sourceName: "solution.js",
    commands: ["assay-node"],
    versionArgs: ["--version"],
    compile: ({ tool, source }) => [tool.executable, "--check", source],
    // A heap above the memory limit: the box's own limit ends the program, so the verdict is MLE, not a crash.
    run: ({ tool, source, memoryMib }) => [tool.executable, `--max-old-space-size=${memoryMib}`, source],
    timeMultiplier: 1,
    outOfMemory: /heap out of memory|Array buffer allocation failed/,
    addressSpaceCap: false,
    selfTest: "console.log('assay', 2 * Number(require('node:fs').readFileSync(0, 'utf8')));\n",
  },
];

export function languageById(id: string): Language | undefined {
  return LANGUAGES.find((language) => language.id === id);
}

/** The language of a file in a package, by its extension. */
export function languageOfFile(path: string): Language | undefined {
  const extension = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  return LANGUAGES.find((language) => language.id === LANGUAGE_OF_EXTENSION[extension]);
}
