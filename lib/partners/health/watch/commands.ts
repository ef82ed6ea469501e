import type { z } from "zod";
import type { SystemActor } from "#lib/auth/actor.ts";
import { writeAudit } from "#lib/auth/audit.ts";
import { queueMail } from "#lib/mail/commands.ts";
import { reportPartnerTurn } from "#lib/observability/report.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { FAILURE_KINDS } from "../schema.ts";
import type { tellPartnerAdmin } from "./jobs.ts";
import { ADMIN_MAIL_EVERY_MS, adminMail, judgeSteps, STEP_MS, STEPS, type Step } from "./rules.ts";

const WATCH: SystemActor = { kind: "system", job: "partner health" };

interface Watched {
  partnerId: string;
  orgId: string;
  slug: string;
  degradedAt: Date | null;
  step: number;
  asked: number;
  failed: number;
}

/** Partners that failed lately or count as degraded, with one row a step; the steps without questions have none. */
function readWatched(at: Date): Promise<Watched[]> {
  const span = STEP_MS * STEPS;
  const since = new Date(at.getTime() - span);
  return db.$queryRaw<Watched[]>`
    select h."partnerId", p."orgId", p.slug, h."degradedAt",
      least(${STEPS - 1}, floor(extract(epoch from l.at - ${since}::timestamptz) * 1000 / ${STEP_MS}))::int as step,
      count(*)::int as asked, count(*) filter (where l.kind = any(${FAILURE_KINDS}::text[]))::int as failed
    from partner_health h
    join partner p on p.id = h."partnerId"
    join partner_lookup l on l."partnerId" = h."partnerId" and l.at > ${since} and l.at <= ${at}
      and l.kind <> 'skipped'
    where p."disabledAt" is null and p."lookupUrl" is not null
      and (h."lastFailureAt" > ${since} or h."degradedAt" is not null)
    group by 1, 2, 3, 4, 5`;
}

/** Handler of `watchPartners`: each turn of a partner is told once, however many workers look. */
export async function handleWatchPartners(): Promise<void> {
  const at = now();
  const rows = await readWatched(at);
  const partners = new Map(rows.map((row) => [row.partnerId, row]));
  for (const partner of partners.values()) {
    const steps: Step[] = Array.from({ length: STEPS }, (_, step) => {
      const row = rows.find((each) => each.partnerId === partner.partnerId && each.step === step);
      return row ?? { asked: 0, failed: 0 };
    });
    const turn = judgeSteps(steps, partner.degradedAt !== null);
    if (turn) await takeTurn(partner, turn, steps, at);
  }
}

async function takeTurn(
  { partnerId, orgId, slug }: Watched,
  turn: "degraded" | "recovered",
  steps: Step[],
  at: Date,
): Promise<void> {
  const facts = {
    asked: steps.reduce((sum, step) => sum + step.asked, 0),
    failed: steps.reduce((sum, step) => sum + step.failed, 0),
    minutes: (STEP_MS * STEPS) / 60_000,
  };
  const isMine = await db.$transaction(async (tx) => {
    const turned = await tx.partnerHealth.updateMany({
      where: { partnerId, degradedAt: turn === "degraded" ? null : { not: null } },
      data: { degradedAt: turn === "degraded" ? at : null },
    });
    if (turned.count === 0) return false;
    const entry = { orgId, action: `partner.${turn}`, subject: "partner", subjectId: partnerId, data: facts };
    await writeAudit(tx, WATCH, entry);
    return true;
  });
  if (isMine) reportPartnerTurn({ partnerId, partnerSlug: slug, turn, reason: "most look-ups fail", facts });
}

/** Handler of `tellPartnerAdmin`: one mail a day, claimed in the transaction that queues it. */
export async function handleTellPartnerAdmin(
  payload: z.infer<typeof tellPartnerAdmin.payload>,
): Promise<void> {
  const { partnerId, lookupId } = payload;
  const [partner, lookup] = await Promise.all([
    db.partner.findUnique({ where: { id: partnerId }, include: { org: true } }),
    db.partnerLookup.findFirst({ where: { id: lookupId, partnerId } }),
  ]);
  if (!partner?.contactEmail || !partner.lookupUrl || partner.disabledAt || !lookup) return;
  const { contactEmail, lookupUrl, org } = partner;
  const at = now();
  const mail = adminMail({
    partner: partner.name,
    organisation: org.name,
    host: new URL(lookupUrl).host,
    evidence: lookup,
    at: lookup.at,
    replyTo: org.contactEmail,
  });
  await db.$transaction(async (tx) => {
    const lastAllowed = new Date(at.getTime() - ADMIN_MAIL_EVERY_MS);
    const claimed = await tx.partnerHealth.updateMany({
      where: { partnerId, OR: [{ adminMailedAt: null }, { adminMailedAt: { lte: lastAllowed } }] },
      data: { adminMailedAt: at },
    });
    if (claimed.count === 0) return;
    await queueMail(tx, { orgId: org.id, to: contactEmail, kind: "notice", ...mail });
    await writeAudit(tx, WATCH, {
      orgId: org.id,
      action: "partner.admin_mailed",
      subject: "partner",
      subjectId: partnerId,
      data: { to: contactEmail, kind: lookup.kind },
    });
  });
}
