import { describe, expect, test } from "vitest";
import { keysetOf, type PageRequest, pageOf } from "./keyset.ts";

const all = Array.from({ length: 7 }, (_, index) => ({ id: index + 1 }));

/** What the database answers to a page's arguments. */
function fetchPage(request: PageRequest<number>, size: number) {
  const { where, orderBy, take } = keysetOf(request, size);
  const { gt = Number.NEGATIVE_INFINITY, lt = Number.POSITIVE_INFINITY } = where.id ?? {};
  const rows = all.filter(({ id }) => id > gt && id < lt);
  const ordered = orderBy.id === "asc" ? rows : rows.toReversed();
  return pageOf(ordered.slice(0, take), request, size);
}

const ids = (rows: { id: number }[]) => rows.map(({ id }) => id);

describe("pages by id", () => {
  test("lead down to the oldest row and back up to the newest", () => {
    const first = fetchPage({}, 3);
    expect([ids(first.rows), first.newer, first.older]).toEqual([[7, 6, 5], undefined, 5]);
    const second = fetchPage({ older: 5 }, 3);
    expect([ids(second.rows), second.newer, second.older]).toEqual([[4, 3, 2], 4, 2]);
    const last = fetchPage({ older: 2 }, 3);
    expect([ids(last.rows), last.newer, last.older]).toEqual([[1], 1, undefined]);
    const back = fetchPage({ newer: 4 }, 3);
    expect([ids(back.rows), back.newer, back.older]).toEqual([[7, 6, 5], undefined, 5]);
  });

  test("of an empty list lead nowhere", () => {
    expect(pageOf([], {}, 3)).toEqual({ rows: [] });
  });
});
