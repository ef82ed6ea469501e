/**
 * Does the work of all items, at most `width` at a time, and hands the results over in the order of the items, one after
 * the other. `take` answers whether to go on. When it says no or throws, nothing new is begun and what was begun is waited
 * for: nothing goes on behind the caller's back.
 */
export async function inOrder<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Result>,
  take: (result: Result, index: number) => Promise<boolean>,
): Promise<void> {
  const done = new Map<number, { result: Result }>();
  const pending = items.entries();
  let told = 0;
  let stopped = false;
  const tell = async () => {
    for (let ready = done.get(told); ready && !stopped; ready = done.get(told)) {
      done.delete(told);
      if (!(await take(ready.result, told++))) stopped = true;
    }
  };
  let telling = Promise.resolve();
  const begin = async () => {
    while (!stopped) {
      const { value, done: over } = pending.next();
      if (over) return;
      done.set(value[0], { result: await work(value[1]) });
      telling = telling.then(tell);
      await telling;
    }
  };
  const guarded = () =>
    begin().catch((error: unknown) => {
      stopped = true;
      throw error;
    });
  const workers = Array.from({ length: Math.min(width, items.length) }, guarded);
  await Promise.allSettled(workers);
  await Promise.all(workers);
}
