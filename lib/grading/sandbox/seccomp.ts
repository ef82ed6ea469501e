/**
 * Assembles the seccomp filter of the box: allow by default, refuse what only an attacker of the kernel
 * or of the sandbox needs. Namespaces, mounts and uids are the first wall; this is the second.
 */
export type FilterArch = "x86_64" | "aarch64";

/** Says yes and does nothing. */
const NOTHING = 0;
const EPERM = 1;
const ENOSYS = 38;

/** name → number on [x86_64, aarch64]; null where the architecture lacks the call. */
const DENIED: Record<string, readonly [number | null, number | null]> = {
  // Looking into or steering other processes.
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  kcmp: [312, 272],
  pidfd_getfd: [438, 438],
  process_madvise: [440, 440],
  process_mrelease: [448, 448],
  move_pages: [279, 239],
  migrate_pages: [256, 238],
  // Kernel key rings outlive and cross boxes.
  add_key: [248, 217],
  request_key: [249, 218],
  keyctl: [250, 219],
  // Interfaces with a long history of kernel holes and no use in a test.
  bpf: [321, 280],
  perf_event_open: [298, 241],
  userfaultfd: [323, 282],
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  modify_ldt: [154, null],
  uselib: [134, null],
  lookup_dcookie: [212, 18],
  fanotify_init: [300, 262],
  // Memory and mailboxes that belong to no process, so that no per-process limit sees them.
  shmget: [29, 194],
  semget: [64, 190],
  msgget: [68, 186],
  mq_open: [240, 180],
  memfd_create: [319, 279],
  memfd_secret: [447, 447],
  // Marks on files that other boxes, or the next run, also hold; and watching who opens them.
  setxattr: [188, 5],
  lsetxattr: [189, 6],
  fsetxattr: [190, 7],
  setxattrat: [463, 463],
  file_setattr: [469, 469],
  inotify_init: [253, null],
  inotify_init1: [294, 26],
  // Mounts and namespaces.
  mount: [165, 40],
  umount2: [166, 39],
  pivot_root: [155, 41],
  chroot: [161, 51],
  open_tree: [428, 428],
  move_mount: [429, 429],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  mount_setattr: [442, 442],
  open_tree_attr: [467, 467],
  unshare: [272, 97],
  setns: [308, 268],
  // Reaching files without a path.
  name_to_handle_at: [303, 264],
  open_by_handle_at: [304, 265],
  // The machine itself.
  syslog: [103, 116],
  swapon: [167, 224],
  swapoff: [168, 225],
  reboot: [169, 142],
  sethostname: [170, 161],
  setdomainname: [171, 162],
  iopl: [172, null],
  ioperm: [173, null],
  init_module: [175, 105],
  finit_module: [313, 273],
  delete_module: [176, 106],
  kexec_load: [246, 104],
  kexec_file_load: [320, 294],
  acct: [163, 89],
  quotactl: [179, 60],
  quotactl_fd: [443, 443],
  nfsservctl: [180, 42],
  vhangup: [153, 58],
  _sysctl: [156, null],
  settimeofday: [164, 170],
  clock_settime: [227, 112],
  adjtimex: [159, 171],
  clock_adjtime: [305, 266],
};

/**
 * Calls that reach another process of the same user (a limit of 0 open files silences the box's pid 1), allowed upon
 * oneself only: each argument, by its place, must have this value. name → numbers as above.
 */
const UPON_ONESELF: Record<string, { numbers: readonly [number, number]; needs: Record<number, number> }> = {
  prlimit64: { numbers: [302, 261], needs: { 0: 0 } },
  sched_setparam: { numbers: [142, 118], needs: { 0: 0 } },
  sched_setscheduler: { numbers: [144, 119], needs: { 0: 0 } },
  sched_setaffinity: { numbers: [203, 122], needs: { 0: 0 } },
  sched_setattr: { numbers: [314, 274], needs: { 0: 0 } },
  // The first argument: a process, not a group or a user.
  setpriority: { numbers: [141, 140], needs: { 0: 0, 1: 0 } },
  ioprio_set: { numbers: [251, 30], needs: { 0: 1, 1: 0 } },
};

type Arch = {
  audit: number;
  column: 0 | 1;
  clone: number;
  clone3: number;
  ioctl: number;
  sockets: readonly [socket: number, socketpair: number];
  flock: number;
};

const ARCHES: Record<FilterArch, Arch> = {
  x86_64: { audit: 0xc000003e, column: 0, clone: 56, clone3: 435, ioctl: 16, sockets: [41, 53], flock: 73 },
  aarch64: {
    audit: 0xc00000b7,
    column: 1,
    clone: 220,
    clone3: 435,
    ioctl: 29,
    sockets: [198, 199],
    flock: 32,
  },
};

// NEWTIME | NEWNS | NEWCGROUP | NEWUTS | NEWIPC | NEWUSER | NEWPID | NEWNET
const NAMESPACE_FLAGS = 0x7e020080;
/** Pushing characters into a terminal (TIOCSTI, TIOCLINUX); flags on a file that outlive its run. */
const IOCTLS_DENIED = [0x5412, 0x541c, 0x40086602, 0x401c5820];
/**
 * UNIX, INET, INET6, NETLINK. Any other reaches the host around the network namespace (VSOCK), the kernel's
 * ciphers (ALG), or makes the kernel load a module that nobody here has use for.
 */
const SOCKET_FAMILIES = [1, 2, 10, 16];

const ALLOW = 0x7fff0000;
const KILL_PROCESS = 0x80000000;
const ERRNO = 0x00050000;

const LD_W_ABS = 0x20;
const JMP_JEQ_K = 0x15;
const JMP_JGE_K = 0x35;
const JMP_JSET_K = 0x45;
const RET_K = 0x06;
const DATA_NR = 0;
const DATA_ARCH = 4;
const argLow = (n: number) => 16 + n * 8;

type Instruction = { code: number; k: number; jumpTrue?: string; jumpFalse?: string; label?: string };

/** The filter as `struct sock_filter[]` bytes (little-endian), ready for `bwrap --seccomp FD`. */
export function assembleFilter(name: FilterArch): Uint8Array {
  const arch = ARCHES[name];
  const program: Instruction[] = [
    { code: LD_W_ABS, k: DATA_ARCH },
    // A 32-bit call on a 64-bit kernel has other numbers: no filter would fit it.
    { code: JMP_JEQ_K, k: arch.audit, jumpFalse: "kill" },
    { code: LD_W_ABS, k: DATA_NR },
  ];
  // x32 numbers carry this bit; they would slip past a list of plain numbers.
  if (name === "x86_64") program.push({ code: JMP_JGE_K, k: 0x40000000, jumpTrue: "enosys" });
  for (const numbers of Object.values(DENIED)) {
    const number = numbers[arch.column];
    if (number !== null) program.push({ code: JMP_JEQ_K, k: number, jumpTrue: "eperm" });
  }
  // clone3 hides its flags behind a pointer; ENOSYS makes libc fall back to clone, which is checked.
  program.push({ code: JMP_JEQ_K, k: arch.clone3, jumpTrue: "enosys" });
  program.push({ code: JMP_JEQ_K, k: arch.clone, jumpTrue: "clone" });
  program.push({ code: JMP_JEQ_K, k: arch.ioctl, jumpTrue: "ioctl" });
  // A lock on a shared read-only file is a word to whoever else has that file. Within a box nobody competes
  // for one, and compilers want to hear a yes.
  program.push({ code: JMP_JEQ_K, k: arch.flock, jumpTrue: "nothing" });
  for (const number of arch.sockets) program.push({ code: JMP_JEQ_K, k: number, jumpTrue: "socket" });
  for (const [call, { numbers }] of Object.entries(UPON_ONESELF))
    program.push({ code: JMP_JEQ_K, k: numbers[arch.column], jumpTrue: call });
  program.push({ code: JMP_JGE_K, k: 0, jumpTrue: "allow" });
  program.push({ label: "clone", code: LD_W_ABS, k: argLow(0) });
  program.push({ code: JMP_JSET_K, k: NAMESPACE_FLAGS, jumpTrue: "eperm", jumpFalse: "allow" });
  program.push({ label: "ioctl", code: LD_W_ABS, k: argLow(1) });
  for (const request of IOCTLS_DENIED) program.push({ code: JMP_JEQ_K, k: request, jumpTrue: "eperm" });
  program.push({ code: JMP_JGE_K, k: 0, jumpTrue: "allow" });
  program.push({ label: "socket", code: LD_W_ABS, k: argLow(0) });
  for (const family of SOCKET_FAMILIES) program.push({ code: JMP_JEQ_K, k: family, jumpTrue: "allow" });
  program.push({ code: JMP_JGE_K, k: 0, jumpTrue: "eperm" });
  for (const [call, { needs }] of Object.entries(UPON_ONESELF)) program.push(...onlyWith(call, needs));
  program.push({ label: "allow", code: RET_K, k: ALLOW });
  program.push({ label: "eperm", code: RET_K, k: ERRNO | EPERM });
  program.push({ label: "nothing", code: RET_K, k: ERRNO | NOTHING });
  program.push({ label: "enosys", code: RET_K, k: ERRNO | ENOSYS });
  program.push({ label: "kill", code: RET_K, k: KILL_PROCESS });
  return encode(program);
}

/** The part of the filter that allows a call when its arguments have these values. */
function onlyWith(label: string, needs: Record<number, number>): Instruction[] {
  const checks = Object.entries(needs).flatMap(([place, value], index) => [
    { ...(index === 0 && { label }), code: LD_W_ABS, k: argLow(Number(place)) },
    { code: JMP_JEQ_K, k: value, jumpFalse: "eperm" },
  ]);
  return [...checks, { code: JMP_JGE_K, k: 0, jumpTrue: "allow" }];
}

function encode(program: readonly Instruction[]): Uint8Array {
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach((instruction, index) => {
    bytes.writeUInt16LE(instruction.code, index * 8);
    bytes.writeUInt8(offset(program, index, instruction.jumpTrue), index * 8 + 2);
    bytes.writeUInt8(offset(program, index, instruction.jumpFalse), index * 8 + 3);
    bytes.writeUInt32LE(instruction.k >>> 0, index * 8 + 4);
  });
  return bytes;
}

function offset(program: readonly Instruction[], from: number, label: string | undefined): number {
  if (label === undefined) return 0;
  const distance = program.findIndex((instruction) => instruction.label === label) - from - 1;
  if (distance < 0 || distance > 255) throw new Error(`seccomp filter: label ${label} is out of reach`);
  return distance;
}

/** The filter architecture of this machine, or null where we have no numbers for it. */
export function filterArch(nodeArch: string): FilterArch | null {
  if (nodeArch === "x64") return "x86_64";
  return nodeArch === "arm64" ? "aarch64" : null;
}
