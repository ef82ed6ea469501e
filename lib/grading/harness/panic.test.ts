import { expect, test } from "vitest";
import { panicMessage } from "./panic.ts";

test.each([
  [
    "go",
    "panic: runtime error: index out of range [5] with length 3\n\ngoroutine 1 [running]:\nmain.f(...)\n",
    "runtime error: index out of range [5] with length 3",
  ],
  ["go", "runtime: goroutine stack exceeds\nfatal error: stack overflow\n", "stack overflow"],
  [
    "rust",
    "\nthread 'main' panicked at /w/solution.rs:2:5:\nattempt to divide by zero\nnote: run with\n",
    "attempt to divide by zero",
  ],
  [
    "rust",
    "\nthread 'main' (7) panicked at solution.rs:2:5:\nindex out of bounds: the len is 0\n",
    "index out of bounds: the len is 0",
  ],
  ["rust", "thread 'main' panicked at 'no value', solution.rs:2:5\n", "no value"],
  ["go", "what the program printed\n", undefined],
  ["python", "panic: not its own\n", undefined],
])("%s ends with %j", (language, stderr, message) => {
  expect(panicMessage(language, Buffer.from(stderr))).toBe(message);
});
