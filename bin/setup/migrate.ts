import { installQueues } from "#lib/platform/queue.ts";
import { jobs } from "#lib/worker/jobs.ts";
import { applySchema } from "./schema-engine.ts";

/**
 * Brings a database to head: our migrations, then the queue's tables and one queue a job.
 * @returns the names of the migrations applied now.
 */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const applied = await applySchema(databaseUrl);
  await installQueues(databaseUrl, jobs);
  return applied;
}
