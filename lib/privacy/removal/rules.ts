import type { Candidate, Erasure, Prisma, User } from "#lib/platform/generated/client.ts";
import { CANDIDATE_MAILS } from "../held/rules.ts";

/** Whom an erasure is about. */
export interface Subjects {
  erasure: Pick<Erasure, "requestedAt">;
  records: Pick<Candidate, "id" | "orgId" | "email">[];
  /** The account, when it goes as well. */
  account: Pick<User, "id" | "email" | "emailProvenAt"> | null;
  /** Whether the person showed that the mailbox is theirs. An address alone gives nobody anything, nor takes it. */
  proven: boolean;
  /** The team that erases at the candidate's request: it reaches no further than its own rows. */
  team: string | null;
}

const emailsOf = ({ records, account }: Subjects) => [
  ...new Set([...records.map(({ email }) => email), ...(account ? [account.email] : [])]),
];

/**
 * The mails that an erasure deletes. One that was written after it was asked for is a new invitation's, or the mail
 * that tells of an erasure: both are still to be sent.
 */
export function mailsToRemove(about: Subjects): Prisma.MailMessageWhereInput {
  const { erasure, records, account, proven, team } = about;
  const to = { in: emailsOf(about) };
  const sent = { to, kind: { not: "erased" }, createdAt: { lte: erasure.requestedAt } };
  // Those that stand with no team are about the account.
  const ofAccount = account ? [{ orgId: null }] : [];
  if (team) return { ...sent, OR: [{ orgId: team }, ...ofAccount] };
  if (proven) return account ? sent : { ...sent, AND: { kind: "invitation" } };
  const kind = { in: account ? [...CANDIDATE_MAILS] : ["invitation"] };
  const orgId = { in: records.map((record) => record.orgId) };
  return { ...sent, AND: { kind }, OR: [{ orgId }, ...ofAccount] };
}

/** The rows of the sign-in journal that an erasure deletes. An account that stays keeps its own. */
export function signInsToRemove(about: Subjects): Prisma.SignInAttemptWhereInput {
  const { records, account, proven, team } = about;
  const email = { in: emailsOf(about) };
  const ofAccount = account ? [{ userId: account.id }] : [];
  if (team)
    return { email, OR: [{ orgId: team }, ...ofAccount, ...(account && proven ? [{ orgId: null }] : [])] };
  if (proven) return account ? { email } : { email, userId: null };
  const ofRecords = { candidateId: { in: records.map(({ id }) => id) } };
  return { email, OR: [account ? ofRecords : { ...ofRecords, userId: null }, ...ofAccount] };
}
