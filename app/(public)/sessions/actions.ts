"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { formAction } from "#app/_edge/form-action.ts";
import { getActor } from "#app/_edge/session.ts";
import { endMyOtherSessions, endMySession } from "#lib/auth/commands.ts";

/** Ends one session. */
export const endSession = formAction(z.object({ sessionId: z.string() }), async (input) => {
  await endMySession(await getActor(), input);
  refresh();
  return { message: "That session is ended." };
});

/** Ends all sessions but this one. */
export const endOtherSessions = formAction(z.object({}), async () => {
  const count = await endMyOtherSessions(await getActor());
  refresh();
  return { message: count === 1 ? "1 session is ended." : `${count} sessions are ended.` };
});
