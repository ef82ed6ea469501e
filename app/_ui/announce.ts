/** Ids of the page's two live regions, which the root layout renders empty from the first paint. */
export const LIVE_REGION = { polite: "live-polite", assertive: "live-assertive" } as const;

type Urgency = keyof typeof LIVE_REGION;

/** A region that changes again before it was read has said the first sentence to nobody. */
const HEARD_MS = 600;
const freeAt: Record<Urgency, number> = { polite: 0, assertive: 0 };

/**
 * Speaks one sentence to assistive technology. Does nothing on the server.
 * The same sentence twice is spoken twice: the region is emptied first, and a timer apart,
 * because a change and its undoing within one task are not noticed. Sentences of one moment wait for each other.
 */
export function announce(sentence: string, urgency: Urgency = "polite"): void {
  if (typeof document === "undefined") return;
  const region = document.getElementById(LIVE_REGION[urgency]);
  if (!region) return;
  const now = performance.now();
  const wait = Math.max(0, freeAt[urgency] - now);
  freeAt[urgency] = now + wait + HEARD_MS;
  setTimeout(() => {
    region.textContent = "";
    setTimeout(() => {
      region.textContent = sentence;
    }, 50);
  }, wait);
}
