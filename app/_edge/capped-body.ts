import { DomainError } from "#lib/platform/errors.ts";

/** The next part; one that does not come is no fault of ours, nor of our database. */
async function next(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch {
    throw new DomainError("invalid", "The request broke off before it was whole. Send it again.");
  }
}

const tooSlow = () =>
  new DomainError("unavailable", "The request took too long to arrive. Send it again.", {
    retryAfterSeconds: 1,
  });

/**
 * A request's body, read no further than `maxBytes`, whatever its Content-Length claims, and no longer than `withinMs`.
 * @returns null when it is larger.
 * @throws DomainError invalid when it breaks off, unavailable when it does not come.
 */
export async function readCapped(
  request: Request,
  maxBytes: number,
  withinMs?: number,
): Promise<Buffer | null> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return null;
  const reader = request.body?.getReader();
  if (!reader) return Buffer.alloc(0);
  let isLate = false;
  const giveUp = () => {
    isLate = true;
    reader.cancel().catch(() => undefined);
  };
  const timer = withinMs && setTimeout(giveUp, withinMs);
  const whole = await readOn(reader, maxBytes).finally(() => clearTimeout(timer));
  if (isLate) throw tooSlow();
  return whole;
}

async function readOn(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  maxBytes: number,
): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await next(reader); !part.done; part = await next(reader)) {
    size += part.value.byteLength;
    if (size > maxBytes) {
      // Not awaited: of a cloned request's body it ends only once the original is cancelled too.
      reader.cancel().catch(() => undefined);
      return null;
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}
