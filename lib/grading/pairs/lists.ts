import type { Pair } from "./types.ts";

const raw = String.raw;
const list = (count: number, random: () => number) => `${Array.from({ length: count }, random).join(" ")}\n`;

/** Lists: orders, counts, windows; where the wrong programs are off by one, quadratic, or greedy with memory. */
export const LISTS: readonly Pair[] = [
  {
    id: "sort",
    task: "The numbers in ascending order.",
    reads: "ints",
    input: (r, i) => list(10 ** (i + 1), () => r(-1000, 1000)),
    answer: (a) => [...a].sort((x, y) => x - y).join(" "),
    right: {
      typescript: "console.log(a.sort((x: number, y: number) => x - y).join(' '));",
      go: 'sort.Ints(a)\nfor _, x := range a { fmt.Fprint(out, x, " ") }',
      bash: "printf '%s\\n' \"${a[@]}\" | sort -n",
    },
    wrong: [
      ["javascript", "WA", "console.log(a.sort().join(' '));"],
      ["bash", "WA", "printf '%s\\n' \"${a[@]}\" | sort"],
      ["go", "CE", "sort.Ints(a)\nunused := 1\nfmt.Fprintln(out, a)"],
    ],
  },
  {
    id: "median",
    task: "The middle one of an odd count.",
    reads: "ints",
    input: (r, i) => list(2 * i + 3, () => r(1, 100)),
    answer: (a) => [...a].sort((x, y) => x - y)[(a.length - 1) / 2] ?? 0,
    tests: 4,
    right: {
      python: "print(sorted(a)[len(a) // 2])",
      rust: `a.sort(); println!("{}", a[a.len() / 2]);`,
      php: 'sort($a); echo $a[intdiv(count($a), 2)], "\\n";',
    },
    wrong: [
      ["python", "WA", "print(a[len(a) // 2])"],
      ["rust", "RTE", `a.sort(); println!("{}", a[a.len()]);`],
      ["c", "WA", raw`long long t = 0; for (int i = 0; i < n; i++) t += a[i]; printf("%lld\n", t / n + 7);`],
    ],
  },
  {
    id: "duplicates",
    task: "How many different numbers are there?",
    reads: "ints",
    input: (r, i) => list([5, 500, 30_000][i] ?? 5, () => r(1, i === 2 ? 1_000_000 : 20)),
    answer: (a) => new Set(a).size,
    right: {
      java: "System.out.println(Arrays.stream(a).distinct().count());",
      cpp: raw`cout << set<ll>(a.begin(), a.end()).size() << "\n";`,
      ruby: "puts a.uniq.size",
    },
    wrong: [
      ["python", "TLE", "seen = []\nfor x in a:\n  if x not in seen: seen.append(x)\nprint(len(seen))"],
      ["java", "WA", "System.out.println(a.length);"],
      ["cpp", "WA", "cout << unique(a.begin(), a.end()) - a.begin();"],
    ],
  },
  {
    id: "subarray",
    task: "The largest sum of a contiguous part, at least one number long.",
    reads: "ints",
    input: (r, i) => (i === 1 ? "-5 -3 -9\n" : list(i === 0 ? 6 : 20_000, () => r(-100, 100))),
    answer: (a) => {
      let [best, here] = [Number.NEGATIVE_INFINITY, 0];
      for (const x of a) {
        here = Math.max(here, 0) + x;
        best = Math.max(best, here);
      }
      return best;
    },
    right: {
      cpp: raw`ll b = LLONG_MIN, h = 0; for (ll x : a) { h = max(h, 0LL) + x; b = max(b, h); } cout << b << "\n";`,
      javascript:
        "let b = -Infinity, h = 0; for (const x of a) { h = Math.max(h, 0) + x; b = Math.max(b, h); } console.log(b);",
    },
    wrong: [
      ["cpp", "WA", "ll b = 0, h = 0; for (ll x : a) { h = max(h + x, 0LL); b = max(b, h); } cout << b;"],
      ["python", "TLE", "print(max(sum(a[i:j]) for i in range(len(a)) for j in range(i + 1, len(a) + 1)))"],
    ],
  },
  {
    id: "two-sum",
    task: "First the goal, then numbers: how many pairs have the goal as their sum?",
    reads: "ints",
    input: (r, i) => `${i === 0 ? "5 1 4 2 3 5" : list(i === 1 ? 300 : 40_000, () => r(1, 50_000)).trim()}\n`,
    answer: ([goal = 0, ...a]) => {
      const seen = new Map<number, number>();
      let pairs = 0;
      for (const x of a) {
        pairs += seen.get(goal - x) ?? 0;
        seen.set(x, (seen.get(x) ?? 0) + 1);
      }
      return pairs;
    },
    right: {
      python:
        "from collections import Counter\nc = Counter(); t = 0\nfor x in a[1:]:\n  t += c[a[0] - x]; c[x] += 1\nprint(t)",
      go: "seen := map[int]int{}\nt := 0\nfor _, x := range a[1:] { t += seen[a[0]-x]; seen[x]++ }\nfmt.Fprintln(out, t)",
      java: "Map<Long, Long> c = new HashMap<>(); long t = 0; for (int i = 1; i < a.length; i++) { t += c.getOrDefault(a[0] - a[i], 0L); c.merge(a[i], 1L, Long::sum); } System.out.println(t);",
    },
    wrong: [
      ["ruby", "TLE", "puts (1...a.size).sum { |i| (i + 1...a.size).count { |j| a[i] + a[j] == a[0] } }"],
      [
        "go",
        "WA",
        "seen := map[int]bool{}\nt := 0\nfor _, x := range a[1:] { if seen[a[0]-x] { t++ }; seen[x] = true }\nfmt.Fprintln(out, t+1)",
      ],
    ],
  },
  {
    id: "rotate",
    task: "First k, then numbers: rotated to the left by k places.",
    reads: "ints",
    input: (r, i) => `${[2, 7, 1003][i]} ${list(5, () => r(1, 9))}`,
    answer: ([k = 0, ...a]) => a.map((_, i) => a[(i + k) % a.length]).join(" "),
    right: {
      ruby: "k, *b = a\nputs b.rotate(k).join(' ')",
      c: raw`for (int i = 0; i < n - 1; i++) printf("%lld ", a[1 + (i + a[0]) % (n - 1)]); puts("");`,
      typescript:
        "const [k = 0, ...b] = a; console.log(b.map((_, i: number) => b[(i + k) % b.length]).join(' '));",
    },
    wrong: [
      [
        "c",
        "WA",
        raw`for (int i = 0; i < n - 1; i++) printf("%lld ", i + a[0] < n - 1 ? a[1 + i + a[0]] : 0);`,
      ],
      ["java", "RTE", 'for (int i = 1; i < a.length; i++) System.out.print(a[i + (int) a[0]] + " ");'],
      [
        "typescript",
        "WA",
        "const [k = 0, ...b] = a; console.log([...b.slice(k), ...b.slice(0, k)].reverse().join(' '));",
      ],
    ],
  },
  {
    id: "prefix-queries",
    task: "n, n numbers, then pairs l r: the sum from place l to r, a line each.",
    reads: "ints",
    input: (r, i) => {
      const n = [4, 50, 20_000][i] ?? 4;
      const queries = Array.from({ length: i === 2 ? 5000 : 5 }, () => {
        const left = r(1, n);
        return `${left} ${r(left, n)}`;
      });
      return `${n}\n${list(n, () => r(-1000, 1000))}${queries.join("\n")}\n`;
    },
    answer: ([n = 0, ...a]) => {
      const sums = [0];
      for (let i = 0; i < n; i++) sums.push((sums[i] ?? 0) + (a[i] ?? 0));
      const lines: number[] = [];
      for (let i = n; i + 1 < a.length; i += 2)
        lines.push((sums[a[i + 1] ?? 0] ?? 0) - (sums[(a[i] ?? 1) - 1] ?? 0));
      return lines.join("\n");
    },
    right: {
      python:
        "n = a[0]; p = [0]\nfor x in a[1:n+1]: p.append(p[-1] + x)\nq = a[n+1:]\nprint('\\n'.join(str(p[q[i+1]] - p[q[i] - 1]) for i in range(0, len(q), 2)))",
      rust: `let n = a[0] as usize; let mut p = vec![0i64]; for i in 1..=n { p.push(p[i - 1] + a[i]); } for q in a[n + 1..].chunks(2) { println!("{}", p[q[1] as usize] - p[q[0] as usize - 1]); }`,
    },
    wrong: [
      [
        "python",
        "TLE",
        "n = a[0]\nfor i in range(n + 1, len(a), 2):\n  t = 0\n  for j in range(a[i], a[i+1] + 1):\n    t += a[j]\n  print(t)",
      ],
      [
        "rust",
        "RTE",
        `let n = a[0] as usize; let mut p = vec![0i64]; for i in 1..=n { p.push(p[i - 1] + a[i]); } for q in a[n + 1..].chunks(2) { println!("{}", p[q[1] as usize + n] - p[q[0] as usize]); }`,
      ],
      [
        "cpp",
        "WA",
        raw`int m = a[0]; vector<ll> p(m + 1); for (int i = 1; i <= m; i++) p[i] = p[i - 1] + a[i]; for (int i = m + 1; i < n; i += 2) cout << p[a[i + 1]] - p[a[i]] << "\n";`,
      ],
    ],
  },
  {
    id: "majority",
    task: "The number that stands in more than half of the places, or -1.",
    reads: "ints",
    input: (r, i) => (i === 0 ? "1 2 1 1\n" : list(1001, () => (i === 1 ? 7 : r(1, 3)))),
    answer: (a) => a.find((x, i) => i < 50 && a.filter((y) => y === x).length * 2 > a.length) ?? -1,
    right: {
      php: "foreach (array_count_values($a) as $x => $c) if ($c * 2 > count($a)) { echo $x; exit; } echo -1;",
      bash: "n=${#a[@]}; printf '%s\\n' \"${a[@]}\" | sort | uniq -c | awk -v n=$n '$1 * 2 > n { print $2; f = 1 } END { if (!f) print -1 }'",
    },
    wrong: [
      ["php", "WA", "$c = array_count_values($a); arsort($c); echo array_key_first($c);"],
      ["javascript", "MLE", "const all = []; for (;;) all.push(Buffer.alloc(1 << 20, 1));"],
      ["ruby", "RTE", "puts a.tally.find { |_, c| c * 2 > a.size }.first"],
    ],
  },
];
