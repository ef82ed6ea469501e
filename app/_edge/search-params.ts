import { isId } from "#lib/platform/ids.ts";
import type { PageRequest } from "#lib/platform/keyset.ts";

/** What Next hands to a page. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** Longer searches find nothing that shorter ones would not. */
const MAX_SEARCH = 100;

/** What the database cannot hold is taken out: nothing that is stored could match it. A cut may halve a character. */
function searchable(text: string): string {
  return text.replaceAll("\u0000", "").trim().slice(0, MAX_SEARCH).toWellFormed();
}

/** A page's query as single, trimmed, bounded, storable values; empty ones are absent. */
export async function readParams(searchParams: SearchParams): Promise<Partial<Record<string, string>>> {
  const params: Partial<Record<string, string>> = {};
  for (const [name, value] of Object.entries(await searchParams)) {
    const text = searchable([value].flat().at(-1) ?? "");
    if (text) params[name] = text;
  }
  return params;
}

/** Where a list's page begins; a cursor that is no id is as good as none. */
export function pageRequest(params: Partial<Record<string, string>>): PageRequest {
  if (isId(params.newer)) return { newer: params.newer };
  return isId(params.older) ? { older: params.older } : {};
}

/** An address with a query; what is undefined or empty is left out. */
export function href(path: string, query: Record<string, string | number | undefined>): string {
  const entries = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [[name, String(value)]],
  );
  return entries.length === 0 ? path : `${path}?${new URLSearchParams(entries)}`;
}
