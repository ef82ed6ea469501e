import type { Mode } from "#bin/simulator/modes.ts";
import type { Simulator } from "#bin/simulator/server.ts";
import { hashPassword } from "#lib/auth/passwords.ts";
import { LOOKUP_SECRET } from "#lib/partners/schema.ts";
import { seal } from "#lib/platform/crypto.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeAssessment, makeCandidate, makePartner, makeStaff } from "#prisma/factories.ts";

export const PASSWORD = "a lighthouse in the fog";

/** Somebody who can sign in. */
export interface Account {
  email: string;
  userId: string;
  /** Null for a direct candidate. */
  candidateId: string | null;
  /** The IP address they come from: one each, or they would count as one crowd behind one address. */
  address: string;
}

let addresses = 0;
function nextAddress(): string {
  addresses += 1;
  return `10.0.${addresses >> 8}.${addresses & 255}`;
}

export interface Town {
  /** `count` people, each sent by a partner of their own whose service behaves in this way. */
  partnered: (count: number, mode: Mode) => Promise<Account[]>;
  /** `count` people whom no partner sent. */
  direct: (count: number) => Promise<Account[]>;
}

/** @param closedPort a port of loopback that nothing listens on: the partner that refuses. */
export async function settle(simulator: Simulator, closedPort: number): Promise<Town> {
  const passwordHash = await hashPassword(PASSWORD);
  const { orgId } = await makeStaff();
  const { versionId } = await makeAssessment(orgId);
  const makeUser = () => {
    const id = newId();
    return db.user.create({ data: { id, email: `${id}@bench.example`, name: "Ada", passwordHash } });
  };
  const sendOne = async (mode: Mode): Promise<Account> => {
    const partner = await makePartner(orgId);
    const lookupUrl = mode === "refused" ? `http://127.0.0.1:${closedPort}` : simulator.lookupUrl("active");
    await db.partner.update({
      where: { id: partner.id },
      data: { lookupUrl, lookupSecretSealed: seal(LOOKUP_SECRET, "a-shared-secret") },
    });
    const user = await makeUser();
    const { candidate } = await makeCandidate(orgId, versionId, { partnerId: partner.id, userId: user.id });
    if (mode !== "refused") await simulator.setMode(mode, candidate.externalId ?? "");
    return { email: user.email, userId: user.id, candidateId: candidate.id, address: nextAddress() };
  };
  const many = async (count: number, make: () => Promise<Account>) => {
    const made: Account[] = [];
    for (let index = 0; index < count; index++) made.push(await make());
    return made;
  };
  return {
    partnered: (count, mode) => many(count, () => sendOne(mode)),
    direct: (count) =>
      many(count, async () => {
        const user = await makeUser();
        await makeCandidate(orgId, versionId, { userId: user.id });
        return { email: user.email, userId: user.id, candidateId: null, address: nextAddress() };
      }),
  };
}

/** Forgets what partners answered, so that the next sign-in asks again. */
export async function forgetAnswers(accounts: Account[]): Promise<void> {
  const ids = accounts.flatMap(({ candidateId }) => candidateId ?? []);
  await db.candidate.updateMany({
    where: { id: { in: ids } },
    data: { lookupState: "none", lookupCheckedAt: null },
  });
}
