"use server";

import { z } from "zod";
import { formAction } from "#app/_edge/form-action.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { searchForPerson, sendServerTest } from "#lib/observability/settings.ts";
import { Email } from "#lib/platform/email.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { testFailed, testPassed } from "./test-words.ts";

export const sendTest = formAction(z.object({}), async () => {
  const answer = await sendServerTest(await requireStaff("manager"));
  const failed = testFailed(answer);
  if (failed) throw new DomainError("unavailable", failed);
  return { message: testPassed(answer) };
});

export const findPerson = formAction(z.object({ email: Email }), async ({ email }) => {
  const search = await searchForPerson(await requireStaff("manager"), email);
  if (!search)
    throw new DomainError("conflict", "Addresses are not sent to Sentry, so none can be found there.");
  return { result: search };
});
