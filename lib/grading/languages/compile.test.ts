import { describe, expect, test } from "vitest";
import type { LanguageId } from "#lib/assessments/languages.ts";
import { type Compiled, compileSubmission } from "../compile.ts";
import { LANGUAGES } from "../languages.ts";
import { holdJudge } from "../sandbox/hold-judge.ts";

/* The compiler works on what a stranger wrote: whatever it is, it ends in CE, within limits, and the next one compiles. */

const PATIENCE_MS = 60_000;
const COMPILED = LANGUAGES.filter(({ artifact }) => artifact).map(({ id }) => id);

const judge = holdJudge(2, { languages: COMPILED }, PATIENCE_MS);

/** null: the language is off on this machine; the tests of languages say so. */
async function compile(id: LanguageId, source: string, scope?: string): Promise<Compiled | null> {
  const runtime = judge.runtimes.get(id);
  if (!runtime) return null;
  return compileSubmission({ runtime, source, ...(scope ? { scope } : {}) }, judge.sandbox);
}

const selfTestOf = (id: LanguageId) =>
  LANGUAGES.find((language) => language.id === id)?.selfTest.source ?? "";

const SHADOW = /root:|\$y\$|\$6\$/;

describe("what would read, fill or stall the host ends in a compile error", () => {
  test.each<[string, LanguageId, string, RegExp]>([
    ["an endless file", "c", '#include "/dev/zero"\nint main(void) {}', /needed more than 1024 MiB|memory/],
    ["password hashes", "c", '#include "/etc/shadow"\nint main(void) {}', /No such file/],
    [
      "password hashes as bytes",
      "c",
      '__asm__(".incbin \\"/etc/shadow\\"");\nint main(void) {}',
      /No such file|not found/,
    ],
    ["the repository", "c", `#include "${process.cwd()}/package.json"\nint main(void) {}`, /No such file/],
    [
      "a macro that doubles itself",
      "c",
      `#define A0 "0123456789"\n${Array.from({ length: 30 }, (_, i) => `#define A${i + 1} A${i} A${i}`).join("\n")}\nchar *text = A30;\nint main(void) {}`,
      /stopped|memory|error/,
    ],
    [
      "a program of two hundred megabytes",
      "c",
      "char room[200 << 20] = {1};\nint main(void) { return room[1]; }",
      /./,
    ],
    [
      "templates without end",
      "cpp",
      "template <int N> struct A { A<N + 1> a; A<N + 2> b; };\nA<0> a;\nint main() {}",
      /depth|stopped/,
    ],
    [
      "templates that double at each step",
      "cpp",
      "template <int N, int M> struct A { static constexpr long v = A<N - 1, 2 * M>::v + A<N - 1, 2 * M + 1>::v; };\ntemplate <int M> struct A<0, M> { static constexpr long v = 1; };\nlong n = A<26, 0>::v;\nint main() {}",
      /stopped|memory|killed|Killed/,
    ],
    [
      "a loop at compile time",
      "cpp",
      "constexpr int f(int n) { int s = 0; for (int i = 0; i < n; i += (i % 2 ? 0 : 2)) s += i; return s; }\nconstexpr int x = f(1000000000);\nint main() { return x; }",
      /constexpr|stopped/,
    ],
    [
      "a file at compile time",
      "rust",
      'fn main() { print!("{}", include_str!("/etc/shadow")); }',
      /couldn't read|No such file/,
    ],
    [
      "an endless file at compile time",
      "rust",
      'static A: &[u8] = include_bytes!("/dev/zero");\nfn main() {}',
      /./,
    ],
    [
      "a macro that calls itself",
      "rust",
      "macro_rules! a { ($($t:tt)*) => { a!($($t)* $($t)* x) } }\nfn main() { a!(x) }",
      /recursion limit|stopped/,
    ],
    [
      "a macro of another crate",
      "rust",
      '#![crate_type = "proc-macro"]\nextern crate proc_macro;\nfn main() { let x: i32 = ""; }',
      /error/,
    ],
    [
      "an annotation processor",
      "java",
      'import javax.annotation.processing.*;\n@SupportedAnnotationTypes("*")\npublic class Main extends AbstractProcessor { public boolean process() { return nothing; } }',
      /^Main\.java:3: error: .*(cannot find symbol|not abstract)/m,
    ],
    ["no main", "java", "class Quiet {}", /public static void main/],
    ["no main", "go", "package main\n\nfunc other() {}\n", /main is undeclared/],
    [
      "a foreign package",
      "go",
      'package main\n\nimport "github.com/nobody/nothing"\n\nfunc main() { nothing.Do() }\n',
      /nobody\/nothing/,
    ],
    ["a decorator that Node cannot strip", "typescript", "class A { @log run() {} }\nfunction log() {", /./],
  ])(
    "%s (%s)",
    async (_name, id, source, says) => {
      const started = performance.now();
      const compiled = await compile(id, source);
      if (!compiled) return;
      expect(compiled).toMatchObject({
        ok: false,
        verdict: "CE",
        compileOutput: expect.stringMatching(says),
      });
      if (compiled.ok) return;
      expect(compiled.compileOutput).not.toMatch(SHADOW);
      expect(compiled.compileOutput.length).toBeLessThan(20_000);
      expect(performance.now() - started).toBeLessThan(40_000);
      expect(await compile("c", selfTestOf("c"))).toMatchObject({ ok: true });
    },
    PATIENCE_MS,
  );

  test(
    "a source of fifty megabytes",
    async () => {
      const compiled = await compile("c", `int main(void) {}${"\n@ nothing ".repeat(5_000_000)}`);
      expect(compiled?.ok).toBe(false);
    },
    PATIENCE_MS,
  );
});

test.each(COMPILED)(
  "%s gives the same program for the same source, to the byte",
  async (id) => {
    const source = selfTestOf(id);
    const [first, second] = await Promise.all([compile(id, source), compile(id, source)]);
    expect(second).toEqual(first);
  },
  PATIENCE_MS,
);

test(
  "what was compiled is remembered within its scope and nowhere else",
  async () => {
    const source = `int main(void) { return ${process.pid}; }`;
    const first = await compile("c", source, "attempt 1");
    expect(await compile("c", source, "attempt 1")).toBe(first);
    expect(await compile("c", source, "attempt 2")).not.toBe(first);
    expect(await compile("c", source)).not.toBe(first);
  },
  PATIENCE_MS,
);

test(
  "warnings are no verdict",
  async () => {
    const source = '#warning "beware"\nint main(void) { int unused; return "text"; }';
    expect(await compile("c", source)).toMatchObject({ ok: true });
  },
  PATIENCE_MS,
);
