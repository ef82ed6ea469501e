import type { Pair } from "./types.ts";

const raw = String.raw;
type Random = Parameters<Pair["input"]>[0];
const list = (count: number, random: () => number) => `${Array.from({ length: count }, random).join(" ")}\n`;

/** `n m` and m pairs: a path through all places, so that it hangs together, and some more. */
function graph(r: Random, n: number, more: number, whole = true): string {
  const edges = Array.from({ length: n - 1 }, (_, i) => `${i + 1} ${i + 2}`).filter(
    (_, i) => whole || i % 3 > 0,
  );
  for (let i = 0; i < more; i++) edges.push(`${r(1, n)} ${r(1, n)}`);
  return `${n} ${edges.length}\n${edges.join("\n")}\n`;
}

function neighbours([n = 0, m = 0, ...a]: readonly number[]): number[][] {
  const of = Array.from({ length: n + 1 }, (): number[] => []);
  for (let i = 0; i < m; i++) {
    of[a[2 * i] ?? 0]?.push(a[2 * i + 1] ?? 0);
    of[a[2 * i + 1] ?? 0]?.push(a[2 * i] ?? 0);
  }
  return of;
}

function distances(a: readonly number[], from: number): number[] {
  const of = neighbours(a);
  const far = of.map(() => -1);
  far[from] = 0;
  const queue = [from];
  for (const x of queue)
    for (const y of of[x] ?? [])
      if (far[y] === -1) {
        far[y] = (far[x] ?? 0) + 1;
        queue.push(y);
      }
  return far;
}

/** Graphs and tables: where the wrong programs search too long, too deep, or greedily. */
export const SEARCHES: readonly Pair[] = [
  {
    id: "shortest-path",
    task: "n m, then m edges: the fewest edges from 1 to n.",
    reads: "ints",
    input: (r, i) => graph(r, [5, 200, 20_000][i] ?? 5, i * 30),
    answer: (a) => distances(a, 1)[a[0] ?? 0] ?? -1,
    right: {
      python:
        "from collections import deque\nn, m = a[:2]; g = [[] for _ in range(n + 1)]\nfor i in range(m): x, y = a[2+2*i:4+2*i]; g[x].append(y); g[y].append(x)\nd = {1: 0}; q = deque([1])\nwhile q:\n  x = q.popleft()\n  for y in g[x]:\n    if y not in d: d[y] = d[x] + 1; q.append(y)\nprint(d[n])",
      cpp: raw`int N = a[0]; vector<vector<int>> g(N + 1); for (int i = 2; i < n; i += 2) g[a[i]].push_back(a[i + 1]), g[a[i + 1]].push_back(a[i]); vector<int> d(N + 1, -1); queue<int> q; q.push(1); d[1] = 0; while (!q.empty()) { int x = q.front(); q.pop(); for (int y : g[x]) if (d[y] < 0) d[y] = d[x] + 1, q.push(y); } cout << d[N] << "\n";`,
    },
    wrong: [
      ["python", "WA", "print(a[0] - 1)"],
      [
        "python",
        "TLE",
        "n, m = a[:2]; g = [[] for _ in range(n + 1)]\nfor i in range(m): x, y = a[2+2*i:4+2*i]; g[x].append(y); g[y].append(x)\ndef f(x, seen):\n  if x == n: return 0\n  return 1 + min((f(y, seen | {y}) for y in g[x] if y not in seen), default=10**9)\nprint(f(1, {1}))",
      ],
      ["cpp", "WA", "cout << (a[0] + 1) / 2;"],
    ],
  },
  {
    id: "components",
    task: "n m, then m edges: how many parts hang together?",
    reads: "ints",
    input: (r, i) => graph(r, [6, 300, 50_000][i] ?? 6, i * 400, false),
    answer: (a) => {
      const seen = new Set<number>();
      let parts = 0;
      const of = neighbours(a);
      for (let i = 1; i <= (a[0] ?? 0); i++) {
        if (seen.has(i)) continue;
        parts++;
        const stack = [i];
        for (let x = stack.pop(); x !== undefined; x = stack.pop()) {
          if (seen.has(x)) continue;
          seen.add(x);
          stack.push(...(of[x] ?? []));
        }
      }
      return parts;
    },
    right: {
      go: "n := a[0]\np := make([]int, n+1)\nfor i := range p { p[i] = i }\nvar f func(int) int\nf = func(x int) int { if p[x] != x { p[x] = f(p[x]) }; return p[x] }\nt := n\nfor i := 2; i+1 < len(a); i += 2 { if f(a[i]) != f(a[i+1]) { p[f(a[i])] = f(a[i+1]); t-- } }\nfmt.Fprintln(out, t)",
      java: "int n = (int) a[0]; int[] p = new int[n + 1]; for (int i = 0; i <= n; i++) p[i] = i; int t = n; for (int i = 2; i + 1 < a.length; i += 2) { int x = (int) a[i], y = (int) a[i + 1]; while (p[x] != x) x = p[x] = p[p[x]]; while (p[y] != y) y = p[y] = p[p[y]]; if (x != y) { p[x] = y; t--; } } System.out.println(t);",
    },
    wrong: [
      ["go", "WA", "fmt.Fprintln(out, a[0]-a[1])"],
      [
        "java",
        "RTE",
        "int n = (int) a[0]; int[] p = new int[n]; for (int i = 2; i < a.length; i++) p[(int) a[i]]++; System.out.println(1);",
      ],
      ["c", "WA", raw`printf("%lld\n", a[0] / 3);`],
    ],
  },
  {
    id: "coins",
    task: "A sum, then coins: the fewest coins that make it, or -1.",
    reads: "ints",
    input: (r, i) => `${["6 1 3 4", "7 2 4", `9999 ${list(8, () => r(2, 400)).trim()}`][i]}\n`,
    answer: ([sum = 0, ...coins]) => {
      const best = [0];
      for (let x = 1; x <= sum; x++)
        best[x] = 1 + Math.min(...coins.map((c) => (c <= x ? (best[x - c] ?? 0) : Number.POSITIVE_INFINITY)));
      return Number.isFinite(best[sum]) ? (best[sum] ?? 0) : -1;
    },
    right: {
      c: raw`int m = a[0], *b = malloc(4 * (m + 1)); b[0] = 0; for (int x = 1; x <= m; x++) { b[x] = 1 << 29; for (int i = 1; i < n; i++) if (a[i] <= x && b[x - a[i]] + 1 < b[x]) b[x] = b[x - a[i]] + 1; } printf("%d\n", b[m] < 1 << 29 ? b[m] : -1);`,
      ruby: "m, *c = a\nb = [0]\n(1..m).each { |x| b[x] = (c.filter_map { |k| b[x - k] if k <= x && b[x - k] }.min || nil)&.succ }\nputs b[m] || -1",
    },
    wrong: [
      [
        "ruby",
        "WA",
        "m, *c = a\nt = 0\nc.sort.reverse.each { |k| t += m / k; m %= k }\nputs m == 0 ? t : -1",
      ],
      [
        "rust",
        "TLE",
        `fn f(m: i64, c: &[i64]) -> i64 { if m == 0 { 0 } else { c.iter().filter(|k| **k <= m).map(|k| f(m - k, c)).filter(|x| *x >= 0).min().map_or(-1, |x| x + 1) } } println!("{}", f(a[0], &a[1..]));`,
      ],
    ],
  },
  {
    id: "climbing",
    task: "In how many ways do steps of 1, 2 or 3 make n? Modulo 1000000007.",
    reads: "ints",
    input: (_r, i) => `${[4, 50, 200_000][i]}\n`,
    answer: ([n = 0]) => {
      let [x, y, z] = [1, 1, 2];
      for (let i = 0; i < n; i++) [x, y, z] = [y, z, (x + y + z) % 1_000_000_007];
      return x;
    },
    right: {
      javascript:
        "let x = 1, y = 1, z = 2; for (let i = 0; i < a[0]; i++) [x, y, z] = [y, z, (x + y + z) % 1000000007]; console.log(x);",
      php: "$x = 1; $y = 1; $z = 2; for ($i = 0; $i < $a[0]; $i++) [$x, $y, $z] = [$y, $z, ($x + $y + $z) % 1000000007]; echo $x;",
    },
    wrong: [
      [
        "python",
        "RTE",
        "from functools import cache\n@cache\ndef f(n): return 1 if n < 2 else 2 if n == 2 else (f(n-1) + f(n-2) + f(n-3)) % 1000000007\nprint(f(a[0]))",
      ],
      [
        "php",
        "WA",
        "$x = 1; $y = 1; $z = 2; for ($i = 0; $i < $a[0]; $i++) [$x, $y, $z] = [$y, $z, $x + $y + $z]; echo $x;",
      ],
      [
        "javascript",
        "TLE",
        "const f = (n) => (n < 2 ? 1 : n === 2 ? 2 : f(n - 1) + f(n - 2) + f(n - 3)); console.log(f(Math.min(a[0], 60)));",
      ],
    ],
  },
  {
    id: "increasing",
    task: "The length of the longest strictly increasing subsequence.",
    reads: "ints",
    input: (r, i) => list([6, 300, 20_000][i] ?? 6, () => r(1, 10 ** (i + 1))),
    answer: (a) => {
      const ends: number[] = [];
      for (const x of a) {
        const at = ends.findIndex((end) => end >= x);
        ends[at < 0 ? ends.length : at] = x;
      }
      return ends.length;
    },
    right: {
      cpp: raw`vector<ll> e; for (ll x : a) { auto i = lower_bound(e.begin(), e.end(), x); if (i == e.end()) e.push_back(x); else *i = x; } cout << e.size() << "\n";`,
      python:
        "from bisect import bisect_left\ne = []\nfor x in a:\n  i = bisect_left(e, x)\n  e[i:i+1] = [x]\nprint(len(e))",
    },
    wrong: [
      [
        "cpp",
        "WA",
        "vector<ll> e; for (ll x : a) { auto i = upper_bound(e.begin(), e.end(), x); if (i == e.end()) e.push_back(x); else *i = x; } cout << e.size();",
      ],
      [
        "python",
        "TLE",
        "d = []\nfor i, x in enumerate(a): d.append(1 + max((d[j] for j in range(i) if a[j] < x), default=0))\nprint(max(d))",
      ],
    ],
  },
  {
    id: "binary-search",
    task: "A number, then a sorted list: its place from 1, or 0.",
    reads: "ints",
    input: (r, i) => {
      const sorted = Array.from({ length: 10 ** (i + 1) }, (_, at) => at * 3 + 1);
      return `${i === 1 ? 5 : (sorted[r(0, sorted.length - 1)] ?? 1)} ${sorted.join(" ")}\n`;
    },
    answer: ([x, ...a]) => a.indexOf(x ?? 0) + 1,
    right: {
      rust: `println!("{}", a[1..].binary_search(&a[0]).map_or(0, |i| i + 1));`,
      typescript: "const [x, ...b] = a; console.log(b.indexOf(x as number) + 1);",
    },
    wrong: [
      ["rust", "RTE", `println!("{}", a[1..].binary_search(&a[0]).unwrap() + 1);`],
      [
        "typescript",
        "TLE",
        "const [x = 0, ...b] = a; let [l, h] = [0, b.length]; while (l < h) { const m = (l + h) >> 1; if ((b[m] ?? 0) <= x) l = m; else h = m; } console.log(l);",
      ],
    ],
  },
  {
    id: "queens",
    task: "In how many ways do n queens stand on a board of n by n without a threat?",
    reads: "ints",
    input: (_r, i) => `${[4, 6, 8][i]}\n`,
    answer: ([n = 0]) => ({ 4: 2, 6: 4, 8: 92 })[n] ?? 0,
    right: {
      java: "System.out.println(new Object() { int f(int n, int r, int c, int d, int e) { if (r == n) return 1; int t = 0; for (int i = 0; i < n; i++) if (((c >> i) & 1) + ((d >> (r + i)) & 1) + ((e >> (r - i + n)) & 1) == 0) t += f(n, r + 1, c | 1 << i, d | 1 << (r + i), e | 1 << (r - i + n)); return t; } }.f((int) a[0], 0, 0, 0, 0));",
      python:
        "def f(r, c, d, e): return 1 if r == n else sum(f(r + 1, c | {i}, d | {r + i}, e | {r - i}) for i in range(n) if i not in c and r + i not in d and r - i not in e)\nn = a[0]\nprint(f(0, set(), set(), set()))",
    },
    wrong: [
      ["java", "WA", "int t = 1; for (int i = 2; i <= a[0]; i++) t *= i; System.out.println(t);"],
      ["bash", "WA", "echo $((a[0] / 2))"],
    ],
  },
  {
    id: "knapsack",
    task: "The room, then pairs of weight and worth: the most worth that fits.",
    reads: "ints",
    input: (r, i) => `${[10, 50, 2000][i]} ${list(2 * ([3, 10, 40][i] ?? 3), () => r(1, 60))}`,
    answer: ([room = 0, ...a]) => {
      const best = new Array<number>(room + 1).fill(0);
      for (let i = 0; i + 1 < a.length; i += 2)
        for (let w = room; w >= (a[i] ?? 0); w--)
          best[w] = Math.max(best[w] ?? 0, (best[w - (a[i] ?? 0)] ?? 0) + (a[i + 1] ?? 0));
      return best[room] ?? 0;
    },
    right: {
      go: "b := make([]int, a[0]+1)\nfor i := 1; i+1 < len(a); i += 2 { for w := a[0]; w >= a[i]; w-- { if v := b[w-a[i]] + a[i+1]; v > b[w] { b[w] = v } } }\nfmt.Fprintln(out, b[a[0]])",
      bash: "R=${a[0]}; for ((w = 0; w <= R; w++)); do b[w]=0; done; for ((i = 1; i + 1 < ${#a[@]}; i += 2)); do for ((w = R; w >= a[i]; w--)); do ((v = b[w - a[i]] + a[i + 1], b[w] = v > b[w] ? v : b[w], 1)); done; done; echo ${b[R]}",
    },
    wrong: [
      ["go", "WA", "t := 0\nfor i := 2; i < len(a); i += 2 { t += a[i] }\nfmt.Fprintln(out, t*2)"],
      [
        "c",
        "TLE",
        raw`long long r = a[0]; volatile long long t = 0; for (long long m = 0; m < 1LL << 40; m++) t += m ^ r; printf("%lld", t);`,
      ],
    ],
  },
];
