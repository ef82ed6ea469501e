import { dirname } from "node:path";
import type { Ask, CompileContext, Language, Piece, RunContext } from "./types.ts";

/* Languages that become a program of the machine's own: the tests' boxes hold that program and no toolchain. */

/** Compiles with everything that the compiler says going to standard error, then hands the program out. */
function buildScript(command: readonly string[]): string[] {
  return ["/usr/bin/sh", "-c", '"$@" 1>&2 && cat /tmp/program', "build", ...command];
}

/** Deep recursion is an ordinary thing to write: a quarter of the memory may be stack, and never less than is usual. */
function withStack({ program, memoryMib }: RunContext): string[] {
  const kib = Math.max(8, Math.floor(memoryMib / 4)) * 1024;
  return ["/usr/bin/sh", "-c", `ulimit -s ${kib} 2>/dev/null; exec ${program}`];
}

/** Where a C or C++ compiler keeps its parts, as it says itself. */
async function gccPieces(executable: string, ask: Ask, kind: "c" | "c++"): Promise<Piece[]> {
  const [backend, assembler, linker, libgcc, crt, search] = await Promise.all([
    ask([`-print-prog-name=${kind === "c" ? "cc1" : "cc1plus"}`]),
    ask(["-print-prog-name=as"]),
    ask(["-print-prog-name=ld"]),
    ask(["-print-file-name=libgcc.a"]),
    ask(["-print-file-name=crt1.o"]),
    ask([`-x${kind}`, "-E", "-v", "/dev/null"], "stderr"),
  ]);
  const listed = search.slice(search.indexOf("#include <...>"), search.indexOf("End of search list."));
  const headers = listed
    .split("\n")
    .slice(1)
    .map((line) => `${line.trim()}?`);
  const folders = [
    dirname(backend),
    dirname(libgcc),
    dirname(crt),
    ...headers.filter((line) => line !== "?"),
  ];
  return [executable, backend, assembler, linker, "cat", ...folders];
}

const GCC = {
  versionArgs: ["--version"],
  artifact: { name: "program", executable: true },
  run: withStack,
  timeMultiplier: 1,
  // Where no cgroup holds memory, `new` throws and `malloc` gives null; what follows the latter nobody can tell.
  outOfMemory: /bad_alloc|[Oo]ut of memory|Cannot allocate memory/,
  addressSpaceCap: true,
  compilerAddressSpaceCap: true,
} as const;

const GCC_FLAGS = ["-O2", "-pipe", "-fdiagnostics-color=never", "-fmax-errors=20", "-o", "/tmp/program"];

export const C: Language = {
  ...GCC,
  id: "c",
  name: "C (GCC, C17)",
  sourceName: "solution.c",
  commands: ["gcc", "cc"],
  aptPackage: "gcc libc6-dev",
  pieces: async ({ executable, ask }) => ({ run: [], compile: await gccPieces(executable, ask, "c") }),
  compile: ({ tool, sources }: CompileContext) =>
    buildScript([tool.executable, "-std=gnu17", ...GCC_FLAGS, ...sources, "-lm"]),
  selfTest: '#include <stdio.h>\nint main(void) { int n; scanf("%d", &n); printf("assay %d\\n", 2 * n); }\n',
};

export const CPP: Language = {
  ...GCC,
  id: "cpp",
  name: "C++ (GCC, C++20)",
  sourceName: "solution.cpp",
  commands: ["g++", "c++"],
  aptPackage: "g++",
  pieces: async ({ executable, ask }) => ({ run: [], compile: await gccPieces(executable, ask, "c++") }),
  compile: ({ tool, sources }: CompileContext) =>
    buildScript([tool.executable, "-std=gnu++20", ...GCC_FLAGS, ...sources]),
  selfTest:
    '#include <iostream>\nint main() { int n; std::cin >> n; std::cout << "assay " << 2 * n << "\\n"; }\n',
};
