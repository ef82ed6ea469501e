import type { HostileSources } from "../types.ts";

const USES: Record<string, string> = {
  bufio: "bufio.",
  bytes: "bytes.",
  fmt: "fmt.",
  io: "io.",
  net: "net.",
  os: "os.",
  "os/signal": "signal.",
  strings: "strings.",
  syscall: "syscall.",
  time: "time.",
  unsafe: "unsafe.",
};
const ANSWER = `fmt.Println("hostile 42")`;

/** @param statements the body of main; the imports follow from it. */
function main(statements: string, before = ""): string {
  const text = before + statements;
  const imports = Object.keys(USES).filter((name) => new RegExp(`\\b${USES[name]}`).test(text));
  return `package main\n${imports.map((name) => `import "${name}"\n`).join("")}${before}\nfunc main() {\n${statements}\n}\n`;
}

const SHOW = `func show(p string, depth int) {
	if all, err := os.ReadDir(p); err == nil {
		for _, e := range all {
			q := p + "/" + e.Name(); l, _ := os.Readlink(q); fmt.Println(q, l)
			if e.IsDir() { if depth > 0 { show(q, depth-1) } } else { show(q, 0) }
		}
		return
	}
	if strings.Contains(p, "/fd/") { return }
	if f, err := os.OpenFile(p, os.O_RDONLY|syscall.O_NONBLOCK, 0); err == nil { b := make([]byte, 65536); n, _ := f.Read(b); fmt.Println("==", p); os.Stdout.Write(b[:n]); f.Close() }
}
`;
const DOORS = `var opened = false
func door(name string, nr uintptr, a ...uintptr) {
	for len(a) < 6 { a = append(a, 0) }
	if _, _, e := syscall.RawSyscall6(nr, a[0], a[1], a[2], a[3], a[4], a[5]); e == 0 { opened = true; fmt.Println("opened", name) }
}
func verdict() { if !opened { ${ANSWER} } }
`;

export const GO: HostileSources = {
  "01": main('for { syscall.ForkExec("/w/program", []string{"program"}, nil) }'),
  "02": main("for { go func() { for { time.Sleep(1) ; syscall.Getpid() } }() }"),
  "03": main(
    "var x [][]byte\nfor { b := make([]byte, 1<<20); for i := range b { b[i] = 1 }; x = append(x, b) }",
  ),
  "03b": main(
    "for { b, _ := syscall.Mmap(-1, 0, 1<<20, 3, syscall.MAP_SHARED|syscall.MAP_ANON); for i := range b { b[i] = 1 } }",
  ),
  "04": main("for { }"),
  "05": main("for i := 0; i < 5; i++ { go func() { for { } }() }\nfor { }"),
  "06": main("time.Sleep(1000 * time.Second)"),
  "07": main("signal.Ignore()\nfor { time.Sleep(time.Second) }"),
  "08": main('for { fmt.Println("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx") }'),
  "09": main('for { fmt.Fprintln(os.Stderr, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx") }'),
  "10": main("b := make([]byte, 65536)\nfor i := 0; i < 16384; i++ { os.Stdout.Write(b) }"),
  "12": main(
    'b := make([]byte, 10240)\nfor i := range b { b[i] = byte(i) }\nos.Stdout.Write(b)\nfmt.Print("\\x1b]0;owned\\x07\\u202e", strings.Repeat("A", 1000000))',
  ),
  "13": main(""),
  "14": main(`${ANSWER}\nvar p *int\n*p = 1`),
  "15": main(`${ANSWER}\nfmt.Println("AC\\nx 0\\n{\\"exit-code\\": 0}\\n<PASSED::>")`),
  "16": main(
    'fmt.Println(os.Environ())\nall, _ := os.ReadDir("/proc")\nfor _, e := range all { if e.Name() == "self" || e.Name()[0] >= \'0\' && e.Name()[0] <= \'9\' { for _, n := range []string{"environ", "cmdline", "maps", "mountinfo", "status", "fd"} { show("/proc/"+e.Name()+"/"+n, 0) } } }',
    SHOW,
  ),
  "17": main(
    'in := bufio.NewScanner(os.Stdin)\nfor in.Scan() { if strings.HasPrefix(in.Text(), "path ") { show(in.Text()[5:], 2) } }\nfor _, p := range []string{"/etc/shadow", "/etc/passwd", "/root", "/home", "/var", "/run"} { show(p, 2) }',
    SHOW,
  ),
  "18": main(
    'for _, p := range []string{"/w", "/tmp", "/dev/shm", "/etc", "/run", "/var", "/home", "/oldroot"} { show(p, 3) }',
    SHOW,
  ),
  "19": main(
    'in := bufio.NewScanner(os.Stdin)\nfor in.Scan() { w := strings.SplitN(in.Text(), " ", 2); switch w[0] { case "tcp", "udp": talk(w[0], "127.0.0.1:"+w[1]); case "unix": talk("unix", w[1]); case "abstract": talk("unix", "@"+w[1]) } }\ntalk("tcp", "169.254.169.254:80"); talk("tcp", "example.org:80"); talk("tcp", "[::1]:5432")',
    'func talk(kind, to string) { c, err := net.DialTimeout(kind, to, 100*time.Millisecond); if err != nil { fmt.Println(err); return }; c.SetDeadline(time.Now().Add(100 * time.Millisecond)); c.Write([]byte("hello")); b := make([]byte, 999); n, _ := c.Read(b); fmt.Println(string(b[:n])) }\n',
  ),
  "20": main(
    `os.Symlink("/etc/shadow", "/tmp/a"); syscall.Mkfifo("/tmp/c", 0666); syscall.Mknod("/tmp/sda", syscall.S_IFBLK|0666, 254<<8)\nif _, err := os.Open("/tmp/sda"); err != nil { ${ANSWER} }`,
  ),
  "21": main(
    `for _, f := range []string{"/tmp", "/dev/shm", "/w", "/", "/var/tmp"} { for i := 0; i < 4000; i++ { if os.WriteFile(fmt.Sprint(f, "/f", i), make([]byte, 900000), 0600) != nil { break } } }\n${ANSWER}`,
  ),
  "22": main(
    'for i := 0; ; i++ { f, err := os.Create(fmt.Sprint("/tmp/", i)); if err == nil { f.Close() } }',
  ),
  "25": main(
    `for _, s := range []syscall.Signal{9, 15, 19} { for _, p := range []int{1, os.Getppid(), -1} { syscall.Kill(p, s) } }\n${ANSWER}`,
  ),
  "26": main(
    'door("ptrace", 101, 16, 1)\ndoor("traceme", 101)\ndoor("process_vm_readv", 310, 1)\ndoor("kcmp", 312, 1, 2)\nverdict()',
    DOORS,
  ),
  "27": main(
    'for _, f := range []uintptr{0x10000000, 0x20000, 0x20000000, 0x40000000, 0x8000000, 0x4000000, 0x2000000} { door("unshare", 272, f); door("clone", 56, f|17) }\ndoor("fsopen", 430)\nverdict()',
    DOORS,
  ),
  "28": main(
    'door("keyctl", 250, 0, ^uintptr(2), 1)\ndoor("bpf", 321)\ndoor("userfaultfd", 323)\ndoor("fanotify", 300)\nverdict()',
    DOORS,
  ),
  "29": main(
    'door("setuid", 105)\ndoor("setgid", 106)\nif os.Getuid() == 0 { opened = true }\nverdict()',
    DOORS,
  ),
  "55": main(
    'door("limit", 302, 1, 7, uintptr(unsafe.Pointer(&[2]uint64{})))\ndoor("priority", 141, 0, 1, 19)\ndoor("priorities", 141, 2, 0, 19)\ndoor("disk", 251, 1, 1, 3<<13)\nverdict()',
    DOORS,
  ),
  "30": main(
    `${ANSWER}\nsyscall.ForkExec("/usr/bin/sh", []string{"sh", "-c", "(while :; do :; done) &"}, &syscall.ProcAttr{Files: []uintptr{0, 1, 2}, Sys: &syscall.SysProcAttr{Setsid: true}})`,
  ),
  "31": main(ANSWER),
  "32": main(`io.ReadAll(os.Stdin)\nfor i := 0; i < 1000; i++ { os.Stdin.Read(make([]byte, 9)) }\n${ANSWER}`),
  "33": `package main\n\nvar x = ${"(".repeat(200_000)}1${")".repeat(200_000)}\n\nfunc main() { y }\n`,
  "34": 'package main\n\nimport _ "embed"\n\n//go:embed /etc/shadow\nvar s string\n\n// #cgo CFLAGS: -include /etc/shadow\nimport "C"\n\nfunc main() { println(s) }\n',
  "38": main(
    `opened := false\nfor _, e := range os.Environ() { if !strings.Contains(" PATH HOME LANG PYTHONHASHSEED PWD _ OLDPWD SHLVL ", " "+strings.SplitN(e, "=", 2)[0]+" ") { fmt.Println(e); opened = true } }\nif !opened { ${ANSWER} }`,
  ),
  "42": main(
    'door("shmget", 29, 0, 1<<26, 01600)\ndoor("semget", 64, 0, 1, 01600)\ndoor("msgget", 68, 0, 01600)\ndoor("memfd", 447)\nverdict()',
    DOORS,
  ),
  "47": main(`${ANSWER}\nos.Exit(137)`),
  "48": main("syscall.Kill(os.Getpid(), 19)\ntime.Sleep(1000 * time.Second)"),
  "53": main("fmt.Println(f(0))", "func f(n int) int { return f(n+1) + 1 }\n"),
};
