import { VERDICTS, type Verdict } from "../../verdicts.ts";
import { HOSTILE_ANSWER, type HostileInput, type HostileProgram, type HostileScene } from "./types.ts";

/*
 * The forty programs of the published list (letters: another way to do the same), then our own. Number | title | what it tries | what holds it | right verdicts | what is special.
 * `degraded=` verdicts that are right too where no cgroup holds.
 */
const TABLE = `
01 | Fork bomb | forks for ever | process limit; CPU time over the whole box, wall clock | TLE MLE
02 | Thread bomb | starts threads for ever | process limit; CPU time over the whole box, wall clock | TLE MLE | degraded=RTE
03 | Memory bomb on the heap | allocates for ever | memory limit over the whole box | MLE | degraded=RTE,TLE
03b | Memory bomb by mapping | maps or buffers outside the heap for ever | memory limit over the whole box | MLE | degraded=RTE,TLE
03c | Memory of nobody | fills /tmp, shared memory and socket buffers, which belong to no process | memory limit over the whole box | MLE | degraded=RTE,TLE
04 | Busy loop | computes for ever | CPU time over the whole box, wall clock | TLE
05 | Busy children | shares the work so that no process reaches its limit | CPU time over the whole box, wall clock | TLE
06 | Sleeper | waits for ever | wall clock | TLE
07 | Deaf sleeper | ignores every signal and waits | wall clock, SIGKILL to the box's pid 1 | TLE
08 | Flood of output | prints for ever | file size limit of the kernel | OLE
09 | Flood of errors | prints to standard error for ever | file size limit of the kernel | OLE
10 | A gigabyte without a newline | prints 1 GiB as one line | file size limit of the kernel | OLE
11 | Flood after closing standard input | closes its input and prints for ever | file size limit of the kernel | OLE
12 | Bytes that are no text | prints NUL, broken UTF-8, terminal escapes, bidirectional marks and a line of 1 MB | output is bytes until it is shown | WA
13 | Nothing | ends well without a word | comparison outside the box | WA
14 | Right, then a crash | prints the answer and crashes | exit code from outside the box | RTE
15 | Forged verdicts | prints the answer and what judges print | verdicts never travel on the program's output | WA
16 | Look around in /proc | prints environment, command line, memory maps and open files of every process | own pid, network, ipc, mount and user namespaces; a clean environment | WA | input=secrets
17 | Look around on the disk | prints planted files whose paths it is told: repository, .data, home, another job | only the runtime and the job's own files are bound, read-only | WA | input=secrets
18 | Look for the expected output | prints every file it can see, and pid 1's memory | expected outputs never enter a box | WA | input=secrets
19 | Call out | PostgreSQL's port, UDP, Unix and abstract sockets, cloud metadata, vsock, DNS | own pid, network, ipc, mount and user namespaces; socket families by filter | WA | input=secrets
20 | Traps for the host | leaves symlinks, hard links, pipes and device files | the host reads no path that a program can change | AC
21 | Fill the disk | writes until there is no room | a small /tmp in memory, all else read-only | AC
22 | A million files | makes files for ever | memory limit over the whole box; CPU time over the whole box, wall clock | TLE MLE
23 | Deep folders, long names | nests folders as deep as it can | the kernel drops the box's file system whole | AC
24 | Core dump | raises the limit and aborts | core size 0 | RTE
25 | Kill them all | signals pid 1, its parent and everybody | own pid, network, ipc, mount and user namespaces | AC
26 | Steer other processes | ptrace, process_vm_*, pidfd_getfd, kcmp | seccomp filter, no capability | AC
27 | A world of its own | unshare, clone, clone3, setns, mount, chroot, pivot_root | seccomp filter, no capability, user namespaces switched off | AC
28 | Dark corners of the kernel | keyrings, bpf, io_uring, perf, userfaultfd, fanotify | seccomp filter, no capability | AC
29 | Become somebody | setuid files, setuid(0), capabilities, chown | no-new-privileges, no setuid file in sight, nosuid mounts | AC
30 | Daemon that holds the output open | answers, and leaves a double fork behind | pid 1 ends and takes all with it; output is a file, nobody waits for its end | AC
31 | Input that is never read | ignores a megabyte | input is a file, no pipe breaks | AC | input=megabyte
32 | Reading past the end | reads a thousand times more | input is a file | AC | input=megabyte
33 | Compiler bomb | macros, templates or nesting that explode | compilation is a box with limits of its own | CE RTE
33b | Source that never ends | includes /dev/zero | compilation is a box with limits of its own | CE
33c | Huge source | compiles megabytes without a main | compilation is a box with limits of its own | CE
34 | Code and files at compile time | includes /etc/shadow and the environment, runs code while compiling | only the runtime and the job's own files are bound, read-only | CE
35 | Patterns that explode | prints numbers that make a comparison backtrack | the comparison is linear | WA | answer=1
37 | Names that are commands | files called -rf, $(id), newline | the host names no file of a box; a submission's own names are checked | AC
38 | Environment and clock | lists its environment, sets the clock, the host's name, core_pattern | a clean environment; seccomp filter, no capability | AC
41 | Marks for the next run | attributes, modes, times on its input and output, a file in /tmp; reopening them | owner root, filter; a new /tmp each run | AC | twice
42 | Memory that outlives its process | System V memory, semaphores, queues, memfd, /dev/shm | seccomp filter, no capability | AC
43 | More than its share | raises limits, priority, real-time, hides from the memory killer | hard limits, no capability | AC
44 | Rare sockets | every family and type, so that the kernel loads modules | seccomp filter, no capability | AC
45 | Watching the host | inotify and leases on files that others use | seccomp filter, no capability | AC
46 | Output with holes | truncates its output to a terabyte, writes beyond | file size limit of the kernel | AC
47 | Forged exit code | answers and exits with 137, as if it were killed | limits are measured, never guessed from exit codes | RTE
48 | Stops itself | SIGSTOP | wall clock | TLE
49 | Huge arguments | executes itself with 9 MB of arguments, then a large environment | the kernel's own limit | AC
50 | Siblings by clone | CLONE_PARENT and sessions of their own | pid 1 ends and takes all with it | AC
51 | Forged reports | writes the sandbox's own words to every descriptor | no descriptor but its own streams is open | WA
52 | Deaf to its limit | ignores SIGXCPU and computes | CPU time over the whole box, wall clock | TLE
53 | Endless recursion | eats its stack | stack limit; memory limit over the whole box | RTE MLE | degraded=TLE
54 | Taking over pid 1 | memory, descriptors, environment and maps of the shell that runs the box | that shell may be run but not read, so the kernel closes it; seccomp filter | AC
55 | Silencing pid 1 | takes files, processors and priority from the shell that says the exit code | seccomp filter: limits and priorities only of oneself | AC
`;

export const HOSTILE_PROGRAMS: readonly HostileProgram[] = TABLE.trim().split("\n").map(readRow);

function readRow(row: string): HostileProgram {
  const [id = "", title = "", tries = "", holds = "", verdicts = "", special = ""] = row
    .split("|")
    .map((cell) => cell.trim());
  const options = new Map(special.split(" ").map((word) => word.split("=") as [string, string | undefined]));
  return {
    id,
    title,
    tries,
    holds,
    verdicts: readVerdicts(verdicts.split(" ")),
    degraded: readVerdicts(options.get("degraded")?.split(",") ?? []),
    input: (options.get("input") as HostileInput | undefined) ?? "number",
    answer: options.get("answer") ?? HOSTILE_ANSWER,
    twice: options.has("twice"),
  };
}

function readVerdicts(words: readonly string[]): Verdict[] {
  return words.map((word) => {
    const verdict = VERDICTS.find((known) => known === word);
    if (!verdict) throw new Error(`there is no verdict ${word}`);
    return verdict;
  });
}

/** What is no single program: `scenes.test.ts` tries it, and for 36 the tests beside the reader of packages. */
export const HOSTILE_SCENES: readonly HostileScene[] = [
  {
    id: "36",
    title: "Hostile archives",
    tries: "zip bombs, `../`, links and devices in an uploaded package",
    holds: "the reader's limits; entries are data, never paths",
    outcome: "refused",
  },
  {
    id: "39",
    title: "Two jobs that want to talk",
    tries: "locks on shared files, sockets, signals, files and the process list, at the same time",
    holds: "own pid, network, ipc, mount and user namespaces; locks do nothing",
    outcome: "nothing heard",
  },
  {
    id: "40",
    title: "Runner killed in mid-job",
    tries: "kill -9 to the process that judges",
    holds: "all die with their parent; the next start sweeps what is left on the disk",
    outcome: "nothing left",
  },
];
