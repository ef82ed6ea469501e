import { isId } from "#lib/platform/ids.ts";

/** A cursor is the last id of a page: opaque to the client, checked when it comes back. */
export function encodeCursor(id: string): string {
  return Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");
}

/** @returns the id in a cursor; null when it is none of ours. */
export function decodeCursor(cursor: string): string | null {
  const hex = Buffer.from(cursor, "base64url").toString("hex");
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return isId(id) && encodeCursor(id) === cursor ? id : null;
}
