import { fileAnswer } from "#app/_edge/file-answer.ts";
import { problemFrom, requestIdOf } from "#app/_edge/problem.ts";
import { getActor } from "#app/_edge/session.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { openAnswerFile } from "#lib/review/files/queries.ts";

type Context = { params: Promise<{ attemptId: string; fileId: string }> };

/** A file that a candidate handed in, for whoever reads the report. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const actor = await getActor();
    if (actor.kind === "anonymous")
      throw new DomainError("unauthenticated", "Your session has ended. Sign in again.");
    const { attemptId, fileId } = await params;
    return fileAnswer(await openAnswerFile(actor, attemptId, fileId));
  } catch (error) {
    return problemFrom(error, requestIdOf(request));
  }
}
