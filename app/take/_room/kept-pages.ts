/*
 * The room's pages that this device keeps for a reload without a network: written by the service worker
 * (public/take/attempts/keeper.js), and taken away by whoever may not leave them here.
 */

export interface KeptPage {
  /** Whose user's. */
  owner: string;
  attemptId: string;
}

/** On which open rooms hear that this device forgets them. */
export const ROOMS_CHANNEL = "assay-rooms";

const SETS = "assay-room";
const LOCK = "assay-kept";

/** What is newer than an attempt's kept pages: the server's last word about its time, and the flags set here. */
const BESIDE = ["clock", "flags"] as const;

/** Where that stands. */
export function keptKey(attemptId: string, what: (typeof BESIDE)[number]): string {
  return `assay-kept-${attemptId}-${what}`;
}

/** When this page was kept, in milliseconds of this device's clock; undefined on a page that the server has just made. */
export const keptAt = (): string | undefined => document.documentElement.dataset.kept;

function forgetBeside(attemptId: string): void {
  try {
    for (const what of BESIDE) localStorage.removeItem(keptKey(attemptId, what));
  } catch {
    // Storage is refused: then there is none.
  }
}

/** Takes away kept pages, and what stands beside them. @param goes which; absent: all. */
export async function forgetKept(goes: (page: KeptPage) => boolean = () => true): Promise<void> {
  // Neither is there on a page that is not secure, and nothing was kept then.
  if (!("caches" in globalThis) || !navigator.locks) return;
  // A page that is being kept at this moment is waited for.
  await navigator.locks.request(LOCK, async () => {
    for (const name of await caches.keys()) {
      const [prefix, owner = "", attemptId = ""] = name.split("/");
      if (prefix !== SETS || !goes({ owner, attemptId })) continue;
      await caches.delete(name);
      forgetBeside(attemptId);
    }
  });
}
