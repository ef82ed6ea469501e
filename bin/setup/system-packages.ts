import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { PlainFailure, say } from "./progress.ts";

export interface SystemTool {
  /** Where Debian puts it. */
  path: string;
  aptPackage: string;
  /** What does not work without it. */
  purpose: string;
  /** Where else people have it from. */
  instead?: string;
}

export const BUBBLEWRAP: SystemTool = {
  path: "/usr/bin/bwrap",
  aptPackage: "bubblewrap",
  purpose: "the sandbox that candidates' code runs in",
};
/** Toolchains of languages whose tests say less without them. `npm start` installs none: it only says which are off. */
export const TOOLCHAINS: SystemTool[] = [
  { path: "/usr/bin/python3", aptPackage: "python3", purpose: "Python" },
  { path: "/usr/bin/gcc", aptPackage: "gcc", purpose: "C, and Rust's linker" },
  { path: "/usr/include/stdio.h", aptPackage: "libc6-dev", purpose: "C's headers" },
  { path: "/usr/bin/g++", aptPackage: "g++", purpose: "C++" },
  { path: "/usr/bin/javac", aptPackage: "default-jdk-headless", purpose: "Java" },
  { path: "/usr/bin/go", aptPackage: "golang-go", purpose: "Go", instead: "/usr/local/go/bin/go" },
  { path: "/usr/bin/rustc", aptPackage: "rustc", purpose: "Rust", instead: `${homedir()}/.cargo/bin/rustc` },
  { path: "/usr/bin/ruby", aptPackage: "ruby", purpose: "Ruby" },
  { path: "/usr/bin/php", aptPackage: "php-cli", purpose: "PHP" },
];
export const CHROMIUM: SystemTool = {
  path: "/usr/bin/chromium",
  aptPackage: "chromium",
  purpose: "the browser of the tests",
};

const canInstall = () =>
  process.getuid?.() === 0 && existsSync("/usr/bin/apt-get") && process.env.ASSAY_APT !== "0";

const isMissing = ({ path, instead }: SystemTool) => !existsSync(path) && !(instead && existsSync(instead));

/**
 * Installs missing tools from Debian's packages where we are root; elsewhere says what to install.
 * @returns the tools that are still missing.
 */
export function ensureTools(tools: SystemTool[]): SystemTool[] {
  const missing = tools.filter(isMissing);
  if (missing.length === 0 || !canInstall()) return missing;
  const names = missing.map((tool) => tool.aptPackage);
  say(`Installing ${names.join(" and ")} from Debian's packages (ASSAY_APT=0 leaves the system alone)`);
  const apt = (...args: string[]) =>
    spawnSync("apt-get", args, {
      encoding: "utf8",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  let run = apt("install", "-y", "--no-install-recommends", ...names);
  if (run.status !== 0) {
    apt("update");
    run = apt("install", "-y", "--no-install-recommends", ...names);
  }
  if (run.status !== 0)
    say(`apt-get could not install them: ${(run.stderr || "").trim().split("\n").at(-1)}`);
  return tools.filter(isMissing);
}

/** One sentence a missing tool: what it is for and the command that brings it. */
export function missingSentence(tool: SystemTool): string {
  return `${tool.aptPackage} (${tool.purpose}) is not installed. On Debian or Ubuntu: sudo apt-get install ${tool.aptPackage}`;
}

/** @throws PlainFailure naming every tool that could not be had. */
export function requireTools(tools: SystemTool[]): void {
  const missing = ensureTools(tools);
  if (missing.length > 0) throw new PlainFailure(missing.map(missingSentence).join("\n"));
}
