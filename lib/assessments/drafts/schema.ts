import { z } from "zod";
import { AssessmentSettings, Points } from "../schema.ts";

const assessmentId = z.uuid();
const questionVersionId = z.uuid();

export const UpdateDraft = AssessmentSettings.extend({ assessmentId });
export const DraftItem = z.object({ assessmentId, questionVersionId, points: Points });
export const MoveItem = z.object({ questionVersionId, move: z.enum(["up", "down", "remove"]) });
export type MoveItem = z.infer<typeof MoveItem>;
export const MoveDraftItem = MoveItem.extend({ assessmentId });
export const AssessmentRef = z.object({ assessmentId });
