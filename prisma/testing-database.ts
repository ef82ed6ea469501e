import { randomBytes } from "node:crypto";
import { afterAll, inject } from "vitest";
import { disconnectDb } from "#lib/platform/db.ts";
import { runAdmin, withDatabase } from "./testing.ts";

/* Set-up file of the project "db": gives this test file a database of its own before anything reads the environment. */

const adminUrl = inject("adminUrl");
const name = `assay_test_${randomBytes(6).toString("hex")}`;

await runAdmin(adminUrl, `create database ${name} template ${inject("templateName")} strategy file_copy`);
process.env.DATABASE_URL = withDatabase(adminUrl, name);

afterAll(async () => {
  await disconnectDb();
  await runAdmin(adminUrl, `drop database if exists ${name} with (force)`);
});
