import { type Actor, assertStaff } from "#lib/auth/actor.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { type AnyQuestion, readAny } from "../packages/any.ts";
import { PackageError } from "../packages/schema.ts";
import { zipFiles } from "../packages/zip.ts";
import {
  type ImportedQuestion,
  importProblemPackage,
  importProgramQuestion,
  importQuestion,
} from "../questions/commands.ts";

/**
 * Imports an uploaded question (`.zip`, `.kpp`) of any kind: read whole in memory, nothing of it touches a disk, and
 * nothing in it is run here. What is new goes to the judge next where there is something to judge, and is published by
 * staff afterwards.
 * @param fileName what the browser calls it; only for messages and for a zip without a folder in it.
 * @throws DomainError invalid in the package's words, naming the file in it and what to do; not_found: not an author.
 */
export async function importUpload(
  actor: Actor,
  bytes: Uint8Array,
  fileName: string,
): Promise<ImportedQuestion> {
  assertStaff(actor, "manager");
  const { kind, source } = await readUpload(bytes, fileName);
  switch (kind) {
    case "package":
      return importProblemPackage(actor, source);
    case "program":
      return importProgramQuestion(actor, source);
    case "authored":
      return importQuestion(actor, source, { publish: false });
  }
}

async function readUpload(bytes: Uint8Array, fileName: string): Promise<AnyQuestion> {
  try {
    return readAny(await zipFiles(bytes, fileName));
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    throw new DomainError("invalid", error.message, {
      errors: [{ pointer: "/package", detail: error.message }],
    });
  }
}
