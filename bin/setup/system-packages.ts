import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { PlainFailure, say } from "./progress.ts";

export interface SystemTool {
  /** Where Debian puts it. */
  path: string;
  aptPackage: string;
  /** What does not work without it. */
  purpose: string;
}

export const BUBBLEWRAP: SystemTool = {
  path: "/usr/bin/bwrap",
  aptPackage: "bubblewrap",
  purpose: "the sandbox that candidates' code runs in",
};
export const CHROMIUM: SystemTool = {
  path: "/usr/bin/chromium",
  aptPackage: "chromium",
  purpose: "the browser of the tests",
};

const canInstall = () =>
  process.getuid?.() === 0 && existsSync("/usr/bin/apt-get") && process.env.ASSAY_APT !== "0";

/**
 * Installs missing tools from Debian's packages where we are root; elsewhere says what to install.
 * @returns the tools that are still missing.
 */
export function ensureTools(tools: SystemTool[]): SystemTool[] {
  const missing = tools.filter((tool) => !existsSync(tool.path));
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
  return tools.filter((tool) => !existsSync(tool.path));
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
