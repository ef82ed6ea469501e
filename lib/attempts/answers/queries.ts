import { Definition } from "#lib/assessments/schema.ts";
import { BoundedMap } from "#lib/platform/bounded-map.ts";
import { db } from "#lib/platform/db.ts";
import { isId } from "#lib/platform/ids.ts";

/** Items of some hundred assessments. Starters make an entry a few kB at most. */
const CACHE_SIZE = 1_000;
const cache = new BoundedMap<string, Definition>(CACHE_SIZE);

/**
 * What an item asks, for checking an answer's form. Published versions never change, so a process keeps what it has
 * read. It tells nothing about who may answer: the statement that saves decides that.
 * @returns null when there is no such item.
 */
export async function itemDefinition(itemId: string): Promise<Definition | null> {
  const known = cache.get(itemId);
  if (known) return known;
  if (!isId(itemId)) return null;
  const item = await db.assessmentItem.findUnique({
    where: { id: itemId },
    select: {
      assessmentVersion: { select: { publishedAt: true } },
      questionVersion: { select: { definition: true, publishedAt: true } },
    },
  });
  if (!item) return null;
  const definition = Definition.parse(item.questionVersion.definition);
  if (item.assessmentVersion.publishedAt && item.questionVersion.publishedAt) {
    cache.set(itemId, definition);
  }
  return definition;
}

/** Whether an item's question has tests that a candidate may run. It tells nothing about who may. */
export async function hasSamples(itemId: string): Promise<boolean> {
  const version = { items: { some: { id: itemId } } };
  const sample = await db.questionTest.findFirst({
    where: { visibility: "sample", version },
    select: { id: true },
  });
  return sample !== null;
}
