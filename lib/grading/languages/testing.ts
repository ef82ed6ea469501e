import type { LanguageId } from "#lib/assessments/languages.ts";

/**
 * A program in each language that does as the word on its standard input says: `print` says 42, `crash` fails, `loop`
 * never ends, `hog` takes memory without end. And one that does not compile, with a word that the compiler must say.
 */
export type Sample = { source: string; broken: { source: string; says: RegExp } | null };

/** SQL has no input but its database: there the fixture plays the word's part. */
export const SQL_INPUTS = {
  print: "CREATE TABLE answer (n); INSERT INTO answer VALUES (42);",
  crash: "CREATE TABLE question (n);",
  loop: "CREATE VIEW answer AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) AS n FROM c;",
  hog: "CREATE VIEW answer AS SELECT length(hex(randomblob(400000000))) AS n;",
};

export const SAMPLES: Record<LanguageId, Sample> = {
  python: {
    source: `word = input()
if word == "print": print(42)
if word == "crash": print(1 / 0)
while word == "loop": pass
hoard = []
while word == "hog": hoard.append(bytearray(1 << 20))
`,
    broken: { source: "def f(:\n", says: /solution\.py.*line 1[\s\S]*SyntaxError/ },
  },
  javascript: {
    source: `const word = require("node:fs").readFileSync(0, "utf8").trim();
if (word === "print") console.log(42);
if (word === "crash") null.x;
while (word === "loop");
const hoard = [];
while (word === "hog") hoard.push(new Array(1e5).fill(1.5));
`,
    broken: { source: "const = 1;\n", says: /solution\.js:1[\s\S]*SyntaxError/ },
  },
  typescript: {
    source: `import { readFileSync } from "node:fs";
enum Word { Print = "print", Crash = "crash", Loop = "loop", Hog = "hog" }
const word = readFileSync(0, "utf8").trim() as Word;
interface Boxed<T> { value: T }
const answer: Boxed<number> = { value: 42 };
if (word === Word.Print) console.log(answer.value satisfies number);
if (word === Word.Crash) throw new Error("asked to");
while (word === Word.Loop);
const hoard: number[][] = [];
while (word === Word.Hog) hoard.push(new Array<number>(1e5).fill(1.5));
`,
    broken: { source: "const n: number = ;\n", says: /Expression expected[\s\S]*const n: number/ },
  },
  java: {
    source: `import java.util.*;

class Helper {
    static int deep(int n) { return n == 0 ? 0 : 1 + deep(n - 1); }
}

public class Answer {
    public static void main(String[] args) {
        String word = new Scanner(System.in).next();
        if (word.equals("print")) System.out.println(Helper.deep(50_000) - 50_000 + 42);
        if (word.equals("crash")) throw new IllegalStateException("asked to");
        while (word.equals("loop")) ;
        List<byte[]> hoard = new ArrayList<>();
        while (word.equals("hog")) { byte[] more = new byte[1 << 20]; Arrays.fill(more, (byte) 1); hoard.add(more); }
    }
}
`,
    broken: {
      source: "public class Answer { int f() { return x; } }\n",
      says: /Answer|Main\.java:1: error: cannot find symbol/,
    },
  },
  cpp: {
    source: `#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>
using namespace std;
int deep(int n) { volatile char room[64]; room[0] = n; return n == 0 ? 0 : room[0] * 0 + 1 + deep(n - 1); }
int main() {
    string word;
    cin >> word;
    if (word == "print") cout << deep(100000) - 100000 + 42 << endl;
    if (word == "crash") throw runtime_error("asked to");
    volatile bool again = word == "loop";
    while (again) {}
    vector<vector<int>> hoard;
    while (word == "hog") hoard.emplace_back(1 << 18, 1);
}
`,
    broken: {
      source: "#include <iostream>\nint main() { std::cout << missing; }\n",
      says: /solution\.cpp:2:.*error: .missing. was not declared/,
    },
  },
  c: {
    source: `#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <math.h>
int main(void) {
    char word[9];
    scanf("%8s", word);
    if (!strcmp(word, "print")) printf("%.0f\\n", sqrt(1764));
    if (!strcmp(word, "crash")) abort();
    volatile int again = !strcmp(word, "loop");
    while (again) {}
    while (!strcmp(word, "hog")) memset(malloc(1 << 20), 1, 1 << 20);
}
`,
    broken: { source: "int main(void) { return x; }\n", says: /solution\.c:1:.*error: .x. undeclared/ },
  },
  go: {
    source: `package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strings"
)

func main() {
	word, _ := bufio.NewReader(os.Stdin).ReadString('\\n')
	word = strings.TrimSpace(word)
	if word == "print" {
		numbers := []int{42, 1}
		sort.Ints(numbers)
		fmt.Println(numbers[1])
	}
	if word == "crash" {
		panic("asked to")
	}
	for word == "loop" {
	}
	var hoard [][]byte
	for word == "hog" {
		more := make([]byte, 1<<20)
		for i := range more {
			more[i] = 1
		}
		hoard = append(hoard, more)
	}
}
`,
    broken: {
      source: 'package main\n\nimport "fmt"\n\nfunc main() {\n\tn := 1\n}\n',
      says: /solution\.go:6:.*n declared (and|but) not used/,
    },
  },
  rust: {
    source: `use std::collections::HashMap;
fn main() {
    let mut word = String::new();
    std::io::stdin().read_line(&mut word).unwrap();
    let word = word.trim();
    let answers: HashMap<&str, i32> = HashMap::from([("print", 42)]);
    if let Some(n) = answers.get(word) { println!("{n}"); }
    if word == "crash" { panic!("asked to"); }
    while word == "loop" {}
    let mut hoard: Vec<Vec<u8>> = Vec::new();
    while word == "hog" { hoard.push(vec![1; 1 << 20]); }
}
`,
    broken: { source: 'fn main() { let n: i32 = "one"; }\n', says: /error\[E0308\][\s\S]*solution\.rs:1/ },
  },
  ruby: {
    source: `require "set"
word = gets.strip
puts [42, 42].to_set.first if word == "print"
raise "asked to" if word == "crash"
nil while word == "loop"
hoard = []
hoard << "x" * (1 << 20) while word == "hog"
`,
    broken: { source: "def f(\n", says: /solution\.rb:\d+: syntax error/ },
  },
  php: {
    source: `<?php
$word = trim(fgets(STDIN));
if ($word === "print") echo 42, PHP_EOL;
if ($word === "crash") throw new RuntimeException("asked to");
while ($word === "loop");
$hoard = [];
while ($word === "hog") $hoard[] = str_repeat("x", 1 << 20);
`,
    broken: { source: "<?php\nfunction f( {\n", says: /syntax error[\s\S]*solution\.php on line 2/ },
  },
  bash: {
    source: `read -r word
case $word in
  print) printf '7 6\\n' | awk '{ print $1 * $2 }' | sort -n ;;
  crash) exit 3 ;;
  loop) while :; do :; done ;;
  hog) hoard=0123456789; while :; do hoard=$hoard$hoard; done ;;
esac
`,
    broken: { source: "if true; then\n", says: /solution\.sh: line \d+: syntax error/ },
  },
  sql: { source: "SELECT n FROM answer;\n", broken: null },
};
