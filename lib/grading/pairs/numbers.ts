import type { Pair } from "./types.ts";

const raw = String.raw;
const list = (count: number, random: () => number) => `${Array.from({ length: count }, random).join(" ")}\n`;
const big = (a: readonly number[]) => a.reduce((sum, x) => sum + BigInt(x), 0n);

/** Arithmetic: where the wrong programs overflow, divide badly, or count too long. */
export const NUMBERS: readonly Pair[] = [
  {
    id: "sum",
    task: "The sum of all numbers.",
    reads: "ints",
    input: (r, i) => list(i === 0 ? 3 : 2000, () => r(1, i === 2 ? 1_000_000_000 : 1000)),
    answer: big,
    right: {
      python: "print(sum(a))",
      c: raw`long long t = 0; for (int i = 0; i < n; i++) t += a[i]; printf("%lld\n", t);`,
      bash: raw`t=0; for x in "\${a[@]}"; do ((t += x)); done; echo $t`.replaceAll("\\$", "$"),
    },
    wrong: [
      ["c", "WA", raw`int t = 0; for (int i = 0; i < n; i++) t += a[i]; printf("%d\n", t);`],
      ["java", "WA", "int t = 0; for (long x : a) t += x; System.out.println(t);"],
      ["python", "CE", "print(sum(a)"],
    ],
  },
  {
    id: "mean",
    task: "The mean, to six digits.",
    reads: "ints",
    flags: ["float_tolerance", "1e-6"],
    input: (r, i) => list(i + 3, () => r(-1000, 1000)),
    answer: (a) => a.reduce((x, y) => x + y, 0) / a.length,
    right: {
      javascript: "console.log((a.reduce((x, y) => x + y) / a.length).toFixed(9));",
      rust: `println!("{}", a.iter().sum::<i64>() as f64 / a.len() as f64);`,
      ruby: "puts a.sum.to_f / a.size",
    },
    wrong: [
      ["ruby", "WA", "puts a.sum / a.size + 0.5"],
      ["cpp", "WA", "cout << accumulate(a.begin(), a.end(), 0LL) / n + 1;"],
      ["go", "RTE", "z := len(a) - len(a)\nfmt.Fprintln(out, a[0] / z)"],
    ],
  },
  {
    id: "fibonacci",
    task: "The n-th Fibonacci number.",
    reads: "ints",
    input: (r, i) => `${[10, 70, 90][i] ?? r(20, 90)}\n`,
    answer: ([n = 0]) => {
      let [x, y] = [0n, 1n];
      for (let i = 0; i < n; i++) [x, y] = [y, x + y];
      return x;
    },
    right: {
      go: "x, y := 0, 1\nfor i := 0; i < a[0]; i++ { x, y = y, x+y }\nfmt.Fprintln(out, x)",
      php: '$x = 0; $y = 1; for ($i = 0; $i < $a[0]; $i++) [$x, $y] = [$y, $x + $y]; echo $x, "\\n";',
      java: "long x = 0, y = 1; for (int i = 0; i < a[0]; i++) { long z = x + y; x = y; y = z; } System.out.println(x);",
    },
    wrong: [
      [
        "go",
        "TLE",
        "var f func(int) int\nf = func(n int) int { if n < 2 { return n }; return f(n-1) + f(n-2) }\nfmt.Fprintln(out, f(a[0]))",
      ],
      [
        "javascript",
        "WA",
        "let [x, y] = [0, 1]; for (let i = 0; i < a[0]; i++) [x, y] = [y, x + y]; console.log(x);",
      ],
      ["python", "TLE", "def f(n): return n if n < 2 else f(n - 1) + f(n - 2)\nprint(f(a[0]))"],
    ],
  },
  {
    id: "gcd",
    task: "The greatest common divisor of all numbers.",
    reads: "ints",
    input: (r, i) => {
      const g = [6, 1, 999_983][i] ?? 1;
      return list(5, () => g * r(1, 1000));
    },
    answer: (a) =>
      a.reduce((x, y) => {
        let [p, q] = [x, y];
        while (q) [p, q] = [q, p % q];
        return p;
      }),
    right: {
      cpp: raw`ll g = 0; for (ll x : a) g = gcd(g, x); cout << g << "\n";`,
      ruby: "puts a.reduce(:gcd)",
      typescript:
        "const gcd = (x: number, y: number): number => (y ? gcd(y, x % y) : x); console.log(a.reduce(gcd));",
    },
    wrong: [
      ["typescript", "WA", "console.log(Math.min(...a));"],
      ["c", "RTE", raw`long long z = n - n; printf("%lld\n", a[0] / z);`],
      ["typescript", "CE", "const x: = a; console.log(x);"],
    ],
  },
  {
    id: "primes",
    task: "How many primes are there up to n?",
    reads: "ints",
    input: (_r, i) => `${[10, 1000, 200_000][i]}\n`,
    answer: ([n = 0]) => {
      const sieve = new Uint8Array(n + 1);
      let count = 0;
      for (let p = 2; p <= n; p++) {
        if (sieve[p]) continue;
        count++;
        for (let q = p * 2; q <= n; q += p) sieve[q] = 1;
      }
      return count;
    },
    right: {
      c: raw`int m = a[0], t = 0; char *v = calloc(m + 1, 1); for (int p = 2; p <= m; p++) if (!v[p]) { t++; for (long q = 2L * p; q <= m; q += p) v[q] = 1; } printf("%d\n", t);`,
      python:
        "m = a[0]; v = bytearray([1]) * (m + 1); v[:2] = b'\\0\\0'\nfor p in range(2, int(m ** .5) + 1):\n  if v[p]: v[p*p::p] = bytes(len(range(p*p, m + 1, p)))\nprint(sum(v))",
    },
    wrong: [
      ["python", "TLE", "print(sum(all(p % q for q in range(2, p)) for p in range(2, a[0] + 1)))"],
      [
        "rust",
        "WA",
        `let m = a[0]; println!("{}", (1..=m).filter(|p| (2..*p).take(50).all(|q| p % q != 0)).count());`,
      ],
      ["ruby", "TLE", "puts (2..a[0]).count { |p| (2...p).none? { |q| p % q == 0 } }"],
    ],
  },
  {
    id: "collatz",
    task: "Steps of the 3n+1 game until 1.",
    reads: "ints",
    input: (_r, i) => `${[6, 27, 8_400_511][i]}\n`,
    answer: ([n = 1]) => {
      let [x, steps] = [n, 0];
      for (; x !== 1; steps++) x = x % 2 ? 3 * x + 1 : x / 2;
      return steps;
    },
    right: {
      rust: `let (mut x, mut t) = (a[0], 0); while x != 1 { x = if x % 2 == 1 { 3 * x + 1 } else { x / 2 }; t += 1; } println!("{}", t);`,
      bash: "x=${a[0]}; t=0; while ((x != 1)); do ((x = x % 2 ? 3 * x + 1 : x / 2, t++)); done; echo $t",
    },
    wrong: [
      [
        "rust",
        "RTE",
        `let (mut x, mut t) = (a[0] as i32, 0); while x != 1 { x = if x % 2 == 1 { x.checked_mul(3).unwrap() + 1 } else { x / 2 }; t += 1; } println!("{}", t);`,
      ],
      ["bash", "TLE", "x=${a[0]}; while ((x != -1)); do ((x = x % 2 ? 3 * x + 1 : x / 2)); done; echo $x"],
      ["php", "WA", "$x = $a[0]; for ($t = 1; $x != 1; $t++) $x = $x % 2 ? 3 * $x + 1 : $x / 2; echo $t;"],
    ],
  },
  {
    id: "power",
    task: "b to the power of e, modulo m.",
    reads: "ints",
    input: (r, i) => `${i === 0 ? "2 10 1000" : `${r(2, 1e9)} ${r(1e8, 1e9)} 1000000007`}\n`,
    answer: ([b = 0, e = 0, m = 1]) => {
      let [x, y, k] = [1n, BigInt(b), BigInt(e)];
      for (; k; k >>= 1n) {
        if (k & 1n) x = (x * y) % BigInt(m);
        y = (y * y) % BigInt(m);
      }
      return x;
    },
    right: {
      python: "print(pow(*a))",
      java: "System.out.println(java.math.BigInteger.valueOf(a[0]).modPow(java.math.BigInteger.valueOf(a[1]), java.math.BigInteger.valueOf(a[2])));",
      cpp: raw`ll x = 1, b = a[0] % a[2]; for (ll e = a[1]; e; e /= 2, b = b * b % a[2]) if (e & 1) x = x * b % a[2]; cout << x << "\n";`,
    },
    wrong: [
      ["python", "TLE", "print(a[0] ** a[1] % a[2])"],
      [
        "javascript",
        "WA",
        "let x = 1, b = a[0] % a[2]; for (let e = a[1]; e; e = Math.floor(e / 2), b = (b * b) % a[2]) if (e % 2) x = (x * b) % a[2]; console.log(x);",
      ],
    ],
  },
  {
    id: "digits",
    task: "The sum of the digits of all numbers.",
    reads: "ints",
    input: (r, i) => list(10 ** (i + 1), () => r(0, 1e9)),
    answer: (a) => [...a.join("")].reduce((sum, d) => sum + Number(d), 0),
    right: {
      ruby: "puts a.join.each_char.sum(&:to_i)",
      php: 'echo array_sum(str_split(implode("", $a))), "\\n";',
      javascript: "console.log([...a.join('')].reduce((t, d) => t + +d, 0));",
    },
    wrong: [
      ["javascript", "WA", "console.log([...a.join('')].reduce((t, d) => t + d));"],
      ["php", "RTE", "throw new Exception('no');"],
      ["ruby", "CE", "puts a.each do |x"],
    ],
  },
];
