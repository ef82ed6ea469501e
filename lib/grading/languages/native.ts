import { existsSync } from "node:fs";
import { copyFile, mkdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Ask, Language, Piece, RunContext } from "./types.ts";

/* Languages that become a program of the machine's own: the tests' boxes hold that program and no toolchain. */

const PROGRAM = { name: "program", executable: true };

/** Compiles with everything that the compiler says going to standard error, then hands the program out. */
function build(...command: readonly string[]): string[] {
  return ["/usr/bin/sh", "-c", '"$@" 1>&2 && cat /tmp/program', "build", ...command];
}

/** Deep recursion is an ordinary thing to write: a quarter of the memory may be stack, and never less than is usual. */
function withStack({ program, memoryMib }: RunContext): string[] {
  const kib = Math.max(8, Math.floor(memoryMib / 4)) * 1024;
  // What is appended to the list reaches the program as its arguments.
  return ["/usr/bin/sh", "-c", `ulimit -s ${kib} 2>/dev/null; exec ${program} "$@"`, "program"];
}

/** Where a C or C++ compiler keeps its parts, as it says itself. */
async function gccPieces(ask: Ask, kind: "c" | "c++", tool?: string): Promise<Piece[]> {
  const of = tool ? { tool } : {};
  const [backend, assembler, linker, libgcc, crt, search] = await Promise.all([
    ask([`-print-prog-name=${kind === "c" ? "cc1" : "cc1plus"}`], of),
    ask(["-print-prog-name=as"], of),
    ask(["-print-prog-name=ld"], of),
    ask(["-print-file-name=libgcc.a"], of),
    ask(["-print-file-name=crt1.o"], of),
    ask([`-x${kind}`, "-E", "-v", "/dev/null"], { ...of, stream: "stderr" }),
  ]);
  const listed = search.slice(search.indexOf("#include <...>"), search.indexOf("End of search list."));
  const headers = listed.split("\n").slice(1).filter(Boolean);
  const folders = [
    dirname(backend),
    dirname(libgcc),
    dirname(crt),
    ...headers.map((line) => `${line.trim()}?`),
  ];
  return [backend, assembler, linker, "cat", ...folders];
}

const ON_GCC = {
  versionArgs: ["--version"],
  artifact: PROGRAM,
  run: withStack,
  timeMultiplier: 1,
  // Where no cgroup holds memory, `new` throws and `malloc` gives null; what follows the latter nobody can tell.
  outOfMemory: /bad_alloc|[Oo]ut of memory|Cannot allocate memory/,
  reservesMib: 0,
  compilerAddressSpaceCap: true,
} as const;

const GCC_FLAGS = ["-O2", "-pipe", "-fdiagnostics-color=never", "-fmax-errors=20", "-o", "/tmp/program"];

export const C: Language = {
  ...ON_GCC,
  id: "c",
  sourceName: "solution.c",
  commands: ["gcc", "cc"],
  aptPackage: "gcc libc6-dev",
  pieces: async ({ executable, ask }) => ({ run: [], compile: [executable, ...(await gccPieces(ask, "c"))] }),
  compile: ({ tool, sources }) => build(tool.executable, "-std=gnu17", ...GCC_FLAGS, ...sources, "-lm"),
  selfTest: {
    source: '#include <stdio.h>\nint main(void) { int n; scanf("%d", &n); printf("assay %d\\n", 2 * n); }\n',
  },
};

export const CPP: Language = {
  ...ON_GCC,
  id: "cpp",
  sourceName: "solution.cpp",
  commands: ["g++", "c++"],
  aptPackage: "g++",
  pieces: async ({ executable, ask }) => ({
    run: [],
    compile: [executable, ...(await gccPieces(ask, "c++"))],
  }),
  compile: ({ tool, sources }) => build(tool.executable, "-std=gnu++20", ...GCC_FLAGS, ...sources),
  selfTest: {
    source:
      '#include <iostream>\nint main() { int n; std::cin >> n; std::cout << "assay " << 2 * n << "\\n"; }\n',
  },
};

/** The compiler and the linker themselves: `go build` looks at the whole library first, which takes three times as long. */
const GO_BUILD = `tool=$1; library=$2; shift 2
"$tool/compile" -p main -complete -pack -I "$library" -o /tmp/main.a "$@" 1>&2 &&
"$tool/link" -s -w -L "$library" -o /tmp/program /tmp/main.a 1>&2 && cat /tmp/program`;
const GO_TOOLS = "/usr/lib/assay/go-tools";
const GO_LIBRARY = "/usr/lib/assay/go-library";

/** The standard library as the compiler reads it: since 1.20 Go ships it as source only. */
async function goLibrary(ask: Ask, root: string, machine: string, folder: string): Promise<void> {
  const cache = `${folder}/cache`;
  const env = { GOCACHE: cache, CGO_ENABLED: "0", GOFLAGS: "-trimpath", GOROOT: root };
  const listed = await ask(
    ["list", "-export", "-f", "{{if .Export}}{{.ImportPath}} {{.Export}}{{end}}", "std"],
    { env, cwd: "/" },
  );
  for (const line of listed.split("\n")) {
    const [name = "", path = ""] = line.trim().split(" ");
    if (!name || !path) continue;
    await mkdir(dirname(`${folder}/${machine}/${name}`), { recursive: true });
    await copyFile(path, `${folder}/${machine}/${name}.a`);
  }
  await rm(cache, { recursive: true });
}

export const GO: Language = {
  id: "go",
  sourceName: "solution.go",
  commands: ["go", "/usr/local/go/bin/go"],
  versionArgs: ["version"],
  aptPackage: "golang-go",
  pieces: async ({ ask, keep, lend }) => {
    const [root = "", os, arch] = (await ask(["env", "GOROOT", "GOOS", "GOARCH"])).split("\n");
    const machine = `${os}_${arch}`;
    const shipped = `${root}/pkg/${machine}`;
    const library = existsSync(`${shipped}/fmt.a`)
      ? shipped
      : `${await keep("library", (folder) => goLibrary(ask, root, machine, folder))}/${machine}`;
    const tools = lend(`${root}/pkg/tool/${machine}`, "go-tools");
    const compile = [
      "cat",
      { host: tools, box: GO_TOOLS },
      { host: lend(library, "go-library"), box: GO_LIBRARY },
    ];
    return { run: [], compile };
  },
  compile: ({ sources }) => ["/usr/bin/sh", "-c", GO_BUILD, "build", GO_TOOLS, GO_LIBRARY, ...sources],
  artifact: PROGRAM,
  run: ({ program }) => [program],
  timeMultiplier: 1,
  outOfMemory: /out of memory|cannot allocate memory/,
  reservesMib: 1024,
  selfTest: {
    source:
      'package main\n\nimport "fmt"\n\nfunc main() {\n\tvar n int\n\tfmt.Scan(&n)\n\tfmt.Println("assay", 2*n)\n}\n',
  },
};

const RUST_HOME = "/usr/lib/assay/rust";

export const RUST: Language = {
  id: "rust",
  sourceName: "solution.rs",
  // rustup's command is a stand-in for the toolchain behind it.
  commands: ["rustc", "~/.cargo/bin/rustc"],
  versionArgs: ["--version"],
  aptPackage: "rustc",
  pieces: async ({ ask, lend }) => {
    const home = await ask(["--print", "sysroot"]);
    const parts = { host: lend(`${home}/lib`, "rust-lib"), box: `${RUST_HOME}/lib` };
    const rustc = { host: lend(`${home}/bin/rustc`, "rustc"), box: `${RUST_HOME}/bin/rustc` };
    const linker = await gccPieces(ask, "c", "cc");
    const compile = home === "/usr" ? ["rustc", "/usr/lib/rustlib"] : [rustc, parts];
    const executable = home === "/usr" ? "/usr/bin/rustc" : rustc.box;
    return { run: [], compile: [...compile, "cc", ...linker], executable };
  },
  compile: ({ tool, source }) =>
    build(
      tool.executable,
      ...["--edition=2021", "--crate-type=bin", "--crate-name=solution", "-Copt-level=2", "-Cstrip=symbols"],
      ...["-Awarnings", "--color=never", "-o", "/tmp/program", source],
    ),
  artifact: PROGRAM,
  run: withStack,
  timeMultiplier: 1,
  outOfMemory: /memory allocation of \d+ bytes failed/,
  reservesMib: 0,
  selfTest: {
    source:
      'fn main() {\n    let mut line = String::new();\n    std::io::stdin().read_line(&mut line).unwrap();\n    println!("assay {}", 2 * line.trim().parse::<i64>().unwrap());\n}\n',
  },
};
