import { type Actor, assertStaff } from "#lib/auth/actor.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { planItems } from "../commands.ts";
import { type AssessmentVersionView, getAssessment } from "../queries.ts";
import { type PlanIssue, planIssues, typicalMinutes } from "../rules.ts";

export interface DraftView extends AssessmentVersionView {
  assessmentId: string;
  /** What stands against publishing, and what should be looked at first. */
  issues: PlanIssue[];
  /** About how long questions of these kinds take, in minutes. */
  typicalMinutes: number;
}

/**
 * The open draft of an assessment with its gate.
 * @throws DomainError not_found: none is open, or the actor is no author.
 */
export async function getDraft(actor: Actor, assessmentId: string): Promise<DraftView> {
  const staff = assertStaff(actor, "manager");
  const { draft } = await getAssessment(staff, assessmentId);
  if (!draft) throw notFound("draft");
  const items = await planItems(db, staff.orgId, draft.items);
  return {
    ...draft,
    assessmentId,
    issues: planIssues({ ...draft, items }),
    typicalMinutes: typicalMinutes(draft.items.map((item) => item.type)),
  };
}
