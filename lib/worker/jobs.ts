import { sendMailJob } from "#lib/mail/jobs.ts";
import type { JobContract } from "#lib/platform/queue.ts";

/** Every job of the product: what applying migrations makes a queue for. */
export const jobs: JobContract<object>[] = [sendMailJob as unknown as JobContract<object>];
