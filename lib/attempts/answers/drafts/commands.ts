import type { AnswerContent } from "#lib/assessments/schema.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { itemDefinition } from "../queries.ts";
import { checkContent } from "../rules.ts";

/* Texts in the languages that an answer is not in. */

/** The save that it came with, once it is stored. */
interface DraftTarget {
  attemptId: string;
  itemId: string;
  revision: number;
  at: Date;
}

/** A text in another language that goes along; what does not fit never costs the answer. */
export async function draftOf(itemId: string, draft: unknown): Promise<AnswerContent | undefined> {
  const definition = draft === undefined ? null : await itemDefinition(itemId);
  const checked = definition && checkContent(definition, draft);
  return checked?.ok && "language" in checked.content ? checked.content : undefined;
}

/** Into the history below the answer that it came with, so that other devices find it. */
export async function keepDraft(
  { attemptId, itemId, revision, at }: DraftTarget,
  draft: AnswerContent,
): Promise<void> {
  await db.$executeRaw`
    insert into answer_revision (id, "answerId", revision, content, "savedAt", late)
    select ${newId()}::uuid, id, ${revision - 1}::int, ${JSON.stringify(draft)}::jsonb, ${at.toISOString()}::timestamptz, false
    from answer
    where "attemptId" = ${attemptId}::uuid and "itemId" = ${itemId}::uuid and revision = ${revision}::int
    on conflict do nothing`;
}
