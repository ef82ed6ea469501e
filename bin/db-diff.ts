import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "./setup/postgres.ts";
import { diffSchemas, ROOT } from "./setup/schema-engine.ts";

/*
 * npm run db:diff -- NAME: writes prisma/migrations/<time>_NAME/migration.sql with what leads from the schema of the
 * last commit to the one in the work tree. Read it, and add what Prisma's language cannot say: checks, triggers.
 */

const SCHEMA = join("prisma", "schema");
const git = (...args: string[]) => execFileSync("git", args, { cwd: ROOT, encoding: "utf8" });

function committedSchema(): [string, string][] {
  const names = git("ls-tree", "--name-only", "HEAD", `${SCHEMA}/`)
    .split("\n")
    .filter((name) => name.endsWith(".prisma"));
  return names.map((name) => [name, git("show", `HEAD:${name}`)]);
}

function currentSchema(): [string, string][] {
  const names = readdirSync(join(ROOT, SCHEMA)).filter((name) => name.endsWith(".prisma"));
  return names.map((name) => [join(SCHEMA, name), readFileSync(join(ROOT, SCHEMA, name), "utf8")]);
}

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error("Name the migration in lower-case letters, digits and _: npm run db:diff -- add_badges");
  process.exit(2);
}
const fresh = process.argv.includes("--from-empty");
// The engine connects even to compare files, so it gets an empty server of its own.
const scratch = mkdtempSync(join(tmpdir(), "assay-diff-"));
const server = await startPostgres({ dataDir: join(scratch, "postgres"), unsafeFast: true });
const sql = await diffSchemas(server.url, fresh ? [] : committedSchema(), currentSchema());
await server.stop();
rmSync(scratch, { recursive: true, force: true });
if (!sql || sql.includes("empty migration")) {
  console.log("The schema is as in the last commit: nothing to migrate.");
  process.exit(0);
}
const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
const folder = join(ROOT, "prisma", "migrations", `${stamp}_${name}`);
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "migration.sql"), `${sql}\n`);
console.log(
  `Wrote ${join("prisma", "migrations", `${stamp}_${name}`, "migration.sql")}. Read it before you apply it.`,
);
