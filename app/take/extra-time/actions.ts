"use server";

import { z } from "zod";
import { requireCandidate } from "#app/_edge/session.ts";
import { spokenAction } from "#app/_edge/spoken-action.ts";
import { setExtraTime } from "#lib/attempts/accommodations/commands.ts";
import { ExtraTimeInput } from "#lib/attempts/accommodations/schema.ts";
import { isId } from "#lib/platform/ids.ts";

const Form = ExtraTimeInput.extend({ for: z.string().optional() });

/** Sets one's own extra time and goes back to where it was asked for. */
export const saveExtraTime = spokenAction(Form, async ({ percent, for: invitationId }) => {
  await setExtraTime(await requireCandidate(), { percent });
  return { redirectTo: isId(invitationId) ? `/take/${invitationId}?saved=extra#time` : "/take?saved=extra" };
});
