import nodemailer, { type Transporter } from "nodemailer";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import type { MailMessage } from "#lib/platform/generated/client.ts";
import { log } from "#lib/platform/log.ts";
import { beginning } from "#lib/platform/text.ts";

/** A server that accepts and then hangs must not hold a worker's slot. */
const CONNECT_TIMEOUT_MS = 10_000;
const ANSWER_TIMEOUT_MS = 20_000;
const MAX_ERROR = 300;

function transporter(url: string): Transporter {
  return nodemailer.createTransport({
    url,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: ANSWER_TIMEOUT_MS,
    // Texts come from our templates, but names in them come from outside.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** What a mail server said, without the addresses and links that it may repeat. */
function describeFailure(error: unknown): string {
  const { code, responseCode, message } = error as { code?: string; responseCode?: number; message?: string };
  const words = String(message ?? error)
    .replace(/\S+@\S+/g, "<address>")
    .replace(/https?:\/\/\S+/g, "<link>");
  return beginning([code, responseCode, words].filter(Boolean).join(" "), MAX_ERROR);
}

/** 5xx is the server's last word (RFC 5321 §4.2.1): asking again only annoys it. */
function isFinal(error: unknown): boolean {
  const code = (error as { responseCode?: number }).responseCode ?? 0;
  return code >= 500 && code < 600;
}

/** An invitation is answered to the team that invites: the portal's own address reads nothing. */
function answersGoTo({ kind, org }: { kind: string; org: { contactEmail: string } | null }) {
  return kind === "invitation" && org ? { replyTo: { name: "", address: org.contactEmail } } : {};
}

type Mail = MailMessage & { org: { contactEmail: string } | null };

/** Gives a mail to the server. @throws the transport's error. */
async function hand(url: string, from: string, mail: Mail): Promise<void> {
  await transporter(url).sendMail({
    from,
    to: { name: "", address: mail.to },
    ...answersGoTo(mail),
    subject: mail.subject,
    text: mail.text,
    // The same id at each try: a server that took it twice can tell.
    messageId: `<${mail.id}@assay.invalid>`,
    headers: { "Auto-Submitted": "auto-generated" },
  });
}

/**
 * The last mail to somebody whose data was deleted: however it ends, its row with the address goes.
 * @throws Error in our own words while another try may help: the transport's would name the address to the queue.
 */
async function sendLast(mail: Mail, isLastTry: boolean): Promise<void> {
  const { SMTP_URL, MAIL_FROM } = env();
  try {
    if (SMTP_URL) await hand(SMTP_URL, MAIL_FROM, mail);
  } catch (error) {
    log.warn("mail.not_sent", { mailId: mail.id, kind: mail.kind, reason: describeFailure(error) });
    if (!isLastTry && !isFinal(error)) throw new Error("the mail server did not take it");
  }
  await db.mailMessage.deleteMany({ where: { id: mail.id } });
}

/**
 * Sends one mail of the outbox, once: a mail that is not `queued` is left alone. Without SMTP_URL it is kept for the
 * Outbox page.
 * @throws the transport's error while another try may help.
 */
export async function sendQueuedMail(mailId: string, isLastTry: boolean): Promise<void> {
  const mail = await db.mailMessage.findUnique({
    where: { id: mailId },
    include: { org: { select: { contactEmail: true } } },
  });
  if (mail?.state !== "queued") return;
  if (mail.kind === "erased") return sendLast(mail, isLastTry);
  const { SMTP_URL, MAIL_FROM } = env();
  if (!SMTP_URL) {
    await db.mailMessage.update({ where: { id: mailId }, data: { state: "kept" } });
    return;
  }
  try {
    await hand(SMTP_URL, MAIL_FROM, mail);
  } catch (error) {
    const failed = isLastTry || isFinal(error);
    const lastError = describeFailure(error);
    log.warn("mail.not_sent", { mailId, kind: mail.kind, reason: lastError, failed });
    const state = failed ? ("failed" as const) : ("queued" as const);
    await db.mailMessage.update({
      where: { id: mailId },
      data: { state, attempts: { increment: 1 }, lastError },
    });
    if (!failed) throw error;
    return;
  }
  await db.mailMessage.update({
    where: { id: mailId },
    data: { state: "sent", sentAt: now(), attempts: { increment: 1 }, text: "", lastError: null },
  });
}
