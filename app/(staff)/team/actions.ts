"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { formAction } from "#app/_edge/form-action.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { ChangeRole, InviteMember } from "#lib/auth/schema.ts";
import { cancelMemberInvite, changeRole, inviteMember, removeMember } from "#lib/auth/team/commands.ts";

export const invite = formAction(InviteMember, async (input) => {
  await inviteMember(await requireStaff(), input);
  return { message: `An invitation went to ${input.email}. It works once, for a week.` };
});

export const cancelInvite = formAction(z.object({ inviteId: z.uuid() }), async ({ inviteId }) => {
  await cancelMemberInvite(await requireStaff(), inviteId);
  refresh();
  return { message: "The invitation no longer works." };
});

export const setRole = formAction(ChangeRole, async (input) => {
  await changeRole(await requireStaff(), input);
  return { redirectTo: "/team" };
});

export const remove = formAction(z.object({ userId: z.uuid() }), async (input) => {
  await removeMember(await requireStaff(), input);
  return { redirectTo: "/team" };
});
