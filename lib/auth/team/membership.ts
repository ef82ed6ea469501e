import type { Tx } from "#lib/platform/db.ts";

/** Whether a person is or was staff anywhere: their password was then chosen by somebody with their mailbox. */
export async function wasEverMember(tx: Tx, userId: string): Promise<boolean> {
  return (await tx.membership.findFirst({ where: { userId }, select: { id: true } })) !== null;
}
