"use server";

import { z } from "zod";
import { formAction } from "#app/_edge/form-action.ts";
import { currentRequestId, requireStaff } from "#app/_edge/session.ts";
import { createPartner, setPartnerDisabled, updatePartner } from "#lib/partners/commands.ts";
import { checkPartner, mutePartner, unmutePartner } from "#lib/partners/health/commands.ts";
import { MuteInput } from "#lib/partners/health/schema.ts";
import { createKey, revokeKey, rotateKey } from "#lib/partners/keys/commands.ts";
import { KeyInput, PartnerInput, Scope } from "#lib/partners/schema.ts";

const partnerId = z.uuid();
/** A form where nothing is ticked sends nothing, and nothing must not mean everything. */
const scopes = z.preprocess(
  (value) => value ?? [],
  z.array(Scope).min(1, "Tick at least one thing it may do"),
);

export const create = formAction(PartnerInput, async (input) => {
  const { id } = await createPartner(await requireStaff(), input);
  return { redirectTo: `/partners/${id}` };
});

export const update = formAction(PartnerInput.extend({ partnerId }), async ({ partnerId: id, ...input }) => {
  await updatePartner(await requireStaff(), id, input);
  return { redirectTo: `/partners/${id}?saved=1` };
});

export const setDisabled = formAction(
  z.object({ partnerId, disabled: z.stringbool() }),
  async ({ partnerId: id, disabled }) => {
    await setPartnerDisabled(await requireStaff(), id, disabled);
    return { redirectTo: `/partners/${id}` };
  },
);

export const makeKey = formAction(
  KeyInput.extend({ partnerId, scopes }),
  async ({ partnerId: id, ...input }) => ({
    result: await createKey(await requireStaff(), id, input),
  }),
);

export const rotate = formAction(z.object({ keyId: z.uuid() }), async ({ keyId }) => ({
  result: await rotateKey(await requireStaff(), keyId),
}));

export const revoke = formAction(z.object({ partnerId, keyId: z.uuid() }), async (input) => {
  await revokeKey(await requireStaff(), input.keyId);
  return { redirectTo: `/partners/${input.partnerId}` };
});

const healthPage = (id: string, done: string) => ({ redirectTo: `/partners/${id}/health?${done}=1` });

export const checkNow = formAction(z.object({ partnerId }), async ({ partnerId: id }) => {
  await checkPartner(await requireStaff(), id, await currentRequestId());
  return healthPage(id, "checked");
});

export const mute = formAction(MuteInput.extend({ partnerId }), async ({ partnerId: id, ...input }) => {
  await mutePartner(await requireStaff(), id, input);
  return healthPage(id, "muted");
});

export const unmute = formAction(
  z.object({ partnerId, muteId: z.uuid() }),
  async ({ partnerId: id, muteId }) => {
    await unmutePartner(await requireStaff(), id, muteId);
    return healthPage(id, "unmuted");
  },
);
