import type { UploadAnswer } from "#lib/attempts/files/schema.ts";
import { CallError } from "./api.ts";

interface FileCall {
  answer: Promise<UploadAnswer>;
  abort: () => void;
}

function answerOf(request: XMLHttpRequest): UploadAnswer {
  const text: unknown = request.response;
  const body = (() => {
    try {
      return JSON.parse(String(text)) as { code?: string; detail?: string };
    } catch {
      return {};
    }
  })();
  if (request.status === 201) return body as UploadAnswer;
  // With a time to come again it is not this file that is too large: the earlier ones leave no room for it yet.
  const isFull = body.code === "too_large" && request.getResponseHeader("Retry-After") !== null;
  throw new CallError(request.status, isFull ? "full" : (body.code ?? "unavailable"), body.detail ?? "");
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
  request.upload.onprogress = (event) => onSent(event.loaded);
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
  request.send(file);
  return { answer, abort: () => request.abort() };
}
