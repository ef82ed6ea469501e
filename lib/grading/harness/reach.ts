type Numbers = readonly (readonly number[])[];

/** Which of the returned, sorted by one number, each of the expected is near to: the stretch from `from` up to `to`. */
export type Reach = { left: number[]; right: number[]; ranges: { from: number; to: number }[] };

export function reachOf(
  group: { left: readonly number[]; right: readonly number[]; dim: number },
  {
    expected,
    returned,
    near,
  }: { expected: Numbers; returned: Numbers; near: (expected: number, returned: number) => boolean },
): Reach {
  const { dim } = group;
  const number = (of: Numbers, item: number) => of[item]?.[dim] ?? 0;
  const left = [...group.left].sort((a, b) => number(expected, a) - number(expected, b));
  const right = [...group.right].sort((a, b) => number(returned, a) - number(returned, b));
  const points = right.map((item) => number(returned, item));
  const ranges = left.map((item) => {
    const own = number(expected, item);
    return {
      from: firstWhere(points, (point) => point >= own || near(own, point)),
      to: firstWhere(points, (point) => point > own && !near(own, point)),
    };
  });
  return { left, right, ranges };
}

/** Where in a list `is` becomes true, and stays so; its length: nowhere. */
function firstWhere(points: readonly number[], is: (point: number) => boolean): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (is(points[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The most pairs: each of the returned goes to the one whose stretch ends first, of those that it stands in (Glover). */
export function convexPairs({ left, right, ranges }: Reach): [expected: number, returned: number][] {
  const byStart = [...ranges.keys()].sort((a, b) => (ranges[a]?.from ?? 0) - (ranges[b]?.from ?? 0));
  const waiting = new Heap();
  const pairs: [number, number][] = [];
  let next = 0;
  for (const [index, item] of right.entries()) {
    for (; next < byStart.length && (ranges[byStart[next] ?? 0]?.from ?? 0) <= index; next++) {
      const own = byStart[next] ?? 0;
      waiting.push({ ends: ranges[own]?.to ?? 0, item: left[own] ?? 0 });
    }
    let first = waiting.pop();
    while (first && first.ends <= index) first = waiting.pop();
    if (first) pairs.push([first.item, item]);
  }
  return pairs;
}

type Waiting = { ends: number; item: number };

/** Gives the one that ends first. */
class Heap {
  readonly #items: Waiting[] = [];

  push(item: Waiting): void {
    const items = this.#items;
    let at = items.length;
    while (at > 0) {
      const above = items[(at - 1) >> 1] ?? item;
      if (above.ends <= item.ends) break;
      items[at] = above;
      at = (at - 1) >> 1;
    }
    items[at] = item;
  }

  pop(): Waiting | undefined {
    const items = this.#items;
    const [top] = items;
    const last = items.pop();
    if (!last || items.length === 0) return top;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if ((items[below + 1]?.ends ?? Number.POSITIVE_INFINITY) < (items[below]?.ends ?? 0)) below++;
      const child = items[below];
      if (!child || child.ends >= last.ends) break;
      items[at] = child;
      at = below;
    }
    items[at] = last;
    return top;
  }
}
