import type { HostileSources } from "../types.ts";

const ANSWER = `print("hostile 42", flush=True)`;

/** Tries each door, and prints the names of those that opened, or the answer when none did. */
const DOORS = `import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
opened = []
def door(name, call):
    try: result = call()
    except Exception: return
    if result is not None and result is not False and result != -1: opened.append(name)
def call(number, *args): return libc.syscall(ctypes.c_long(number), *[ctypes.c_long(a) if isinstance(a, int) else a for a in args])
def verdict(): print("opened", *opened) if opened else print("hostile 42", flush=True)
`;

/** Shows everything that can be read below some folders, 64 KB of each. */
const SHOW = `import os, sys
def show(path):
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb", buffering=0) as f: sys.stdout.buffer.write(b"\\n== %s\\n" % path.encode() + (f.read(65536) or b""))
    except Exception: pass
def walk(top, depth):
    try: entries = list(os.scandir(top))
    except Exception: return show(top)
    print(top, [e.name for e in entries][:500], flush=True)
    for e in entries:
        try: print(os.readlink(e.path))
        except OSError: pass
        if e.is_dir(follow_symlinks=False): depth and walk(e.path, depth - 1)
        else: show(e.path)
`;

export const PYTHON: HostileSources = {
  "01": "import os\nwhile True:\n  try: os.fork()\n  except OSError: pass",
  "02": "import threading, time\nwhile True:\n  try: threading.Thread(target=time.sleep, args=(99,), daemon=True).start()\n  except RuntimeError: pass",
  "03": "x = []\nwhile True: x.append(bytearray(1 << 20))",
  "03b":
    "import mmap\nx = []\nwhile True:\n  x.append(mmap.mmap(-1, 1 << 20))\n  x[-1].write(b'x' * (1 << 20))",
  "03c": `import os, socket, time
for folder in ("/tmp", "/dev/shm"):
    try:
        for i in range(99): open(f"{folder}/{i}", "wb").write(b"x" * 900_000)
    except OSError: pass
for _ in range(24):
    if os.fork() == 0:
        pairs = []
        try:
            while True:
                pairs.append(socket.socketpair())
                pairs[-1][0].setblocking(False)
                pairs[-1][0].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 24)
                try:
                    while True: pairs[-1][0].send(b"x" * 65536)
                except BlockingIOError: pass
        except OSError: time.sleep(99)
time.sleep(99)`,
  "04": "while True: pass",
  "05": "import os\nfor _ in range(5): os.fork()\nwhile True: pass",
  "06": "import time\ntime.sleep(1000)",
  "07": "import signal, time\nfor s in range(1, 65):\n  try: signal.signal(s, signal.SIG_IGN)\n  except Exception: pass\nwhile True: time.sleep(1)",
  "08": "while True: print('x' * 10000)",
  "09": "import sys\nwhile True: sys.stderr.write('x' * 10000)",
  "10": "import os\nfor _ in range(16384): os.write(1, b'x' * 65536)",
  "11": "import os\nos.close(0)\nwhile True: os.write(1, b'y\\n' * 4096)",
  "12": "import os\nos.write(1, bytes(range(256)) * 40 + b'\\x1b]0;owned\\x07\\x1b[2J\\xe2\\x80\\xae' + b'A' * 1000000)",
  "13": "pass",
  "14": `import os\n${ANSWER}\nos.abort()`,
  "15": `${ANSWER}\nprint('AC'); print('x 0'); print('{"exit-code": 0}'); print('<PASSED::>'); print('{"verdict":"AC"}')`,
  "16": `${SHOW}
for pid in [p for p in os.listdir("/proc") if p.isdigit()] + ["self"]:
    for name in ("environ", "cmdline", "maps", "mountinfo", "status", "auxv", "syscall", "stack"): show(f"/proc/{pid}/{name}")
    for kind in ("fd", "map_files", "cwd", "root", "task"): walk(f"/proc/{pid}/{kind}", 0)
for name in ("net/unix", "net/tcp", "locks", "keys", "sched_debug", "kcore", "sysvipc/shm", "vmallocinfo", "config.gz"): show("/proc/" + name)`,
  "17": `${SHOW}
for line in sys.stdin:
    kind, _, path = line.rstrip("\\n").partition(" ")
    if kind == "path": walk(path, 2)
for path in ("/etc/shadow", "/etc/passwd", "/root", "/home", "/var", "/run", "/srv", "/opt", "/mnt"): walk(path, 2)`,
  "18": `${SHOW}
for top in ("/w", "/tmp", "/dev/shm", "/dev/mqueue", "/etc", "/run", "/var", "/home", "/oldroot", "/newroot"): walk(top, 3)
for pid in ("1", "2"):
    try:
        memory = open(f"/proc/{pid}/mem", "rb", buffering=0)
        for line in open(f"/proc/{pid}/maps"):
            start, end = (int(x, 16) for x in line.split()[0].split("-"))
            if "[stack]" in line or "[heap]" in line:
                memory.seek(start); sys.stdout.buffer.write(memory.read(min(end - start, 200000)))
    except Exception: pass`,
  "19": `import socket, sys
tries = [(socket.AF_INET, socket.SOCK_STREAM, ("169.254.169.254", 80)), (socket.AF_INET, socket.SOCK_DGRAM, ("8.8.8.8", 53)), (socket.AF_INET6, socket.SOCK_STREAM, ("::1", 5432)), (40, socket.SOCK_STREAM, (2, 1024))]
for line in sys.stdin:
    kind, _, to = line.rstrip("\\n").partition(" ")
    if kind == "tcp": tries.append((socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", int(to))))
    if kind == "udp": tries.append((socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", int(to))))
    if kind == "unix": tries.append((socket.AF_UNIX, socket.SOCK_STREAM, to))
    if kind == "abstract": tries.append((socket.AF_UNIX, socket.SOCK_STREAM, "\\0" + to))
for family, type, address in tries:
    try:
        s = socket.socket(family, type); s.settimeout(0.1); s.connect(address); s.send(b"hello\\n"); print(address, s.recv(999))
    except Exception as e: print(address, e)
try: print(socket.getaddrinfo("example.org", 80))
except Exception as e: print(e)`,
  "20": `import os, socket
for target in ("/etc/shadow", "/w/solution.py", "/proc/1/environ", "../../../../etc/passwd"): os.symlink(target, "/tmp/link-" + str(len(os.listdir("/tmp"))))
for make in (lambda: os.link("/w/solution.py", "/tmp/hard"), lambda: os.mkfifo("/tmp/fifo"), lambda: os.mknod("/tmp/sda", 0o60666, os.makedev(254, 0)), lambda: socket.socket(socket.AF_UNIX).bind("/tmp/socket"), lambda: os.chmod("/tmp", 0)):
    try: make()
    except OSError: pass
try: print(len(open("/tmp/sda", "rb").read(512)), "bytes of the host's disk")
except OSError: ${ANSWER}`,
  "21": `import os
def fill(folder):
    for i in range(4000):
        with open(f"{folder}/f{i}", "wb", buffering=0) as f: f.write(b"x" * 900_000)
for folder in ("/tmp", "/dev/shm", "/w", "/", "/var/tmp", "/dev"):
    try: fill(folder)
    except OSError: pass
${ANSWER}`,
  "22": "i = 0\nwhile True:\n  open(f'/tmp/{i}', 'w').close()\n  i += 1",
  "23": `import os
try:
    while True:
        os.mkdir("d" * 250); os.chdir("d" * 250)
        if len(os.listdir("/tmp")) > 1 or os.stat(".").st_ino > 3000: break
except OSError: pass
for name in ("x" * 255, "\\n\\r\\x1b[31m", "-rf", "\\u202e", "a\\\\b"): open("/tmp/" + name, "w").close()
${ANSWER}`,
  "24": "import os, resource\ntry: resource.setrlimit(resource.RLIMIT_CORE, (-1, -1))\nexcept Exception: pass\nos.chdir('/tmp')\nos.abort()",
  "25": `import os, signal
for s in (signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP):
    for pid in (-1, 1, os.getppid()):
        try: os.kill(pid, s)
        except OSError: pass
try: os.killpg(os.getpgid(1), 0)
except OSError: pass
${ANSWER}`,
  "26": `${DOORS}
door("ptrace attach", lambda: call(101, 16, 1, 0, 0))
door("ptrace traceme", lambda: call(101, 0, 0, 0, 0))
buffer = ctypes.create_string_buffer(64)
class iovec(ctypes.Structure): _fields_ = [("base", ctypes.c_void_p), ("len", ctypes.c_size_t)]
one = iovec(ctypes.addressof(buffer), 64)
door("process_vm_readv", lambda: call(310, 1, ctypes.byref(one), 1, ctypes.byref(one), 1, 0))
door("process_vm_writev", lambda: call(311, 1, ctypes.byref(one), 1, ctypes.byref(one), 1, 0))
door("pidfd_getfd", lambda: call(438, libc.syscall(434, 1, 0), 1, 0))
door("kcmp", lambda: call(312, 1, 2, 0, 0, 0))
verdict()`,
  "27": `${DOORS}
for name, flag in (("user", 0x10000000), ("mount", 0x20000), ("pid", 0x20000000), ("net", 0x40000000), ("ipc", 0x8000000), ("uts", 0x4000000), ("cgroup", 0x2000000), ("time", 0x80)):
    door("unshare " + name, lambda: call(272, flag))
    door("clone " + name, lambda: call(56, flag | 17, 0, 0, 0, 0))
door("setns", lambda: call(308, os.open("/proc/1/ns/mnt", os.O_RDONLY), 0))
door("mount", lambda: call(165, b"none", b"/tmp", b"tmpfs", 0, 0))
door("remount", lambda: call(165, b"none", b"/", b"", 32, 0))
door("umount", lambda: call(166, b"/w", 2))
door("chroot", lambda: os.chroot("/tmp"))
door("pivot_root", lambda: call(155, b"/tmp", b"/tmp"))
door("fsopen", lambda: call(430, b"tmpfs", 0))
door("open_tree", lambda: call(428, -100, b"/", 1))
verdict()`,
  "28": `${DOORS}
door("add_key", lambda: call(248, b"user", b"hostile", b"x", 1, -3))
door("keyctl", lambda: call(250, 0, -3, 1))
door("bpf", lambda: call(321, 0, ctypes.create_string_buffer(128), 128))
door("io_uring", lambda: call(425, 8, ctypes.create_string_buffer(120)))
door("perf", lambda: call(298, ctypes.create_string_buffer(b"\\0\\0\\0\\0\\x70\\0\\0\\0", 128), 0, -1, -1, 0))
door("userfaultfd", lambda: call(323, 0))
door("open_by_handle_at", lambda: call(304, -100, ctypes.create_string_buffer(64), 0))
door("fanotify", lambda: call(300, 0, 0))
door("modify_ldt", lambda: call(154, 0, ctypes.create_string_buffer(64), 64))
verdict()`,
  "29": `${DOORS}
for folder in ("/usr/bin", "/bin", "/usr/sbin", "/tmp"):
    for name in os.listdir(folder) if os.path.isdir(folder) else []:
        try:
            if os.stat(f"{folder}/{name}").st_mode & 0o6000: opened.append("setuid " + name)
        except OSError: pass
for name in ("setuid", "setgid", "seteuid", "setegid"): door(name, lambda: getattr(os, name)(0) or True)
door("setgroups", lambda: os.setgroups([0]) or True)
status = dict(line.rstrip("\\n").split(":\\t", 1) for line in open("/proc/self/status") if ":\\t" in line)
for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
    if int(status[name], 16): opened.append(name)
if status["NoNewPrivs"] != "1" or status["Seccomp"] != "2" or os.getuid() == 0: opened.append(str(status))
door("chown", lambda: os.chown("/w", 0, 0) or True)
verdict()`,
  "30": `import os, time
${ANSWER}
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0: time.sleep(1000)
    os._exit(0)`,
  "31": ANSWER,
  "32": `import os, sys\nsys.stdin.read()\nfor _ in range(1000): os.read(0, 65536)\n${ANSWER}`,
  "33": `x = ${"(".repeat(3000)}1${")".repeat(3000)}`,
  "34": "# coding: rot13\nfrom __future__ import braces\nimport os; os.system('cat /etc/shadow')",
  "35": "print('1' * 500_000); print('1e' + '9' * 200_000); print('.' * 1000); print('-' * 1000 + '1')",
  "37": `import os
for name in ("-rf", "--help", "a\\nb", " ", "~", "$(id)", "*", ";reboot", "\\u0430", "con.txt", "x" * 255):
    open(os.path.join("/tmp", name), "w").write("x")
os.chdir("/tmp")
${ANSWER}`,
  "38": `${DOORS}
import time
known = {"PATH", "HOME", "LANG", "PYTHONHASHSEED", "PWD", "_", "LC_CTYPE", "OLDPWD", "SHLVL"}
for name in os.environ:
    if name not in known: opened.append(name)
for source in (b"LD_PRELOAD", b"NODE_OPTIONS", b"PYTHONPATH"): os.environb[source] = b"/tmp/x.so"
door("clock", lambda: time.clock_settime(time.CLOCK_REALTIME, 0) or True)
door("hostname", lambda: call(170, b"x", 1))
for name in ("/proc/sys/kernel/core_pattern", "/proc/sys/kernel/hostname", "/proc/sysrq-trigger", "/sys/power/state"): door(name, lambda: open(name, "w"))
verdict()`,
  "41": `${DOORS}
names = ctypes.create_string_buffer(4096)
for fd in (0, 1, 2):
    if libc.flistxattr(fd, names, 4096) > 0: opened.append("a mark on %d: %r" % (fd, names.value))
    door("setxattr", lambda: call(190, fd, b"user.mark", b"x", 1, 0))
    door("chmod", lambda: os.fchmod(fd, 0o777) or True)
    door("times", lambda: os.utime(f"/proc/self/fd/{fd}", (7, 7)) or True)
    if int(os.fstat(fd).st_mtime) == 7: opened.append("a time on %d" % fd)
if os.lseek(1, 0, os.SEEK_END) > 0: opened.append("output of a former run")
door("input", lambda: os.open("/proc/self/fd/0", os.O_WRONLY))
door("output read", lambda: os.open("/proc/self/fd/1", os.O_RDONLY))
door("files in /tmp", lambda: os.listdir("/tmp") or None)
open("/tmp/mark", "w").write("x")
os.ftruncate(1, 0); os.lseek(1, 0, os.SEEK_SET)
verdict()`,
  "42": `${DOORS}
door("shmget", lambda: call(29, 0, 1 << 26, 0o1600))
door("semget", lambda: call(64, 0, 1, 0o1600))
door("msgget", lambda: call(68, 0, 0o1600))
door("mq_open", lambda: call(240, b"q", 0o102, 0o600, 0))
door("memfd", lambda: os.memfd_create("x"))
door("memfd_secret", lambda: call(447, 0))
door("/dev/shm", lambda: open("/dev/shm/x", "w"))
verdict()`,
  "43": `${DOORS}
import resource as r
for name in ("RLIMIT_FSIZE", "RLIMIT_CPU", "RLIMIT_NOFILE", "RLIMIT_CORE"):
    limit = getattr(r, name)
    soft, hard = r.getrlimit(limit)
    if hard == r.RLIM_INFINITY: opened.append(name + " is without a limit")
    else: door(name, lambda: r.setrlimit(limit, (hard + 1, hard + 1)) or True)
    door("prlimit " + name, lambda: r.prlimit(1, limit, (hard + 1, hard + 1)) and True)
door("nice", lambda: os.nice(-5) or True)
for policy in (os.SCHED_FIFO, os.SCHED_RR): door("real-time", lambda: os.sched_setscheduler(0, policy, os.sched_param(1)) or True)
door("io priority", lambda: call(251, 1, 0, 1 << 13))
door("out of the killer's sight", lambda: open("/proc/self/oom_score_adj", "w", buffering=1).write("-999\\n") or True)
for group in ("/sys/fs/cgroup", "/sys/fs/cgroup/memory", "/sys/fs/cgroup/pids"): door(group, lambda: os.listdir(group))
verdict()`,
  "44": `import socket
allowed = {1, 2, 10, 16}
opened = []
for family in range(64):
    for kind in (1, 2, 3, 5):
        try: socket.socket(family, kind, 0); family in allowed and kind != 3 or family in (1, 16) or opened.append((family, kind))
        except OSError: pass
print("opened", opened) if opened else ${ANSWER}`,
  "45": `${DOORS}
import time
watch = call(294, 0)
door("inotify", lambda: watch)
door("watch", lambda: call(254, watch, b"/usr/bin/sh", 0xfff))
door("lease", lambda: __import__("fcntl").fcntl(os.open("/usr/bin/sh", os.O_RDONLY), 1024, 1) + 1)
verdict()`,
  "46": `import os, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
os.write(1, b"hostile 42\\n")
for size in (1 << 40, 1 << 62):
    try: os.ftruncate(1, size); print("grew")
    except OSError: pass
os.lseek(1, 1 << 40, os.SEEK_SET)
try: os.write(1, b"x"); os.lseek(1, 0, 0); print("far")
except OSError: pass`,
  "47": "import os\nos.write(1, b'hostile 42\\n')\nos._exit(137)",
  "48": "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
  "49": `import os, sys
if len(sys.argv) > 9: ${ANSWER}; sys.exit()
if os.environ.get("HUGE"): ${ANSWER}; sys.exit()
try: os.execve(sys.executable, [sys.executable, __file__] + ["x" * 100000] * 90, {})
except OSError: pass
os.environ["HUGE"] = "x" * 100000
os.execve(sys.executable, [sys.executable, __file__], os.environ)`,
  "50": `${DOORS}
for flags in (0x8000 | 17, 0x8000, 17):
    if call(56, flags, 0, 0, 0, 0) == 0:
        if os.fork() == 0: os.setsid()
        import time; time.sleep(1000)
verdict()`,
  "51": `import os
for fd in range(3, 1024):
    try: os.write(fd, b'{"exit-code": 0}\\nx 0\\n')
    except OSError: pass
for fd in range(16):
    try: open(f"/proc/1/fd/{fd}", "wb").write(b'x 0\\n'); print("wrote to", fd, "of pid 1")
    except OSError: pass
print("not the answer")`,
  "54": `${DOORS}
door("memory", lambda: os.open("/proc/1/mem", os.O_RDWR))
for name in ("environ", "maps", "auxv", "syscall"): door(name, lambda: open("/proc/1/" + name, "rb").read(1))
for name in ("fd", "map_files"): door(name, lambda: os.listdir("/proc/1/" + name))
verdict()`,
  "55": `${DOORS}
import resource as r
for name in ("NOFILE", "FSIZE", "CPU", "AS", "STACK"): door(name, lambda: r.prlimit(1, getattr(r, "RLIMIT_" + name), (0, 0)))
door("processors", lambda: os.sched_setaffinity(1, {0}) or True)
door("scheduler", lambda: os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0)) or True)
door("parameters", lambda: os.sched_setparam(1, os.sched_param(0)) or True)
for which in (os.PRIO_PROCESS, os.PRIO_PGRP, os.PRIO_USER): door("priority", lambda: os.setpriority(which, 1, 19) or True)
for which in (os.PRIO_PGRP, os.PRIO_USER): door("all priorities", lambda: os.setpriority(which, 0, 19) or True)
door("disk", lambda: os.uname().machine == "x86_64" and call(251, 1, 1, 3 << 13) == 0)
verdict()`,
  "52": "import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: pass",
  "53": "import sys\nsys.setrecursionlimit(10**9)\ndef f(n): return f(n + 1) + 1\nf(0)",
};
