import { isId } from "#lib/platform/ids.ts";

/** Where a page of a list ends: the sort key of its last row, and its id for ties. */
export interface Cursor {
  key: string;
  id: string;
}

/** Opaque to the reader; the sort order is not in it, so an address with another order starts at the top. */
export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(`${cursor.key}|${cursor.id}`).toString("base64url");
}

/**
 * Reads a cursor from an address.
 * @param isKey whether the key fits the sort order.
 * @returns null when it is not one of ours: the list then starts at the top.
 */
export function decodeCursor(text: string | undefined, isKey: (key: string) => boolean): Cursor | null {
  if (!text) return null;
  const [key, id, ...rest] = Buffer.from(text, "base64url").toString("utf8").split("|");
  if (key === undefined || rest.length > 0 || !isId(id) || !isKey(key)) return null;
  return { key, id };
}

export const isTimeKey = (key: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(key) && !Number.isNaN(Date.parse(key));
export const isScoreKey = (key: string): boolean => /^\d{1,3}(\.\d{1,20})?$/.test(key);

/** What a person typed, as a pattern for ILIKE that means just that text. */
export function likePattern(search: string): string {
  return `%${search.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}
