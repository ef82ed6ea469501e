import type { Pair } from "./types.ts";

const raw = String.raw;
type Random = Parameters<Pair["input"]>[0];
const word = (r: Random, length: number, letters = "abcdefgh") =>
  Array.from({ length }, () => letters[r(0, letters.length - 1)]).join("");
const words = (r: Random, count: number) => Array.from({ length: count }, () => word(r, r(1, 6))).join(" ");

/** Text: letters, words, brackets; where the wrong programs forget a case. */
export const TEXTS: readonly Pair[] = [
  {
    id: "reverse",
    task: "The line from its end.",
    reads: "text",
    input: (r, i) => `${word(r, 10 ** (i + 1))}\n`,
    answer: (s) => [...s].reverse().join(""),
    right: {
      python: "print(s[::-1])",
      c: 'while (n--) putchar(s[n]); puts("");',
      bash: 'echo "$s" | rev',
      go: "for i := len(s) - 1; i >= 0; i-- { out.WriteByte(s[i]) }",
    },
    wrong: [
      ["bash", "WA", 'echo "$s"'],
      ["c", "RTE", "abort();"],
      ["go", "RTE", "for i := len(s); i >= 0; i-- { out.WriteByte(s[i]) }"],
    ],
  },
  {
    id: "palindrome",
    task: "yes when the line reads the same from both ends, letters only and case aside; else no.",
    reads: "text",
    input: (r, i) => {
      const half = word(r, 20);
      return `${["Never odd, or even", `${half}X${[...half].reverse().join("")}`, `${half}ab`][i]}\n`;
    },
    answer: (s) => {
      const t = s.toLowerCase().replace(/[^a-z]/g, "");
      return t === [...t].reverse().join("") ? "yes" : "no";
    },
    right: {
      javascript:
        "const t = s.toLowerCase().replace(/[^a-z]/g, ''); console.log(t === [...t].reverse().join('') ? 'yes' : 'no');",
      ruby: "t = s.downcase.gsub(/[^a-z]/, '')\nputs t == t.reverse ? 'YES' : 'No'",
      cpp: raw`string t; for (char c : s) if (isalpha(c)) t += tolower(c); cout << (equal(t.begin(), t.end(), t.rbegin()) ? "yes" : "no") << "\n";`,
    },
    wrong: [
      ["ruby", "WA", "puts s == s.reverse ? 'yes' : 'no'"],
      ["cpp", "WA", 'cout << "yes";'],
      ["java", "CE", "String t = s.lower(); System.out.println(t);"],
    ],
  },
  {
    id: "brackets",
    task: "yes when the brackets ()[]{} match, else no.",
    reads: "text",
    input: (r, i) =>
      `${["([]{})", ")(", `${"(".repeat(30_000)}${")".repeat(30_000)}`, word(r, 30, "()[]{}")][i]}\n`,
    tests: 4,
    answer: (s) => {
      const open: string[] = [];
      for (const c of s) {
        const at = ")]}".indexOf(c);
        if (at < 0) open.push(c);
        else if (open.pop() !== "([{"[at]) return "no";
      }
      return open.length === 0 ? "yes" : "no";
    },
    right: {
      rust: `let mut o = vec![]; let ok = s.chars().all(|c| match c { '(' => { o.push(')'); true } '[' => { o.push(']'); true } '{' => { o.push('}'); true } _ => o.pop() == Some(c) }); println!("{}", if ok && o.is_empty() { "yes" } else { "no" });`,
      java: `Deque<Character> o = new ArrayDeque<>(); boolean ok = true; for (char c : s.toCharArray()) { int k = "([{".indexOf(c); if (k >= 0) o.push(")]}".charAt(k)); else ok &= !o.isEmpty() && o.pop() == c; } System.out.println(ok && o.isEmpty() ? "yes" : "no");`,
      php: `$o = []; $ok = true; $pair = [')' => '(', ']' => '[', '}' => '{']; foreach (str_split($s) as $c) if (!isset($pair[$c])) $o[] = $c; elseif (array_pop($o) !== $pair[$c]) $ok = false; echo $ok && !$o ? "yes" : "no";`,
    },
    wrong: [
      [
        "rust",
        "WA",
        `println!("{}", if s.matches('(').count() == s.matches(')').count() { "yes" } else { "no" });`,
      ],
      [
        "python",
        "RTE",
        "def f(i): return i if i >= len(s) else f(i + 1)\nprint('yes' if s == '([]{})' else 'no' if len(s) < 9 else f(0))",
      ],
      [
        "php",
        "TLE",
        "while (strlen($s) >= 0) { $s = str_replace(['()', '[]', '{}'], '', $s) . ''; } echo 'yes';",
      ],
    ],
  },
  {
    id: "word-count",
    task: "Each word and how often it stands there, in alphabetical order, a line each.",
    reads: "text",
    input: (r, i) => `${words(r, 10 ** (i + 1))}\n`,
    answer: (s) => {
      const counts = new Map<string, number>();
      for (const w of s.split(" ")) counts.set(w, (counts.get(w) ?? 0) + 1);
      return [...counts]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([w, c]) => `${w} ${c}`)
        .join("\n");
    },
    right: {
      python: "from collections import Counter\nfor w, c in sorted(Counter(s.split()).items()): print(w, c)",
      go: "m := map[string]int{}\nfor _, w := range strings.Fields(s) { m[w]++ }\nvar k []string\nfor w := range m { k = append(k, w) }\nsort.Strings(k)\nfor _, w := range k { fmt.Fprintln(out, w, m[w]) }",
      typescript:
        "const m: Record<string, number> = {}; for (const w of s.split(' ')) m[w] = (m[w] ?? 0) + 1; for (const w of Object.keys(m).sort()) console.log(w, m[w]);",
    },
    wrong: [
      ["typescript", "WA", "for (const w of [...new Set(s.split(' '))].sort()) console.log(w, 1);"],
      ["go", "CE", "var m map[string]int = 5\nfmt.Fprintln(out, m)"],
      ["python", "OLE", "while True: print(s)"],
    ],
  },
  {
    id: "caesar",
    task: "Every letter moved three places on, z to c, capitals too; all else stays.",
    reads: "text",
    flags: ["case_sensitive", "space_change_sensitive"],
    input: (r, i) => `${i === 0 ? "xyz ABC-XYZ  1." : words(r, 50 * i).toUpperCase()}\n`,
    answer: (s) =>
      `${s.replace(/[a-z]/gi, (c) => {
        const base = c < "a" ? 65 : 97;
        return String.fromCharCode(((c.charCodeAt(0) - base + 3) % 26) + base);
      })}`,
    right: {
      c: raw`for (int i = 0; i < n; i++) putchar(isupper(s[i]) ? (s[i] - 65 + 3) % 26 + 65 : islower(s[i]) ? (s[i] - 97 + 3) % 26 + 97 : s[i]); puts("");`,
      bash: 'echo "$s" | tr a-zA-Z d-za-cD-ZA-C',
      ruby: "puts s.tr('a-zA-Z', 'd-za-cD-ZA-C')",
    },
    wrong: [
      ["bash", "WA", 'echo "$s" | tr a-z d-za-c'],
      ["ruby", "WA", "puts s.tr('a-zA-Z', 'd-za-cD-ZA-C').split.join(' ')"],
      ["c", "WA", raw`for (int i = 0; i < n; i++) putchar(isalpha(s[i]) ? s[i] + 3 : s[i]); puts("");`],
    ],
  },
  {
    id: "run-lengths",
    task: "Runs of letters as letter and length: aab is a2b1.",
    reads: "text",
    input: (r, i) => `${i === 2 ? "a".repeat(70_000) : word(r, 12 + 500 * i, "ab")}\n`,
    answer: (s) => s.replace(/(.)\1*/g, (run) => `${run[0]}${run.length}`),
    right: {
      php: "preg_match_all('/a+|b+/', $s, $m); foreach ($m[0] as $run) echo $run[0], strlen($run);",
      java: "StringBuilder b = new StringBuilder(); for (int i = 0, j; i < s.length(); i = j) { for (j = i; j < s.length() && s.charAt(j) == s.charAt(i); ) j++; b.append(s.charAt(i)).append(j - i); } System.out.println(b);",
      cpp: raw`for (size_t i = 0, j; i < s.size(); i = j) { for (j = i; j < s.size() && s[j] == s[i];) j++; cout << s[i] << j - i; } cout << "\n";`,
    },
    wrong: [
      ["java", "WA", 'for (char c : s.toCharArray()) System.out.print(c + "1");'],
      ["cpp", "TLE", "volatile size_t i = 0; while (s.size() > i % 2) i += 2; cout << i;"],
      ["javascript", "RTE", "const f = (i) => (i < s.length ? s[i] + f(i + 1) : ''); console.log(f(0).x.y);"],
    ],
  },
  {
    id: "anagram",
    task: "Two words: yes when they hold the same letters.",
    reads: "text",
    input: (r, i) => {
      const w = word(r, 30);
      return `${w} ${i === 1 ? word(r, 30) : [...w].sort().reverse().join("")}\n`;
    },
    answer: (s) => {
      const [a = "", b = ""] = s.split(" ");
      return [...a].sort().join("") === [...b].sort().join("") ? "yes" : "no";
    },
    right: {
      typescript:
        "const [x, y] = s.split(' ').map((w: string) => [...w].sort().join('')); console.log(x === y ? 'yes' : 'no');",
      rust: `let v: Vec<Vec<char>> = s.split(' ').map(|w| { let mut c: Vec<char> = w.chars().collect(); c.sort(); c }).collect(); println!("{}", if v[0] == v[1] { "yes" } else { "no" });`,
      bash: 'f() { echo "$1" | fold -w1 | sort | tr -d "\\n"; }; set -- $s; [ "$(f $1)" = "$(f $2)" ] && echo yes || echo no',
    },
    wrong: [
      [
        "typescript",
        "WA",
        "const [x = '', y = ''] = s.split(' '); console.log(x.length === y.length ? 'yes' : 'no');",
      ],
      ["rust", "CE", `println!("{}", s.undefined());`],
      ["bash", "RTE", "exit 3"],
    ],
  },
  {
    id: "hex",
    task: "A hexadecimal number of up to 15 digits in decimal.",
    reads: "text",
    input: (r, i) => `${i === 0 ? "ff" : word(r, [2, 7, 15][i] ?? 15, "123456789abcdef")}\n`,
    answer: (s) => BigInt(`0x${s}`),
    right: {
      python: "print(int(s, 16))",
      c: raw`printf("%lld\n", strtoll(s, 0, 16));`,
      go: "x, _ := strconv.ParseInt(s, 16, 64)\nfmt.Fprintln(out, x)",
      php: 'echo hexdec($s), "\\n";',
    },
    wrong: [
      ["javascript", "WA", "console.log(String(parseInt(s, 16) | 0));"],
      ["go", "WA", "x, _ := strconv.ParseInt(s, 16, 32)\nfmt.Fprintln(out, x)"],
      ["php", "CE", "echo hexdec($s"],
    ],
  },
];
