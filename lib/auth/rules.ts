/*
 * The sign-in rules: values and time in, decisions out. Each number says why it is what it is.
 */

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;

/** A working day; ASVS 7.3.2 wants an absolute end, and a stolen laptop is reported by then. */
export const SESSION_MAX_HOURS = 12;
export const SESSION_MAX_SECONDS = SESSION_MAX_HOURS * 3_600;

/** Four typing mistakes cost nothing; guessing starts to cost at the fifth. */
export const FREE_FAILURES = 4;
/** A test centre or a campus shares one address, so its mistakes add up without anybody guessing. */
export const FREE_FAILURES_OF_ADDRESS = 20;
/** The longest delay: about 15 guesses an hour in all, and a person who comes back after lunch gets in. */
export const MAX_DELAY_SECONDS = 900;
/** Failures are forgotten after a day without one. */
export const FORGET_AFTER_MS = 24 * HOUR_MS;

export type ThrottleKind = "account" | "address" | "device";

/** Seconds to wait after the n-th failure in a row: doubling from the fifth, 1 s … 15 min. Never for ever. */
export function delaySeconds(failures: number, kind: ThrottleKind = "account"): number {
  const free = kind === "address" ? FREE_FAILURES_OF_ADDRESS : FREE_FAILURES;
  if (failures <= free) return 0;
  return Math.min(MAX_DELAY_SECONDS, 2 ** Math.min(failures - free - 1, 30));
}

/** `delaySeconds` as a table for the database: entry n is the delay after n + 1 failures, the last one holds from there. */
export function delayTable(kind: ThrottleKind): number[] {
  const table: number[] = [];
  while (table.at(-1) !== MAX_DELAY_SECONDS) table.push(delaySeconds(table.length + 1, kind));
  return table;
}

/** When a session that starts now ends at the latest. */
export function sessionEnd(start: Date): Date {
  return new Date(start.getTime() + SESSION_MAX_HOURS * HOUR_MS);
}

/** A candidate record as sign-in sees it. */
export interface AccessRecord {
  candidateId: string;
  partnerId: string | null;
  deniedAt: Date | null;
  withdrawnAt: Date | null;
  /** `kind:id` of who withdrew it. */
  withdrawnBy: string | null;
  erasedAt: Date | null;
}

export interface AccessFacts {
  disabledAt: Date | null;
  erasedAt: Date | null;
  isMember: boolean;
  records: AccessRecord[];
}

/** Whose act closed the door: a fixed word, which the journal keeps too. */
export const ENDED_BY = [
  "partner_denied",
  "partner_withdrew",
  "self_withdrew",
  "team_withdrew",
  "record_erased",
  "account_disabled",
  "account_erased",
] as const;
export type EndedBy = (typeof ENDED_BY)[number];

/** An end of access: whose record, whose act, since when. */
export interface AccessEnd {
  by: EndedBy;
  endedAt: Date;
  /** null: the account itself was closed. */
  candidateId: string | null;
  /** The partner that sourced the candidate. */
  partnerId: string | null;
}

export type Access = { kind: "open"; askPartner: boolean } | ({ kind: "ended" } & AccessEnd);

type EndColumns = Pick<AccessRecord, "deniedAt" | "withdrawnAt" | "withdrawnBy" | "erasedAt">;

/** What stopped a record from giving access, and when; null while it does. A withdrawal is final, so it names the end. */
export function endOf(record: EndColumns): { by: EndedBy; endedAt: Date } | null {
  const { withdrawnAt, withdrawnBy, deniedAt, erasedAt } = record;
  if (withdrawnAt) return { by: whoWithdrew(withdrawnBy), endedAt: withdrawnAt };
  if (deniedAt) return { by: "partner_denied", endedAt: deniedAt };
  return erasedAt ? { by: "record_erased", endedAt: erasedAt } : null;
}

function whoWithdrew(withdrawnBy: string | null): EndedBy {
  if (withdrawnBy?.startsWith("partner:")) return "partner_withdrew";
  return withdrawnBy?.startsWith("candidate:") ? "self_withdrew" : "team_withdrew";
}

/** Whether a record still opens the account: one's own withdrawal ends the application, not the way to one's data. */
function opensAccount(record: EndColumns): boolean {
  const end = endOf(record);
  return end === null || (end.by === "self_withdrew" && record.erasedAt === null);
}

/**
 * Whether our own record lets a person in. One organisation's denial or withdrawal ends access only for a person who
 * has no other: a live membership, another live record, or one that they ended themselves keeps the door open.
 */
export function decideAccess(facts: AccessFacts): Access {
  const closed = facts.erasedAt ?? facts.disabledAt;
  if (closed) {
    const by = facts.erasedAt ? "account_erased" : "account_disabled";
    return { kind: "ended", by, endedAt: closed, candidateId: null, partnerId: null };
  }
  const live = facts.records.filter((record) => endOf(record) === null);
  const askPartner = live.some((record) => record.partnerId !== null);
  const isOpen = facts.isMember || facts.records.some(opensAccount);
  const [latest] = facts.records
    .flatMap(({ candidateId, partnerId, ...record }) => {
      const end = endOf(record);
      return end ? [{ ...end, candidateId, partnerId }] : [];
    })
    .sort((a, b) => b.endedAt.getTime() - a.endedAt.getTime());
  if (isOpen || !latest) return { kind: "open", askPartner };
  return { kind: "ended", ...latest };
}

/** Access as it would be if one candidate's record gave none: what a partner's fresh denial leaves. */
export function accessWithout(facts: AccessFacts, candidateId: string | undefined, at: Date): Access {
  const records = facts.records.map((record) =>
    record.candidateId === candidateId ? { ...record, deniedAt: record.deniedAt ?? at } : record,
  );
  return decideAccess({ ...facts, records });
}

/** Whether a team would be left without an owner when one member stops being one. */
export function leavesNoOwner(ownerIds: string[], userId: string): boolean {
  return ownerIds.every((id) => id === userId);
}

const PATH = /^\/(?![/\\])[^\\\s]*$/;

/**
 * Where to go after sign-in, if it is a path of this portal; null for anything that could lead elsewhere.
 * @param raw what a form or query said: a path, or an address of the portal itself.
 */
export function safeReturnPath(raw: unknown, portal: string): string | null {
  if (typeof raw !== "string" || raw.length > 1_000) return null;
  const path = raw.startsWith(`${portal}/`) ? raw.slice(portal.length) : raw;
  if (!PATH.test(path)) return null;
  const url = new URL(path, "http://portal.invalid");
  // Judged as normalised: `/..//elsewhere` passes for a path and becomes `//elsewhere`, an address of another host.
  if (!PATH.test(url.pathname)) return null;
  if (url.origin !== "http://portal.invalid" || /^\/(api|sign-in|sign-out)(\/|$)/.test(url.pathname))
    return null;
  return `${url.pathname}${url.search}${url.hash}`;
}
