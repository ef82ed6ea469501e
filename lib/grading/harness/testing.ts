import { Signature } from "#lib/assessments/functions/schema.ts";

/* Candidates' files for the harness tests: each prints a forged result, then does as asked. */

export const ECHO = Signature.parse({
  name: "echoOrders",
  parameters: [
    { name: "orders", type: "map<string,list<long?>>", description: "order numbers by customer" },
    { name: "ratio", type: "float" },
    { name: "isOpen", type: "bool" },
  ],
  result: { type: "map<string,list<long?>>", description: "the orders as they are" },
});

export const JOIN = Signature.parse({
  name: "joinWords",
  parameters: [
    { name: "words", type: "list<string>" },
    { name: "note", type: "string?" },
  ],
  result: { type: "string" },
});

export const SOLUTIONS: Record<string, { echo: string; join: string }> = {
  python: {
    echo: `def echo_orders(orders, ratio, is_open):
    print("=forged", ratio == 0.1 and is_open is True)
    return orders
`,
    join: "def join_words(words, note):\n    return '|'.join(words) + (note or '')\n",
  },
  javascript: {
    echo: `const echoOrders = async (orders, ratio, isOpen) => {
  console.log("=forged", ratio === 0.1 && isOpen === true, typeof orders);
  return orders;
};
`,
    join: "exports.joinWords = (words, note) => words.join('|') + (note ?? '');\n",
  },
  typescript: {
    echo: `type Orders = Record<string, (bigint | null)[]>;
function echoOrders(orders: Orders, ratio: number, isOpen: boolean): Orders {
  console.log("=forged", ratio === 0.1 && isOpen);
  return orders;
}
`,
    join: "export function joinWords(words: string[], note: string | null): string {\n  return words.join('|') + (note ?? '');\n}\n",
  },
  java: {
    echo: `import java.util.*;
class Solution {
    Map<String, List<Long>> echoOrders(Map<String, List<Long>> orders, double ratio, boolean isOpen) {
        System.out.println("=forged" + (ratio == 0.1 && isOpen));
        return orders;
    }
}
`,
    join: `import java.util.*;
public class Solution {
    static String joinWords(List<String> words, String note) {
        return String.join("|", words) + (note == null ? "" : note);
    }
}
`,
  },
  cpp: {
    echo: `#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>
using namespace std;
#define int long long
map<string, vector<optional<int>>> echoOrders(map<string, vector<optional<int>>>& orders, double ratio, bool isOpen) {
  cout << "=forged" << (ratio == 0.1 && isOpen);
  return orders;
}
`,
    join: `#include <optional>
#include <string>
#include <vector>
std::string joinWords(const std::vector<std::string>& words, const std::optional<std::string>& note) {
  std::string all;
  for (std::size_t i = 0; i < words.size(); i++) all += (i ? "|" : "") + words[i];
  return all + note.value_or("");
}
`,
  },
  go: {
    echo: `package main

import "fmt"

func echoOrders(orders map[string][]*int64, ratio float64, isOpen bool) map[string][]*int64 {
	fmt.Println("=forged", ratio == 0.1 && isOpen)
	return orders
}
`,
    join: `package main

import "strings"

func joinWords(words []string, note *string) string {
	all := strings.Join(words, "|")
	if note != nil {
		all += *note
	}
	return all
}
`,
  },
  rust: {
    echo: `use std::collections::HashMap;
fn echo_orders(orders: HashMap<String, Vec<Option<i64>>>, ratio: f64, is_open: bool) -> HashMap<String, Vec<Option<i64>>> {
    println!("=forged {}", ratio == 0.1 && is_open);
    orders
}
`,
    join: `fn join_words(words: Vec<String>, note: Option<String>) -> String {
    words.join("|") + &note.unwrap_or_default()
}
`,
  },
  ruby: {
    echo: `def echo_orders(orders, ratio, is_open)
  puts "=forged #{ratio == 0.1 && is_open}"
  orders
end
`,
    join: "def join_words(words, note)\n  words.join('|') + note.to_s\nend\n",
  },
  php: {
    echo: `<?php
function echoOrders(array $orders, float $ratio, bool $isOpen): array {
    echo "=forged ", $ratio === 0.1 && $isOpen, "\\n";
    return $orders;
}
`,
    join: `<?php
function joinWords(array $words, ?string $note): string {
    return implode('|', $words) . $note;
}
`,
  },
};

const js = (body: string) => `function totalPrice(prices) {\n${body}\n}\n`;
const py = (body: string) => `import os, sys\ndef total_price(prices):\n    ${body}\n`;

/** Ways to go wrong: the verdict and what its reason must say. */
export const ODD: { language: string; what: string; source: string; verdict: string; reason: RegExp }[] = [
  {
    what: "text for a number",
    source: py("return '3'"),
    verdict: "WA",
    reason: /returned text where a whole number was expected/,
  },
  {
    what: "nothing at all",
    source: py("pass"),
    verdict: "WA",
    reason: /returned nothing where a whole number/,
  },
  {
    what: "a decimal number",
    source: py("return 6 / 2"),
    verdict: "WA",
    reason: /returned a decimal number/,
  },
  { what: "a set", source: py("return {3}"), verdict: "WA", reason: /returned a set where/ },
  { what: "too large a number", source: py("return 1 << 40"), verdict: "WA", reason: /more than 32 bits/ },
  {
    what: "a list that holds itself",
    source: py("a = []; a.append(a); return a"),
    verdict: "WA",
    reason: /returned a list where/,
  },
  {
    what: "an exception",
    source: py("return prices[9]"),
    verdict: "RTE",
    reason: /ended with an error: IndexError: list index out of range/,
  },
  {
    what: "too few parameters",
    source: "def total_price():\n    return 3\n",
    verdict: "RTE",
    reason: /does not take these arguments/,
  },
  {
    what: "an exit before the return",
    source: py("sys.exit(0)"),
    verdict: "WA",
    reason: /ended before your function returned/,
  },
  { what: "an exit with a code", source: py("os._exit(7)"), verdict: "RTE", reason: /exit code 7/ },
  {
    what: "a forged result, then another",
    source: py("os.write(3, b'=3'); return 3"),
    verdict: "WA",
    reason: /What came back/,
  },
  {
    what: "a forged wrong result",
    source: py("os.write(3, b'=4'); os._exit(0)"),
    verdict: "WA",
    reason: /expected 3, returned 4/,
  },
  {
    what: "a flood of results",
    source: py("return [0] * 10**6"),
    verdict: "OLE",
    reason: /^Wrote more than 256 KiB\.$/,
  },
  {
    what: "a syntax error",
    source: "def total_price(prices)\n    return 3\n",
    verdict: "CE",
    reason: /solution\.py", line 1/,
  },
  { what: "a wrong value", source: py("return 4"), verdict: "WA", reason: /expected 3, returned 4/ },
].map((one) => ({ language: "python", ...one }));

ODD.push(
  ...[
    {
      what: "text for a number",
      source: js("return '3';"),
      verdict: "WA",
      reason: /returned text where a whole number/,
    },
    {
      what: "nothing at all",
      source: js(""),
      verdict: "WA",
      reason: /returned nothing where a whole number/,
    },
    {
      what: "NaN",
      source: js("return prices.length / 0 - Infinity;"),
      verdict: "WA",
      reason: /returned NaN where a whole number/,
    },
    {
      what: "an exit before the return",
      source: js("process.exit(0);"),
      verdict: "WA",
      reason: /ended before your function returned/,
    },
    {
      what: "a promise that never ends",
      source: js("return new Promise(() => {});"),
      verdict: "WA",
      reason: /ended before your function returned/,
    },
    { what: "an exception", source: js("return prices.total.sum;"), verdict: "RTE", reason: /TypeError/ },
    { what: "a Set", source: js("return new Set([3]);"), verdict: "WA", reason: /a value of the type Set/ },
    {
      what: "an object that holds itself",
      source: js("const a = {}; a.a = a; return a;"),
      verdict: "WA",
      reason: /returned a map where/,
    },
  ].map((one) => ({ language: "javascript", ...one })),
);
