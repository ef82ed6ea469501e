import { type Actor, assertStaff, type StaffActor } from "#lib/auth/actor.ts";
import { writeAudit } from "#lib/auth/audit.ts";
import { LOOKUP_BUDGET_MS } from "#lib/auth/lookup-port.ts";
import { reportFault } from "#lib/observability/report.ts";
import { cleanText } from "#lib/observability/scrub.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { isId, newId } from "#lib/platform/ids.ts";
import { takeToken } from "#lib/platform/rate-limit.ts";
import { askPartner } from "../lookup/client.ts";
import { closeBreaker } from "../lookup/gate.ts";
import { checkVerdict } from "./rules.ts";
import type { MuteInput } from "./schema.ts";

/** Nobody waits at sign-in for this one: a slow answer is news too. */
const CHECK_BUDGET_MS = 5_000;
/** An id that no partner gives: the question is real, no candidate is concerned. */
const CANARY_ID = "assay-check";
/** Enough to watch somebody mend it, too little to be a load. */
const CHECK_LIMIT = { capacity: 6, windowSeconds: 60 };
const HOUR_MS = 3_600_000;

async function ownPartner(actor: Actor, partnerId: string) {
  const staff = assertStaff(actor, "manager");
  const partner = isId(partnerId)
    ? await db.partner.findFirst({ where: { id: partnerId, orgId: staff.orgId } })
    : null;
  if (!partner) throw notFound("partner");
  return { staff, partner };
}

/**
 * Asks a partner's service now, past the breaker, about an id that nobody has. An answer that shows that the service
 * understands us, in the time that sign-in would wait, closes the breaker. The outcome goes into the audit trail.
 * @throws DomainError not_found, conflict without a look-up address, throttled after six checks in a minute.
 */
export async function checkPartner(actor: Actor, partnerId: string, requestId?: string): Promise<void> {
  const { staff, partner } = await ownPartner(actor, partnerId);
  const { lookupUrl, lookupSecretSealed } = partner;
  if (!lookupUrl) throw new DomainError("conflict", "This partner has no look-up address to ask.");
  const rate = await takeToken(`partner-check:${partnerId}`, CHECK_LIMIT);
  if (!rate.allowed) {
    const wait = rate.retryAfterSeconds;
    throw new DomainError("throttled", `Checked often just now. Wait ${wait} seconds.`, {
      retryAfterSeconds: wait,
    });
  }
  const start = performance.now();
  const outcome = await askPartner(
    { partnerId, lookupUrl, lookupSecretSealed, externalId: CANARY_ID },
    CHECK_BUDGET_MS,
  );
  const durationMs = Math.round(performance.now() - start);
  if (outcome.kind === "bug") reportFault(outcome.error, { where: "partner check", requestId, partnerId });
  const { kind, httpStatus } = outcome;
  const detail = cleanText(outcome.detail);
  await writeAudit(db, staff, {
    orgId: staff.orgId,
    action: "partner.checked",
    subject: "partner",
    subjectId: partnerId,
    data: { kind, httpStatus, detail, durationMs },
    ...(requestId ? { requestId } : {}),
  });
  if (checkVerdict({ kind, httpStatus, durationMs }, LOOKUP_BUDGET_MS)) await closeBreaker(partnerId);
}

/**
 * Keeps one kind of a partner's failures out of Sentry and out of its admin's mail for some hours. Counting goes on,
 * and what is not this kind still speaks up. A mute of the same kind is replaced.
 */
export async function mutePartner(actor: Actor, partnerId: string, input: MuteInput): Promise<void> {
  const { staff } = await ownPartner(actor, partnerId);
  const at = now();
  const until = new Date(at.getTime() + input.hours * HOUR_MS);
  await db.$transaction(async (tx) => {
    // Two who mute at once take turns at the partner's row.
    await tx.$queryRaw`select 1 from partner where id = ${partnerId}::uuid for update`;
    await tx.partnerMute.updateMany({
      where: { partnerId, kind: input.kind, endedAt: null },
      data: { endedAt: at },
    });
    await tx.partnerMute.create({
      data: {
        id: newId(),
        partnerId,
        kind: input.kind,
        reason: input.reason,
        mutedById: staff.userId,
        createdAt: at,
        until,
      },
    });
    await auditMute(tx, staff, "partner.muted", partnerId, {
      kind: input.kind,
      reason: input.reason,
      until: until.toISOString(),
    });
  });
}

/** Ends a mute before its time; ending it again changes nothing. */
export async function unmutePartner(actor: Actor, partnerId: string, muteId: string): Promise<void> {
  const { staff } = await ownPartner(actor, partnerId);
  const at = now();
  await db.$transaction(async (tx) => {
    const ended = await tx.partnerMute.updateManyAndReturn({
      where: { id: muteId, partnerId, endedAt: null, until: { gt: at } },
      data: { endedAt: at },
      select: { kind: true },
    });
    const [mute] = ended;
    if (mute) await auditMute(tx, staff, "partner.unmuted", partnerId, { kind: mute.kind });
  });
}

function auditMute(
  tx: Parameters<typeof writeAudit>[0],
  staff: StaffActor,
  action: string,
  partnerId: string,
  data: Record<string, string>,
): Promise<void> {
  return writeAudit(tx, staff, {
    orgId: staff.orgId,
    action,
    subject: "partner",
    subjectId: partnerId,
    data,
  });
}
