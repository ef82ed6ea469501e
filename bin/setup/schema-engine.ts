import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

/*
 * Prisma's CLI downloads its schema engine at first use, which fails behind a closed network. The same engine ships
 * on npm as WebAssembly, so migrations run in-process from what `npm ci` installed.
 */

export const ROOT = join(import.meta.dirname, "..", "..");
const MIGRATIONS = join(ROOT, "prisma", "migrations");
const NO_FILTERS = { externalTables: [], externalEnums: [] };

let loaded: Promise<void> | undefined;

/** The engine arms a timer of ten seconds for its lock and never clears it: it must not hold the process that long. */
function engineImports(): WebAssembly.ModuleImports {
  const imports = { ...engineModule } as unknown as WebAssembly.ModuleImports;
  for (const name of Object.keys(imports).filter((key) => key.startsWith("__wbg_setTimeout_"))) {
    imports[name] = (callback: () => void, ms: number) => setTimeout(callback, ms >>> 0).unref();
  }
  return imports;
}

async function load(): Promise<void> {
  const path = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = readFileSync(join(path, "..", "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": engineImports() });
  engineModule.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}

/**
 * The adapter cuts a script at each semicolon, which breaks function bodies. Sent whole, PostgreSQL parses it itself
 * and runs it as one transaction: a migration is applied or it is not.
 */
class WholeScriptPg extends PrismaPg {
  readonly #databaseUrl: string;

  constructor(databaseUrl: string) {
    // The engine never closes its pool: an idle connection would hold the process for pg's default of ten seconds.
    super({ connectionString: databaseUrl, idleTimeoutMillis: 50, allowExitOnIdle: true });
    this.#databaseUrl = databaseUrl;
  }

  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      const client = new pg.Client({ connectionString: this.#databaseUrl });
      await client.connect();
      await client.query(script).finally(() => client.end());
    };
    return adapter;
  }
}

async function engineFor(databaseUrl: string, datamodels?: [string, string][]) {
  loaded ??= load();
  await loaded;
  const factory = bindMigrationAwareSqlAdapterFactory(new WholeScriptPg(databaseUrl));
  return engineModule.SchemaEngine.new({ datamodels }, () => {}, factory);
}

/** The migration folders on disk, oldest first. */
export function migrationNames(): string[] {
  return readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function migrationsList() {
  return {
    baseDir: MIGRATIONS,
    lockfile: {
      path: "migration_lock.toml",
      content: readFileSync(join(MIGRATIONS, "migration_lock.toml"), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: migrationNames().map((path) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: readFileSync(join(MIGRATIONS, path, "migration.sql"), "utf8") },
      },
    })),
  };
}

/**
 * Applies the migrations that the database does not have yet.
 * @returns the names applied now.
 * @throws Error with PostgreSQL's own message when one fails; the database keeps what was applied before it.
 */
export async function applySchema(databaseUrl: string): Promise<string[]> {
  const engine = await engineFor(databaseUrl);
  try {
    const answer = await engine.applyMigrations({ migrationsList: migrationsList(), filters: NO_FILTERS });
    return answer.appliedMigrationNames;
  } finally {
    engine.free();
  }
}

/** The SQL that leads from one set of schema files ([path, content] each) to another; empty when they agree. */
export async function diffSchemas(
  databaseUrl: string,
  from: [string, string][],
  to: [string, string][],
): Promise<string> {
  const engine = await engineFor(databaseUrl, to);
  const target = (files: [string, string][]) =>
    files.length === 0
      ? { tag: "empty" as const }
      : { tag: "schemaDatamodel" as const, files: files.map(([path, content]) => ({ path, content })) };
  try {
    const answer = await engine.diff({
      from: target(from),
      to: target(to),
      script: true,
      exitCode: null,
      filters: NO_FILTERS,
    });
    return (answer.stdout ?? "").trim();
  } finally {
    engine.free();
  }
}
