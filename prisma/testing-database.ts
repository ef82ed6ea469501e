import { randomBytes } from "node:crypto";
import { afterAll, inject } from "vitest";
import { disconnectDb } from "#lib/platform/db.ts";
import { runAdmin, withDatabase } from "./testing.ts";

/* Set-up file of the project "db": gives this test file a database of its own before anything reads the environment. */

const adminUrl = inject("adminUrl");
const template = inject("templateName");
const name = `${template}_${randomBytes(6).toString("hex")}`;

await runAdmin(adminUrl, `create database ${name} template ${template} strategy file_copy`);
process.env.DATABASE_URL = withDatabase(adminUrl, name);

// The clone itself goes at the end of the run, when nothing of this file is connected any more.
afterAll(disconnectDb);
