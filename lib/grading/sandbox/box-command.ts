import { type Limits, type Mount, SCRATCH_BYTES } from "./types.ts";

/** Stands for the size of /tmp in a job's quoted arguments: it is the run's to say, not the job's. */
const SCRATCH_SIZE = "@scratch@";

/** What stands around every box on this machine: found once at start. */
export type BoxGround = {
  bwrap: string;
  /** `bin → usr/bin` and the like, as the host has them. */
  symlinks: readonly { target: string; path: string }[];
  /** Shell, its libraries, the loader cache. */
  mounts: readonly Mount[];
};

// As pid 1 the shell makes the kernel end every other process of the box before bwrap returns: no daemon
// outlives its test, no orphan is left to the host. The program itself is pid 2, with ordinary signals.
const INIT = '"$@"\nexit $?';
// Without a pids controller the limit is set in the box's own user namespace, which counts only the box.
const INIT_COUNTED = (processes: number) =>
  `ulimit -p ${processes} 2>/dev/null || ulimit -u ${processes}\n${INIT}`;

/** bwrap's arguments that stay the same for every test of a job, already quoted for sh. */
export function boxArguments(ground: BoxGround, jobDir: string, mounts: readonly Mount[]): string {
  const words = [ground.bwrap];
  words.push("--unshare-all", "--unshare-user", "--disable-userns", "--assert-userns-disabled");
  words.push("--die-with-parent", "--as-pid-1", "--new-session", "--cap-drop", "ALL");
  for (const { target, path } of ground.symlinks) words.push("--symlink", target, path);
  const seen = new Set<string>();
  for (const mount of [...ground.mounts, ...mounts]) {
    if (seen.has(mount.box)) continue;
    seen.add(mount.box);
    words.push("--ro-bind", mount.host, mount.box);
  }
  words.push("--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev");
  words.push("--size", SCRATCH_SIZE, "--tmpfs", "/tmp", "--ro-bind", jobDir, "/w");
  words.push("--chdir", "/tmp", "--remount-ro", "/", "--hostname", "box", "--clearenv");
  for (const [name, value] of [
    ["PATH", "/usr/bin"],
    ["HOME", "/tmp"],
    ["LANG", "C.UTF-8"],
    ["PYTHONHASHSEED", "0"],
  ]) {
    words.push("--setenv", name ?? "", value ?? "");
  }
  return words.map(quote).join(" ");
}

export type RunFiles = {
  stdin: string;
  stdout: string;
  stderr: string;
  result: string;
  status: string;
  filter: string;
};

/**
 * One line for the doorman's shell: run the box, say the pid, wait, say the exit code on fd 3.
 * The seccomp file is opened by this very line: a shared descriptor would be at its end after the first run.
 */
export function runLine(
  box: string,
  argv: readonly string[],
  files: RunFiles,
  limits: Limits,
  inForce: { countProcesses: boolean; capAddressSpace: boolean; tellTimes: boolean },
  wantsResult: boolean,
): string {
  const init = inForce.countProcesses ? INIT_COUNTED(limits.processes) : INIT;
  const ulimits = [
    // A net per process below the accounting of the whole box; whole seconds, never under the limit.
    `ulimit -t ${Math.ceil(limits.cpuMs / 1000) + 1}`,
    `ulimit -f ${Math.floor(limits.outputBytes / 512) + 2}`,
  ];
  if (inForce.capAddressSpace && limits.addressSpaceBytes) {
    ulimits.push(`ulimit -v ${Math.floor(limits.addressSpaceBytes / 1024)}`);
  }
  const command = [...["/usr/bin/sh", "-c", init, "box"], ...argv].map(quote).join(" ");
  const third = wantsResult ? `3>${quote(files.result)}` : "3>&-";
  const sized = box.replace(SCRATCH_SIZE, String(limits.scratchBytes ?? SCRATCH_BYTES));
  const redirects = `<${quote(files.stdin)} >${quote(files.stdout)} 2>${quote(files.stderr)} ${third} 7<${quote(files.filter)} 8>${quote(files.status)}`;
  return [
    `(${ulimits.join(";")};exec ${sized} --seccomp 7 --json-status-fd 8 -- ${command}) ${redirects} &`,
    'echo "p $!" >&3; wait $!; c=$?',
    inForce.tellTimes ? "times >&3" : "",
    'echo "x $c" >&3\n',
  ]
    .filter(Boolean)
    .join("\n");
}

function quote(word: string): string {
  if (word.includes("\0")) throw new Error("a command word holds a NUL byte");
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
