import { LOOKUP_BUDGET_MS } from "#lib/auth/lookup-port.ts";
import type { GateWord } from "../../lookup/breaker.ts";
import { isPartnerFailure, type LookupKind } from "../../lookup/types.ts";
import {
  checkVerdict,
  type Evidence,
  failureWords,
  isGoodCheck,
  isMisconfiguration,
  misconfigurationWords,
} from "../rules.ts";
import { LASTING_MS } from "../watch/rules.ts";

/*
 * How a partner stands: one decision from everything that is known, from which the badge, the sentence, the captions
 * and the line on since when are all taken. They cannot contradict each other.
 */

/** What became of the questions of 24 hours. */
export interface LookupCounts {
  /** Really put; the parts below add up to it. */
  asked: number;
  confirmed: number;
  denied: number;
  /** The partner does not know the candidate. */
  unknown: number;
  failed: number;
  /** Faults of this portal. */
  ours: number;
  /** Not put, because of a pause; not part of `asked`. */
  skipped: number;
  /** Candidates whom the partner denied. */
  deniedPeople: number;
}

export interface HealthFacts {
  hasLookup: boolean;
  disabled: boolean;
  counts: LookupCounts;
  /** The last few questions, newest first; without those never put and those that failed through a fault of ours. */
  latest: (Evidence & { at: Date })[];
  /** The first answer after the last failure; null when none has come since. */
  answeredSince: Date | null;
  gate: GateWord;
  /** When the watch found that most look-ups had failed for 15 minutes; null once it has seen the recovery. */
  degradedAt: Date | null;
  /** Kinds that are muted now. */
  muted: string[];
  /** The questions put by hand within 24 hours, newest first. */
  checks: (Evidence & { at: Date; durationMs: number })[];
  contactEmail?: string | null;
}

/** Words with moments between them, which each reader sees in a zone of their own. */
export type Sentence = (string | Date)[];

export const HEALTH_STATES = [
  "disabled",
  "off",
  "quiet",
  "healthy",
  "answering",
  "degraded",
  "misconfigured",
  "muted",
] as const;
export type HealthState = (typeof HEALTH_STATES)[number];

export interface Health {
  state: HealthState;
  sentence: Sentence;
  /** Trouble that the watch has told of; it is over when `until` says so. */
  trouble: { from: Date; until: Date | null; toldAt: Date } | null;
  counts: LookupCounts;
  /** Whether all that is counted lies before it answered again. */
  isAllPast: boolean;
  /** What the outcomes' chart shows, as a sentence. */
  caption: string;
}

const isFailure = (kind: string) => isPartnerFailure(kind as LookupKind);

/** One thing seen of the partner: a question at sign-in or later, or a check by hand. */
interface Seen extends Evidence {
  at: Date;
  byHand: boolean;
  good: boolean;
}

/** Everything that speaks for or against the partner, newest first; a check that says neither is left out. */
function timeline({ latest, checks }: HealthFacts): Seen[] {
  const seen: Seen[] = latest
    .filter(({ kind }) => isGoodCheck(kind) || isFailure(kind))
    .map((one) => ({ ...one, byHand: false, good: isGoodCheck(one.kind) }));
  for (const check of checks) {
    const good = checkVerdict(check, LOOKUP_BUDGET_MS);
    if (good !== null) seen.push({ ...check, byHand: true, good });
  }
  return seen.sort((a, b) => b.at.getTime() - a.at.getTime());
}

/**
 * Failures that stand, newest first: all since the last good answer. With a good answer on top, those between the last
 * few: a partner that answers every other time is not healthy. A good check by hand clears what was before it.
 */
function standingFailures(seen: Seen[]): Seen[] {
  const answered = seen.findIndex(({ good }) => good);
  if (answered !== 0) return answered < 0 ? seen : seen.slice(0, answered);
  const mended = seen.findIndex(({ good, byHand }) => good && byHand);
  const since = mended < 0 ? seen : seen.slice(0, mended);
  return since.filter(({ good, byHand }) => !good && !byHand);
}

/** How a partner stands, from all that is known of it. */
export function judgeHealth(name: string, facts: HealthFacts): Health {
  const { counts, degradedAt } = facts;
  const health = (state: HealthState, sentence: Sentence, until: Date | null = null): Health => ({
    state,
    sentence,
    trouble: isOn(state) ? troubleOf(degradedAt, until) : null,
    counts,
    isAllPast: state === "answering" && facts.answeredSince === null,
    caption: captionOf(counts, state),
  });
  if (facts.disabled)
    return health("disabled", [`${name} is switched off, so it is not asked about anybody.`]);
  if (!facts.hasLookup)
    return health("off", [`${name} has no look-up address, so nobody is asked at sign-in.`]);
  const seen = timeline(facts);
  const [newest] = seen;
  const standing = standingFailures(seen);
  if (standing.length > 0 || facts.gate !== "closed" || (degradedAt && !newest)) {
    return health(...failing(name, facts, standing, !newest?.good));
  }
  const answering = answeringSince(facts, newest);
  if (answering) return health("answering", againSentence(name, facts, answering), answering);
  if (counts.asked - counts.ours === 0) return health("quiet", quietSentence(name, facts));
  return health("healthy", healthySentence(name, counts));
}

const isOn = (state: HealthState) => state !== "disabled" && state !== "off";

function troubleOf(degradedAt: Date | null, until: Date | null): Health["trouble"] {
  if (!degradedAt) return null;
  const began = new Date(degradedAt.getTime() - LASTING_MS);
  return { from: until && until < began ? until : began, until, toldAt: degradedAt };
}

/** Since when it answers again; null when it never failed, or when that is an old story. */
function answeringSince(facts: HealthFacts, newest: Seen | undefined): Date | null {
  const { answeredSince, degradedAt, counts } = facts;
  if (!newest) return null;
  const onlyByHand = newest.byHand && counts.failed > 0 && answeredSince === null;
  // “Healthy” beside a day of which most failed would contradict the numbers.
  const mostFailed = counts.failed * 2 > counts.asked && answeredSince !== null;
  if (!degradedAt && !onlyByHand && !mostFailed) return null;
  return answeredSince ?? newest.at;
}

/** @param still whether nothing good has come since: a wrong setting that was answered past is mended. */
function failing(
  name: string,
  facts: HealthFacts,
  standing: Seen[],
  still: boolean,
): [HealthState, Sentence] {
  const isMuted = standing.length > 0 && standing.every(({ kind }) => facts.muted.includes(kind));
  const wrong = still ? standing.find(({ kind }) => isMisconfiguration(kind)) : undefined;
  const state = isMuted ? "muted" : wrong ? "misconfigured" : "degraded";
  return [state, wrong ? wrongSentence(name, facts, wrong) : failingSentence(name, facts, standing)];
}

function wrongSentence(name: string, facts: HealthFacts, wrong: Seen): Sentence {
  const { what, fix, ask } = misconfigurationWords(wrong);
  const then = facts.contactEmail ? `Ask ${facts.contactEmail} ${ask}.` : fix;
  return [`${name} ${what} Nobody was kept out by this. ${then}`, ...deniedSentence(name, facts.counts)];
}

function failingSentence(name: string, { counts }: HealthFacts, standing: Seen[]): Sentence {
  const [newest] = standing;
  const tail = deniedSentence(name, counts);
  if (newest && standing.every(({ byHand }) => byHand)) {
    const means = failureWords(newest.kind).means.toLowerCase();
    const others =
      counts.failed === 0
        ? "No look-up of a candidate has failed in the last 24 h."
        : `${shareFailed(counts)} in 24 h; nobody was kept out by the failures.`;
    return [`Checked by hand at `, newest.at, `, ${name} ${means}. ${others}`, ...tail];
  }
  if (counts.failed === 0) {
    return [`${name} was failing when it was last asked. The next sign-in asks again.`, ...tail];
  }
  return [
    `${name} is not answering reliably: ${shareFailed(counts)} in 24 h. Nobody was kept out by the failures: those sign-ins are unconfirmed and are being checked again.`,
    ...tail,
  ];
}

function againSentence(name: string, facts: HealthFacts, since: Date): Sentence {
  const { counts, answeredSince, degradedAt } = facts;
  const how =
    answeredSince === null
      ? " (checked by hand); sign-ins have not asked yet."
      : degradedAt
        ? "; it counts as recovered once nearly all look-ups of five minutes are answered."
        : ".";
  const past =
    counts.failed > 0
      ? ` Before that ${shareFailed(counts)} in 24 h, and nobody was kept out by the failures.`
      : "";
  return [`${name} is answering again since `, since, `${how}${past}`, ...deniedSentence(name, counts)];
}

function quietSentence(name: string, { counts, checks: [check] }: HealthFacts): Sentence {
  const asked = counts.ours === 0 ? ["No look-ups in the last 24 h."] : [oursSentence(counts)];
  if (!check || checkVerdict(check, LOOKUP_BUDGET_MS) !== true) return asked;
  return [...asked, ` Checked by hand at `, check.at, `, ${name} answered.`];
}

function healthySentence(name: string, counts: LookupCounts): Sentence {
  const tail = deniedSentence(name, counts);
  const ours = counts.ours > 0 ? ` ${oursSentence(counts)}` : "";
  if (counts.failed > 0) {
    return [
      `${name} is answering. ${shareFailed(counts)} in the last 24 h, and nobody was kept out by the failures.${ours}`,
      ...tail,
    ];
  }
  const answered = counts.asked - counts.ours;
  const all = ours
    ? `${answered} of ${counts.asked} look-ups`
    : answered === 1
      ? "The one look-up"
      : `All ${answered} look-ups`;
  return [`${all} in the last 24 h came back with an answer.${ours}`, ...tail];
}

const shareFailed = ({ failed, asked }: LookupCounts) => `${failed} of ${asked} look-ups failed`;

function oursSentence({ ours }: LookupCounts): string {
  const some = ours === 1 ? "One look-up" : `${ours} look-ups`;
  return `${some} failed through a fault of ours, which was reported.`;
}

/** A denial keeps somebody out, as it is meant to: it must not hide behind failures that keep nobody out. */
function deniedSentence(name: string, { deniedPeople }: LookupCounts): Sentence {
  if (deniedPeople === 0) return [];
  const who = deniedPeople === 1 ? "One candidate was" : `${deniedPeople} candidates were`;
  return [` ${who} denied by ${name} itself: that is an answer, not a failure.`];
}

function captionOf(counts: LookupCounts, state: HealthState): string {
  const { asked, confirmed, denied, unknown, failed, ours, skipped } = counts;
  const unput = skipped === 0 ? "" : ` ${skipped} more ${skipped === 1 ? "was" : "were"} not put.`;
  if (asked === 0) return `No look-ups in the last 24 h.${unput}`;
  const past = state === "answering" && failed > 0 ? ", before it answered again" : "";
  const parts = [
    `${confirmed} confirmed the candidate`,
    `${denied} denied`,
    ...(unknown > 0 ? [`${unknown} did not know them`] : []),
    ...(ours > 0 ? [`${ours} failed through a fault of ours`] : []),
  ];
  return `Of ${asked} look-ups ${parts.join(", ")} and ${failed} failed${past}.${unput}`;
}
