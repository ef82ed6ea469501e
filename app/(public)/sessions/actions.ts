"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { getActor } from "#app/_edge/session.ts";
import { spokenAction } from "#app/_edge/spoken-action.ts";
import { getWords } from "#app/_words/server.tsx";
import { endMyOtherSessions, endMySession } from "#lib/auth/commands.ts";

/** Ends one session. */
export const endSession = spokenAction(z.object({ sessionId: z.string() }), async (input) => {
  await endMySession(await getActor(), input);
  refresh();
  return { message: (await getWords("access"))("sessionEnded") };
});

/** Ends all sessions but this one. */
export const endOtherSessions = spokenAction(z.object({}), async () => {
  const count = await endMyOtherSessions(await getActor());
  refresh();
  return { message: (await getWords("access"))("sessionsEnded", { count }) };
});
