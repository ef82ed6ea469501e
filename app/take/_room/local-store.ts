import type { AnswerContent } from "#lib/assessments/schema.ts";

/** What this device holds of one answer. */
export interface LocalAnswer {
  attemptId: string;
  itemId: string;
  content: AnswerContent;
  /** Language → text: switching languages loses neither. */
  drafts: Record<string, string>;
  /** The highest revision that this device has sent or heard of. */
  revision: number;
  /** False once the server has committed exactly this. */
  unsaved: boolean;
}

export interface LocalStore {
  read: (attemptId: string) => Promise<LocalAnswer[]>;
  write: (answer: LocalAnswer) => void;
}

const ASIDE = "#aside";

/** Where a text stands that gave way to another device's newer one. */
export function asideKey(itemId: string): string {
  return `${itemId}${ASIDE}`;
}

/** The question of such a text; null for an answer itself. */
export function itemOfAside(key: string): string | null {
  return key.endsWith(ASIDE) ? key.slice(0, -ASIDE.length) : null;
}

/** Where the texts stand that a reset replaced, by language as drafts are. */
export function resetKey(itemId: string): string {
  return `${itemId}#reset`;
}

/** Where the own input stands that is typed beside Run. */
export function inputKey(itemId: string): string {
  return `${itemId}#input`;
}

const DATABASE = "assay-room";
const TABLE = "answers";

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      const table = request.result.createObjectStore(TABLE, { keyPath: ["attemptId", "itemId"] });
      table.createIndex("attemptId", "attemptId");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

function readAll(database: IDBDatabase, attemptId: string): Promise<LocalAnswer[]> {
  return new Promise((resolve, reject) => {
    const request = database.transaction(TABLE).objectStore(TABLE).index("attemptId").getAll(attemptId);
    request.onsuccess = () => resolve(request.result as LocalAnswer[]);
    request.onerror = () => reject(request.error);
  });
}

/** A place that is no attempt's. */
const TRIAL: LocalAnswer = {
  attemptId: "trial",
  itemId: "trial",
  content: { text: "kept" },
  drafts: {},
  revision: 0,
  unsaved: false,
};

/** Whether this browser keeps what it is given: written where answers are written, read back, and taken away again. */
export async function tryLocalStore(): Promise<boolean> {
  try {
    const database = await open();
    const run = (act: (table: IDBObjectStore) => IDBRequest) =>
      new Promise<void>((resolve, reject) => {
        const transaction = database.transaction(TABLE, "readwrite");
        act(transaction.objectStore(TABLE));
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      });
    await run((table) => table.put(TRIAL));
    const kept = await readAll(database, TRIAL.attemptId);
    await run((table) => table.delete([TRIAL.attemptId, TRIAL.itemId]));
    database.close();
    return kept.length === 1;
  } catch {
    return false;
  }
}

/** The browser's own database. Where it is refused (some private windows), the server alone keeps the work. */
export function openLocalStore(): LocalStore {
  let opened: Promise<IDBDatabase> | undefined;
  const database = () => {
    opened ??= open();
    return opened;
  };
  return {
    read: async (attemptId) => {
      try {
        return await readAll(await database(), attemptId);
      } catch {
        return [];
      }
    },
    write: (answer) => {
      database().then(
        (db) => db.transaction(TABLE, "readwrite").objectStore(TABLE).put(answer),
        () => undefined,
      );
    },
  };
}
