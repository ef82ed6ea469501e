import type { StaffActor } from "#lib/auth/actor.ts";
import { createKey } from "#lib/partners/keys/commands.ts";
import { SCOPES, type Scope } from "#lib/partners/schema.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeAssessment, makePartner, makeStaff } from "./factories.ts";

/* A partner's program, for tests of the API: it calls the route handlers with real requests. */

export const BASE = "http://localhost/api/partner/v1";

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire; each test says what it expects of it.
  body: any;
}

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

export interface AskOptions {
  body?: unknown;
  /** A body that is sent as it stands. */
  raw?: string;
  headers?: Record<string, string>;
  params?: Record<string, string>;
}

/** Calls a handler as a client with this key would: POST with a body, GET without. */
export async function ask(
  key: string,
  handler: Handler,
  path: string,
  options: AskOptions = {},
): Promise<Answer> {
  const body = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  const sent = body === undefined ? {} : { body };
  const request = new Request(`${BASE}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...options.headers },
    ...sent,
  });
  const response = await handler(request, { params: Promise.resolve(options.params ?? {}) });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** What a key is made of in tests. */
export function keyInput(scopes: Scope[] = [...SCOPES]) {
  return { name: "Test", scopes, expiresAt: undefined };
}

export interface Client {
  partnerId: string;
  key: string;
  ask: (handler: Handler, path: string, options?: AskOptions) => Promise<Answer>;
}

/** A partner of the organisation with a key of its own. */
export async function makeClient(staff: StaffActor, scopes?: Scope[]): Promise<Client> {
  const { id } = await makePartner(staff.orgId);
  const { key } = await createKey(staff, id, keyInput(scopes));
  return { partnerId: id, key, ask: (handler, path, options) => ask(key, handler, path, options) };
}

/** An organisation with an owner, a published assessment and a partner; `input` is a candidate as it may be sent. */
export async function makeWorld() {
  const staff = await makeStaff("owner");
  const { assessmentId, versionId } = await makeAssessment(staff.orgId);
  const { slug } = await db.assessment.findUniqueOrThrow({ where: { id: assessmentId } });
  const input = (part: Record<string, unknown> = {}) => ({
    email: "Ada@Example.org",
    name: "Ada Lovelace",
    externalId: newId(),
    assessment: slug,
    ...part,
  });
  return { staff, versionId, slug, input, client: await makeClient(staff) };
}

export type World = Awaited<ReturnType<typeof makeWorld>>;
