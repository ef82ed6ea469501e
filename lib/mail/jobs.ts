import { z } from "zod";
import { defineJob, type JobMeta } from "#lib/platform/queue.ts";
import { sendQueuedMail } from "./transport.ts";

/** Six tries with doubling pauses: a mail server's restart is outlived, a wrong address is known within minutes. */
const RETRY_LIMIT = 6;

/** Sends one mail of the outbox. */
export const sendMailJob = defineJob({
  name: "mail-send",
  payload: z.object({ mailId: z.uuid() }),
  retryLimit: RETRY_LIMIT,
});

/** Handler of `sendMailJob`. Throws while another try may help; the row says what happened either way. */
export async function handleSendMail(payload: { mailId: string }, meta: JobMeta): Promise<void> {
  await sendQueuedMail(payload.mailId, meta.isLastTry);
}
