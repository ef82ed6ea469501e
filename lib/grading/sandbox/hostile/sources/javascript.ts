import type { HostileSources } from "../types.ts";

const ANSWER = `process.stdout.write("hostile 42\\n");`;

/** Tries each door, and prints the names of those that opened, or the answer when none did. */
const DOORS = `const fs = require("fs"), os = require("os"), opened = [];
const door = (name, call) => { try { const r = call(); if (r !== false) opened.push(name); } catch {} };
const verdict = () => console.log(opened.length ? "opened " + opened.join(", ") : "hostile 42");
`;

const SHOW = `const fs = require("fs"), path = require("path");
const put = (data) => { try { fs.writeSync(1, data); } catch {} };
function show(file) {
  try {
    const fd = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK), b = Buffer.alloc(65536);
    put("\\n== " + file + "\\n"); put(b.subarray(0, fs.readSync(fd, b)));
    fs.closeSync(fd);
  } catch {}
}
function walk(top, depth) {
  let entries; try { entries = fs.readdirSync(top, { withFileTypes: true }); } catch { return show(top); }
  put(top + " " + entries.slice(0, 500).map((e) => e.name).join(" ") + "\\n");
  for (const e of entries) e.isDirectory() ? depth > 0 && walk(path.join(top, e.name), depth - 1) : show(path.join(top, e.name));
}
`;

export const JAVASCRIPT: HostileSources = {
  "01": `const { spawn } = require("child_process");
setInterval(() => { for (let i = 0; i < 9; i++) try { spawn(process.execPath, [__filename], { stdio: "ignore" }).on("error", () => {}); } catch {} }, 0);
for (;;) try { spawn(process.execPath, [__filename], { stdio: "ignore" }).on("error", () => {}); } catch {}`,
  "02": `const { Worker } = require("worker_threads");
setInterval(() => { try { new Worker("for(;;);", { eval: true }).on("error", () => {}); } catch {} }, 0);`,
  "03": "const x = []; for (;;) x.push(new Array(1e5).fill(1.5));",
  "03b": "const x = []; for (;;) x.push(Buffer.alloc(1 << 20, 1));",
  "03c": `const fs = require("fs");
for (const folder of ["/tmp", "/dev/shm"]) try { for (let i = 0; i < 99; i++) fs.writeFileSync(folder + "/" + i, Buffer.alloc(900000, 1)); } catch {}
const x = []; for (;;) x.push(new SharedArrayBuffer(1 << 20), new Uint8Array(x.at(-1) ?? 1).fill(1));`,
  "04": "for (;;);",
  "05": `const { Worker, isMainThread } = require("worker_threads");
if (isMainThread) for (let i = 0; i < 3; i++) new Worker(__filename);
else for (;;);`,
  "06": "setTimeout(() => {}, 1e6);",
  "07": `for (const s of ["SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "SIGXCPU", "SIGALRM"]) process.on(s, () => {});
setInterval(() => {}, 1000);`,
  "08": `const fs = require("fs"), b = "x".repeat(10000) + "\\n"; for (;;) fs.writeSync(1, b);`,
  "09": `const fs = require("fs"), b = "x".repeat(10000) + "\\n"; for (;;) fs.writeSync(2, b);`,
  "10": `const fs = require("fs"), b = Buffer.alloc(65536, "x"); for (let i = 0; i < 16384; i++) fs.writeSync(1, b);`,
  "11": `const fs = require("fs"); fs.closeSync(0); for (;;) fs.writeSync(1, "y\\n".repeat(4096));`,
  "12": `process.stdout.write(Buffer.concat([Buffer.from(Array.from({ length: 10240 }, (_, i) => i & 255)), Buffer.from("\\x1b]0;owned\\x07\\x1b[2J\\u202e"), Buffer.alloc(1e6, "A")]));`,
  "13": ";",
  "14": `require("fs").writeSync(1, "hostile 42\\n"); process.abort();`,
  "15": `${ANSWER} console.log("AC\\nx 0\\n{\\"exit-code\\": 0}\\n<PASSED::>\\n{\\"verdict\\":\\"AC\\"}");`,
  "16": `${SHOW}
for (const pid of [...fs.readdirSync("/proc").filter((p) => /^\\d+$/.test(p)), "self"]) {
  for (const name of ["environ", "cmdline", "maps", "mountinfo", "status", "auxv", "syscall", "stack"]) show("/proc/" + pid + "/" + name);
  for (const kind of ["fd", "map_files", "cwd", "root", "task"]) {
    walk("/proc/" + pid + "/" + kind, 0);
    try { for (const f of fs.readdirSync("/proc/" + pid + "/" + kind)) put(fs.readlinkSync("/proc/" + pid + "/" + kind + "/" + f) + "\\n"); } catch {}
  }
}
put(JSON.stringify(process["env"])); put(JSON.stringify(process.report.getReport()).slice(0, 200000));`,
  "17": `${SHOW}
for (const line of fs.readFileSync(0, "utf8").split("\\n")) if (line.startsWith("path ")) walk(line.slice(5), 2);
for (const p of ["/etc/shadow", "/etc/passwd", "/root", "/home", "/var", "/run", "/srv", "/opt", "/mnt"]) walk(p, 2);
for (const m of ["next", "pg", "#lib/platform/env.ts"]) try { put(require.resolve(m)); } catch {}`,
  "18": `${SHOW}
for (const top of ["/w", "/tmp", "/dev/shm", "/dev/mqueue", "/etc", "/run", "/var", "/home", "/oldroot", "/newroot", __dirname]) walk(top, 3);`,
  "19": `const net = require("net"), dgram = require("dgram"), dns = require("dns");
const lines = require("fs").readFileSync(0, "utf8").split("\\n").map((l) => l.split(" "));
const to = [{ host: "169.254.169.254", port: 80 }, { host: "::1", port: 5432 }];
for (const [kind, where] of lines) {
  if (kind === "tcp") to.push({ host: "127.0.0.1", port: Number(where) }, { host: "localhost", port: Number(where) });
  if (kind === "unix") to.push({ path: where });
  if (kind === "abstract") to.push({ path: "\\0" + where });
  if (kind === "udp") try { dgram.createSocket("udp4").on("message", (m) => console.log(String(m))).on("error", () => {}).send("hello", Number(where), "127.0.0.1", () => {}); } catch {}
}
for (const t of to) net.connect(t, function () { this.write("hello\\n"); }).on("data", (d) => console.log(String(d))).on("error", (e) => console.log(e.code));
dns.lookup("example.org", (e, a) => console.log(e ? e.code : a));
setTimeout(() => process.exit(0), 150);`,
  "20": `const fs = require("fs"), attempt = (f) => { try { return f(); } catch { return null; } };
["/etc/shadow", "/w/solution.js", "/proc/1/environ", "../../../../etc/passwd"].forEach((t, i) => fs.symlinkSync(t, "/tmp/link" + i));
attempt(() => fs.linkSync(__filename, "/tmp/hard")); attempt(() => fs.chmodSync("/tmp", 0));
${ANSWER}`,
  "21": `const fs = require("fs");
for (const f of ["/tmp", "/dev/shm", "/w", "/", "/var/tmp", "/dev"]) try { for (let i = 0; i < 4000; i++) fs.writeFileSync(f + "/f" + i, Buffer.alloc(900000, 1)); } catch {}
${ANSWER}`,
  "22": `const fs = require("fs"); for (let i = 0; ; i++) fs.closeSync(fs.openSync("/tmp/" + i, "w"));`,
  "23": `const fs = require("fs");
try { for (let i = 0; i < 3000; i++) { fs.mkdirSync("d".repeat(250)); process.chdir("d".repeat(250)); } } catch {}
for (const n of ["x".repeat(255), "\\n\\r\\x1b[31m", "-rf", "\\u202e", "a\\\\b"]) fs.writeFileSync("/tmp/" + n, "x");
${ANSWER}`,
  "24": `process.chdir("/tmp"); process.abort();`,
  "25": `for (const s of ["SIGKILL", "SIGTERM", "SIGSTOP"]) for (const p of [1, process.ppid, -1]) try { process.kill(p, s); } catch {}
${ANSWER}`,
  "29": `${DOORS}
for (const f of ["/usr/bin", "/bin", "/usr/sbin", "/tmp"]) try { for (const n of fs.readdirSync(f)) if (fs.statSync(f + "/" + n).mode & 0o6000) opened.push("setuid " + n); } catch {}
for (const n of ["setuid", "setgid", "seteuid", "setegid"]) door(n, () => process[n](0));
door("setgroups", () => process.setgroups([0]));
const status = fs.readFileSync("/proc/self/status", "utf8");
for (const n of ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"]) if (!new RegExp(n + ":\\\\s*0+$", "m").test(status)) opened.push(n);
if (!/NoNewPrivs:\\s*1/.test(status) || !/Seccomp:\\s*2/.test(status) || process.getuid() === 0) opened.push(status);
door("chown", () => fs.chownSync("/w", 0, 0));
verdict();`,
  "30": `const { spawn } = require("child_process");
${ANSWER}
spawn(process.execPath, ["-e", "setTimeout(() => {}, 1e6)"], { detached: true, stdio: "inherit" }).unref();`,
  "31": ANSWER,
  "32": `const fs = require("fs"); fs.readFileSync(0); for (let i = 0; i < 1000; i++) fs.readSync(0, Buffer.alloc(65536));
${ANSWER}`,
  "33": `let x = ${"(".repeat(20000)}1${")".repeat(20000)};`,
  "34": `let = ; require("child_process").execSync("cat /etc/shadow");`,
  "35": `console.log("1".repeat(5e5)); console.log("1e" + "9".repeat(2e5)); console.log(".".repeat(1000)); console.log("-".repeat(1000) + "1");`,
  "37": `const fs = require("fs");
for (const n of ["-rf", "--help", "a\\nb", " ", "~", "$(id)", "*", ";reboot", "\\u0430", "con.txt", "x".repeat(255)]) fs.writeFileSync("/tmp/" + n, "x");
process.chdir("/tmp");
${ANSWER}`,
  "38": `${DOORS}
const known = new Set(["PATH", "HOME", "LANG", "PYTHONHASHSEED", "PWD", "_", "OLDPWD", "SHLVL"]);
for (const n of Object.keys(process["env"])) if (!known.has(n)) opened.push(n);
for (const n of ["/proc/sys/kernel/core_pattern", "/proc/sys/kernel/hostname", "/proc/sysrq-trigger", "/sys/power/state"]) door(n, () => fs.openSync(n, "r+"));
if (process.execArgv.some((a) => /inspect|require|import/.test(a))) opened.push(process.execArgv.join(" "));
verdict();`,
  "41": `${DOORS}
for (const fd of [0, 1, 2]) {
  door("chmod " + fd, () => fs.fchmodSync(fd, 0o777));
  door("times " + fd, () => fs.futimesSync(fd, 7, 7));
  if (Math.floor(fs.fstatSync(fd).mtimeMs) === 7000) opened.push("a time on " + fd);
}
if (fs.fstatSync(1).size > 0) opened.push("output of a former run");
door("input", () => fs.openSync("/proc/self/fd/0", "r+"));
door("output read", () => fs.openSync("/proc/self/fd/1", "r"));
if (fs.readdirSync("/tmp").length) opened.push("files in /tmp");
fs.writeFileSync("/tmp/mark", "x");
fs.ftruncateSync(1, 0);
verdict();`,
  "43": `${DOORS}
door("nice", () => { os.setPriority(0, -5); });
door("out of the killer's sight", () => fs.writeFileSync("/proc/self/oom_score_adj", "-999"));
door("input output priority", () => fs.readdirSync("/sys/fs/cgroup"));
verdict();`,
  "46": `const fs = require("fs"); fs.writeSync(1, "hostile 42\\n");
for (const n of [2 ** 40, 2 ** 50]) try { fs.ftruncateSync(1, n); console.log("grew"); } catch {}`,
  "47": `require("fs").writeSync(1, "hostile 42\\n"); process.reallyExit(137);`,
  "48": `process.kill(process.pid, "SIGSTOP"); setInterval(() => {}, 1000);`,
  "54": `${DOORS}
door("memory", () => fs.openSync("/proc/1/mem", "r+"));
for (const n of ["environ", "maps", "auxv", "syscall"]) door(n, () => fs.readFileSync("/proc/1/" + n).length > 0);
for (const n of ["fd", "map_files"]) door(n, () => fs.readdirSync("/proc/1/" + n));
verdict();`,
  "53": "const f = (n) => f(n + 1) + 1; f(0);",
};
