import type { Limits, Mount } from "./types.ts";

/** What stands around every box on this machine: found once at start. */
export type BoxGround = {
  bwrap: string;
  /** `bin → usr/bin` and the like, as the host has them. */
  symlinks: readonly { target: string; path: string }[];
  /** Shell, its libraries, the loader cache. */
  mounts: readonly Mount[];
};

/** What tells one box from another before anything runs in it. */
export type BoxKind = { mounts: readonly Mount[]; scratchBytes: number };

/** The host's files behind the streams of a box. */
export type BoxFiles = { stdin: string; stdout: string; stderr: string; result: string; status: string };

/** bwrap's arguments, quoted for sh. `/w` shows the host's folder `w`, whose files may come later. */
export function boxArguments(ground: BoxGround, kind: BoxKind, w: string): string {
  const words = [ground.bwrap];
  words.push("--unshare-all", "--unshare-user", "--disable-userns", "--assert-userns-disabled");
  words.push("--die-with-parent", "--as-pid-1", "--new-session", "--cap-drop", "ALL");
  for (const { target, path } of ground.symlinks) words.push("--symlink", target, path);
  // By path, a folder before what stands in it: a runtime's own /usr/bin must not hide the locked shell.
  const mounts = new Map([...kind.mounts, ...ground.mounts].map(({ host, box }) => [box, host]));
  for (const [box, host] of [...mounts].sort(([a], [b]) => (a < b ? -1 : 1)))
    words.push("--ro-bind", host, box);
  words.push("--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev");
  words.push("--size", String(kind.scratchBytes), "--tmpfs", "/tmp", "--ro-bind", w, "/w");
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

/**
 * Lines for the doorman's shell: make a box, wait for its end, say on descriptor 3 that this box (`name`) is over. In the box, pid 1 is a shell whose commands come from the host through the doorman's
 * descriptor 4; the program's input waits on 5. As pid 1 it makes the kernel end every other process of the box with it:
 * no daemon outlives its test, no orphan is left to the host.
 * The seccomp file is opened by this very line: a shared descriptor would be at its end after the first box.
 * @param outputFirst open the output before the input: with pipes one of a pair must, or both wait for ever.
 */
export function makeLine(
  box: string,
  name: string,
  files: BoxFiles,
  filter: string,
  outputFirst: boolean,
): string {
  const input = `5<${quote(files.stdin)}`;
  const output = `>${quote(files.stdout)}`;
  const redirects = [
    "<&4 4>&-",
    outputFirst ? `${output} ${input}` : `${input} ${output}`,
    `2>${quote(files.stderr)} 3>${quote(files.result)} 7<${quote(filter)} 8>${quote(files.status)}`,
  ].join(" ");
  return [
    `(exec ${box} --seccomp 7 --json-status-fd 8 -- /usr/bin/sh) ${redirects} &`,
    `wait $!; echo "e ${name} $?" >&3\n`,
  ].join("\n");
}

/**
 * The first line to the shell in the box: once it is answered, everything around the program stands. The answer begins
 * a line of its own, whatever word the lane's last box was in the middle of when it ended.
 */
export function readyLine(name: string): string {
  return `n=${name}; echo >&0; echo "r $n" >&0\n`;
}

/**
 * The second and last: set what is left of the limits, run the program, say its exit code, end. A box that died before
 * it read this leaves it to the next one, which has another name and passes over it.
 */
export function goLine(
  name: string,
  argv: readonly string[],
  limits: Limits,
  wants: { result: boolean; countProcesses: boolean; capAddressSpace: boolean; times: boolean },
): string {
  const lines = [
    // A net per process below the accounting of the whole box; whole seconds, never under the limit.
    `ulimit -t ${Math.ceil(limits.cpuMs / 1000) + 1}`,
    `ulimit -f ${Math.floor(limits.outputBytes / 512) + 2}`,
  ];
  // Without a pids controller the limit is set in the box's own user namespace, which counts only the box.
  if (wants.countProcesses)
    lines.push(`ulimit -p ${limits.processes} 2>/dev/null || ulimit -u ${limits.processes}`);
  if (wants.capAddressSpace && limits.addressSpaceBytes)
    lines.push(`ulimit -v ${Math.floor(limits.addressSpaceBytes / 1024)}`);
  lines.push(`${argv.map(quote).join(" ")} <&5 5<&-${wants.result ? "" : " 3>&-"}`, "c=$?");
  if (wants.times) lines.push("times >&0");
  lines.push(`echo "x $n $c" >&0`, "exit");
  return `if [ "$n" = ${name} ]; then\n${lines.join("\n")}\nfi\n`;
}

/** A box that nobody needs any more: the shell in it ends, and with it the box. */
export const DISMISS_LINE = "exit\n";

function quote(word: string): string {
  if (word.includes("\0")) throw new Error("a command word holds a NUL byte");
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
