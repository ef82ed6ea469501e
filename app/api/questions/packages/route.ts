import { readCapped } from "#app/_edge/capped-body.ts";
import { problemFrom, requestIdOf } from "#app/_edge/problem.ts";
import { assertSameOrigin } from "#app/_edge/same-origin.ts";
import { getActor } from "#app/_edge/session.ts";
import { importUpload } from "#lib/assessments/imports/commands.ts";
import { ZIP_LIMITS } from "#lib/assessments/packages/zip-rules.ts";
import { assertStaff } from "#lib/auth/actor.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { Slots } from "#lib/platform/slots.ts";

/** Each is held in memory whole, unpacked too; a team imports one at a time. */
const AT_ONCE = 2;
const RETRY_SECONDS = 5;
const MAX_NAME = 200;
const imports = new Slots(
  { atWork: AT_ONCE },
  () =>
    new DomainError("throttled", "Two packages are being imported now. Try again in a moment.", {
      retryAfterSeconds: RETRY_SECONDS,
    }),
);

/** Takes a problem package as the request's body; `?name=` is what the file is called. 201 `{questionId, created}`. */
export async function POST(request: Request): Promise<Response> {
  const requestId = requestIdOf(request);
  try {
    assertSameOrigin(request);
    const actor = await getActor();
    if (actor.kind === "anonymous")
      throw new DomainError("unauthenticated", "Your session has ended. Sign in again.");
    // Before a byte is read: who may not import may not fill our memory either.
    assertStaff(actor, "manager");
    const name = (new URL(request.url).searchParams.get("name") ?? "").slice(-MAX_NAME) || "package.zip";
    const { questionId, created } = await imports.run(async () =>
      importUpload(actor, await readBody(request), name),
    );
    return Response.json(
      { questionId, created },
      { status: 201, headers: { "Cache-Control": "no-store", "X-Request-Id": requestId } },
    );
  } catch (error) {
    return problemFrom(error, requestId);
  }
}

/** @throws DomainError too_large as soon as it is, whatever the request said of its length. */
async function readBody(request: Request): Promise<Uint8Array> {
  const bytes = await readCapped(request, ZIP_LIMITS.archiveBytes);
  if (bytes === null) {
    const megabytes = ZIP_LIMITS.archiveBytes / 1024 / 1024;
    const advice = "Leave out what the judge does not need.";
    throw new DomainError("too_large", `The package is larger than ${megabytes} MiB. ${advice}`);
  }
  if (bytes.length === 0) throw new DomainError("invalid", "There is no package in this request.");
  return bytes;
}
