import { candidateRoute } from "#app/_edge/candidate-route.ts";
import { uploadFile } from "#lib/attempts/files/commands.ts";
import { listOwnFiles } from "#lib/attempts/files/queries.ts";
import { DomainError } from "#lib/platform/errors.ts";

type Params = { attemptId: string };

/** Far more than a name that is kept; it is cut to its own limit later. */
const MAX_NAME_CHARACTERS = 1_000;

/** Of what a request says about its own length; null where it says nothing. */
function declaredBytes(request: Request): number | null {
  const length = request.headers.get("content-length");
  return length !== null && /^\d{1,15}$/.test(length) ? Number(length) : null;
}

/** The file as the request's body; `?question=` is what it answers, `?name=` what it is called. */
export const POST = candidateRoute<Params>(
  { status: 201, takesItsTime: true },
  ({ actor, params, request }) => {
    if (!request.body) throw new DomainError("invalid", "There is no file in this request.");
    const query = new URL(request.url).searchParams;
    const target = {
      attemptId: params.attemptId,
      itemId: query.get("question") ?? "",
      name: (query.get("name") ?? "").slice(-MAX_NAME_CHARACTERS),
      declaredBytes: declaredBytes(request),
    };
    return uploadFile(actor, target, request.body);
  },
);

export const GET = candidateRoute<Params>({}, ({ actor, params }) => listOwnFiles(actor, params.attemptId));
