/** Ids of the page's two live regions, which the root layout renders empty from the first paint. */
export const LIVE_REGION = { polite: "live-polite", assertive: "live-assertive" } as const;

/**
 * Speaks one sentence to assistive technology. Does nothing on the server.
 * The same sentence twice is spoken twice: the region is emptied first, and a timer apart,
 * because a change and its undoing within one task are not noticed.
 */
export function announce(sentence: string, urgency: keyof typeof LIVE_REGION = "polite"): void {
  if (typeof document === "undefined") return;
  const region = document.getElementById(LIVE_REGION[urgency]);
  if (!region) return;
  region.textContent = "";
  setTimeout(() => {
    region.textContent = sentence;
  }, 50);
}
