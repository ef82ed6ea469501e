import { convexPairs, type Reach, reachOf } from "./reach.ts";

/** What is paired: each item's numbers, as many on either side. */
export type Matching = {
  expected: readonly (readonly number[])[];
  returned: readonly (readonly number[])[];
  /** Whether two numbers are the same; for one expected number true of one unbroken stretch around it, and of all finite. */
  near: (expected: number, returned: number) => boolean;
  /** How far the stretch goes at most. */
  slack: (expected: number) => number;
  /** Where near numbers alone do not make two items the same: what does. */
  same?: (expected: number, returned: number) => boolean;
  /** Counts down with each number that is looked at: at zero what is not yet paired stays alone. */
  work: { left: number };
};

/**
 * For `work`: how often a whole comparison may look at a number in finding who belongs to whom. A result of the most
 * rows whose noise is small beside what tells its rows apart takes a twentieth of it; it is some tenths of a second of
 * the worker's only thread. Past it what is unpaired is wrong: a program could make up such a result, so it must not
 * become the judge's failure.
 */
export const MOST_LOOKS = 4_000_000;

/** How far a tolerance reaches from an expected number. */
export function slackOf(
  { floatAbsoluteTolerance: absolute, floatRelativeTolerance: relative }: Tolerances,
  expected: number,
): number {
  return Math.max(absolute ?? 0, (relative ?? 0) * Math.abs(expected));
}

type Tolerances = { floatAbsoluteTolerance: number | null; floatRelativeTolerance: number | null };
type Pair = readonly [expected: number, returned: number];
/** Items that may be one another's, and the numbers that can still tell them apart. */
type Group = { left: number[]; right: number[]; dims: readonly number[] };

/**
 * As many pairs as can be made, each item in one at most. Items are parted where some number stands too far from the
 * others; a number in which all of a group are near one another says nothing more. With one number left the pairs are
 * found greedily, which is exact; with more by augmenting paths. Bounded by `work` alone, not by the count of items.
 */
export function matchNear(matching: Matching): Pair[] {
  const { expected, returned } = matching;
  const dims = (expected[0] ?? []).map((_, dim) => dim);
  const open: Group[] = [{ left: [...expected.keys()], right: [...returned.keys()], dims }];
  const pairs: Pair[] = [];
  for (let group = open.pop(); group; group = open.pop()) {
    if (group.left.length === 0 || group.right.length === 0) continue;
    const parts = step(group, matching, pairs);
    for (const part of parts) open.push(part);
  }
  return pairs;
}

/** Pairs what is in the group, or parts it. */
function step(group: Group, matching: Matching, pairs: Pair[]): Group[] {
  const { left, right } = group;
  const only = left.length === 1 && right.length === 1;
  const dims = matching.same || only ? group.dims : group.dims.filter((dim) => tells(group, dim, matching));
  if (!only) {
    if (!matching.same && dims.length === 0) {
      for (let at = 0; at < Math.min(left.length, right.length); at++)
        pairs.push([left[at] ?? 0, right[at] ?? 0]);
      return [];
    }
    if (!matching.same && dims.length === 1) {
      for (const pair of convexPairs(reachOf({ ...group, dim: dims[0] ?? 0 }, matching))) pairs.push(pair);
      return [];
    }
    for (const dim of dims) {
      const parts = partBy({ left, right, dims }, dim, matching);
      if (parts.length > 1) return parts;
    }
  }
  for (const pair of augmented({ left, right, dims }, matching)) pairs.push(pair);
  return [];
}

/** False: all expected are near all returned in this number. */
function tells({ left, right }: Group, dim: number, { expected, returned, near, work }: Matching): boolean {
  work.left -= left.length + right.length;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const item of right) {
    const number = returned[item]?.[dim] ?? 0;
    if (number < low) low = number;
    if (number > high) high = number;
  }
  return left.some((item) => {
    const number = expected[item]?.[dim] ?? 0;
    return !near(number, low) || !near(number, high);
  });
}

/** Cuts where no expected number of one part reaches a returned one of the other. */
function partBy({ left, right, dims }: Group, dim: number, matching: Matching): Group[] {
  const { expected, returned, slack, work } = matching;
  if (work.left <= 0) return [];
  work.left -= (left.length + right.length) * 4;
  const points = [
    ...left.map((item) => {
      const at = expected[item]?.[dim] ?? 0;
      // Wider than what rounding can make of it.
      const far = slack(at) * (1 + 1e-9) + Math.abs(at) * 1e-15;
      return { item, isLeft: true, at, low: at - far, high: at + far };
    }),
    ...right.map((item) => {
      const at = returned[item]?.[dim] ?? 0;
      return { item, isLeft: false, at, low: at, high: at };
    }),
  ].sort((a, b) => a.at - b.at);
  const lowest = new Array<number>(points.length + 1).fill(Number.POSITIVE_INFINITY);
  for (let at = points.length - 1; at >= 0; at--)
    lowest[at] = Math.min(lowest[at + 1] ?? 0, points[at]?.low ?? 0);
  const parts: Group[] = [];
  let part: Group = { left: [], right: [], dims };
  let highest = Number.NEGATIVE_INFINITY;
  for (const [index, { item, isLeft, at, high }] of points.entries()) {
    (isLeft ? part.left : part.right).push(item);
    highest = Math.max(highest, high);
    const next = points[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    if (highest >= next || (lowest[index + 1] ?? 0) <= at) continue;
    parts.push(part);
    part = { left: [], right: [], dims };
  }
  return part.left.length + part.right.length > 0 ? [...parts, part] : parts;
}

/** The largest matching of a group that cannot be parted: first whoever is free, then along augmenting paths. */
function augmented(group: Group, matching: Matching): Pair[] {
  const { work, same } = matching;
  const reach = narrowest(group, matching);
  const isPair = (item: number, index: number) => {
    const [a, b] = [reach.left[item] ?? 0, reach.right[index] ?? 0];
    work.left -= 1;
    return group.dims.every((dim) => isNear(matching, a, b, dim)) && (!same || (work.left > 0 && same(a, b)));
  };
  const owner = new Array<number>(reach.right.length).fill(-1);
  const given = new Array<number>(reach.left.length).fill(-1);
  for (const item of reach.left.keys()) {
    const { from, to } = reach.ranges[item] ?? { from: 0, to: 0 };
    for (let index = from; index < to && work.left > 0; index++) {
      work.left -= 1;
      if (owner[index] !== -1 || !isPair(item, index)) continue;
      owner[index] = item;
      given[item] = index;
      break;
    }
  }
  augment(reach, { owner, given, isPair, work });
  return given.flatMap((index, item): Pair[] =>
    index < 0 ? [] : [[reach.left[item] ?? 0, reach.right[index] ?? 0]],
  );
}

function isNear({ expected, returned, near }: Matching, a: number, b: number, dim: number): boolean {
  return near(expected[a]?.[dim] ?? 0, returned[b]?.[dim] ?? 0);
}

/** By the number that leaves the fewest candidates. */
function narrowest(group: Group, matching: Matching): Reach {
  const size = ({ ranges }: Reach) => ranges.reduce((sum, { from, to }) => sum + to - from, 0);
  let best: Reach | null = null;
  for (const dim of group.dims) {
    if (best && matching.work.left <= 0) break;
    matching.work.left -= (group.left.length + group.right.length) * 4;
    const reach = reachOf({ ...group, dim }, matching);
    if (!best || size(reach) < size(best)) best = reach;
  }
  const all = { from: 0, to: group.right.length };
  return best ?? { left: group.left, right: group.right, ranges: group.left.map(() => all) };
}

type Search = {
  owner: number[];
  given: number[];
  isPair: (item: number, index: number) => boolean;
  work: Matching["work"];
};

/** What a search in vain has seen can be in no later path either, so all of those together look at each pair once. */
function augment(reach: Reach, search: Search): void {
  const { owner, given, isPair, work } = search;
  const dead = new Uint8Array(reach.right.length);
  for (const start of reach.left.keys()) {
    if (given[start] !== -1) continue;
    const cameFrom = new Map<number, number>();
    const queue = [start];
    let end = -1;
    for (let head = 0; head < queue.length && end === -1; head++) {
      const item = queue[head] ?? 0;
      const { from, to } = reach.ranges[item] ?? { from: 0, to: 0 };
      for (let index = from; index < to && end === -1; index++) {
        if (work.left-- <= 0) return;
        if (dead[index] || cameFrom.has(index) || !isPair(item, index)) continue;
        cameFrom.set(index, item);
        const holder = owner[index] ?? -1;
        if (holder === -1) end = index;
        else queue.push(holder);
      }
    }
    if (end === -1) for (const index of cameFrom.keys()) dead[index] = 1;
    while (end !== -1) {
      const item = cameFrom.get(end) ?? start;
      const before = given[item] ?? -1;
      owner[end] = item;
      given[item] = end;
      end = item === start ? -1 : before;
    }
  }
}
