import { problemFrom, requestIdOf } from "#app/_edge/problem.ts";
import { notFound } from "#lib/platform/errors.ts";

/** A path that the API does not have is answered as the API answers, never with the portal's page. */
async function unknownPath(request: Request): Promise<Response> {
  return problemFrom(notFound("path"), requestIdOf(request));
}

export {
  unknownPath as DELETE,
  unknownPath as GET,
  unknownPath as OPTIONS,
  unknownPath as PATCH,
  unknownPath as POST,
  unknownPath as PUT,
};
