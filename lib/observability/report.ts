import { log } from "#lib/platform/log.ts";

/** Reports an error of ours: never limited, never sampled, never throws. */
export function reportBug(error: unknown, context: Record<string, unknown> = {}): void {
  log.error("bug", { error, ...context });
}
