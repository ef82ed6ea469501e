import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { ensureBuild, generateClient } from "./setup/build.ts";
import { dataDirOf } from "./setup/environment.ts";
import { startPostgres } from "./setup/postgres.ts";
import { endWith, say } from "./setup/progress.ts";
import { ROOT } from "./setup/schema-engine.ts";
import {
  BUBBLEWRAP,
  CHROMIUM,
  ensureTools,
  missingSentence,
  requireTools,
  TOOLCHAINS,
} from "./setup/system-packages.ts";

/* npm test: everything that must be green, from a fresh clone, ending with one line "N passed, N failed". */

interface Tally {
  passed: number;
  failed: number;
  /** The names of what failed: the last thing that is said, where a long log is cut. */
  red: string[];
}

const passed: Tally = { passed: 1, failed: 0, red: [] };
const failed = (name: string): Tally => ({ passed: 0, failed: 1, red: [name] });

const REPORTS = join(ROOT, "test-results");
const bin = (name: string) => join(ROOT, "node_modules", ...name.split("/"));

function run(args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  return new Promise((done) => child.once("exit", (code) => done(code ?? 1)));
}

/** A check that passes or fails as a whole. */
async function check(name: string, args: string[]): Promise<Tally> {
  say(name);
  const code = await run(args);
  if (code !== 0) say(`${name}: failed`);
  return code === 0 ? passed : failed(name);
}

async function checkBuild(): Promise<Tally> {
  try {
    await ensureBuild();
    return passed;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return failed("Build");
  }
}

/** A runner that ended badly without a report (out of memory, say) counts as one failure, never as none. */
function tally(path: string, code: number, read: (report: never) => Tally): Tally {
  const counted = existsSync(path)
    ? read(JSON.parse(readFileSync(path, "utf8")) as never)
    : { passed: 0, failed: 0, red: [] };
  if (code === 0 || counted.failed > 0) return counted;
  return { ...counted, failed: 1, red: [`${path} tells of no failure, and its runner ended with ${code}`] };
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { name: string; assertionResults: { fullName: string; status: string }[] }[];
}

interface BrowserSuite {
  specs?: { title: string; file: string; ok: boolean }[];
  suites?: BrowserSuite[];
}

interface BrowserReport extends BrowserSuite {
  stats: { expected: number; unexpected: number; flaky: number };
}

const redSpecs = ({ specs = [], suites = [] }: BrowserSuite): string[] => [
  ...specs.filter(({ ok }) => !ok).map(({ title, file }) => `e2e/${file}: ${title}`),
  ...suites.flatMap(redSpecs),
];

/** @param projects of `vitest.config.ts`. */
async function vitest(name: string, projects: string[], databaseUrl: string): Promise<Tally> {
  say(name);
  const report = join(REPORTS, `${projects.join("-")}.json`);
  const args = [
    bin("vitest/vitest.mjs"),
    "run",
    ...projects.flatMap((project) => ["--project", project]),
    "--reporter=default",
    "--reporter=json",
    `--outputFile=${report}`,
  ];
  const code = await run(args, { TEST_DATABASE_URL: databaseUrl });
  return tally(report, code, ({ numPassedTests, numFailedTests, testResults }: VitestReport) => ({
    passed: numPassedTests,
    failed: numFailedTests,
    red: testResults.flatMap(({ name: file, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === "failed")
        .map(({ fullName }) => `${relative(ROOT, file)}: ${fullName}`),
    ),
  }));
}

async function browserTests(databaseUrl: string): Promise<Tally> {
  say("Browser tests");
  const report = join(REPORTS, "playwright.json");
  const code = await run([bin("@playwright/test/cli.js"), "test", "--reporter=list,json"], {
    TEST_DATABASE_URL: databaseUrl,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return tally(report, code, ({ stats, suites = [] }: BrowserReport) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    red: suites.flatMap(redSpecs),
  }));
}

async function runAll(): Promise<Tally> {
  const parts: Tally[] = [];
  await generateClient();
  parts.push(
    await check("Lint", [bin("@biomejs/biome/bin/biome"), "check", "--diagnostic-level=error", "."]),
  );
  parts.push(await check("Types", [bin("typescript/bin/tsc"), "--noEmit"]));
  parts.push(await check("Dead code", [bin("knip/bin/knip.js")]));
  say("Starting a throw-away PostgreSQL");
  const dataDir = join(dataDirOf(process.env), "test-postgres");
  const postgres = process.env.TEST_DATABASE_URL
    ? { url: process.env.TEST_DATABASE_URL, stop: async () => undefined }
    : await startPostgres({ dataDir, unsafeFast: true });
  try {
    parts.push(await vitest("Unit and database tests", ["unit", "db"], postgres.url));
    const build = await checkBuild();
    parts.push(build);
    // A browser test waits more than it works, and a program in a box is one at a time: together they fill two cores.
    const rest = [vitest("Tests in the sandbox", ["sandbox"], postgres.url)];
    if (build.failed === 0) rest.push(browserTests(postgres.url));
    parts.push(...(await Promise.all(rest)));
  } finally {
    await postgres.stop();
  }
  return parts.reduce((sum, part) => ({
    passed: sum.passed + part.passed,
    failed: sum.failed + part.failed,
    red: [...sum.red, ...part.red],
  }));
}

try {
  requireTools([BUBBLEWRAP, CHROMIUM]);
  for (const tool of ensureTools(TOOLCHAINS))
    say(`${missingSentence(tool)}. Its tests only see that it is off.`);
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const all = await runAll();
  process.stdout.write(all.red.map((name) => `\nFailed: ${name}`).join(""));
  process.stdout.write(`\n${all.passed} passed, ${all.failed} failed\n`);
  process.exit(all.failed === 0 && all.passed > 0 ? 0 : 1);
} catch (error) {
  endWith(error);
}
