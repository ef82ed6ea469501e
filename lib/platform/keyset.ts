/** Where a page of a list begins: below `older` or above `newer`, both ids of rows already seen. */
export interface PageRequest<Id = string> {
  older?: Id;
  newer?: Id;
}

/** A page, newest first. `newer` and `older` are absent where the list ends. */
export interface Page<Row, Id = string> {
  rows: Row[];
  newer?: Id;
  older?: Id;
}

/** Prisma's arguments for one page by id: ids are time-ordered, so this is by age and costs the same at any depth. */
export interface Keyset<Id> {
  where: { id?: { gt?: Id; lt?: Id } };
  orderBy: { id: "asc" | "desc" };
  take: number;
}

/** The rows of one page and one more, which tells whether the list goes on. */
export function keysetOf<Id>(request: PageRequest<Id>, size: number): Keyset<Id> {
  if (request.newer !== undefined) {
    return { where: { id: { gt: request.newer } }, orderBy: { id: "asc" }, take: size + 1 };
  }
  const where = request.older === undefined ? {} : { id: { lt: request.older } };
  return { where, orderBy: { id: "desc" }, take: size + 1 };
}

/** Turns what `keysetOf` fetched (one row more than the page) into a page, newest first. */
export function pageOf<Id, Row extends { id: Id }>(
  fetched: Row[],
  request: PageRequest<Id>,
  size: number,
): Page<Row, Id> {
  const more = fetched.length > size;
  const upwards = request.newer !== undefined;
  const rows = upwards ? fetched.slice(0, size).reverse() : fetched.slice(0, size);
  const hasNewer = upwards ? more : request.older !== undefined;
  const hasOlder = upwards || more;
  return {
    rows,
    ...(hasNewer && rows[0] ? { newer: rows[0].id } : {}),
    ...(hasOlder && rows.length > 0 ? { older: rows[rows.length - 1]?.id } : {}),
  };
}
