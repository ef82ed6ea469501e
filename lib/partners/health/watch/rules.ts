import { type Evidence, misconfigurationWords } from "../rules.ts";

/** The watch looks at three steps of five minutes: trouble that lasts, not a bad minute. */
export const STEP_MS = 5 * 60_000;
export const STEPS = 3;
/** With the breaker open, probes are few; fewer than this say nothing. */
const LEAST_ASKED = 5;
const DEGRADED_SHARE = 0.5;
/** Lower than where trouble begins, so that a partner on the edge does not speak up again and again. */
const RECOVERED_SHARE = 0.2;
/** The partner's admin is told of a misconfiguration at most once in this time. */
export const ADMIN_MAIL_EVERY_MS = 24 * 3_600_000;
/** A kind not seen for a week is a new one. */
export const FORGET_KIND_MS = 7 * 24 * 3_600_000;

/** Questions put to a partner in one step, and how many of them failed. */
export interface Step {
  asked: number;
  failed: number;
}

const shareOf = ({ asked, failed }: Step) => (asked === 0 ? 0 : failed / asked);

/**
 * Whether a partner has become degraded (more than half of its look-ups failing for 15 minutes) or has recovered.
 * @param steps oldest first; a step without questions is no evidence either way.
 */
export function judgeSteps(steps: Step[], isDegraded: boolean): "degraded" | "recovered" | null {
  const newest = steps.at(-1) ?? { asked: 0, failed: 0 };
  if (isDegraded) return newest.asked > 0 && shareOf(newest) <= RECOVERED_SHARE ? "recovered" : null;
  const [oldest] = steps;
  const asked = steps.reduce((sum, step) => sum + step.asked, 0);
  if (!oldest || oldest.asked === 0 || newest.asked === 0 || asked < LEAST_ASKED) return null;
  const allFail = steps.every((step) => step.asked === 0 || shareOf(step) > DEGRADED_SHARE);
  return allFail ? "degraded" : null;
}

/**
 * How a failure that opens a window is told. `speak_up`: while the partner is muted for something else, a kind that
 * it has not shown before, which is not what was muted.
 */
export function voiceOf(
  kind: string,
  mutedKinds: string[],
  isNewKind: boolean,
): "warn" | "silent" | "speak_up" {
  if (mutedKinds.includes(kind)) return "silent";
  return mutedKinds.length > 0 && isNewKind ? "speak_up" : "warn";
}

/** The mail to a partner's admin: what we see, what it does, what to change. No secret, no candidate. */
export function adminMail(input: {
  partner: string;
  organisation: string;
  host: string;
  evidence: Evidence;
  at: Date;
  replyTo: string | null;
}): { subject: string; text: string } {
  const { partner, organisation, host, evidence, at, replyTo } = input;
  const { what, fix } = misconfigurationWords(evidence);
  const when = `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return {
    subject: `${organisation} cannot look up candidates at ${partner}`,
    text: [
      "Hello,",
      `${organisation} asks your service at ${host} about candidates whom you sent, when they sign in. Since ${when} that does not work: ${partner} ${what}`,
      `What to change: ${fix}`,
      "No candidate is kept out by this: they sign in, and we ask again later. Your own denials do not reach us while it lasts.",
      `You get this at most once a day while it lasts. ${replyTo ? `Questions, or a new address or key: ${replyTo}.` : ""}`.trim(),
    ]
      .join("\n\n")
      .concat("\n"),
  };
}
