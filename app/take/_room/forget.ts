import { forgetKept, ROOMS_CHANNEL } from "./kept-pages.ts";

/*
 * What this device keeps of the exam room: its pages, answers, own input, files that were chosen, flags and
 * recorded events that were not sent.
 * Rows are taken away rather than the databases: another tab may have them open, and a room that opens would wait for it.
 */

interface Row {
  attemptId?: string;
  unsaved?: boolean;
}

/** Each database's table, and which of its rows never reached the server. */
const PLACES: readonly { database: string; table: string; isUnsent: (row: Row) => boolean }[] = [
  { database: "assay-room", table: "answers", isUnsent: (row) => row.unsaved !== false },
  { database: "assay-files", table: "chosen", isUnsent: () => true },
];
/** Where flags and recorded events stand that were not sent. */
const UNSENT = /^assay-(?:flags|events)-/;

/** @returns null where the browser has no such database, or refuses it; none is made. */
function openExisting(name: string): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(null);
    request.onblocked = () => resolve(null);
  });
}

/** In one transaction, so that nothing that is written meanwhile is lost. @returns how many rows stay. */
function clear(database: IDBDatabase, table: string, stays: (row: Row) => boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    let left = 0;
    const transaction = database.transaction(table, "readwrite");
    const walk = transaction.objectStore(table).openCursor();
    walk.onsuccess = () => {
      const cursor = walk.result;
      if (!cursor) return;
      if (stays(cursor.value as Row)) left += 1;
      else cursor.delete();
      cursor.continue();
    };
    transaction.oncomplete = () => resolve(left);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** @param attemptId none: of all attempts. */
function forgetUnsent(attemptId = ""): void {
  try {
    for (const key of Object.keys(localStorage))
      if (UNSENT.test(key) && key.endsWith(attemptId)) localStorage.removeItem(key);
  } catch {
    // Storage is refused: then there are none.
  }
}

/**
 * Takes away what this device keeps of the room, its pages in any case. A room that is still open in another tab is loaded
 * anew, and so shows what became of it: what would be typed in it goes nowhere.
 * @param all also what never reached the server; else it stays.
 * @returns whether something stays that never reached the server.
 */
export async function forgetRoom(all: boolean): Promise<boolean> {
  const rooms = new BroadcastChannel(ROOMS_CHANNEL);
  rooms.postMessage("over");
  rooms.close();
  if (all) forgetUnsent();
  await forgetKept();
  return forget((row, isUnsent) => !all && isUnsent(row));
}

/** Takes away what it keeps of an attempt that is over: its pages, drafts, own input, flags, events. What was never sent stays. */
export async function forgetAttempt(attemptId: string): Promise<void> {
  forgetUnsent(attemptId);
  await forgetKept((page) => page.attemptId === attemptId);
  await forget((row, isUnsent) => row.attemptId !== attemptId || isUnsent(row));
}

async function forget(stays: (row: Row, isUnsent: (row: Row) => boolean) => boolean): Promise<boolean> {
  let left = 0;
  for (const { database: name, table, isUnsent } of PLACES) {
    const database = await openExisting(name);
    if (!database) continue;
    try {
      left += await clear(database, table, (row) => stays(row, isUnsent));
    } finally {
      database.close();
    }
  }
  return left > 0;
}
