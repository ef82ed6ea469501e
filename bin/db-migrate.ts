import { generateClient } from "./setup/build.ts";
import { dataDirOf, loadEnvFile } from "./setup/environment.ts";
import { endWith, PlainFailure, say } from "./setup/progress.ts";
import { migrationNames } from "./setup/schema-engine.ts";
import { runningDatabaseUrl } from "./setup/supervise.ts";

/* npm run db:migrate: brings the database of DATABASE_URL (or of the portal that runs here) to head. */
try {
  loadEnvFile();
  const url = process.env.DATABASE_URL || runningDatabaseUrl(dataDirOf(process.env));
  if (!url)
    throw new PlainFailure(
      "Set DATABASE_URL to the database to migrate, or start a portal in this folder: npm start",
    );
  await generateClient();
  const { applyMigrations } = await import("./setup/migrate.ts");
  const applied = await applyMigrations(url);
  for (const name of applied) say(`Applied ${name}`);
  say(`The database is at head (${migrationNames().at(-1)})`);
} catch (error) {
  endWith(error);
}
