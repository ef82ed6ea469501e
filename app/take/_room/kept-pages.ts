/*
 * The room's pages that this device keeps for a reload without a network: written by the service worker
 * (public/take/attempts/keeper.js), and taken away by whoever may not leave them here.
 */

export interface KeptPage {
  /** Whose user's; empty: nobody knows any more. */
  owner: string;
  attemptId: string;
}

/** On which open rooms hear that this device forgets them. */
export const ROOMS_CHANNEL = "assay-rooms";

const SETS = "assay-room";
const LOCK = "assay-kept";

/** What is newer than an attempt's kept pages: the server's last word about its time, and the flags set here. */
const BESIDE = ["clock", "flags"] as const;
const BESIDE_KEY = new RegExp(`^assay-kept-(.+)-(?:${BESIDE.join("|")})$`);

/** Where that stands. */
export function keptKey(attemptId: string, what: (typeof BESIDE)[number]): string {
  return `assay-kept-${attemptId}-${what}`;
}

/** When this page was kept, in milliseconds of this device's clock; undefined on a page that the server has just made. */
export const keptAt = (): string | undefined => document.documentElement.dataset.kept;

/** The sets of this device; none where it keeps none. */
async function readSets(): Promise<(KeptPage & { name: string })[]> {
  const names = "caches" in globalThis ? await caches.keys().catch(() => []) : [];
  return names.flatMap((name) => {
    const [prefix, owner = "", attemptId = ""] = name.split("/");
    return prefix === SETS ? [{ name, owner, attemptId }] : [];
  });
}

/** Also what stands beside no page: the worker takes pages away too, and some devices keep none. */
function forgetBeside(goes: (page: KeptPage) => boolean, sets: readonly KeptPage[]): void {
  const stays = new Set(sets.filter((page) => !goes(page)).map(({ attemptId }) => attemptId));
  try {
    for (const key of Object.keys(localStorage)) {
      const attemptId = BESIDE_KEY.exec(key)?.[1];
      if (attemptId && !stays.has(attemptId) && goes({ owner: "", attemptId })) localStorage.removeItem(key);
    }
  } catch {
    // Storage is refused: then there is none.
  }
}

/**
 * Takes away kept pages, and before them what stands beside them.
 * @param goes which; absent: all.
 */
export async function forgetKept(goes: (page: KeptPage) => boolean = () => true): Promise<void> {
  forgetBeside(goes, await readSets());
  // Neither is there on a page that is not secure, and no page was kept then.
  if (!("caches" in globalThis) || !navigator.locks) return;
  // A page that is being kept at this moment is waited for.
  await navigator.locks.request(LOCK, async () => {
    for (const set of await readSets()) if (goes(set)) await caches.delete(set.name);
  });
}
