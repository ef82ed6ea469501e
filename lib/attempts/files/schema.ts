import { z } from "zod";

/** Until when, and what the server's clock said: as with every answer of the room. */
const Clock = z.object({ deadlineAt: z.iso.datetime(), serverNow: z.iso.datetime() });

/** A file as its candidate and the team are told of it. */
export const UploadedFile = z.object({
  fileId: z.uuid(),
  name: z.string(),
  bytes: z.number().int(),
  /** SHA-256 of the content, hex. The receipt's fingerprint covers it. */
  sha256: z.string(),
});
export type UploadedFile = z.infer<typeof UploadedFile>;

export const UploadAnswer = UploadedFile.extend(Clock.shape);
export type UploadAnswer = z.infer<typeof UploadAnswer>;

/** Bytes that are stored and sent at once: what an upload or a download holds in memory. */
export const PART_BYTES = 256 * 1024;
/** What all files of one attempt may take together: four of the largest. */
export const ATTEMPT_FILE_BYTES = 40 * 1024 * 1024;
/** Rows, however small their files are. */
export const MAX_FILES_PER_ATTEMPT = 40;
/** Of one attempt at once: two questions side by side. */
export const MAX_UPLOADS_AT_ONCE = 2;
/** The largest file over the slowest line that is still of use (140 kbit/s). */
export const UPLOAD_SECONDS = 600;
/** An upload of which nothing arrived for so long has broken off: a part takes half of it on that slowest line. */
export const UPLOAD_STALL_SECONDS = 30;
/** Uploads of one person: a change of mind every half minute, and a burst at the end. */
export const UPLOAD_LIMIT = { capacity: 30, windowSeconds: 900 } as const;
/** A file that an answer was just about to name is not yet one that nobody wants. */
export const SETTLING_SECONDS = 300;
/** What no answer names goes so long after the attempt was handed in: late edits have arrived by then. */
export const ORPHAN_HOURS = 24;
