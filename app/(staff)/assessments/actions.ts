"use server";

import { refresh } from "next/cache";
import { formAction } from "#app/_edge/form-action.ts";
import { currentRequestId, requireStaff } from "#app/_edge/session.ts";
import { setAfterwards } from "#lib/assessments/afterwards/commands.ts";
import { AfterwardsInput } from "#lib/assessments/afterwards/schema.ts";
import {
  createAssessment,
  discardDraft,
  publishDraft,
  saveDraft,
  startNextVersion,
} from "#lib/assessments/drafts/commands.ts";
import { AssessmentRef, SaveDraftForm } from "#lib/assessments/drafts/schema.ts";
import { AssessmentSettings } from "#lib/assessments/schema.ts";

export const createDraft = formAction(AssessmentSettings, async (input) => {
  const { assessmentId } = await createAssessment(await requireStaff(), input);
  return { redirectTo: `/assessments/${assessmentId}/edit` };
});

export const saveOrPublish = formAction(SaveDraftForm, async ({ draft, publish }) => {
  const actor = await requireStaff();
  await saveDraft(actor, draft);
  if (!publish) {
    refresh();
    return draft.change ? {} : { message: "The draft is saved." };
  }
  await publishDraft(actor, draft.assessmentId);
  return { redirectTo: `/assessments/${draft.assessmentId}?published=1` };
});

export const editNextVersion = formAction(AssessmentRef, async ({ assessmentId }) => {
  await startNextVersion(await requireStaff(), assessmentId);
  return { redirectTo: `/assessments/${assessmentId}/edit` };
});

export const discard = formAction(AssessmentRef, async ({ assessmentId }) => {
  const { gone } = await discardDraft(await requireStaff(), assessmentId);
  return { redirectTo: gone ? "/assessments" : `/assessments/${assessmentId}` };
});

export const tellAfterwards = formAction(AfterwardsInput, async (input) => {
  await setAfterwards(await requireStaff(), input, await currentRequestId());
  refresh();
  return { message: "Saved. It holds for everybody who took this assessment, and for all who will." };
});
