import type { z } from "zod";
import type { SystemActor } from "#lib/auth/actor.ts";
import { writeAudit } from "#lib/auth/audit.ts";
import { queueMail } from "#lib/mail/commands.ts";
import { reportPartnerTurn } from "#lib/observability/report.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { FAILURE_KINDS } from "../schema.ts";
import type { tellPartnerAdmin } from "./jobs.ts";
import { ADMIN_MAIL_EVERY_MS, adminMail, judgeTurn, LASTING_MS, type Question, WATCHED_MS } from "./rules.ts";

const WATCH: SystemActor = { kind: "system", job: "partner health" };

interface Watched {
  partnerId: string;
  orgId: string;
  slug: string;
  degradedAt: Date | null;
  questions: Question[];
}

type WatchedRow = Omit<Watched, "questions"> & Question;

/** Partners that failed lately or count as degraded, each with the questions that were put to it lately. */
async function readWatched(at: Date): Promise<Watched[]> {
  const since = new Date(at.getTime() - WATCHED_MS);
  const rows = await db.$queryRaw<WatchedRow[]>`
    select h."partnerId", p."orgId", p.slug, h."degradedAt", l.at,
      l.kind = any(${FAILURE_KINDS}::text[]) as failed
    from partner_health h
    join partner p on p.id = h."partnerId"
    join partner_lookup l on l."partnerId" = h."partnerId" and l.at > ${since} and l.at <= ${at}
      and l.kind <> 'skipped'
    where p."disabledAt" is null and p."lookupUrl" is not null
      and (h."lastFailureAt" > ${since} or h."degradedAt" is not null)`;
  const watched = new Map<string, Watched>();
  for (const { at: askedAt, failed, ...partner } of rows) {
    const known = watched.get(partner.partnerId) ?? { ...partner, questions: [] };
    known.questions.push({ at: askedAt, failed });
    watched.set(partner.partnerId, known);
  }
  return [...watched.values()];
}

/** Handler of `watchPartners`. */
export function handleWatchPartners(): Promise<void> {
  return watchPartnersAt(now());
}

/** Tells each turn of a partner once, however many workers look. */
export async function watchPartnersAt(at: Date): Promise<void> {
  for (const partner of await readWatched(at)) {
    const turn = judgeTurn(partner.questions, at, partner.degradedAt !== null);
    if (turn) await takeTurn(partner, turn, at);
  }
}

async function takeTurn(
  { partnerId, orgId, slug, questions }: Watched,
  turn: "degraded" | "recovered",
  at: Date,
): Promise<void> {
  // The minutes that the rule speaks of, not the longer time that is read for it.
  const since = at.getTime() - LASTING_MS;
  const recent = questions.filter((question) => question.at.getTime() > since);
  const facts = {
    asked: recent.length,
    failed: recent.filter(({ failed }) => failed).length,
    minutes: LASTING_MS / 60_000,
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
