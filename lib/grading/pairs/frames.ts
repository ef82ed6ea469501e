import type { LanguageId } from "#lib/assessments/languages.ts";

/*
 * What stands around the body of a program in each language. "ints": `a` holds every number of the input, `n` how many
 * (in C; elsewhere the list knows). "text": `s` is the input without white space at its end.
 */

type Frames = Partial<Record<LanguageId, (body: string) => string>>;

const C_HEAD =
  "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <ctype.h>\n#include <math.h>\n";
const CPP_HEAD =
  "#include <iostream>\n#include <vector>\n#include <string>\n#include <algorithm>\n#include <numeric>\n#include <set>\n#include <queue>\n#include <climits>\nusing namespace std;\ntypedef long long ll;\n";
const JAVA = (before: string, body: string) =>
  `import java.util.*;\npublic class Main {\n  public static void main(String[] args) throws Exception {\n    String s = new String(System.in.readAllBytes()).stripTrailing();\n    ${before}\n    ${body}\n  }\n}\n`;
const RUST_HEAD =
  "use std::io::*;\nuse std::collections::*;\nfn main() { let mut s = String::new(); stdin().read_to_string(&mut s).unwrap(); ";
const GO = (before: string, body: string) => {
  const uses = ["sort", "strings", "math", "strconv", "os"].filter((name) =>
    `${before}${body}`.includes(`${name}.`),
  );
  const imports = ["bufio", "fmt", "io", "os", ...uses].filter((name, at, all) => all.indexOf(name) === at);
  return `package main\n${imports.map((name) => `import "${name}"\n`).join("")}func main() {\nout := bufio.NewWriter(os.Stdout)\ndefer out.Flush()\nin, _ := io.ReadAll(os.Stdin)\n_ = in\n_ = fmt.Sprint\n${before}\n${body}\n}\n`;
};

const INTS: Frames = {
  python: (body) => `import sys\na = list(map(int, sys.stdin.read().split()))\n${body}\n`,
  javascript: (body) =>
    `const a = require("fs").readFileSync(0, "utf8").split(/\\s+/).filter(Boolean).map(Number);\n${body}\n`,
  typescript: (body) =>
    `import { readFileSync } from "node:fs";\nconst a: number[] = readFileSync(0, "utf8").split(/\\s+/).filter(Boolean).map(Number);\n${body}\n`,
  c: (body) =>
    `${C_HEAD}static long long a[300000]; int n;\nint main(void) { while (n < 300000 && scanf("%lld", &a[n]) == 1) n++; ${body} return 0; }\n`,
  cpp: (body) =>
    `${CPP_HEAD}int main() { vector<ll> a; for (ll x; cin >> x;) a.push_back(x); int n = a.size(); (void)n; ${body} }\n`,
  java: (body) =>
    JAVA(
      'long[] a = s.isBlank() ? new long[0] : Arrays.stream(s.trim().split("\\\\s+")).mapToLong(Long::parseLong).toArray();',
      body,
    ),
  go: (body) =>
    GO(
      "var a []int\nfor _, w := range strings.Fields(string(in)) { x, _ := strconv.Atoi(w); a = append(a, x) }\n_ = a",
      body,
    ),
  rust: (body) =>
    `${RUST_HEAD}let mut a: Vec<i64> = s.split_whitespace().map(|x| x.parse().unwrap()).collect(); ${body} }\n`,
  ruby: (body) => `a = STDIN.read.split.map(&:to_i)\n${body}\n`,
  php: (body) =>
    `<?php\n$a = array_map('intval', preg_split('/\\s+/', stream_get_contents(STDIN), -1, PREG_SPLIT_NO_EMPTY));\n${body}\n`,
  bash: (body) => `a=($(cat))\n${body}\n`,
};

const TEXT: Frames = {
  python: (body) => `import sys\ns = sys.stdin.read().rstrip()\n${body}\n`,
  javascript: (body) => `const s = require("fs").readFileSync(0, "utf8").trimEnd();\n${body}\n`,
  typescript: (body) =>
    `import { readFileSync } from "node:fs";\nconst s: string = readFileSync(0, "utf8").trimEnd();\n${body}\n`,
  c: (body) =>
    `${C_HEAD}static char s[2000001];\nint main(void) { int n = fread(s, 1, 2000000, stdin); while (n > 0 && isspace((unsigned char)s[n - 1])) n--; s[n] = 0; ${body} return 0; }\n`,
  cpp: (body) =>
    `${CPP_HEAD}int main() { string s((istreambuf_iterator<char>(cin)), {}); while (!s.empty() && isspace((unsigned char)s.back())) s.pop_back(); ${body} }\n`,
  java: (body) => JAVA("", body),
  go: (body) => GO('s := strings.TrimRight(string(in), " \\r\\n")\n_ = s', body),
  rust: (body) => `${RUST_HEAD}let s = s.trim_end(); ${body} }\n`,
  ruby: (body) => `s = STDIN.read.rstrip\n${body}\n`,
  php: (body) => `<?php\n$s = rtrim(stream_get_contents(STDIN));\n${body}\n`,
  bash: (body) => `s=$(cat)\n${body}\n`,
};

/** The whole program. SQL has no frame: its input is a script that made the tables. */
export function framed(reads: "ints" | "text", language: LanguageId, body: string): string {
  return (reads === "ints" ? INTS : TEXT)[language]?.(body) ?? `${body}\n`;
}
