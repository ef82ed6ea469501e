import type { UploadAnswer } from "#lib/attempts/files/schema.ts";
import { CallError } from "./api.ts";

interface FileCall {
  answer: Promise<UploadAnswer>;
  abort: () => void;
}

/** So long nothing moves, neither there nor back: then it is given up, and sent again. */
const STALL_MS = 60_000;

type Body = Partial<UploadAnswer> & { code?: string; detail?: string };

/** @throws CallError also where a good answer is not the portal's, or not whole: of status 502, for the file may be there. */
function answerOf(request: XMLHttpRequest): UploadAnswer {
  let body: Body | null = null;
  try {
    body = JSON.parse(String(request.response)) as Body | null;
  } catch {
    // As below.
  }
  if (request.status === 201 && body?.fileId) return body as UploadAnswer;
  const { code = "unavailable", detail = "" } = body ?? {};
  // With a time to come again it is not this file that is too large: the earlier ones leave no room for it yet.
  const isFull = code === "too_large" && request.getResponseHeader("Retry-After") !== null;
  throw new CallError(request.status < 400 ? 502 : request.status, isFull ? "full" : code, detail);
}

/**
 * Sends a file as it is; `onSent` hears how many of its bytes have left. Not fetch: that tells nothing of what is sent.
 * The answer is refused with a CallError, of status 0 when nobody answered or it was called off.
 */
export function postFile(
  attemptId: string,
  itemId: string,
  file: File,
  onSent: (bytes: number) => void,
): FileCall {
  const request = new XMLHttpRequest();
  const query = new URLSearchParams({ question: itemId, name: file.name });
  request.open("POST", `/api/attempts/${attemptId}/files?${query}`);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  let stalled: ReturnType<typeof setTimeout> | undefined;
  const moves = () => {
    clearTimeout(stalled);
    stalled = setTimeout(() => request.abort(), STALL_MS);
  };
  request.upload.onprogress = (event) => {
    moves();
    onSent(event.loaded);
  };
  request.onprogress = moves;
  request.onloadend = () => clearTimeout(stalled);
  const answer = new Promise<UploadAnswer>((resolve, reject) => {
    const broken = () => reject(new CallError(0, "offline", ""));
    request.onload = () => {
      try {
        resolve(answerOf(request));
      } catch (error) {
        reject(error);
      }
    };
    request.onerror = broken;
    request.onabort = broken;
    request.ontimeout = broken;
  });
  moves();
  request.send(file);
  return { answer, abort: () => request.abort() };
}
