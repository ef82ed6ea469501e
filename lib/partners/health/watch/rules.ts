import { type Evidence, misconfigurationWords } from "../rules.ts";

/** Trouble that lasts so long is told; a bad minute is not. */
export const LASTING_MS = 15 * 60_000;
/** The quarter of an hour is looked at in steps: a good minute within one does not hide the trouble around it. */
const STEP_MS = 5 * 60_000;
/** One step more than the quarter of an hour: what was there when it began. */
export const WATCHED_MS = LASTING_MS + STEP_MS;
/** With the breaker open, probes are few; fewer than this say nothing. */
const LEAST_ASKED = 5;
const DEGRADED_SHARE = 0.5;
/** Lower than where trouble begins, so that a partner on the edge does not speak up again and again. */
const RECOVERED_SHARE = 0.2;
/** The partner's admin is told of a misconfiguration at most once in this time. */
export const ADMIN_MAIL_EVERY_MS = 24 * 3_600_000;
/** A kind not seen for a week is a new one. */
export const FORGET_KIND_MS = 7 * 24 * 3_600_000;

/** One question really put to a partner. */
export interface Question {
  at: Date;
  failed: boolean;
}

const shareOf = (questions: Question[]) =>
  questions.length === 0 ? 0 : questions.filter(({ failed }) => failed).length / questions.length;

/**
 * Whether a partner has become degraded (more than half of its look-ups failing for 15 full minutes) or has recovered.
 * It was failing 15 minutes ago already, and more than half failed in each five minutes since; five minutes without a
 * question are no evidence either way, but the last ones must hold some.
 * @param questions in any order; those older than WATCHED_MS are not looked at.
 */
export function judgeTurn(
  questions: Question[],
  at: Date,
  isDegraded: boolean,
): "degraded" | "recovered" | null {
  const between = (from: number, to: number) =>
    questions.filter((question) => {
      const age = at.getTime() - question.at.getTime();
      return age >= from && age < to;
    });
  const newest = between(0, STEP_MS);
  if (isDegraded) return newest.length > 0 && shareOf(newest) <= RECOVERED_SHARE ? "recovered" : null;
  const watched = between(0, WATCHED_MS);
  if (watched.length < LEAST_ASKED || newest.length === 0 || !beganFailing(between(LASTING_MS, WATCHED_MS)))
    return null;
  for (let age = 0; age < LASTING_MS; age += STEP_MS) {
    const step = between(age, age + STEP_MS);
    if (step.length > 0 && shareOf(step) <= DEGRADED_SHARE) return null;
  }
  return "degraded";
}

/**
 * Whether trouble was there when the quarter of an hour began: from some failure before it, more than half failed up to
 * it. What began later has not lasted as long.
 */
function beganFailing(before: Question[]): boolean {
  let asked = 0;
  let failures = 0;
  for (const { failed } of before.toSorted((a, b) => b.at.getTime() - a.at.getTime())) {
    asked += 1;
    if (failed) failures += 1;
    if (failed && failures / asked > DEGRADED_SHARE) return true;
  }
  return false;
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
