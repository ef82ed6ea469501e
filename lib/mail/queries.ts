import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";
import { ACCOUNT_SECRET_KINDS } from "./schema.ts";

const PAGE_SIZE = 50;

/** Who may read the outbox: a member of the team that has at least a manager's role. */
export interface OutboxReader {
  kind: "staff";
  orgId: string;
  role: "owner" | "manager" | "reviewer";
}

export interface OutboxMail {
  id: string;
  to: string;
  subject: string;
  kind: string;
  state: "queued" | "sent" | "kept" | "failed";
  attempts: number;
  lastError: string | null;
  createdAt: Date;
  sentAt: Date | null;
}

export interface OutboxMailText extends OutboxMail {
  /** null: emptied after sending, or it opens somebody's account and the reader is no owner. */
  text: string | null;
  withheld: boolean;
}

const LIST = {
  id: true,
  to: true,
  subject: true,
  kind: true,
  state: true,
  attempts: true,
  lastError: true,
  createdAt: true,
  sentAt: true,
} as const;

function assertReader(actor: OutboxReader): void {
  if (actor.kind !== "staff" || actor.role === "reviewer") throw notFound("page");
}

/** The team's mails, newest first, 50 a page. @param before id of the last one seen; ids are ordered by time. */
export async function listOutbox(
  actor: OutboxReader,
  options: { before?: string } = {},
): Promise<{ mails: OutboxMail[]; nextBefore: string | null }> {
  assertReader(actor);
  const mails = await db.mailMessage.findMany({
    where: { orgId: actor.orgId, ...(isId(options.before) ? { id: { lt: options.before } } : {}) },
    orderBy: { id: "desc" },
    take: PAGE_SIZE + 1,
    select: LIST,
  });
  const page = mails.slice(0, PAGE_SIZE);
  return { mails: page, nextBefore: mails.length > PAGE_SIZE ? (page.at(-1)?.id ?? null) : null };
}

/** One mail with its text. @throws DomainError not_found when it is another team's. */
export async function getOutboxMail(actor: OutboxReader, id: string): Promise<OutboxMailText> {
  assertReader(actor);
  const mail = isId(id)
    ? await db.mailMessage.findFirst({
        where: { id, orgId: actor.orgId },
        select: { ...LIST, text: true },
      })
    : null;
  if (!mail) throw notFound("mail");
  // A manager who could read an owner's reset link would be an owner.
  const opensAccount = (ACCOUNT_SECRET_KINDS as readonly string[]).includes(mail.kind);
  const withheld = opensAccount && actor.role !== "owner";
  return { ...mail, withheld, text: withheld || mail.text === "" ? null : mail.text };
}
