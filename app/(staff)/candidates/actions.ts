"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { formAction } from "#app/_edge/form-action.ts";
import { currentRequestId, requireStaff } from "#app/_edge/session.ts";
import { inviteCandidate, withdrawCandidate } from "#lib/candidates/commands.ts";
import { liftDenial } from "#lib/candidates/denials/commands.ts";
import { resendInvitation } from "#lib/candidates/invitations/commands.ts";
import { InviteForm } from "#lib/candidates/invitations/schema.ts";
import { InviteInput, WithdrawInput } from "#lib/candidates/schema.ts";
import { eraseCandidate } from "#lib/privacy/erasure/commands.ts";
import { EraseCandidateForm } from "#lib/privacy/erasure/schema.ts";
import type { InviteResult } from "./invite-result.ts";

export const invite = formAction(InviteForm, async (form) => {
  const actor = await requireStaff();
  const { candidateId, inviteUrl } = await inviteCandidate(actor, InviteInput.parse(form), {
    requestId: await currentRequestId(),
  });
  const result: InviteResult = { candidateId, inviteUrl, name: form.name.trim(), email: form.email.trim() };
  return { message: `${result.name} is invited.`, result };
});

export const resend = formAction(z.object({ invitationId: z.uuid() }), async ({ invitationId }) => {
  const { email } = await resendInvitation(await requireStaff(), invitationId);
  return { message: `The mail to ${email} is queued again, with the same link.` };
});

const Reasoned = z.object({
  candidateId: z.uuid(),
  reason: z
    .string()
    .refine((value) => WithdrawInput.shape.reason.safeParse(value).success, "Write the reason, on one line."),
});

export const lift = formAction(Reasoned, async ({ candidateId, reason }) => {
  await liftDenial(await requireStaff(), candidateId, reason.trim(), await currentRequestId());
  refresh();
  return { message: "The denial is lifted. The partner is asked again at the next sign-in." };
});

export const withdraw = formAction(Reasoned, async ({ candidateId, reason }) => {
  await withdrawCandidate(await requireStaff(), candidateId, reason.trim(), await currentRequestId());
  refresh();
  return { message: "Access is ended. What was saved stays saved." };
});

export const erase = formAction(EraseCandidateForm, async (input) => {
  await eraseCandidate(await requireStaff(), input, await currentRequestId());
  refresh();
  return { message: "Access is ended, and the data is being deleted. It takes a minute." };
});
