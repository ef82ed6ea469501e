import { request } from "undici";
import { open } from "#lib/platform/crypto.ts";
import { env } from "#lib/platform/env.ts";
import { openEgress } from "../egress.ts";
import { LOOKUP_SECRET } from "../schema.ts";
import { classify } from "./classify.ts";
import { type Evidence, type LookupOutcome, SecretUnreadable } from "./types.ts";

/** An answer has four short members; 64 KiB is a thousand times that. */
const MAX_BODY_BYTES = 64 * 1024;
/** Only these statuses can carry an answer; of all others not a byte of the body is read. */
const ANSWER_STATUSES = new Set([200, 403, 404]);

export interface LookupTarget {
  partnerId: string;
  lookupUrl: string;
  lookupSecretSealed: string | null;
  externalId: string;
}

/** The address asked: `{lookupUrl}/candidates/{externalId}`. */
export function lookupAddress(lookupUrl: string, externalId: string): string {
  return `${lookupUrl.replace(/\/+$/, "")}/candidates/${encodeURIComponent(externalId)}`;
}

/**
 * Asks a partner about one candidate: one call, no retry, no redirect.
 * @param budgetMs all the time there is, from the name's resolution to the body's last byte.
 * @returns an outcome, always: whatever goes wrong is one.
 */
export async function askPartner(target: LookupTarget, budgetMs: number): Promise<LookupOutcome> {
  const signal = AbortSignal.timeout(Math.max(1, Math.floor(budgetMs)));
  let evidence: Evidence;
  try {
    evidence = await Promise.race([call(target, signal), expiry(signal)]);
  } catch (error) {
    evidence = { type: "failure", error };
  }
  return classify(evidence, target.externalId);
}

/** The budget holds even where a library does not listen to the signal (a name's resolution). */
function expiry(signal: AbortSignal): Promise<never> {
  return new Promise((_, fail) => {
    signal.addEventListener("abort", () => fail(signal.reason), { once: true });
  });
}

function readSecret(sealed: string | null): string {
  try {
    return open(LOOKUP_SECRET, sealed ?? "");
  } catch (error) {
    throw new SecretUnreadable(error);
  }
}

async function call(target: LookupTarget, signal: AbortSignal): Promise<Evidence> {
  const { url, dispatcher } = openEgress(
    lookupAddress(target.lookupUrl, target.externalId),
    target.partnerId,
  );
  const answer = await request(url, {
    method: "GET",
    dispatcher,
    signal,
    headers: {
      authorization: `Bearer ${readSecret(target.lookupSecretSealed)}`,
      accept: "application/json",
      "user-agent": `Assay/${env().ASSAY_RELEASE.split("@").at(-1)} (candidate lookup)`,
    },
  });
  const header = (name: string) => {
    const value = answer.headers[name];
    return (Array.isArray(value) ? value[0] : value) ?? null;
  };
  const read = { body: "", tooLarge: false };
  if (ANSWER_STATUSES.has(answer.statusCode)) Object.assign(read, await readCapped(answer.body));
  else discard(answer.body);
  return {
    type: "answer",
    status: answer.statusCode,
    contentType: header("content-type"),
    retryAfter: header("retry-after"),
    ...read,
  };
}

type Body = Awaited<ReturnType<typeof request>>["body"];

function discard(body: Body): void {
  // Destroying a body that is still coming emits an error that says no more than that.
  body.on("error", () => undefined);
  body.destroy();
}

async function readCapped(body: Body): Promise<{ body: string; tooLarge: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      discard(body);
      return { body: "", tooLarge: true };
    }
    chunks.push(chunk);
  }
  return { body: Buffer.concat(chunks).toString("utf8"), tooLarge: false };
}
