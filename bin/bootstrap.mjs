/*
 * The first thing that runs, on whatever Node the system has: installs what is missing, then goes on under the
 * Node that package.json pins. Plain JavaScript without a dependency, for it runs before there are any.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const NODE = join(ROOT, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");
const STAMP = join(ROOT, "node_modules", ".assay-installed");
const COMMANDS = [
  "start",
  "test",
  "dev",
  "worker",
  "judge",
  "hostile",
  "partner-simulator",
  "bench",
  "db-diff",
  "db-migrate",
];
/** Installing is quiet for a minute; a line now and then says that it goes on. */
const HEARTBEAT_MS = 10_000;
const ORPHAN_CHECK_MS = 1_000;

function stop(sentence) {
  console.error(`\n${sentence}\n`);
  process.exit(1);
}

function lockHash() {
  const hash = createHash("sha256").update(readFileSync(join(ROOT, "package-lock.json")));
  return hash.update(`${process.platform}-${process.arch}`).digest("hex");
}

async function run(command, args, { quiet = false } = {}) {
  const child = spawn(command, args, { cwd: ROOT, stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit" });
  let output = "";
  child.stdout?.on("data", (chunk) => (output += chunk));
  child.stderr?.on("data", (chunk) => (output += chunk));
  const forward = (signal) => child.kill(signal);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, forward);
  // npm was killed without a word: an orphan would go on unseen, holding the port.
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), ORPHAN_CHECK_MS);
  const code = await new Promise((done) => {
    child.once("error", (error) => done(error));
    child.once("exit", (status, signal) => done(status ?? (signal === "SIGINT" ? 130 : 143)));
  });
  clearInterval(watch);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.off(signal, forward);
  return { code, output };
}

const npmCi = () =>
  run("npm", ["ci", "--no-fund", "--no-audit", "--loglevel=error", "--include=dev"], { quiet: true });

async function install() {
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === lockHash() && existsSync(NODE)) return;
  const since = Date.now();
  const say = (line) => process.stderr.write(`[set-up] ${line}\n`);
  say("Installing the dependencies that package-lock.json names: one to two minutes the first time");
  const timer = setInterval(
    () => say(`… still installing (${Math.round((Date.now() - since) / 1000)} s)`),
    HEARTBEAT_MS,
  );
  rmSync(STAMP, { force: true });
  let { code, output } = await npmCi();
  if (code !== 0 && /ENOTEMPTY|EEXIST|EISDIR/.test(output)) {
    say("An earlier installation was cut off in the middle; starting over");
    rmSync(join(ROOT, "node_modules"), { recursive: true, force: true });
    ({ code, output } = await npmCi());
  }
  clearInterval(timer);
  if (code === 130 || code === 143) process.exit(code);
  if (code instanceof Error) stop(`npm could not be started (${code.message}). Install npm 10 or newer.`);
  if (code !== 0) {
    if (/ENOSPC/.test(output))
      stop("The disk is full: installing needs about 2 GB. Free some room and start again.");
    stop(
      `npm ci ended with code ${code}:\n${output.trim().slice(0, 2000)}\nMend that, then run the same command again.`,
    );
  }
  if (!existsSync(NODE)) stop("The pinned Node did not install. Run: npm rebuild node");
  writeFileSync(STAMP, lockHash());
  say(`Installed in ${Math.round((Date.now() - since) / 1000)} s`);
}

const [command, ...rest] = process.argv.slice(2);
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19))
  stop(`Assay needs Node 20.19 or newer to begin; this is ${process.version}.`);
if (!COMMANDS.includes(command)) stop(`Unknown command "${command ?? ""}". Known: ${COMMANDS.join(", ")}.`);
await install();
const { code } = await run(NODE, [
  "--disable-warning=ExperimentalWarning",
  join(ROOT, "bin", `${command}.ts`),
  ...rest,
]);
process.exit(typeof code === "number" ? code : 1);
