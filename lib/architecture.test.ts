import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";

/* The layout of the house, as docs/architecture.md tells it, in a form that cannot go stale. */

/** The order is the law: a room imports only itself and rooms above it. */
const ROOMS = [
  "platform",
  "observability",
  "mail",
  "auth",
  "assessments",
  "candidates",
  "partners",
  "attempts",
  "grading",
  "review",
  "privacy",
  "worker",
];
const DOMAIN_ROOMS = ["assessments", "candidates", "partners", "attempts", "grading", "review", "privacy"];
const VOCABULARY = ["schema.ts", "rules.ts", "policy.ts", "queries.ts", "commands.ts", "jobs.ts"];

/** Folders below a domain room with file names of their own: ports (one file a driver) and formats. */
const FREE_FOLDERS: Record<string, string> = {
  "assessments/functions": "the types, values and starters of function questions, one file each",
  "assessments/tables": "the tables that SQL questions give and ask for",
  "grading/harness": "port: calling a candidate's function, one file a language",
  "grading/sql": "running a candidate's SQL against a fixture, and comparing its result",
  "assessments/packages": "reads the Kattis problem package format, one file a part of it",
  "partners/lookup": "port: asking a partner about a candidate",
  "grading/gate": "judges a package by its own submissions; the portal and `npm run judge` share it",
  "grading/check": "port: says whether an output is right, one file a kind of checker",
  "grading/languages": "the table of languages, one file a family",
  "grading/pairs": "right and wrong programs in every language, one file a subject",
  "grading/sandbox": "port: running code that nobody trusts, one file a driver",
};
/** Files beside the vocabulary, each with its reason. */
const FREE_FILES: Record<string, string> = {
  "partners/egress.ts": "the one way out to an address that somebody else chose: the SSRF guard",
  "assessments/languages.ts": "the names of languages and their files, shared with the browser",
  "grading/verdicts.ts": "the closed set of verdicts, shared with the browser",
  "grading/languages.ts": "the table of languages: how each is compiled and run",
  "grading/compile.ts": "from a source to what the boxes of its tests hold",
  "grading/grade.ts": "what an answer's grade takes, by type of question: the key, the judge or people",
  "grading/program-parts.ts":
    "what calls a function or runs SQL instead of a program, for grading and gate alike",
  "grading/in-order.ts": "works a list over several slots, and tells the results in order",
  "grading/limit-words.ts": "what is said of a limit that was reached",
  "grading/test-run.ts": "one test in a box, with the second look that a slow machine may need",
  "grading/judge.ts": "judges one submission; the portal and `npm run judge` share it",
};
/** Files past 300 lines, each with its reason. */
const LONG_FILES: Record<string, string> = {
  "lib/grading/sandbox/hostile/sources/python.ts": "a list: one hostile program after the other",
  "lib/architecture.test.ts": "the whole layout on one page",
};
const MAX_LINES = 300;

/** Who may read process.env besides lib/platform/env.ts: what runs before or outside the product. */
const READS_ENVIRONMENT =
  /^(bin\/|e2e\/|bench\/|prisma\/(testing|lookup-world)|[\w.-]+\.config\.ts$|instrumentation\.ts$|lib\/platform\/env\.ts$|.*\.test\.ts$)/;

const ROOT = join(import.meta.dirname, "..");
const isTest = (file: string) => file.endsWith(".test.ts");

function sourceFiles(): string[] {
  const folders = ["app", "lib", "bin", "e2e", "bench", "prisma"].filter((folder) =>
    existsSync(join(ROOT, folder)),
  );
  const nested = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)),
  );
  return [...readdirSync(ROOT), ...nested].filter(
    (path) => /\.tsx?$/.test(path) && !path.includes("/generated/") && path !== "next-env.d.ts",
  );
}

interface Import {
  specifier: string;
  typeOnly: boolean;
  /** Path from the root when it is a file of ours. */
  target: string | null;
}

interface Source {
  file: string;
  text: string;
  imports: Import[];
}

const IMPORT =
  /^\s*(?:import|export)\s+(type\s)?(?:[\w*{}\s,$]+?\sfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm;

/** Every name in the braces marked `type`: nothing of it exists at run time. */
const ONLY_TYPES = /^\s*(?:import|export)\s*\{\s*(?:type\s+[\w$\s]+,?\s*)+\}/;

function readSource(file: string): Source {
  const text = readFileSync(join(ROOT, file), "utf8");
  const imports = [...text.matchAll(IMPORT)].map((match) => {
    const specifier = match[2] ?? match[3] ?? "";
    const typeOnly = match[1] !== undefined || ONLY_TYPES.test(match[0]);
    return { specifier, typeOnly, target: resolveTarget(file, specifier) };
  });
  return { file, text, imports };
}

function resolveTarget(file: string, specifier: string): string | null {
  if (specifier.startsWith("#")) return specifier.slice(1);
  if (specifier.startsWith(".")) return relative(ROOT, join(ROOT, dirname(file), specifier));
  return null;
}

const sources = sourceFiles().map(readSource);
const byFile = new Map(sources.map((source) => [source.file, source]));
const roomOf = (file: string) => /^lib\/([^/]+)\//.exec(file)?.[1];

/** Every import as "who → whom" for which the rule is broken. */
function offences(broken: (source: Source, imported: Import) => boolean): string[] {
  return sources.flatMap((source) =>
    source.imports
      .filter((imported) => broken(source, imported))
      .map((imported) => `${source.file} → ${imported.specifier}`),
  );
}

/** Files that exist at run time behind this one, itself included. Server actions are a wall: the browser gets a stub. */
function runtimeClosure(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const { target, typeOnly } of byFile.get(file)?.imports ?? [])
    if (target && !typeOnly && !target.endsWith("/actions.ts")) runtimeClosure(target, seen);
  return seen;
}

test("the reader of imports sees the code", () => {
  const { imports } = byFile.get("lib/observability/report.ts") ?? { imports: [] };
  expect(imports.map((imported) => imported.target ?? imported.specifier)).toContain(
    "lib/observability/noise.ts",
  );
  expect(byFile.get("lib/observability/client.ts")?.imports).toEqual([
    { specifier: "./browser.ts", typeOnly: true, target: "lib/observability/browser.ts" },
    { specifier: "./browser.ts", typeOnly: false, target: "lib/observability/browser.ts" },
  ]);
});

describe("rooms", () => {
  test("lib holds the rooms of the house and no others", () => {
    const found = readdirSync(join(ROOT, "lib"), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(found.map((entry) => entry.name).filter((name) => !ROOMS.includes(name))).toEqual([]);
  });

  test("a room imports only itself and rooms above it", () => {
    expect(
      offences(({ file }, { target }) => {
        const [from, to] = [roomOf(file), target ? roomOf(target) : undefined];
        return (
          !isTest(file) && from !== undefined && to !== undefined && ROOMS.indexOf(to) > ROOMS.indexOf(from)
        );
      }),
    ).toEqual([]);
  });

  test("the product knows nothing of its web edge, its scripts and its tests", () => {
    expect(
      offences(
        ({ file }, { target }) =>
          /^lib\//.test(file) && !isTest(file) && /^(app|bin|e2e|bench|prisma)\//.test(target ?? ""),
      ),
    ).toEqual([]);
  });

  test("what the worker runs is free of Next and React", () => {
    expect(
      offences(({ file }, { specifier }) => {
        const isFramework = /^(next|react|react-dom)(\/|$)/.test(specifier);
        return /^lib\//.test(file) && !isTest(file) && isFramework;
      }),
    ).toEqual([]);
    expect(sources.filter(({ file }) => /^lib\/.*\.tsx$/.test(file)).map(({ file }) => file)).toEqual([]);
  });

  test("only the auth room and the edge beside it know NextAuth", () => {
    const allowed = /^(lib\/auth\/|app\/api\/auth\/|app\/_edge\/session|types\/)/;
    expect(
      offences(({ file }, { specifier }) => /^next-auth(\/|$)/.test(specifier) && !allowed.test(file)),
    ).toEqual([]);
  });
});

describe("vocabulary of a domain room", () => {
  const domain = sources.filter(({ file }) => DOMAIN_ROOMS.includes(roomOf(file) ?? "") && !isTest(file));

  test("its files have six names", () => {
    const strange = domain.filter(({ file }) => {
      const path = file.replace(/^lib\//, "");
      const isFree =
        path in FREE_FILES || Object.keys(FREE_FOLDERS).some((folder) => path.startsWith(`${folder}/`));
      return !isFree && !VOCABULARY.includes(path.split("/").at(-1) ?? "");
    });
    expect(strange.map(({ file }) => file)).toEqual([]);
  });

  test("schema, rules and policy are free of the database, and schema of the environment too: the browser uses it", () => {
    const isForbidden = (file: string, behind: string) =>
      /^lib\/platform\/(db|queue)\.ts$/.test(behind) ||
      (file.endsWith("/schema.ts") && /^lib\/platform\/(env|crypto)\.ts$/.test(behind));
    const impure = domain
      .filter(({ file }) => /\/(schema|rules|policy)\.ts$/.test(file))
      .flatMap(({ file }) =>
        [...runtimeClosure(file)]
          .filter((behind) => isForbidden(file, behind))
          .map((behind) => `${file} ⇒ ${behind}`),
      );
    expect(impure).toEqual([]);
  });

  test("rules take time and chance as values", () => {
    const impure = domain.filter(
      ({ file, text }) =>
        /\/rules\.ts$/.test(file) &&
        /Date\.now\(|new Date\(\)|Math\.random|performance\.now|randomBytes/.test(text),
    );
    expect(impure.map(({ file }) => file)).toEqual([]);
  });
});

describe("the web edge", () => {
  test("app never imports the database", () => {
    expect(
      offences(
        ({ file }, { target }) =>
          /^app\//.test(file) && !isTest(file) && /^lib\/platform\/(db\.ts|generated\/)/.test(target ?? ""),
      ),
    ).toEqual([]);
  });

  test("the candidate's room and the staff's pages never import each other", () => {
    expect(
      offences(({ file }, { target }) => {
        const [take, staff] = [/^app\/take\//, /^app\/\(staff\)\//];
        return (
          target !== null &&
          ((take.test(file) && staff.test(target)) || (staff.test(file) && take.test(target)))
        );
      }),
    ).toEqual([]);
  });

  test("the kit knows no domain", () => {
    const isDomain = /^lib\/(assessments|candidates|partners|attempts|grading|review|auth|mail)\//;
    expect(
      offences(({ file }, { target }) => /^app\/_ui\//.test(file) && isDomain.test(target ?? "")),
    ).toEqual([]);
  });

  test("server actions live in actions.ts", () => {
    const strange = sources.filter(
      ({ file, text }) => /^\s*["']use server["']/m.test(text) && !/^app\/.*\/?actions\.ts$/.test(file),
    );
    expect(strange.map(({ file }) => file)).toEqual([]);
  });

  test("no page and no route loads the table of languages: it reads files that stand beside the code", () => {
    const edge = sources.filter(({ file }) => /^app\//.test(file) && !isTest(file));
    const loads = edge.filter(({ file }) => runtimeClosure(file).has("lib/grading/languages/java.ts"));
    expect(loads.map(({ file }) => file)).toEqual([]);
  });

  test("nothing of the server is behind a client component", () => {
    const isServer = /^lib\/platform\/(db|env|crypto|queue|log)\.ts$|\/(queries|commands)\.ts$/;
    const clients = sources.filter(({ text }) => /^\s*["']use client["']/m.test(text));
    const leaks = [...clients.map(({ file }) => file), "instrumentation-client.ts"].flatMap((file) =>
      [...runtimeClosure(file)]
        .filter((behind) => isServer.test(behind))
        .map((behind) => `${file} ⇒ ${behind}`),
    );
    expect(leaks).toEqual([]);
  });
});

describe("everywhere", () => {
  test("only lib/platform/env.ts reads the environment", () => {
    const readers = sources.filter(
      ({ file, text }) =>
        /process\.env\b/.test(text.replace(/^\s*(\*|\/\/|\/\*).*$/gm, "")) && !READS_ENVIRONMENT.test(file),
    );
    expect(readers.map(({ file }) => file)).toEqual([]);
  });

  test("an import of ours names an existing file with its extension", () => {
    const isMade = /generated\/|\.next\/|\.css$/;
    expect(
      offences(
        (_source, { target }) => target !== null && !isMade.test(target) && !existsSync(join(ROOT, target)),
      ),
    ).toEqual([]);
  });

  test("no import cycles", () => {
    const cycles: string[] = [];
    const state = new Map<string, "open" | "done">();
    const visit = (file: string, path: string[]) => {
      if (state.get(file) === "done") return;
      if (state.get(file) === "open") {
        cycles.push([...path.slice(path.indexOf(file)), file].join(" → "));
        return;
      }
      state.set(file, "open");
      for (const { target, typeOnly } of byFile.get(file)?.imports ?? [])
        if (target && !typeOnly) visit(target, [...path, file]);
      state.set(file, "done");
    };
    for (const { file } of sources) visit(file, []);
    expect(cycles).toEqual([]);
  });

  test(`a file past ${MAX_LINES} lines gives its reason`, () => {
    const long = sources.filter(
      ({ file, text }) => text.split("\n").length > MAX_LINES && !(file in LONG_FILES),
    );
    expect(long.map(({ file, text }) => `${file}: ${text.split("\n").length}`)).toEqual([]);
  });
});
