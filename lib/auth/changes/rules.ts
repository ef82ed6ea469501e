import { z } from "zod";

/** What the audit trail holds of one change, as far as its words need it. */
export interface ChangeFacts {
  /** A fixed word such as `candidate.invited`. */
  action: string;
  subjectName: string | null;
  data: unknown;
}

/** Members of `data` that words use; every room writes its own, so that nothing here may rely on one being there. */
const Data = z
  .object({
    role: z.string(),
    from: z.string(),
    to: z.string(),
    kind: z.string(),
    title: z.string(),
    name: z.string(),
    assessment: z.string(),
    points: z.number(),
    maxPoints: z.number(),
    reason: z.string(),
  })
  .partial()
  .catch({});
type Data = z.infer<typeof Data>;

type Words = (subject: (noun: string) => string, data: Data) => string;

const DECISIONS: Record<string, string> = { advance: "to advance", hold: "to hold", reject: "to reject" };

/** Each action as the rest of a sentence that begins with who did it. */
const WORDS: Record<string, Words> = {
  "candidate.invited": (who, { assessment }) =>
    `invited ${who("a candidate")}${assessment ? ` to ${assessment}` : ""}`,
  "candidate.withdrawn": (who) => `withdrew ${who("a candidate")}`,
  "candidate.denied": (who) => `recorded the partner's denial of ${who("a candidate")}`,
  "candidate.denial_lifted": (who) => `lifted the partner's denial of ${who("a candidate")}`,
  "candidate.withdrew": (who) => `withdrew ${who("their")} application`,
  "candidate.erasure_requested": (who) => `asked to have the data of ${who("a candidate")} deleted`,
  "candidate.erased": (who) => `deleted the data of ${who("a candidate")}`,
  "candidate.decided": (who, { kind }) =>
    `decided ${kind ? `${DECISIONS[kind] ?? kind} ` : "about "}${who("a candidate")}`,
  "invitation.resent": (who) => `sent the invitation of ${who("a candidate")} again`,
  "member.invited": (who, { role }) => `invited ${who("somebody")} to the team${role ? ` as ${role}` : ""}`,
  "member.invite_cancelled": (who) => `took back the invitation of ${who("somebody")} to the team`,
  "member.joined": (_who, { role }) => `joined the team${role ? ` as ${role}` : ""}`,
  "member.role_changed": (who, { from, to }) =>
    `changed the role of ${who("a member")}${from && to ? ` from ${from} to ${to}` : ""}`,
  "member.removed": (who) => `removed ${who("a member")} from the team`,
  "partner.created": (who) => `added the partner ${who("")}`,
  "partner.updated": (who) => `changed the settings of ${who("a partner")}`,
  "partner.disabled": (who) => `switched ${who("a partner")} off`,
  "partner.enabled": (who) => `switched ${who("a partner")} on`,
  "partner.checked": (who) => `checked the look-ups of ${who("a partner")}`,
  "partner.muted": (who) => `muted a known failure of ${who("a partner")}`,
  "partner.unmuted": (who) => `ended the mute of a failure of ${who("a partner")}`,
  "partner.degraded": (who) => `noticed that most look-ups at ${who("a partner")} fail`,
  "partner.recovered": (who) => `noticed that look-ups at ${who("a partner")} work again`,
  "partner.admin_mailed": (who) => `wrote to the admin of ${who("a partner")} about a fault in its settings`,
  "partner_key.created": (who) => `made an API key for ${who("a partner")}`,
  "partner_key.revoked": (who) => `ended an API key of ${who("a partner")}`,
  "question.discarded": () => "discarded the draft of a question",
  "question.published": (_who, { title }) => `published the question ${title ?? ""}`,
  "assessment.published": (_who, { name }) => `published the assessment ${name ?? ""}`,
  "assessment.afterwards_changed": (_who, { name, from, to }) =>
    `changed what candidates of ${name ?? "an assessment"} are told afterwards${from && to && from !== to ? ` (results shared: ${from} → ${to})` : ""}`,
  "review.scored": (who, { points }) =>
    `scored an answer of ${who("a candidate")}${points === undefined ? "" : ` with ${points} points`}`,
  "attempt.graded": (who, { points, maxPoints }) =>
    `graded the attempt of ${who("a candidate")}${points === undefined || maxPoints === undefined ? "" : `: ${points} of ${maxPoints} points`}`,
  "attempt.regraded": (who) => `sent the attempt of ${who("a candidate")} to the judge again`,
};

/** `partner_key.created` reads as “Partner key created”: for an action that nobody has put into words yet. */
function actionWords(action: string): string {
  return action.replaceAll(/[._]/g, " ");
}

/** One change as the rest of a sentence, begun with a capital: “Invited Ada Lindt to backend-screen”. */
export function changeWords({ action, subjectName, data }: ChangeFacts): string {
  const write = Object.hasOwn(WORDS, action) ? WORDS[action] : undefined;
  const words = (write?.((noun) => subjectName ?? noun, Data.parse(data)) ?? actionWords(action)).trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The reason that whoever made a change gave for it; null when there is none. */
export function changeReason({ data }: Pick<ChangeFacts, "data">): string | null {
  return Data.parse(data).reason?.trim() || null;
}
