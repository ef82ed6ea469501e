"use server";

import { refresh } from "next/cache";
import { formAction } from "#app/_edge/form-action.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { regradeByKey } from "#lib/grading/keys/commands.ts";
import { regradeAttempt } from "#lib/grading/regrades/commands.ts";
import { RegradeInput } from "#lib/grading/regrades/schema.ts";
import { decide, scoreItem } from "#lib/review/commands.ts";
import { scoreText } from "#lib/review/rules.ts";
import { DecideInput, ScoreItemInput } from "#lib/review/schema.ts";

export const score = formAction(ScoreItemInput, async (input) => {
  const total = await scoreItem(await requireStaff(), input);
  refresh();
  const after = total ? `The total is now ${scoreText(total)}.` : "It joins the total when grading is done.";
  return { message: `The score is saved. ${after}` };
});

export const recordDecision = formAction(DecideInput, async (input) => {
  await decide(await requireStaff(), input);
  refresh();
  return { message: "The decision is recorded." };
});

export const judgeAgain = formAction(RegradeInput, async ({ scope, ...input }) => {
  const actor = await requireStaff();
  if (scope === "key") {
    const graded = await regradeByKey(actor, input);
    refresh();
    return { message: `${graded} ${graded === 1 ? "answer was" : "answers were"} graded again.` };
  }
  await regradeAttempt(actor, { ...input, scope });
  refresh();
  return {};
});
