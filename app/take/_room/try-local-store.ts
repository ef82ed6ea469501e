import { change, type LocalAnswer, open, readAll } from "./local-store.ts";

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
    await change(database, (table) => table.put(TRIAL));
    const kept = await readAll(database, TRIAL.attemptId);
    await change(database, (table) => table.delete([TRIAL.attemptId, TRIAL.itemId]));
    database.close();
    return kept.length === 1;
  } catch {
    return false;
  }
}
