import { z } from "zod";
import { AssessmentSettings, type ItemInput, MAX_ITEMS, Points } from "../schema.ts";

const assessmentId = z.uuid();

/** A change of the draft's list as a button's value: `up:<question version>`, or `add`, `down`, `remove`. */
const Intent = z
  .string()
  .regex(/^(save|publish|(add|up|down|remove):[0-9a-f-]{36})$/)
  .default("save");

export interface DraftChange {
  questionVersionId: string;
  move: "add" | "up" | "down" | "remove";
}

/** The whole draft as the builder's form sends it: `items` and `points` belong together by place. */
export const SaveDraftForm = AssessmentSettings.extend({
  assessmentId,
  items: z.array(z.uuid()).max(MAX_ITEMS).default([]),
  points: z.array(Points).max(MAX_ITEMS).default([]),
  intent: Intent,
}).transform(({ items, points, intent, ...rest }) => {
  const [move, questionVersionId] = intent.split(":");
  return {
    draft: {
      ...rest,
      items: items.flatMap((id, index): ItemInput[] => {
        const worth = points[index];
        return worth === undefined ? [] : [{ questionVersionId: id, points: worth }];
      }),
      change: questionVersionId ? ({ move, questionVersionId } as DraftChange) : undefined,
    },
    publish: move === "publish",
  };
});
export type SaveDraft = z.infer<typeof SaveDraftForm>["draft"];

export const AssessmentRef = z.object({ assessmentId });
