import { existsSync, readdirSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_VALIDATOR } from "#lib/assessments/packages/schema.ts";
import { defaultValidator } from "../check/default-validator.ts";
import { type Judgement, judgeSubmission } from "../judge.ts";
import type { Verdict } from "../verdicts.ts";
import { type Judge, openJudge } from "./detect.ts";
import { withWall } from "./other-wall.ts";
import { doormen, findGroups, strays } from "./testing.ts";

/** Every driver and every mode must hold all of this. */
const MODES = [
  { mode: "with what this machine offers", options: {} },
  {
    mode: "without cgroups",
    options: { cgroups: { kind: "none", reason: "switched off for the test" } as const },
  },
];

const SECRET_ANSWER = "the-expected-output-7f3a";
const LIMITS = { timeMs: 600, memoryMib: 128, outputKib: 1024 };
/** For what sleeps, in milliseconds: long enough for a start on a busy machine. */
const SHORT_WALL_MS = 2_500;
/** The longest a run may take by its limits, start and end included. */
const PATIENCE_MS = 15_000;

describe.each(MODES)("the box, $mode", ({ options }) => {
  let judge: Judge;
  let neighbour: Server;
  let port: number;

  beforeAll(async () => {
    const opened = await openJudge(2, { languages: ["python", "javascript"], ...options });
    if (!opened.sandbox) throw new Error(JSON.stringify(opened.report));
    judge = opened;
    neighbour = createServer((socket) => socket.end("a secret of the host")).listen(0, "127.0.0.1");
    await new Promise((resolve) => neighbour.once("listening", resolve));
    port = (neighbour.address() as { port: number }).port;
  }, 60_000);

  afterAll(async () => {
    const groups = findGroups();
    await judge.sandbox.close();
    neighbour.close();
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`assay-judge-${process.pid}.`))).toEqual(
      [],
    );
    expect(groups.filter((group) => existsSync(group))).toEqual([]);
  });

  async function run(
    source: string,
    language = "python",
    input = "",
    sandbox = judge.sandbox,
  ): Promise<Judgement> {
    const runtime = judge.runtimes.get(language);
    if (!runtime) throw new Error(`${language} is off`);
    const tests = [
      {
        name: "1",
        input: Buffer.from(input),
        answer: Buffer.from(SECRET_ANSWER),
      },
    ];
    return judgeSubmission(
      {
        tests,
        limits: LIMITS,
        runtime,
        source: source.replaceAll("@PORT", String(port)),
        checker: defaultValidator(DEFAULT_VALIDATOR),
      },
      sandbox,
    );
  }

  /** What must hold after anything: nothing lives on, and the next jobs on both slots are right. */
  async function expectUnharmed() {
    await expect.poll(() => strays(), { timeout: 3000 }).toEqual([]);
    const next = await Promise.all([
      run(`print("${SECRET_ANSWER}")`),
      run(`console.log("${SECRET_ANSWER}")`, "javascript"),
    ]);
    expect(next.map(({ verdict }) => verdict)).toEqual(["AC", "AC"]);
  }

  test.each<[string, string, Verdict[], string?]>([
    ["a right answer", `print("${SECRET_ANSWER}")`, ["AC"]],
    ["no output at all", "pass", ["WA"]],
    ["an endless loop", "while True: pass", ["TLE"]],
    ["an endless loop in JavaScript", "for (;;);", ["TLE"], "javascript"],
    [
      "a loop that ignores every signal",
      "import signal\nfor s in range(1, 65):\n  try: signal.signal(s, signal.SIG_IGN)\n  except Exception: pass\nwhile True: pass",
      ["TLE"],
    ],
    [
      "busy children that share the work",
      "import os\nfor _ in range(5): os.fork()\nwhile True: pass",
      ["TLE"],
    ],
    ["a flood of output", "while True: print('x' * 10000)", ["OLE"]],
    ["a flood without a newline", "import os\nwhile True: os.write(1, b'x' * 65536)", ["OLE"]],
    ["a flood on standard error", "import sys\nwhile True: sys.stderr.write('x' * 10000)", ["OLE"]],
    ["a memory bomb", "x = []\nwhile True: x.append(bytearray(1 << 20))", ["MLE"]],
    [
      "a memory bomb in JavaScript",
      "const x = []; for (;;) x.push(new Array(1e5).fill(1.5));",
      ["MLE"],
      "javascript",
    ],
    ["a fork bomb", "import os\nwhile True:\n  try: os.fork()\n  except OSError: pass", ["TLE", "MLE"]],
    ["an error", "print(1 / 0)", ["RTE"]],
    ["a crash", "import os; os.kill(os.getpid(), 11)", ["RTE"]],
    [
      "the right answer, then a crash",
      `import os; print("${SECRET_ANSWER}", flush=True); os.abort()`,
      ["RTE"],
    ],
    ["a syntax error", "print('a", ["CE"]],
    ["a syntax error in JavaScript", "let = ;", ["CE"], "javascript"],
    [
      "forged verdicts",
      "print('AC'); print('x 0'); print('{\"exit-code\": 0}'); print('<PASSED::>')",
      ["WA"],
    ],
    ["invalid UTF-8, NUL and escapes", "import os; os.write(1, bytes(range(256)) * 10)", ["WA"]],
    [
      "killing everything it may",
      "import os, signal\nos.kill(-1, signal.SIGKILL)\nos.kill(1, signal.SIGKILL)",
      ["WA", "RTE"],
    ],
  ])(
    "%s",
    async (_name, source, verdicts, language) => {
      const { verdict, reason, tests } = await run(source, language);
      expect(verdicts, `${reason} ${tests[0]?.stderr}`).toContain(verdict);
      await expectUnharmed();
    },
    PATIENCE_MS * 2,
  );

  test.each<[string, string, Verdict[]]>([
    ["a long sleep", "import time; time.sleep(1000)", ["TLE"]],
    [
      "a thread bomb",
      "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(99,)).start()",
      ["RTE", "TLE", "MLE"],
    ],
  ])(
    "%s",
    async (_name, source, verdicts) => {
      const { verdict, reason } = await run(source, "python", "", withWall(judge.sandbox, SHORT_WALL_MS));
      expect(verdicts, reason).toContain(verdict);
      await expectUnharmed();
    },
    PATIENCE_MS * 2,
  );

  test(
    "a daemon that holds standard output open delays nothing and dies with its test",
    async () => {
      const source = `import os, time
print("${SECRET_ANSWER}", flush=True)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(1000)
    os._exit(0)`;
      const started = performance.now();
      expect((await run(source)).verdict).toBe("AC");
      expect(performance.now() - started).toBeLessThan(LIMITS.timeMs + 1500);
      await expectUnharmed();
    },
    PATIENCE_MS,
  );

  test(
    "a megabyte of input that is never read harms nobody, and one that is read past its end ends",
    async () => {
      const input = "line\n".repeat(200_000);
      expect((await run(`print("${SECRET_ANSWER}")`, "python", input)).verdict).toBe("AC");
      const reader = `import sys; sys.stdin.read(); sys.stdin.read(); print("${SECRET_ANSWER}")`;
      expect((await run(reader, "python", input)).verdict).toBe("AC");
    },
    PATIENCE_MS,
  );

  /** Each of these prints what it got hold of; a closed door prints nothing. */
  test.each([
    ["the launcher's environment", "print(open('/proc/1/environ').read())"],
    [
      "files and pipes of the launcher",
      "import os\nfor p in ('self', '1'):\n  for f in os.listdir(f'/proc/{p}/fd'):\n    l = os.readlink(f'/proc/{p}/fd/{f}')\n    if l != '/dev/null' and not l.startswith('/proc/') and not l.endswith(('/stdin', '/stdout', '/stderr')): print(p, f, l)",
    ],
    ["password hashes", "print(open('/etc/shadow').read())"],
    ["account names", "print(open('/etc/passwd').read())"],
    ["the root user's home", "import os; print(os.listdir('/root'))"],
    ["the repository", `import os; print(os.listdir(${JSON.stringify(process.cwd())}))`],
    ["other jobs", "import os; print([n for n in os.listdir('/tmp')])"],
    [
      "the host's processes",
      "import os; print([p for p in os.listdir('/proc') if p.isdigit() and int(p) > 9])",
    ],
    [
      "a service of the host",
      "import socket; s = socket.create_connection(('127.0.0.1', @PORT), 1); print(s.recv(99))",
    ],
    [
      "the cloud's metadata",
      "import socket; s = socket.create_connection(('169.254.169.254', 80), 1); print('reached')",
    ],
    ["a vsock", "import socket; socket.socket(40, socket.SOCK_STREAM); print('made')"],
    ["a file in /", "open('/x', 'w'); print('written')"],
    ["a file beside its source", "open('/w/x', 'w'); print('written')"],
    ["its own source", "open('/w/solution.py', 'w'); print('written')"],
    ["a file in /usr", "open('/usr/bin/x', 'w'); print('written')"],
    ["shared memory", "open('/dev/shm/x', 'w'); print('written')"],
    [
      "a user namespace",
      "import os; os.unshare(os.CLONE_NEWUSER) if hasattr(os, 'unshare') else __import__('ctypes').CDLL(None).unshare(0x10000000) and exit(1); print('made')",
    ],
    [
      "its input file",
      "import os; os.write(os.open('/proc/self/fd/0', os.O_WRONLY), b'x'); print('written')",
    ],
  ])("keeps out of reach: %s", async (_name, source) => {
    const guarded = `import sys\ntry:\n  exec(${JSON.stringify(source)})\nexcept BaseException: sys.exit(0)`;
    const { tests } = await run(guarded);
    const said = (tests[0]?.stdout ?? "")
      .replace(/^(PWD=\/|PATH=\S*|HOME=\S*|\0|\uFFFD|_=\S*|OLDPWD=\S*)+$/gm, "")
      .trim();
    const harmless = ["", "[]"];
    if (_name === "its input file" && process.getuid?.() !== 0) return;
    if (_name === "the launcher's environment")
      return expect(said).not.toMatch(/DATABASE|SECRET|TOKEN|KEY|NODE|npm/i);
    expect(harmless, said).toContain(said);
  });

  test("holds no expected output anywhere a program can look", async () => {
    const source = `import os
for top in ("/w", "/tmp", "/etc", "/proc/self", "/proc/1", "/dev"):
    for folder, _, names in os.walk(top):
        for name in names:
            try:
                if "${SECRET_ANSWER.slice(0, 12)}" + "${SECRET_ANSWER.slice(12)}" in open(os.path.join(folder, name), errors="replace").read(100000) and "solution" not in name and "cmdline" not in name and "environ" not in name: print(folder, name)
            except Exception: pass
        if len(folder) > 60: break`;
    const { tests } = await run(source.replace("for top in", "import signal; signal.alarm(1)\nfor top in"));
    expect(tests[0]?.stdout ?? "").toBe("");
  });

  test("fills no disk: /tmp is small and gone afterwards", async () => {
    const source =
      "f = open('/tmp/a', 'wb')\nfor i in range(64):\n  open(f'/tmp/{i}', 'wb').write(bytes(1000000))";
    expect(["RTE", "MLE"]).toContain((await run(source)).verdict);
    expect((await run("import os; print(os.listdir('/tmp'))")).tests[0]?.stdout).toBe("[]\n");
  });

  test("says time and memory of the whole box", async () => {
    const { tests } = await run("x = bytearray(50_000_000)\ns = 0\nfor i in range(3_000_000): s += i");
    expect(tests[0]?.timeMs).toBeGreaterThan(30);
    if (judge.sandbox.limits.degraded) expect(tests[0]?.memoryKb).toBeNull();
    else expect(tests[0]?.memoryKb).toBeGreaterThan(48_000);
  });

  test(
    "goes on after its doorman was killed",
    async () => {
      for (const pid of doormen()) process.kill(pid, "SIGKILL");
      await expectUnharmed();
    },
    PATIENCE_MS,
  );

  test("the neighbour that programs cannot reach is there", async () => {
    const reached = await new Promise((resolve) => connect(port, "127.0.0.1").once("data", resolve));
    expect(String(reached)).toBe("a secret of the host");
  });
});

test("where there is no sandbox, the report says why and what to do, and no language is on", async () => {
  const { sandbox, report } = await openJudge(1, { driver: "none" });
  expect(sandbox).toBeNull();
  expect(report).toMatchObject({ driver: "none", reason: expect.any(String), fix: "unset SANDBOX" });
  expect(report.languages.some((language) => language.on)).toBe(false);
});
