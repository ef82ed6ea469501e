import type { Actor } from "#lib/auth/actor.ts";
import { inviteCandidate, type PartnerOrigin, withdrawCandidate } from "#lib/candidates/commands.ts";
import { assertScope, loadCandidate } from "./queries.ts";
import type { Candidate, CandidateInput, WithdrawBody } from "./schema.ts";

/**
 * Takes in one candidate from a partner. Nobody outside is asked: the mail is a job, the answer comes at once.
 * @returns the candidate, and whether this request made it; the same externalId answers the one that is there.
 * @throws DomainError forbidden, not_found for an unknown assessment, invalid for an end in the past.
 */
export async function takeCandidate(
  actor: Actor,
  input: CandidateInput,
  requestId?: string,
): Promise<{ candidate: Candidate; created: boolean }> {
  const { partnerId } = assertScope(actor, "candidates:write");
  const { externalId, inviteBy, profileUrl, metadata, ...invitation } = input;
  const origin: PartnerOrigin = {
    externalId,
    inviteBy,
    profileUrl,
    metadata: metadata as PartnerOrigin["metadata"],
  };
  const invited = await inviteCandidate(actor, invitation, { origin, ...(requestId ? { requestId } : {}) });
  return { candidate: await loadCandidate(partnerId, invited.candidateId), created: invited.created };
}

/**
 * Ends a candidate's access on the partner's word. Again: the same answer.
 * @throws DomainError forbidden, not_found.
 */
export async function withdraw(
  actor: Actor,
  id: string,
  input: WithdrawBody,
  requestId?: string,
): Promise<Candidate> {
  const { partnerId } = assertScope(actor, "candidates:write");
  await loadCandidate(partnerId, id);
  await withdrawCandidate(actor, id, input.reason, requestId);
  return loadCandidate(partnerId, id);
}
