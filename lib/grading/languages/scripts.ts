import type { Language } from "./types.ts";

/* Languages whose source is what runs. */

const PYTHON_CHECK = `import sys, traceback
try:
    compile(open(sys.argv[1], "rb").read(), sys.argv[1], "exec", dont_inherit=True)
except Exception as error:
    sys.exit("".join(traceback.format_exception_only(error)))`;

const PYTHON_HOMES = "import sysconfig as s; print(s.get_path('stdlib')); print(s.get_path('platstdlib'))";

// UTF-8 whatever the locale, no environment, no user packages, no byte code written beside a read-only source.
const PYTHON_FLAGS = ["-X", "utf8", "-E", "-s", "-B"] as const;

export const PYTHON: Language = {
  id: "python",
  name: "Python 3",
  sourceName: "solution.py",
  commands: ["/usr/bin/python3", "/usr/local/bin/python3", "python3"],
  versionArgs: ["--version"],
  aptPackage: "python3",
  pieces: async ({ executable, ask }) => {
    const homes = [...new Set((await ask(["-I", "-c", PYTHON_HOMES])).split("\n"))];
    return { run: [executable, ...homes], compile: [executable, ...homes] };
  },
  // Parsing only: compiling to a file would need somewhere to write it.
  compile: ({ tool, source }) => [tool.executable, ...PYTHON_FLAGS, "-c", PYTHON_CHECK, source],
  run: ({ tool, source }) => [tool.executable, ...PYTHON_FLAGS, source],
  timeMultiplier: 1,
  outOfMemory: /^MemoryError/m,
  addressSpaceCap: true,
  selfTest: "print('assay', 2 * int(input()))\n",
};

/** At a neutral path: the box learns nothing of where Assay lives. */
const NODE = "/usr/bin/node";

// A heap above the memory limit: the box's own limit ends the program, so the verdict is MLE, not a crash.
const nodeFlags = (memoryMib: number) => [`--max-old-space-size=${memoryMib}`];

export const JAVASCRIPT: Language = {
  id: "javascript",
  name: "JavaScript (Node.js)",
  sourceName: "solution.js",
  commands: ["assay-node"],
  versionArgs: ["--version"],
  aptPackage: null,
  pieces: async ({ executable, lend }) => {
    const node = { host: lend(executable, "node"), box: NODE };
    return { run: [node], compile: [node], executable: NODE };
  },
  compile: ({ tool, source }) => [tool.executable, "--check", source],
  run: ({ tool, source, memoryMib }) => [tool.executable, ...nodeFlags(memoryMib), source],
  timeMultiplier: 1,
  outOfMemory: /heap out of memory|Array buffer allocation failed/,
  addressSpaceCap: false,
  selfTest: "console.log('assay', 2 * Number(require('node:fs').readFileSync(0, 'utf8')));\n",
};
