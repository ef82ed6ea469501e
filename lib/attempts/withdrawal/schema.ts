import { z } from "zod";
import { storable } from "#lib/platform/text.ts";

/** As long as the reason that a team or a partner may give. */
export const MAX_REASON = 500;
const NO_REASON = "No reason was given.";

/** Nobody owes a reason for withdrawing, so none is refused: what does not fit on its line is made to. */
export const WithdrawForm = z.object({
  invitationId: z.uuid(),
  reason: z
    .string()
    .default("")
    .transform((text) =>
      storable(text)
        .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, " ")
        .trim(),
    )
    .transform((text) => text.slice(0, MAX_REASON).toWellFormed() || NO_REASON),
});
