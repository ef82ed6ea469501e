import type { AnswerContent } from "#lib/assessments/schema.ts";
import { newUuid } from "./uuid.ts";

/** What this device holds of one answer. */
export interface LocalAnswer {
  attemptId: string;
  itemId: string;
  content: AnswerContent;
  /** Language → text: switching languages loses neither. */
  drafts: Record<string, string>;
  /** Languages whose text, in `drafts`, the server has not got. */
  owed?: string[];
  /** The highest revision that this device has sent or heard of. */
  revision: number;
  /** The last revision that it knew the server to hold; absent: not noted. */
  base?: number;
  /** As who it saved. */
  writer?: string;
  /** False once the server has committed exactly this. */
  unsaved: boolean;
}

export interface LocalStore {
  read: (attemptId: string) => Promise<LocalAnswer[]>;
  /** @returns whether this device keeps it. */
  write: (answer: LocalAnswer) => Promise<boolean>;
}

const ASIDE = "#aside-";

/** Where a text stands that gave way to another device's newer one: each has a place of its own. */
export function asideKey({ itemId, revision }: Pick<LocalAnswer, "itemId" | "revision">): string {
  return `${itemId}${ASIDE}${revision}`;
}

/** The question of such a text; null for an answer itself. */
export function itemOfAside(key: string): string | null {
  const end = key.indexOf(ASIDE);
  return end === -1 ? null : key.slice(0, end);
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

export function open(): Promise<IDBDatabase> {
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

export function readAll(database: IDBDatabase, attemptId: string): Promise<LocalAnswer[]> {
  return new Promise((resolve, reject) => {
    const request = database.transaction(TABLE).objectStore(TABLE).index("attemptId").getAll(attemptId);
    request.onsuccess = () => resolve(request.result as LocalAnswer[]);
    request.onerror = () => reject(request.error);
  });
}

/** Done when it is on this device, and not before: a full one takes a row and drops it at the end. */
export function change(database: IDBDatabase, act: (table: IDBObjectStore) => IDBRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(TABLE, "readwrite");
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    act(transaction.objectStore(TABLE));
  });
}

/** A database that hangs keeps nothing that one could count on, and nobody waits for it. */
const HANGS_AFTER_MS = 3_000;

function inTime<Result>(work: Promise<Result>, otherwise: Result): Promise<Result> {
  return Promise.race([
    work.catch(() => otherwise),
    new Promise<Result>((resolve) => setTimeout(() => resolve(otherwise), HANGS_AFTER_MS)),
  ]);
}

/** The browser's own database. Where it is refused (some private windows), the server alone keeps the work. */
export function openLocalStore(): LocalStore {
  let opened: Promise<IDBDatabase> | undefined;
  const forget = () => {
    opened = undefined;
  };
  /** What was refused, or closed by the browser, is opened anew at the next change. */
  const database = () => {
    if (opened) return opened;
    opened = open();
    opened.then((db) => {
      db.onclose = forget;
    }, forget);
    return opened;
  };
  return {
    read: (attemptId) =>
      inTime(
        database().then((db) => readAll(db, attemptId)),
        [],
      ),
    write: (answer) =>
      inTime(
        database()
          .then((db) => change(db, (table) => table.put(answer)))
          .then(() => true),
        false,
      ),
  };
}

const writerKey = (attemptId: string) => `assay-writer-${attemptId}`;

/**
 * As who this tab saves: a number of its own that a reload finds again, and another tab does not, though it be a copy of
 * this one: it stands in the tab's store only while the page is away.
 */
export function takeWriter(attemptId: string): string {
  const key = writerKey(attemptId);
  try {
    const left = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    if (left) return left;
  } catch {
    // Storage is refused: then a reload is somebody else.
  }
  return newUuid();
}

export function leaveWriter(attemptId: string, writer: string): void {
  try {
    sessionStorage.setItem(writerKey(attemptId), writer);
  } catch {
    // As above.
  }
}
