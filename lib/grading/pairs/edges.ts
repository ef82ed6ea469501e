import type { Pair } from "./types.ts";

const raw = String.raw;
const list = (count: number, random: () => number) => `${Array.from({ length: count }, random).join(" ")}\n`;
const ROMAN = [
  ["m", 1000],
  ["cm", 900],
  ["d", 500],
  ["cd", 400],
  ["c", 100],
  ["xc", 90],
  ["l", 50],
  ["xl", 40],
  ["x", 10],
  ["ix", 9],
  ["v", 5],
  ["iv", 4],
  ["i", 1],
] as const;

/** The judge's own edges: depth, size, tolerance, memory, line ends, tables. */
export const EDGES: readonly Pair[] = [
  {
    id: "deep",
    task: "n + (n-1) + … + 1, by a function that calls itself n times.",
    reads: "ints",
    input: (_r, i) => `${[10, 1000, 200_000][i]}\n`,
    answer: ([n = 0]) => (BigInt(n) * BigInt(n + 1)) / 2n,
    right: {
      cpp: raw`struct { ll f(ll n) { volatile ll m = n; return n == 0 ? 0 : m + f(n - 1); } } o; cout << o.f(a[0]) << "\n";`,
      rust: `fn f(n: i64) -> i64 { if n == 0 { 0 } else { std::hint::black_box(n) + f(n - 1) } } println!("{}", f(a[0]));`,
      go: "var f func(int) int\nf = func(n int) int { if n == 0 { return 0 }; return n + f(n-1) }\nfmt.Fprintln(out, f(a[0]))",
    },
    wrong: [
      ["python", "RTE", "def f(n): return n and n + f(n - 1)\nprint(f(a[0]))"],
      ["javascript", "RTE", "const f = (n) => (n ? n + f(n - 1) : 0); console.log(f(a[0]));"],
      [
        "go",
        "MLE",
        "var f func(int) int\nf = func(n int) int { return 1 + f(n+1) }\nfmt.Fprintln(out, f(a[0]))",
      ],
    ],
  },
  {
    id: "echo",
    task: "The input again, half a megabyte of it.",
    reads: "text",
    input: (r, i) => `${"0123456789abcde\n".repeat([1, 100, 32_000][i] ?? 1)}${r(0, 9)}\n`,
    answer: (s) => s,
    right: {
      python: "print(s)",
      php: "echo $s;",
      c: "puts(s);",
      bash: 'printf "%s\\n" "$s"',
    },
    wrong: [
      ["python", "OLE", "print(s * 3 if len(s) > 99999 else s)"],
      ["c", "WA", "s[n - 1] = 'z'; puts(s);"],
      ["ruby", "OLE", "puts(s.size > 99_999 ? s * 9 : s)"],
    ],
  },
  {
    id: "circle",
    task: "The area of a circle with radius r/1000, within 1e-6 of it.",
    reads: "ints",
    flags: ["float_relative_tolerance", "1e-6"],
    input: (r, i) => `${i === 0 ? 1000 : r(1, 1e9)}\n`,
    answer: ([n = 0]) => Math.PI * (n / 1000) ** 2,
    right: {
      c: raw`printf("%.9e\n", acos(-1) * a[0] * a[0] / 1e6);`,
      typescript: "console.log(Math.PI * (a[0]! / 1000) ** 2);",
      ruby: "puts Math::PI * (a[0] / 1000.0)**2",
    },
    wrong: [
      ["python", "WA", "print(3.1416 * (a[0] / 1000) ** 2)"],
      ["ruby", "WA", "puts 'nan'"],
      ["c", "WA", raw`printf("%d\n", (int)(3 * a[0]));`],
    ],
  },
  {
    id: "lines",
    task: "How many lines are there? Lines end as they do on Windows.",
    reads: "text",
    input: (r, i) => `${Array.from({ length: 3 + i * 500 }, () => r(1, 99)).join("\r\n")}\r\n`,
    answer: (s) => s.split("\n").length,
    right: {
      java: "System.out.println(s.lines().count());",
      ruby: "puts s.lines.size",
      javascript: "console.log(s.split(/\\r?\\n/).length);",
    },
    wrong: [
      ["ruby", "WA", "puts s.split(/[\\r\\n]/).size"],
      ["java", "WA", 'System.out.println(s.split("\\r").length + 1);'],
      ["bash", "RTE", "kill -SEGV $$"],
    ],
  },
  {
    id: "square-root",
    task: "The whole part of the square root of a number up to 10^17.",
    reads: "ints",
    input: (_r, i) => `${["17", "99999999999999999", "39999999599999999"][i]}\n`,
    answer: ([n = 0]) => ({ 17: 4, 99999999999999999: 316227766, 39999999599999999: 199999998 })[n] ?? 0,
    right: {
      python: "from math import isqrt\nprint(isqrt(a[0]))",
      rust: `let (mut l, mut h) = (0i64, 400_000_000i64); while h - l > 1 { let m = (l + h) / 2; if m * m <= a[0] { l = m } else { h = m } } println!("{}", l);`,
      java: "long x = (long) Math.sqrt((double) a[0]); while (x * x > a[0]) x--; while ((x + 1) * (x + 1) <= a[0]) x++; System.out.println(x);",
    },
    wrong: [
      ["c", "WA", raw`printf("%d\n", (int)sqrtf(a[0]));`],
      [
        "java",
        "TLE",
        "long x = 0; while (Long.compareUnsigned(x * x, a[0]) <= 0 || x >= 0) x = (x + 1) & 0xffffffL; System.out.println(x);",
      ],
    ],
  },
  {
    id: "leap-year",
    task: "yes or no for each year, a line each.",
    reads: "ints",
    input: (r, i) => (i === 0 ? "2024 1900 2000 2023\n" : list(50, () => r(1600, 2400))),
    answer: (a) => a.map((y) => (y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? "yes" : "no")).join("\n"),
    right: {
      php: 'foreach ($a as $y) echo $y % 4 == 0 && ($y % 100 || $y % 400 == 0) ? "yes\\n" : "no\\n";',
      bash: 'for y in "${a[@]}"; do ((y % 4 == 0 && (y % 100 || y % 400 == 0))) && echo yes || echo no; done',
      go: 'for _, y := range a { if y%4 == 0 && (y%100 != 0 || y%400 == 0) { fmt.Fprintln(out, "yes") } else { fmt.Fprintln(out, "no") } }',
    },
    wrong: [
      ["php", "WA", 'foreach ($a as $y) echo $y % 4 == 0 ? "yes\\n" : "no\\n";'],
      ["bash", "CE", 'for y in "${a[@]}"; do echo yes'],
      ["go", "WA", 'for range a { fmt.Fprintln(out, "no") }'],
    ],
  },
  {
    id: "roman",
    task: "A number below 4000 in Roman letters, small or large.",
    reads: "ints",
    tests: 4,
    input: (r, i) => `${[4, 1994, 3999][i] ?? r(1, 3999)}\n`,
    answer: ([n = 0]) => {
      let [rest, roman] = [n, ""];
      for (const [letters, worth] of ROMAN) {
        roman += letters.repeat(Math.floor(rest / worth));
        rest %= worth;
      }
      return roman;
    },
    right: {
      javascript:
        "let n = a[0], t = ''; for (const [w, l] of [[1000, 'M'], [900, 'CM'], [500, 'D'], [400, 'CD'], [100, 'C'], [90, 'XC'], [50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I']]) for (; n >= w; n -= w) t += l; console.log(t);",
      ruby: "n = a[0]\nputs [[1000, 'm'], [900, 'cm'], [500, 'd'], [400, 'cd'], [100, 'c'], [90, 'xc'], [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i']].reduce('') { |t, (w, l)| k, n = n.divmod(w); t + l * k }",
    },
    wrong: [
      [
        "ruby",
        "WA",
        "n = a[0]\nputs [[1000, 'm'], [500, 'd'], [100, 'c'], [50, 'l'], [10, 'x'], [5, 'v'], [1, 'i']].reduce('') { |t, (w, l)| k, n = n.divmod(w); t + l * k }",
      ],
      ["java", "RTE", "int[] x = new int[3]; System.out.println(x[(int) a[0]]);"],
    ],
  },
  {
    id: "hunger",
    task: "How many of the numbers are odd?",
    reads: "ints",
    input: (r, i) => list(10 + 1000 * i, () => r(1, 1e6)),
    answer: (a) => a.filter((x) => x % 2).length,
    right: {
      c: raw`int t = 0; for (int i = 0; i < n; i++) t += a[i] & 1; printf("%d\n", t);`,
      php: 'echo count(array_filter($a, fn ($x) => $x % 2)), "\\n";',
      rust: `println!("{}", a.iter().filter(|x| **x % 2 == 1).count());`,
    },
    wrong: [
      ["c", "MLE", "for (;;) { char *p = malloc(1 << 20); if (p) memset(p, 1, 1 << 20); }"],
      ["python", "MLE", "x = [a]\nwhile True: x.append(bytearray(1 << 20))"],
      [
        "java",
        "MLE",
        "List<byte[]> x = new ArrayList<>(); for (;;) { byte[] b = new byte[1 << 20]; Arrays.fill(b, (byte) 1); x.add(b); }",
      ],
      ["rust", "MLE", "let mut x = vec![]; loop { x.push(vec![1u8; 1 << 20]); }"],
      ["php", "MLE", "$x = []; for (;;) $x[] = str_repeat('x', 1 << 20);"],
      ["ruby", "MLE", "x = []\nloop { x << 'x' * (1 << 20) }"],
      [
        "go",
        "MLE",
        "var x [][]byte\nfor { b := make([]byte, 1<<20); for i := range b { b[i] = 1 }; x = append(x, b) }",
      ],
    ],
  },
  {
    id: "table",
    task: "A table t(x): the sum of x.",
    reads: "text",
    input: (r, i) =>
      `CREATE TABLE t (x INTEGER);\nINSERT INTO t VALUES ${Array.from({ length: 3 + 50 * i }, () => `(${r(1, 1e9)})`).join(", ")};\n`,
    answer: (s) => [...s.matchAll(/\((\d+)\)/g)].reduce((sum, [, x]) => sum + Number(x), 0),
    right: { sql: "SELECT sum(x) FROM t;" },
    wrong: [
      ["sql", "WA", "SELECT count(*) FROM t;"],
      ["sql", "RTE", "SELECT sum(y) FROM t;"],
      [
        "sql",
        "TLE",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;",
      ],
    ],
  },
];
