import type { z } from "zod";
import type { PartnerActor } from "#lib/auth/actor.ts";
import { runOnce } from "#lib/partners/idempotency/commands.ts";
import { parseIdempotencyKey } from "#lib/partners/idempotency/rules.ts";
import { authenticateKey } from "#lib/partners/keys/commands.ts";
import type { Scope } from "#lib/partners/schema.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { type RateLimit, type RateVerdict, takeToken } from "#lib/platform/rate-limit.ts";
import { readCapped } from "./capped-body.ts";
import { fieldErrors, parseJsonText } from "./json-body.ts";
import { problem, problemFrom, requestIdOf } from "./problem.ts";

/** Per key: a batch of 100 each second would be more candidates than any customer has. */
const RATE: RateLimit = { capacity: 100, windowSeconds: 60 };
/** A batch of 100 with full metadata needs less; more is not an intake. */
const MAX_BODY_BYTES = 256 * 1024;

const CHALLENGE = { "WWW-Authenticate": 'Bearer realm="Assay partner API"' };

/** One call of the API, told once: the route, the OpenAPI document and the readable page all follow from it. */
export interface Operation<
  Body extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  id: string;
  method: "GET" | "POST";
  path: string;
  scope: Scope;
  summary: string;
  description: string;
  body?: Body;
  query?: Query;
  response: Answer;
  /** Success statuses with what each means; the lowest is the usual one. */
  status: Record<number, string>;
  /** Codes of the problems that this call adds to those that every call may answer. */
  problems: string[];
}

interface Call<Body extends z.ZodType, Query extends z.ZodType> {
  actor: PartnerActor;
  body: z.infer<Body>;
  query: z.infer<Query>;
  params: Record<string, string>;
  requestId: string;
}

interface Reply<Answer extends z.ZodType> {
  /** One of the operation's; its lowest when left out. */
  status?: number;
  body: z.input<Answer>;
}

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/**
 * The one way into the partner API: key → rate limit → parse → idempotency → command → parse out → JSON, or a problem
 * document. Every answer carries X-Request-Id, and RateLimit once the key is known.
 */
export function partnerRoute<Body extends z.ZodType, Query extends z.ZodType, Answer extends z.ZodType>(
  operation: Operation<Body, Query, Answer>,
  command: (call: Call<Body, Query>) => Promise<Reply<Answer>>,
): Handler {
  return async (request, context) => {
    const requestId = requestIdOf(request);
    let headers: Record<string, string> = { "X-Request-Id": requestId, "Cache-Control": "no-store" };
    try {
      const actor = await authenticateKey(request.headers.get("authorization"));
      const verdict = await takeToken(`partner-key:${actor.keyId}`, RATE);
      headers = { ...headers, ...rateHeaders(verdict) };
      if (!verdict.allowed) throw throttled(verdict);
      const input = await readInput(operation, request, requestId, headers);
      if (input instanceof Response) return input;
      const call = { actor, ...input, params: await context.params, requestId };
      const answer = () => execute(operation, command, call);
      return await answerOnce(request, call, operation, answer, headers);
    } catch (error) {
      const challenge = error instanceof DomainError && error.code === "unauthenticated" ? CHALLENGE : {};
      return problemFrom(error, requestId, { ...headers, ...challenge });
    }
  };
}

function rateHeaders(verdict: RateVerdict): Record<string, string> {
  return {
    "RateLimit-Policy": `"default";q=${RATE.capacity};w=${RATE.windowSeconds}`,
    RateLimit: `"default";r=${verdict.remaining};t=${verdict.resetSeconds}`,
  };
}

function throttled(verdict: RateVerdict): DomainError {
  return new DomainError(
    "throttled",
    `This key may ask ${RATE.capacity} times in ${RATE.windowSeconds} seconds. Wait as long as Retry-After says.`,
    { retryAfterSeconds: verdict.retryAfterSeconds },
  );
}

async function execute<Answer extends z.ZodType, C>(
  operation: { response: Answer; status: Record<number, string> },
  command: (call: C) => Promise<Reply<Answer>>,
  call: C,
): Promise<{ status: number; body: unknown }> {
  const reply = await command(call);
  const usual = Number(Object.keys(operation.status)[0] ?? 200);
  return { status: reply.status ?? usual, body: operation.response.parse(reply.body) };
}

/** A refusal of the command is an answer too: stored under its key, it is given again unchanged. */
async function answerOnce(
  request: Request,
  call: { actor: PartnerActor; body: unknown; requestId: string },
  operation: { method: string },
  run: () => Promise<{ status: number; body: unknown }>,
  headers: Record<string, string>,
): Promise<Response> {
  const header = operation.method === "POST" ? request.headers.get("idempotency-key") : null;
  if (header === null) return reply(await run(), headers, request);
  const key = parseIdempotencyKey(header);
  if (!key) {
    throw new DomainError("invalid", "Idempotency-Key must be 1 to 255 visible ASCII characters.", {
      errors: [{ pointer: "", detail: "the header Idempotency-Key is empty, too long or not ASCII" }],
    });
  }
  const path = new URL(request.url).pathname;
  const { answer, replayed } = await runOnce(
    { partnerId: call.actor.partnerId, key, request: { method: operation.method, path, body: call.body } },
    async () => {
      try {
        return await run();
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        const refusal = problemFrom(error, call.requestId);
        return { status: refusal.status, body: await refusal.json() };
      }
    },
  );
  return reply(answer, replayed ? { ...headers, "Idempotent-Replayed": "true" } : headers, request);
}

function reply(
  answer: { status: number; body: unknown },
  headers: Record<string, string>,
  request: Request,
): Response {
  const type = answer.status >= 400 ? "application/problem+json" : "application/json";
  return Response.json(answer.body, {
    status: answer.status,
    headers: { ...headers, "Content-Type": type, ...linkHeader(answer.body, request) },
  });
}

/** Lists say where the next page is (RFC 8288), so that a client need not know the parameter. */
function linkHeader(body: unknown, request: Request): Record<string, string> {
  const cursor = (body as { nextCursor?: unknown } | null)?.nextCursor;
  if (typeof cursor !== "string") return {};
  const url = new URL(request.url);
  url.searchParams.set("cursor", cursor);
  return { Link: `<${url.pathname}${url.search}>; rel="next"` };
}

async function readInput<Body extends z.ZodType, Query extends z.ZodType>(
  operation: { body?: Body; query?: Query },
  request: Request,
  requestId: string,
  headers: Record<string, string>,
): Promise<{ body: z.infer<Body>; query: z.infer<Query> } | Response> {
  const search = Object.fromEntries(new URL(request.url).searchParams);
  const query = operation.query ? parse(operation.query, search) : undefined;
  if (!operation.body) return { body: undefined as z.infer<Body>, query: query as z.infer<Query> };
  const bytes = await readCapped(request, MAX_BODY_BYTES);
  const refuse = (status: number, title: string, detail: string, code: string) =>
    problem({ status, title, detail, code, requestId, headers });
  if (bytes === null) {
    throw new DomainError("too_large", `A body may have ${MAX_BODY_BYTES / 1024} KiB at most.`);
  }
  const text = bytes.toString("utf8");
  const empty = text.trim() === "";
  if (!empty && !/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(request.headers.get("content-type") ?? "")) {
    return refuse(
      415,
      "Not a type that we read",
      "Send JSON with Content-Type: application/json.",
      "unsupported_media_type",
    );
  }
  const json = empty ? {} : parseJsonText(text);
  if (json === undefined) {
    return refuse(400, "Not JSON", "The body could not be read as JSON.", "malformed_json");
  }
  return { body: parse(operation.body, json), query: query as z.infer<Query> };
}

function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const errors = fieldErrors(parsed.error);
  throw new DomainError("invalid", "Some members of what you sent need a change.", { errors });
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Method = (typeof METHODS)[number];

/** The exports of a route file: the given methods, and a 405 problem with Allow for all others. */
export function partnerRoutes(handlers: Partial<Record<"GET" | "POST", Handler>>): Record<Method, Handler> {
  const given = Object.keys(handlers);
  const allow = [...given, ...(handlers.GET ? ["HEAD"] : []), "OPTIONS"].join(", ");
  const refuse: Handler = async (request) =>
    problem({
      status: 405,
      title: "Method not allowed",
      detail: `${request.method} is not possible here. Use ${given.join(" or ")}.`,
      code: "method_not_allowed",
      requestId: requestIdOf(request),
      headers: { Allow: allow },
    });
  const options: Handler = async () => new Response(null, { status: 204, headers: { Allow: allow } });
  const all: Partial<Record<Method, Handler>> = { OPTIONS: options, ...handlers };
  return Object.fromEntries(METHODS.map((method) => [method, all[method] ?? refuse])) as Record<
    Method,
    Handler
  >;
}
