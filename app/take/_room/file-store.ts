/** A file that was chosen and has not reached the server. */
export interface ChosenFile {
  attemptId: string;
  itemId: string;
  file: File;
  /** Of this choice alone: the same file chosen again has another. Rows of earlier versions have none. */
  id?: string;
  /** The file that was the answer when this one was chosen; null, and absent in rows of earlier versions: none. */
  base?: string | null;
}

const DATABASE = "assay-files";
const TABLE = "chosen";

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () =>
      request.result.createObjectStore(TABLE, { keyPath: ["attemptId", "itemId"] });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

async function run<Result>(
  mode: IDBTransactionMode,
  work: (table: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(TABLE, mode);
      const request = work(transaction.objectStore(TABLE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
      transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** A database that hangs keeps nothing that one could count on, and nobody waits longer for it. */
const KEEP_MS = 3_000;

async function put(chosen: ChosenFile, isStill: () => boolean): Promise<boolean> {
  const write = <Result>(act: (table: IDBObjectStore) => IDBRequest<Result>) =>
    run("readwrite", (table) => {
      if (!isStill()) throw new Error("Another choice took its place.");
      return act(table);
    });
  // Its place may be all that there is: the choice before gives way first, whatever becomes of this one.
  await write((table) => table.delete([chosen.attemptId, chosen.itemId]));
  await write((table) => table.put(chosen));
  return true;
}

/**
 * Keeps a chosen file on this device, in place of the choice before.
 * @param isStill whether it is still the choice: one that was waited for too long is not written over a later one.
 * @returns false where the browser has no room for it, refuses, or does not answer in 3 seconds.
 */
export async function keepChosen(chosen: ChosenFile, isStill: () => boolean): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), KEEP_MS);
  });
  const written = put(chosen, isStill).catch(() => false);
  return Promise.race([written, late]).finally(() => clearTimeout(timer));
}

/** Acts on this very choice: one that took its place meanwhile, in whichever tab, stays as it is. */
async function change(
  { attemptId, itemId, id }: ChosenFile,
  act: (table: IDBObjectStore) => unknown,
): Promise<void> {
  await run("readwrite", (table) => {
    const read: IDBRequest<ChosenFile | undefined> = table.get([attemptId, itemId]);
    read.onsuccess = () => {
      if (read.result?.id === id) act(table);
    };
    return read;
  }).catch(() => undefined);
}

export function forgetChosen(chosen: ChosenFile): Promise<void> {
  return change(chosen, (table) => table.delete([chosen.attemptId, chosen.itemId]));
}

/** Notes in place of which answer it is to go out; where that fails, the row is as it was. */
export function renoteChosen(chosen: ChosenFile): Promise<void> {
  return change(chosen, (table) => table.put(chosen));
}

/** What this device still holds of an attempt. */
export async function readChosen(attemptId: string): Promise<ChosenFile[]> {
  const all = await run("readonly", (table) => table.getAll()).catch(() => []);
  return (all as ChosenFile[]).filter((chosen) => chosen.attemptId === attemptId);
}
