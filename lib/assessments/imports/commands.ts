import { type Actor, assertStaff } from "#lib/auth/actor.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { readPackage } from "../packages/read.ts";
import { PackageError, type ProblemPackage } from "../packages/schema.ts";
import { zipFiles } from "../packages/zip.ts";
import { type ImportedQuestion, importProblemPackage } from "../questions/commands.ts";

/**
 * Imports an uploaded package (`.zip`, `.kpp`): read whole in memory, nothing of it touches a disk. What is new goes to
 * the judge next, and is published by staff afterwards.
 * @param fileName what the browser calls it; only for messages and for a zip without a folder in it.
 * @throws DomainError invalid in the package's words, naming the file in it and what to do; not_found: not an author.
 */
export async function importUpload(
  actor: Actor,
  bytes: Uint8Array,
  fileName: string,
): Promise<ImportedQuestion> {
  assertStaff(actor, "manager");
  return importProblemPackage(actor, await readUpload(bytes, fileName));
}

async function readUpload(bytes: Uint8Array, fileName: string): Promise<ProblemPackage> {
  try {
    return readPackage(await zipFiles(bytes, fileName));
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    throw new DomainError("invalid", error.message, {
      errors: [{ pointer: "/package", detail: error.message }],
    });
  }
}
