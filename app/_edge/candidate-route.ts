import type { NextRequest } from "next/server";
import type { z } from "zod";
import { inCallersTurn, readSave } from "#lib/attempts/reads/commands.ts";
import type { CandidateActor } from "#lib/auth/actor.ts";
import { decodeSession, type SessionClaims, sessionCookieName } from "#lib/auth/session-token.ts";
import { findLiveSession } from "#lib/auth/sessions.ts";
import { setRequestUser } from "#lib/observability/report.ts";
import { BoundedMap } from "#lib/platform/bounded-map.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { readJson } from "./json-body.ts";
import { problemFrom, requestIdOf } from "./problem.ts";
import { assertSameOrigin } from "./same-origin.ts";

interface Options<Schema extends z.ZodType> {
  /** Absent: the call has no body. */
  body?: Schema;
  maxBytes?: number;
  /** Of a good answer. */
  status?: 200 | 201 | 202;
  /**
   * A save: the command itself asks whether the session still lives, in its one statement, so that the hot path needs no
   * second query; it has turns of its own, and what comes before them is one of few, too.
   */
  commandChecksSession?: boolean;
  /** The answer takes its time by design (a long poll, an upload): only the look-up of the session is one of few. */
  takesItsTime?: boolean;
}

interface Call<Body, Params> {
  actor: CandidateActor;
  body: Body;
  params: Params;
  request: Request;
}

/** A body of ids and little else. */
const DEFAULT_MAX_BYTES = 16 * 1024;
/** Whose session it is never changes; a name may, so it is asked again now and then. */
const KNOWN_MS = 60_000;
const KNOWN_SIZE = 2_000;
const known = new BoundedMap<string, { actor: CandidateActor; until: number }>(KNOWN_SIZE);

const signedOut = () => new DomainError("unauthenticated", "Your session has ended. Sign in again.");

/** Whose cookie it is, without a look at the database. @throws DomainError unauthenticated */
async function claimsOf({ cookies }: NextRequest): Promise<SessionClaims> {
  const claims = await decodeSession(cookies.get(sessionCookieName())?.value);
  if (!claims) throw signedOut();
  return claims;
}

/** @throws DomainError unauthenticated. A database that is away throws as itself: 503, and the cookie is left alone. */
async function candidateOf(claims: SessionClaims, mayBeKnown = false): Promise<CandidateActor> {
  const cached = mayBeKnown ? known.get(claims.sid) : undefined;
  if (cached && cached.until > Date.now()) return cached.actor;
  const session = await findLiveSession(claims.sid);
  if (!session) throw signedOut();
  const { userId, name, email, sessionId } = session;
  const actor: CandidateActor = { kind: "candidate", userId, name, email, sessionId };
  known.set(claims.sid, { actor, until: Date.now() + KNOWN_MS });
  return actor;
}

function saidBytes({ headers }: Request): number | null {
  const said = headers.get("content-length");
  return said === null ? null : Number(said);
}

/** A call's two halves, and how long it says that its body is. */
interface Steps<Heard> {
  bytes: number | null;
  /** Reads what is asked. */
  hear: (actor: CandidateActor) => Promise<Heard>;
  answer: (heard: Heard) => Promise<object>;
}

async function inTurn<Heard>(
  claims: SessionClaims,
  { commandChecksSession, takesItsTime }: Options<z.ZodType>,
  { bytes, hear, answer }: Steps<Heard>,
): Promise<object> {
  const { userId } = claims;
  if (commandChecksSession)
    return answer(await readSave({ userId, bytes }, async () => hear(await candidateOf(claims, true))));
  const serve = async (actor: CandidateActor) => answer(await hear(actor));
  if (takesItsTime) return serve(await inCallersTurn(userId, () => candidateOf(claims)));
  return inCallersTurn(userId, async () => serve(await candidateOf(claims)));
}

/** Shorter answers, in bytes, grow when they are compressed, and a compressor would be made for each of them. */
const COMPRESSED_FROM = 1024;

function sized(json: string, status: number, requestId: string): Response {
  const bytes = Buffer.byteLength(json);
  const headers = {
    "Cache-Control": bytes < COMPRESSED_FROM ? "no-store, no-transform" : "no-store",
    "Content-Length": String(bytes),
    "Content-Type": "application/json",
    "X-Request-Id": requestId,
  };
  return new Response(json, { status, headers });
}

/**
 * A route of the candidate's room: same-origin check, session, parsed body, command, JSON; every refusal is a problem
 * document, and an absent database is a 503 that leaves the session's cookie alone. Few calls of one person are at work
 * at a time, and the surplus is refused before its body is read or the database is touched; saves have turns of their own.
 */
export function candidateRoute<Params, Schema extends z.ZodType = z.ZodUndefined>(
  options: Options<Schema>,
  run: (call: Call<z.infer<Schema>, Params>) => Promise<object>,
): (request: NextRequest, context: { params: Promise<Params> }) => Promise<Response> {
  const { body: schema, maxBytes = DEFAULT_MAX_BYTES, status = 200 } = options;
  return async (request, context) => {
    const requestId = requestIdOf(request);
    try {
      if (request.method !== "GET") assertSameOrigin(request);
      const claims = await claimsOf(request);
      const hear = async (actor: CandidateActor): Promise<Call<z.infer<Schema>, Params>> => {
        setRequestUser({ id: actor.userId, email: actor.email });
        const body = schema ? await readJson(request, schema, maxBytes) : undefined;
        return { actor, body: body as z.infer<Schema>, params: await context.params, request };
      };
      const answer = await inTurn(claims, options, { bytes: saidBytes(request), hear, answer: run });
      // A file answers for itself.
      if (answer instanceof Response) return answer;
      return sized(JSON.stringify(answer), status, requestId);
    } catch (error) {
      return problemFrom(error, requestId);
    }
  };
}
