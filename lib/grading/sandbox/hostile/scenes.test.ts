import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBubblewrap } from "../bubblewrap.ts";
import { Arena } from "./arena.ts";
import { PYTHON } from "./sources/python.ts";

/* What is no single program: two jobs at once, names, a runner that is killed; and that the programs can find at all. */

let arena: Arena;

beforeAll(async () => {
  arena = await Arena.open(process.env);
});
afterAll(() => arena.close());

const LIMITS = {
  cpuMs: 3000,
  wallMs: 8000,
  memoryBytes: 128 << 20,
  outputBytes: 1 << 20,
  processes: 32,
};

async function runPython(source: string, argument: string): Promise<string> {
  const runtime = arena.judge.runtimes.get("python");
  if (!runtime) throw new Error("python is off");
  const files = [{ name: "solution.py", content: source }];
  const job = await arena.judge.sandbox.prepare({ files, mounts: runtime.mounts });
  const argv = [runtime.tool.executable, "/w/solution.py", argument];
  const { stdout, stderr } = await job.run({ argv, stdin: Buffer.from("21\n"), limits: LIMITS });
  await job.dispose();
  return Buffer.concat([stdout, stderr]).toString();
}

/** The same program speaks in one box and listens in the other, by every channel it can think of. */
const TALK = `import fcntl, glob, os, socket, sys, time
speaks = sys.argv[1] == "speak"
heard = []
until = time.time() + (1.5 if speaks else 0.9)
held = []
if speaks:
    for path in ("/usr/bin/sh", "/usr/bin/python3.11", sys.executable, "/etc/ld.so.cache", "/dev/null"):
        try:
            f = open(path, "rb"); held.append(f); fcntl.flock(f, fcntl.LOCK_EX); fcntl.lockf(f, fcntl.LOCK_SH)
        except OSError: pass
    for family, address in ((socket.AF_UNIX, "\\0talk"), (socket.AF_UNIX, "/tmp/talk"), (socket.AF_INET, ("127.0.0.1", 4567))):
        try:
            s = socket.socket(family); s.bind(address); s.listen(); held.append(s)
        except OSError: pass
    for path in ("/tmp/said", "/dev/shm/said", "/w/said", "/var/tmp/said"):
        try: open(path, "w").write("hello")
        except OSError: pass
    while time.time() < until: time.sleep(0.05)
else:
    time.sleep(0.3)
    while time.time() < until and not heard:
        for path in ("/usr/bin/sh", "/usr/bin/python3.11", sys.executable, "/etc/ld.so.cache", "/dev/null"):
            try: f = open(path, "rb")
            except OSError: continue
            try: fcntl.flock(f, fcntl.LOCK_EX | fcntl.LOCK_NB); fcntl.flock(f, fcntl.LOCK_UN)
            except OSError: heard.append("a lock on " + path)
        for family, address in ((socket.AF_UNIX, "\\0talk"), (socket.AF_UNIX, "/tmp/talk"), (socket.AF_INET, ("127.0.0.1", 4567))):
            try: s = socket.socket(family); s.settimeout(0.1); s.connect(address); heard.append(str(address))
            except OSError: pass
        heard += [p for p in ("/tmp/said", "/dev/shm/said", "/w/said", "/var/tmp/said") if os.path.exists(p)]
        if os.path.exists("/proc/locks") and open("/proc/locks").read().strip(): heard.append(open("/proc/locks").read())
        heard += [p for p in glob.glob("/proc/[0-9]*/cmdline") if b"speak" in open(p, "rb").read()]
        time.sleep(0.05)
print("heard", heard)`;

test("39 two jobs at once hear nothing of each other", async () => {
  const [said, heard] = await Promise.all([runPython(TALK, "speak"), runPython(TALK, "listen")]);
  expect(said).toBe("heard []\n");
  expect(heard).toBe("heard []\n");
  expect(await arena.aftermath()).toEqual([]);
});

test.each(["../x", "a/b", "-rf", "a\nb", "", ".", "..", "$(id)", "a b", "\0"])(
  "37 a submission's file called %j is refused",
  async (name) => {
    const files = [{ name, content: "" }];
    await expect(arena.judge.sandbox.prepare({ files, mounts: [] })).rejects.toThrow(/bad file name/);
  },
);

test("17 and 19 do find the secrets when no box is around them", () => {
  const find = (id: string) => {
    const { stdout } = spawnSync("python3", ["-c", PYTHON[id] ?? ""], {
      input: arena.canaries.input("secrets"),
      maxBuffer: 1 << 28,
    });
    return arena.canaries.found(stdout);
  };
  expect(find("17")).toEqual(
    expect.arrayContaining([
      "the data folder of the repository",
      "the home folder",
      "another job's folder",
      "the repository",
    ]),
  );
});

test("19 does reach the services of the host when no box is around it", async () => {
  const child = spawn("python3", ["-c", PYTHON["19"] ?? ""], { stdio: ["pipe", "pipe", "ignore"] });
  child.stdin?.end(arena.canaries.input("secrets"));
  await new Promise((resolve) => child.once("exit", resolve));
  const reached = arena.canaries.visits.splice(0);
  expect(reached).toEqual(
    expect.arrayContaining(["a service on loopback", "a Unix socket", "an abstract socket", "a UDP service"]),
  );
});

/** Judges a sleeper for ever; says so, and is killed. */
const RUNNER = `import { openBubblewrap } from "#lib/grading/sandbox/bubblewrap.ts";
const sandbox = await openBubblewrap({ slots: 1 });
const job = await sandbox.prepare({ files: [], mounts: [] });
const limits = { cpuMs: 60000, wallMs: 60000, memoryBytes: 64 << 20, outputBytes: 4096, processes: 16 };
const argv = ["/usr/bin/sh", "-c", "while :; do :; done", process.argv.at(-1)];
job.run({ argv, stdin: new Uint8Array(), limits });
setTimeout(() => console.log("judging"), 200);`;

function processesWith(word: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, "latin1").includes(word);
    } catch {
      return false;
    }
  });
}

test("40 a runner killed in mid-job leaves no box, and the next start sweeps the rest", async () => {
  const word = `runner-${process.pid}-${performance.now()}`;
  const runner = spawn(process.execPath, ["--input-type=module", "-e", RUNNER, word], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve, reject) => {
    runner.stdout?.once("data", resolve);
    runner.once("exit", () => reject(new Error("the runner ended by itself")));
  });
  // The runner, and its program in a box.
  expect(processesWith(word).length).toBeGreaterThan(1);
  runner.kill("SIGKILL");
  await expect.poll(() => processesWith(word), { timeout: 5000 }).toEqual([]);
  const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`assay-judge-${runner.pid}.`));
  expect(left()).toHaveLength(1);
  const next = await openBubblewrap({ slots: 1 });
  expect(left()).toEqual([]);
  expect(groupsOf(runner.pid ?? 0)).toEqual([]);
  await next.close();
});

function groupsOf(pid: number): string[] {
  const found = spawnSync("find", ["/sys/fs/cgroup", "-maxdepth", "5", "-name", `assay-${pid}.*`]);
  return existsSync("/sys/fs/cgroup") ? found.stdout.toString().split("\n").filter(Boolean) : [];
}
