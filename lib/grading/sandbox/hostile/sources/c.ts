import type { HostileSources } from "../types.ts";

/** Written so that a C++ compiler takes them too. */
const HEAD = `#define _GNU_SOURCE 1
#include <errno.h>
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/un.h>
#include <netinet/in.h>
#include <arpa/inet.h>
#include <unistd.h>
static int opened;
static void door(const char *name, long result) { if (result != -1) { printf("opened %s\\n", name); fflush(stdout); opened = 1; } }
static void answer(void) { puts("hostile 42"); fflush(stdout); }
static void verdict(void) { if (!opened) answer(); }
static char b[65536];
`;

const SHOW = `
static void show(const char *path) {
  int f = open(path, O_RDONLY | O_NONBLOCK); if (f < 0) return;
  printf("\\n== %s\\n", path); long n = read(f, b, sizeof b); if (n > 0) fwrite(b, 1, n, stdout); close(f); fflush(stdout);
}
static void walk(const char *top, int depth) {
  DIR *d = opendir(top); if (!d) { show(top); return; }
  for (struct dirent *e; (e = readdir(d));) {
    if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..")) continue;
    char p[4096], l[4096]; snprintf(p, sizeof p, "%s/%s", top, e->d_name); puts(p);
    long n = readlink(p, l, sizeof l - 1); if (n > 0) { l[n] = 0; puts(l); }
    if (e->d_type == DT_DIR) { if (depth) walk(p, depth - 1); } else show(p);
  }
  closedir(d);
}
`;

/** @param statements the body of main. */
const main = (statements: string, before = "") =>
  `${HEAD}${before}int main(void) { ${statements} return 0; }\n`;

const TEMPLATE_BOMB = Array.from(
  { length: 30 },
  (_, i) => `#define A${i + 1} A${i} A${i} A${i} A${i}\n`,
).join("");

export const C: HostileSources = {
  "01": main("for (;;) fork();"),
  "02": main(
    "for (;;) { pthread_t t; if (!pthread_create(&t, 0, spin, 0)) pthread_detach(t); }",
    "static void *spin(void *) { for (;;) pause(); return 0; }\n"
      .replace("(void *)", "(void *x)")
      .replace("for", "(void)x; for"),
  ),
  "03": main("for (;;) { char *p = (char *)malloc(1 << 20); if (p) memset(p, 1, 1 << 20); else abort(); }"),
  "03b": main(
    "for (;;) { char *p = (char *)mmap(0, 1 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0); if (p == MAP_FAILED) abort(); memset(p, 1, 1 << 20); }",
  ),
  "03c": main(`for (int i = 0; i < 50; i++) if (!fork()) for (;;) {
    int s[2], big = 1 << 24; if (socketpair(AF_UNIX, SOCK_STREAM, 0, s)) for (;;) pause();
    setsockopt(s[0], SOL_SOCKET, SO_SNDBUF, &big, sizeof big); fcntl(s[0], F_SETFL, O_NONBLOCK);
    while (write(s[0], b, sizeof b) > 0); }
  for (;;) pause();`),
  "04": main("volatile long i = 0; for (;;) i++;"),
  "05": main("for (int i = 0; i < 5; i++) fork(); volatile long i = 0; for (;;) i++;"),
  "06": main("for (;;) sleep(1000);"),
  "07": main(
    "sigset_t all; sigfillset(&all); sigprocmask(SIG_BLOCK, &all, 0); for (int s = 1; s < 65; s++) signal(s, SIG_IGN); for (;;) pause();",
  ),
  "08": main('for (;;) puts("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");'),
  "09": main('for (;;) fputs("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", stderr);'),
  "10": main(
    "memset(b, 'x', sizeof b); for (int i = 0; i < 16384; i++) if (write(1, b, sizeof b) < 0) break;",
  ),
  "11": main("close(0); memset(b, 'y', sizeof b); for (;;) if (write(1, b, sizeof b) < 0) abort();"),
  "12": main(
    'for (int i = 0; i < 10240; i++) putchar(i & 255); fputs("\\33]0;owned\\7\\33[2J\\342\\200\\256", stdout); for (int i = 0; i < 1000000; i++) putchar(65);',
  ),
  "13": main(""),
  "14": main("answer(); *(volatile int *)0 = 1;"),
  "15": main('answer(); puts("AC\\nx 0\\n{\\"exit-code\\": 0}\\n<PASSED::>\\n{\\"verdict\\":\\"AC\\"}");'),
  "16": main(
    `DIR *d = opendir("/proc"); for (struct dirent *e; (e = readdir(d));) {
      const char *names[] = {"environ", "cmdline", "maps", "mountinfo", "status", "auxv", "syscall"};
      if (strcmp(e->d_name, "self") && (e->d_name[0] < '0' || e->d_name[0] > '9')) continue;
      char p[512]; for (int i = 0; i < 7; i++) { snprintf(p, sizeof p, "/proc/%s/%s", e->d_name, names[i]); show(p); }
      snprintf(p, sizeof p, "/proc/%s/fd", e->d_name); walk(p, 0); snprintf(p, sizeof p, "/proc/%s/map_files", e->d_name); walk(p, 0); }`,
    SHOW,
  ),
  "17": main(
    `char line[4096]; while (fgets(line, sizeof line, stdin)) { line[strcspn(line, "\\n")] = 0; if (!strncmp(line, "path ", 5)) walk(line + 5, 2); }
    const char *more[] = {"/etc/shadow", "/etc/passwd", "/root", "/home", "/var", "/run", "/srv", "/opt", "/mnt"}; for (int i = 0; i < 9; i++) walk(more[i], 2);`,
    SHOW,
  ),
  "18": main(
    `const char *tops[] = {"/w", "/tmp", "/dev/shm", "/dev/mqueue", "/etc", "/run", "/var", "/home", "/oldroot", "/newroot"}; for (int i = 0; i < 10; i++) walk(tops[i], 3);
    FILE *maps = fopen("/proc/1/maps", "r"); int mem = open("/proc/1/mem", O_RDONLY); char line[512];
    while (maps && fgets(line, sizeof line, maps)) { unsigned long from, to; if (sscanf(line, "%lx-%lx", &from, &to) == 2 && (strstr(line, "[stack]") || strstr(line, "[heap]")))
      for (; from < to; from += sizeof b) { long n = pread(mem, b, sizeof b, from); if (n <= 0) break; fwrite(b, 1, n, stdout); } }`,
    SHOW,
  ),
  "19": main(
    `try_to(AF_INET, SOCK_STREAM, "169.254.169.254", 80); try_to(AF_INET, SOCK_DGRAM, "8.8.8.8", 53); printf("%d\\n", socket(40, SOCK_STREAM, 0));
    char line[4096]; while (fgets(line, sizeof line, stdin)) { line[strcspn(line, "\\n")] = 0;
      if (!strncmp(line, "tcp ", 4)) try_to(AF_INET, SOCK_STREAM, "127.0.0.1", atoi(line + 4));
      if (!strncmp(line, "udp ", 4)) try_to(AF_INET, SOCK_DGRAM, "127.0.0.1", atoi(line + 4));
      if (!strncmp(line, "unix ", 5)) try_unix(line + 5, 0); if (!strncmp(line, "abstract ", 9)) try_unix(line + 9, 1); }`,
    `static void talk(int s, struct sockaddr *a, int n) { struct timeval t = {0, 100000}; setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &t, sizeof t); setsockopt(s, SOL_SOCKET, SO_SNDTIMEO, &t, sizeof t);
  if (connect(s, a, n)) { printf("%d\\n", errno); return; } if (write(s, "hello\\n", 6) < 0) return; long got = read(s, b, sizeof b); if (got > 0) fwrite(b, 1, got, stdout); }
static void try_to(int family, int type, const char *host, int port) { struct sockaddr_in a; memset(&a, 0, sizeof a); a.sin_family = family; a.sin_port = htons(port); inet_pton(AF_INET, host, &a.sin_addr); talk(socket(family, type, 0), (struct sockaddr *)&a, sizeof a); }
static void try_unix(const char *name, int hidden) { struct sockaddr_un a; memset(&a, 0, sizeof a); a.sun_family = AF_UNIX; snprintf(a.sun_path + hidden, 100, "%s", name); talk(socket(AF_UNIX, SOCK_STREAM, 0), (struct sockaddr *)&a, 2 + hidden + strlen(name)); }
`,
  ),
  "20": main(`symlink("/etc/shadow", "/tmp/a"); symlink("../../../etc/passwd", "/tmp/b"); mkfifo("/tmp/c", 0666); link("/w/solution.c", "/tmp/d");
    mknod("/tmp/sda", S_IFBLK | 0666, 254 << 8); door("the disk", open("/tmp/sda", O_RDWR)); mknod("/tmp/mem", S_IFCHR | 0666, 0x101); door("memory", open("/tmp/mem", O_RDWR)); chmod("/tmp", 0); verdict();`),
  "21": main(`const char *f[] = {"/tmp", "/dev/shm", "/w", "/", "/var/tmp", "/dev"}; for (int i = 0; i < 6; i++) for (int k = 0; k < 4000; k++) {
    char p[64]; snprintf(p, sizeof p, "%s/f%d", f[i], k); int d = open(p, O_CREAT | O_WRONLY, 0600); if (d < 0) break; int full = 0; for (int n = 0; n < 13; n++) full |= write(d, b, sizeof b) < 0; close(d); if (full) break; } answer();`),
  "22": main(
    `for (long i = 0;; i++) { char p[64]; snprintf(p, sizeof p, "/tmp/%ld", i); close(open(p, O_CREAT | O_WRONLY, 0600)); }`,
  ),
  "23": main(
    `char n[251]; memset(n, 'd', 250); n[250] = 0; for (int i = 0; i < 3000; i++) if (mkdir(n, 0700) || chdir(n)) break; open("/tmp/\\n\\33[31m", O_CREAT, 0600); open("/tmp/-rf", O_CREAT, 0600); answer();`,
  ),
  "24": main(
    'struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY}; setrlimit(RLIMIT_CORE, &all); chdir("/tmp"); abort();',
  ),
  "25": main(
    "int s[] = {SIGKILL, SIGTERM, SIGSTOP}; for (int i = 0; i < 3; i++) { kill(1, s[i]); kill(getppid(), s[i]); kill(-1, s[i]); } answer();",
  ),
  "26": main(`struct { void *p; long n; } v = {b, 64}; door("ptrace", syscall(SYS_ptrace, 16, 1, 0, 0)); door("traceme", syscall(SYS_ptrace, 0, 0, 0, 0));
    door("process_vm_readv", syscall(SYS_process_vm_readv, 1, &v, 1L, &v, 1L, 0L)); door("process_vm_writev", syscall(SYS_process_vm_writev, 1, &v, 1L, &v, 1L, 0L));
    door("pidfd_getfd", syscall(438, syscall(434, 1, 0), 1, 0)); door("kcmp", syscall(SYS_kcmp, 1, 2, 0, 0, 0)); verdict();`),
  "27": main(`long f[] = {0x10000000, 0x20000, 0x20000000, 0x40000000, 0x8000000, 0x4000000, 0x2000000, 0x80};
    for (int i = 0; i < 8; i++) { door("unshare", unshare(f[i])); door("clone", syscall(SYS_clone, f[i] | 17, 0L, 0L, 0L, 0L)); long a[11] = {f[i], 0}; a[4] = 17; door("clone3", syscall(435, a, sizeof a)); }
    door("setns", setns(open("/proc/1/ns/mnt", O_RDONLY), 0)); door("mount", syscall(SYS_mount, "none", "/tmp", "tmpfs", 0L, 0L)); door("remount", syscall(SYS_mount, "none", "/", "", 32L, 0L));
    door("umount", syscall(SYS_umount2, "/w", 2)); door("chroot", chroot("/tmp")); door("pivot_root", syscall(SYS_pivot_root, "/tmp", "/tmp")); door("fsopen", syscall(430, "tmpfs", 0)); door("open_tree", syscall(428, -100, "/", 1)); verdict();`),
  "28": main(`memset(b, 0, sizeof b); door("add_key", syscall(SYS_add_key, "user", "hostile", "x", 1L, -3)); door("keyctl", syscall(SYS_keyctl, 0, -3, 1)); door("bpf", syscall(SYS_bpf, 0, b, 128));
    door("io_uring", syscall(425, 8, b)); door("perf", syscall(SYS_perf_event_open, b, 0, -1, -1, 0)); door("userfaultfd", syscall(SYS_userfaultfd, 0)); door("handle", syscall(SYS_open_by_handle_at, -100, b, 0)); door("fanotify", syscall(SYS_fanotify_init, 0, 0)); verdict();`),
  "29": main(`door("setuid", setuid(0)); door("setgid", setgid(0)); door("chown", chown("/w", 0, 0)); unsigned head[2] = {0x20080522, 0}, data[6]; memset(data, 255, sizeof data); door("capset", syscall(SYS_capset, head, data));
    chmod("/tmp", 06777); if (!getuid()) door("root", 0); verdict();`),
  "30": main("answer(); if (!fork()) { setsid(); if (!fork()) for (;;) sleep(1000); }"),
  "31": main("answer();"),
  "32": main(
    "while (read(0, b, sizeof b) > 0); for (int i = 0; i < 1000; i++) read(0, b, sizeof b); answer();",
  ),
  "33": `#define A0 int x;\n${TEMPLATE_BOMB}A30\nint main(void) { return 0; }\n`,
  "33b": '#include "/dev/zero"\nint main(void) { return 0; }\n',
  "33c": `char s[] = "${"x".repeat(1_000_000)}";\n${"int f(int a) { return a; }\n".repeat(40_000)}`,
  "34": '#include "/etc/shadow"\n#include "/proc/self/environ"\n#include "/proc/1/environ"\n__asm__(".incbin \\"/etc/shadow\\"");\nint main(void) { return 0; }\n',
  "35": main(
    'for (int i = 0; i < 500000; i++) putchar(49); puts(""); fputs("1e", stdout); for (int i = 0; i < 200000; i++) putchar(57); puts(""); for (int i = 0; i < 1000; i++) putchar(46);',
  ),
  "37": main(
    `const char *n[] = {"/tmp/-rf", "/tmp/--help", "/tmp/a\\nb", "/tmp/ ", "/tmp/$(id)", "/tmp/*", "/tmp/;reboot"}; for (int i = 0; i < 7; i++) open(n[i], O_CREAT | O_WRONLY, 0600); answer();`,
  ),
  "38": main(
    `for (char **e = environ; *e; e++) if (strncmp(*e, "PATH=", 5) && strncmp(*e, "HOME=", 5) && strncmp(*e, "LANG=", 5) && strncmp(*e, "PYTHONHASHSEED=", 15) && strncmp(*e, "PWD=", 4) && strncmp(*e, "_=", 2)) door(*e, 0);
    struct timespec t = {0, 0}; door("clock", clock_settime(CLOCK_REALTIME, &t)); door("hostname", sethostname("x", 1)); door("core_pattern", open("/proc/sys/kernel/core_pattern", O_WRONLY)); door("sysrq", open("/proc/sysrq-trigger", O_WRONLY)); verdict();`,
    "#include <time.h>\nextern char **environ;\n",
  ),
  "41": main(
    `for (int f = 0; f < 3; f++) { if (syscall(SYS_flistxattr, f, b, 4096) > 0) door("a mark", 0); door("setxattr", syscall(SYS_fsetxattr, f, "user.mark", "x", 1L, 0)); door("chmod", fchmod(f, 0777)); struct timespec t[2] = {{7, 0}, {7, 0}}; door("times", futimens(f, t)); }
    if (lseek(1, 0, SEEK_END) > 0) opened = 1; door("input", open("/proc/self/fd/0", O_WRONLY)); door("output", open("/proc/self/fd/1", O_RDONLY)); if (!access("/tmp/mark", F_OK)) opened = 1; open("/tmp/mark", O_CREAT, 0600); ftruncate(1, 0); lseek(1, 0, SEEK_SET); verdict();`,
  ),
  "42": main(`door("shmget", syscall(SYS_shmget, 0, 1L << 26, 01600)); door("semget", syscall(SYS_semget, 0, 1, 01600)); door("msgget", syscall(SYS_msgget, 0, 01600)); door("mq_open", syscall(SYS_mq_open, "q", 0102, 0600, 0L));
    door("memfd", syscall(SYS_memfd_create, "x", 0)); door("memfd_secret", syscall(447, 0)); door("/dev/shm", open("/dev/shm/x", O_CREAT | O_RDWR, 0600)); verdict();`),
  "43": main(`int l[] = {RLIMIT_FSIZE, RLIMIT_CPU, RLIMIT_NOFILE, RLIMIT_CORE}; for (int i = 0; i < 4; i++) { struct rlimit r; getrlimit((__rlimit_resource_t)l[i], &r); r.rlim_max++; r.rlim_cur = r.rlim_max; door("setrlimit", setrlimit((__rlimit_resource_t)l[i], &r)); door("prlimit", syscall(SYS_prlimit64, 1, l[i], &r, 0L)); }
    door("nice", setpriority(PRIO_PROCESS, 0, -5)); struct sched_param p; memset(&p, 0, sizeof p); p.sched_priority = 1; door("fifo", sched_setscheduler(0, SCHED_FIFO, &p)); door("io", syscall(SYS_ioprio_set, 1, 0, 1 << 13));
    int f = open("/proc/self/oom_score_adj", O_WRONLY); door("killer", write(f, "-999", 4)); door("cgroup", open("/sys/fs/cgroup", O_RDONLY)); verdict();`),
  "44": main(
    'for (int f = 0; f < 64; f++) { if (f == 1 || f == 16) continue; for (int k = 1; k < 6; k++) { int s = socket(f, k, 0); if (s >= 0 && !((f == 2 || f == 10) && k < 3)) door("a socket", f); close(s); if (f != 2 && f != 10) { int p[2]; door("a pair", socketpair(f, k, 0, p)); } } } verdict();',
  ),
  "45": main(
    'door("inotify", syscall(SYS_inotify_init1, 0)); door("lease", fcntl(open("/usr/bin/sh", O_RDONLY), F_SETLEASE, F_RDLCK)); verdict();',
  ),
  "46": main(
    'signal(SIGXFSZ, SIG_IGN); puts("hostile 42"); fflush(stdout); if (!ftruncate(1, 1L << 40)) puts("grew"); lseek(1, 1L << 40, SEEK_SET); if (write(1, "x", 1) > 0) puts("far");',
  ),
  "47": main("answer(); _exit(137);"),
  "48": main("raise(SIGSTOP); for (;;) pause();"),
  "50": main(
    "int f[] = {0x8000 | 17, 0x8000, 17}; for (int i = 0; i < 3; i++) { int pid = syscall(SYS_clone, f[i], 0L, 0L, 0L, 0L); if (!pid) { setsid(); for (;;) sleep(1000); } } answer();",
  ),
  "51": main(
    'for (int f = 3; f < 1024; f++) if (write(f, "{\\"exit-code\\": 0}\\nx 0\\n", 21) > 0) printf("wrote to %d\\n", f); puts("not the answer");',
  ),
  "52": main("signal(SIGXCPU, SIG_IGN); signal(SIGTERM, SIG_IGN); volatile long i = 0; for (;;) i++;"),
  "54": main(
    'const char *n[] = {"environ", "maps", "auxv", "syscall"}; for (int i = 0; i < 4; i++) { char p[64]; snprintf(p, sizeof p, "/proc/1/%s", n[i]); int f = open(p, O_RDONLY); door(n[i], f < 0 || read(f, b, 1) < 1 ? -1 : 0); } door("memory", open("/proc/1/mem", O_RDWR)); door("fd", opendir("/proc/1/fd") ? 0 : -1); verdict();',
  ),
  "55": main(
    `struct rlimit none; memset(&none, 0, sizeof none); int l[] = {RLIMIT_NOFILE, RLIMIT_FSIZE, RLIMIT_CPU, RLIMIT_AS, RLIMIT_STACK}; for (int i = 0; i < 5; i++) door("limit", syscall(SYS_prlimit64, 1, l[i], &none, 0L));
    cpu_set_t c; CPU_ZERO(&c); CPU_SET(0, &c); door("processors", sched_setaffinity(1, sizeof c, &c)); struct sched_param p; memset(&p, 0, sizeof p); door("scheduler", sched_setscheduler(1, SCHED_IDLE, &p)); door("parameters", sched_setparam(1, &p));
    door("priority", setpriority(PRIO_PROCESS, 1, 19)); door("priorities", setpriority(PRIO_PGRP, 0, 19)); door("all priorities", setpriority(PRIO_USER, 0, 19)); door("disk", syscall(SYS_ioprio_set, 1, 1, 3 << 13)); door("all disks", syscall(SYS_ioprio_set, 3, 0, 3 << 13)); verdict();`,
  ),
  "53": main(
    'printf("%d\\n", f(0));',
    "static int f(volatile int n) { volatile char a[1024]; a[n % 1024] = n; return f(n + 1) + a[0]; }\n",
  ),
};
