"use server";

import { refresh } from "next/cache";
import { formAction } from "#app/_edge/form-action.ts";
import { requireStaff } from "#app/_edge/session.ts";
import {
  discardQuestionDraft,
  publishQuestion,
  recheckQuestion,
} from "#lib/assessments/questions/commands.ts";
import { QuestionRef } from "#lib/assessments/questions/schema.ts";

export const publish = formAction(QuestionRef, async ({ questionId }) => {
  await publishQuestion(await requireStaff(), questionId);
  return { redirectTo: `/questions/${questionId}?published=1` };
});

export const checkAgain = formAction(QuestionRef, async ({ questionId }) => {
  await recheckQuestion(await requireStaff(), questionId);
  refresh();
  return {};
});

export const discard = formAction(QuestionRef, async ({ questionId }) => {
  const { gone } = await discardQuestionDraft(await requireStaff(), questionId);
  return { redirectTo: gone ? "/questions" : `/questions/${questionId}` };
});
