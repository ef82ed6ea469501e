"use server";

import { currentRequestId, requireCandidate } from "#app/_edge/session.ts";
import { spokenAction } from "#app/_edge/spoken-action.ts";
import { withdrawApplication } from "#lib/attempts/withdrawal/commands.ts";
import { WithdrawForm } from "#lib/attempts/withdrawal/schema.ts";
import { eraseMyself } from "#lib/privacy/erasure/commands.ts";
import { EraseForm } from "#lib/privacy/erasure/schema.ts";

export const withdraw = spokenAction(WithdrawForm, async (input) => {
  await withdrawApplication(await requireCandidate(), input, await currentRequestId());
  return { redirectTo: "/take/data?withdrew=1" };
});

export const deleteMyData = spokenAction(EraseForm, async (input) => {
  const { erasureId } = await eraseMyself(await requireCandidate(), input, await currentRequestId());
  return { redirectTo: `/data-deleted/${erasureId}` };
});
