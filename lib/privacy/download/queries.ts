import { type Actor, assertCandidate } from "#lib/auth/actor.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { log } from "#lib/platform/log.ts";
import { takeToken } from "#lib/platform/rate-limit.ts";
import { loadHolder, ownMails, ownRecords, ownSignIns } from "../held/queries.ts";
import { attemptParts } from "./attempts/queries.ts";
import { FORMAT, LEFT_OUT, listOf, member, type Written } from "./rules.ts";

/** A copy for each device and one more; whoever wants it more often wants our database busy. */
const DOWNLOAD_LIMIT = { capacity: 5, windowSeconds: 3600 } as const;
/** Newest first; nobody signs in oftener in the half year that is kept. */
const MAX_LISTED = 5_000;

type Holder = Awaited<ReturnType<typeof loadHolder>>;

/**
 * Everything that is held about the person who asks, as one JSON text in parts. Nothing is read before the first part
 * is asked for, and never more than one answer's history at a time.
 * @throws DomainError not_found when the account is gone; throttled.
 */
export async function downloadMyData(actor: Actor): Promise<AsyncGenerator<string>> {
  const { userId } = assertCandidate(actor);
  const user = await loadHolder(userId);
  const rate = await takeToken(`my-data:${userId}`, DOWNLOAD_LIMIT);
  const { retryAfterSeconds } = rate;
  if (!rate.allowed) {
    throw new DomainError("throttled", "You have taken several copies within the hour.", {
      retryAfterSeconds,
    });
  }
  log.info("privacy.downloaded", { userId });
  return parts(user);
}

async function* parts(user: Holder): AsyncGenerator<string> {
  const { id, name, email, locale, extraTimePercent, createdAt, emailProvenAt } = user;
  yield `{${member("format", FORMAT, true)}`;
  yield member("madeAt", now());
  yield member("notInThisFile", LEFT_OUT);
  const account = { id, name, email, locale, extraTimePercent, createdAt, emailProvenAt };
  yield member("account", { ...account, isTeamMember: user.isStaff });
  yield member("sessions", await sessionsOf(id));
  yield member("signIns", await signInsOf(user));
  yield member("mails", await mailsOf(user));
  yield ',\n"applications": ';
  yield* listOf(applications(user));
  yield "}\n";
}

function sessionsOf(userId: string) {
  return db.session.findMany({
    where: { userId },
    orderBy: { createdAt: "desc" },
    take: MAX_LISTED,
    select: { createdAt: true, lastSeenAt: true, revokedAt: true, userAgent: true, ip: true },
  });
}

async function signInsOf(user: Holder) {
  const tries = await db.signInAttempt.findMany({
    where: ownSignIns(user),
    orderBy: { at: "desc" },
    take: MAX_LISTED,
    select: { at: true, userId: true, outcome: true, reason: true, ip: true, userAgent: true },
  });
  return tries.map(({ userId, ip, userAgent, ...row }) => {
    const isTheirs = userId === user.id && row.outcome === "signed_in";
    return { ...row, ...(isTheirs ? { ip, userAgent } : {}) };
  });
}

function mailsOf(user: Holder) {
  return db.mailMessage.findMany({
    where: ownMails(user),
    orderBy: { createdAt: "desc" },
    take: MAX_LISTED,
    select: { kind: true, subject: true, state: true, createdAt: true, sentAt: true },
  });
}

/** What the organisation and the partner hold of each application; the attempts come by themselves. */
function loadRecords(user: Holder) {
  return db.candidate.findMany({
    where: ownRecords(user),
    orderBy: { createdAt: "asc" },
    include: {
      org: { select: { name: true, contactEmail: true } },
      partner: { select: { name: true } },
      lookups: { orderBy: { at: "asc" }, select: { at: true, kind: true } },
      invitations: {
        orderBy: { createdAt: "asc" },
        include: {
          assessmentVersion: { select: { name: true, number: true } },
          agreedText: { select: { locale: true, text: true } },
          attempt: { select: { id: true } },
          practice: { select: { id: true } },
        },
      },
    },
  });
}
type RecordRow = Awaited<ReturnType<typeof loadRecords>>[number];

async function* applications(user: Holder): AsyncGenerator<Written> {
  for (const record of await loadRecords(user)) yield application(record, user.locale);
}

async function* application(record: RecordRow, language: string): AsyncGenerator<string> {
  const { org, partner, lookups, invitations, externalId, profileUrl, metadata, ...rest } = record;
  const { name, email, locale, source, createdAt, withdrawnAt, withdrawnBy, withdrawnReason } = rest;
  yield `{${member("organisation", org.name, true)}`;
  yield member("contact", org.contactEmail);
  yield member("record", { name, email, locale, source, createdAt });
  yield member(
    "fromPartner",
    partner && { partner: partner.name, externalId, profileUrl, metadata, lookups },
  );
  const by = withdrawnBy?.split(":")[0];
  yield member("withdrawn", withdrawnAt && { at: withdrawnAt, by, reason: withdrawnReason });
  yield member("denied", record.deniedAt && { at: record.deniedAt, reason: record.deniedReason });
  yield member("invitations", invitations.map(invitationOf));
  yield ',\n"attempts": ';
  yield* listOf(attemptsOf(record, language));
  yield "}";
}

function invitationOf({ assessmentVersion, agreedText, ...row }: RecordRow["invitations"][number]) {
  const { id, createdAt, openedAt, acceptedAt, expiresAt, revokedAt, agreedAt } = row;
  const { timeMultiplier, sharesExtraTime, readyAt, readyLanguage } = row;
  return {
    id,
    assessment: assessmentVersion.name,
    version: assessmentVersion.number,
    ...{ createdAt, openedAt, acceptedAt, expiresAt, revokedAt },
    ...{ timeMultiplier, sharesExtraTime, readyAt, readyLanguage },
    agreed: agreedAt && { at: agreedAt, to: agreedText },
  };
}

async function* attemptsOf(record: RecordRow, language: string): AsyncGenerator<Written> {
  for (const { attempt, practice } of record.invitations)
    for (const one of [practice, attempt]) if (one) yield attemptParts(record.userId, one.id, language);
}
