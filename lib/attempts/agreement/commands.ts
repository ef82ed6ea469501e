import { now } from "#lib/platform/clock.ts";
import type { Tx } from "#lib/platform/db.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { type AgreementWords, agreementId } from "./rules.ts";

/** What a candidate says to the words before them; null: nothing. */
export type Agreed = AgreementWords | null;

/**
 * Keeps that somebody agreed to what is recorded, when, and to which words, in the transaction that starts their clock.
 * @throws DomainError invalid when they did not.
 */
export async function keepAgreement(tx: Tx, invitationId: string, agreed: Agreed): Promise<void> {
  if (!agreed) {
    throw new DomainError("invalid", "The clock does not run yet: one thing is missing.", {
      errors: [{ pointer: "/agree", detail: "Agree to what is recorded before you start." }],
    });
  }
  const id = agreementId(agreed);
  await tx.agreementText.createMany({ data: [{ id, ...agreed, createdAt: now() }], skipDuplicates: true });
  await tx.invitation.update({
    where: { id: invitationId },
    data: { agreedAt: now(), agreedTextId: id },
  });
}
