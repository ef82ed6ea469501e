import type { HostileSources } from "../types.ts";
import { BASH } from "./bash.ts";
import { C } from "./c.ts";
import { GO } from "./go.ts";
import { JAVA } from "./java.ts";
import { JAVASCRIPT } from "./javascript.ts";
import { PHP } from "./php.ts";
import { PYTHON } from "./python.ts";
import { RUBY } from "./ruby.ts";
import { RUST } from "./rust.ts";

/** Language id → program id → source. C++ takes what C takes, TypeScript what JavaScript takes. */
export const HOSTILE_SOURCES: Readonly<Record<string, HostileSources>> = {
  python: PYTHON,
  javascript: JAVASCRIPT,
  typescript: JAVASCRIPT,
  java: JAVA,
  cpp: C,
  c: C,
  go: GO,
  rust: RUST,
  ruby: RUBY,
  php: PHP,
  bash: BASH,
};
