"use server";

import { z } from "zod";
import { formAction } from "#app/_edge/form-action.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { createPartner, setPartnerDisabled, updatePartner } from "#lib/partners/commands.ts";
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
