import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { isOwnerAlive, OWNER } from "./owner.ts";
import { isOpenToOthers } from "./runtimes.ts";

/** Makes the folder that holds everything of one sandbox on this machine, and removes what dead ones left. */
export function makeWorkFolder(): string {
  const base = isRoot() && !isOpenToOthers(tmpdir()) ? "/tmp" : tmpdir();
  for (const name of readdirSync(base)) {
    const owner = /^assay-judge-([^-]+)-/.exec(name)?.[1];
    if (!owner || isOwnerAlive(owner)) continue;
    try {
      rmSync(`${base}/${name}`, { recursive: true, force: true });
    } catch {
      // Another user's: theirs to clear.
    }
  }
  const work = mkdtempSync(`${base}/assay-judge-${OWNER}-`);
  chmodSync(work, 0o711);
  return work;
}

/** A folder that other users may go through, but not list. */
export function openFolder(path: string): void {
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o711);
}

/**
 * A copy of the shell that the boxes' users may run but not read. The kernel then closes everything about such a process
 * (memory, descriptors, environment) to the programs beside it, though they run as the same user.
 */
export function lockShell(sh: string, work: string): string {
  const locked = `${work}/sh`;
  copyFileSync(sh, locked);
  chmodSync(locked, 0o111);
  return locked;
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}
