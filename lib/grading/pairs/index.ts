import { EDGES } from "./edges.ts";
import { LISTS } from "./lists.ts";
import { NUMBERS } from "./numbers.ts";
import { SEARCHES } from "./searches.ts";
import { TEXTS } from "./text.ts";
import type { Pair } from "./types.ts";

export const PAIRS: readonly Pair[] = [...NUMBERS, ...LISTS, ...TEXTS, ...SEARCHES, ...EDGES];
