import type { SignInOutcome } from "#lib/platform/generated/client.ts";
import { ABOUT_ANOTHER } from "../lookup-port.ts";
import type { EndedBy } from "../rules.ts";

/** An end of access as the journal tells it. */
export interface JournalEnd {
  by: EndedBy;
  at: Date;
  /** The partner that sourced the candidate. */
  partner: string | null;
  /** The member who withdrew the candidate. */
  member: string | null;
  /** What the partner gave as its reason, while it stands. */
  given: string | null;
  /** False when it was lifted since. */
  stands: boolean;
}

/** What the journal holds of one try, as far as a sentence needs it. */
export interface JournalFacts {
  /** The person's name, or the address that was typed. */
  who: string;
  outcome: SignInOutcome;
  /** A fixed word of lib/auth/credentials.ts. */
  reason: string;
  partner: string | null;
  /** Kind of the lookup taxonomy; null: nobody was asked. */
  lookup: string | null;
  lookupMs: number | null;
  lookupDetail: string | null;
  /** The end of access that the try met, or would have met with the right password. */
  ended: JournalEnd | null;
  /** When the first proof of the mailbox voided the password; null: it never did. */
  voidedAt: Date | null;
}

export interface JournalSentence {
  /** What happened, to be followed by “at 12:03”. */
  happened: string;
  /** The cause as a clause, to follow a colon; empty when there is nothing to explain. */
  cause: string;
  /** What else there is to know, in whole sentences. */
  more: string;
}

const HAPPENED: Record<SignInOutcome, string> = {
  signed_in: "signed in",
  invalid_credentials: "could not sign in",
  access_withdrawn: "was turned away",
  throttled: "was asked to wait",
  service_unavailable: "could not sign in",
};

/** Clauses, each with what may be added to it. */
const CAUSES: Record<string, readonly [cause: string, more?: string]> = {
  wrong_password: ["the password was wrong"],
  no_password_set: ["no password is set for this account", "A code by e-mail or Forgot password works."],
  password_voided: [
    "the password was voided when the mailbox was first proved",
    "A code by e-mail or Forgot password works.",
  ],
  unknown_address: ["no account has this address", "Perhaps the invitation went to another one."],
  not_an_address: ["what was typed is not an e-mail address"],
  too_many_failures: ["too many tries failed shortly before", "The account is not locked."],
  too_many_at_once: ["more people signed in at that second than the server checks at once"],
  our_fault: ["the fault was ours and was reported"],
};
const ENDED = "our own record says that access was ended";

const LOOKUP: Record<string, string> = {
  ok: "confirmed the candidate",
  confirmed: "confirmed the candidate",
  denied: "denied the candidate",
  timeout: "did not answer in time",
  unreachable: "could not be reached",
  server_error: "answered with an error of its own",
  rate_limited: "asked us to slow down",
  misconfigured: "did not accept our key or address",
  malformed: "answered something that we cannot read",
  redirect: "sent us to another address, which we do not follow",
  not_found: "does not know this candidate",
  skipped: "was not asked, because it has been failing",
  bug: "was not heard: the fault was ours and was reported",
};

const REFERENCE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether what was searched for is a reference that a page showed, rather than a name or an address. */
export function isRequestId(search: string): boolean {
  return REFERENCE.test(search.trim());
}

/** Puts a partner's failure into words that follow its name; a kind without words here is named as it is. */
export function lookupWords(kind: string, detail: string | null): string {
  if (kind === "malformed" && detail?.endsWith(ABOUT_ANOTHER)) return "answered about somebody else";
  return LOOKUP[kind] ?? `gave no usable answer (${kind})`;
}

const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
const MINUTE = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });

/** “22 November 2026, 10:03 UTC”: one zone for all, because such a sentence is read out and copied into mails. */
export function momentWords(at: Date): string {
  return `${DAY.format(at)}, ${MINUTE.format(at)} UTC`;
}

/** Who ended the access, and when, as a clause. */
function endWords({ by, at, partner, member, stands }: JournalEnd): string {
  const name = partner ?? "the partner";
  const when = momentWords(at);
  switch (by) {
    case "partner_denied":
      return `${name} denied this candidate on ${when}; ${stands ? "the record stands" : "it was lifted since"}`;
    case "partner_withdrew":
      return `${name} withdrew this candidate on ${when}`;
    case "self_withdrew":
      return `the candidate withdrew on ${when}`;
    case "team_withdrew":
      return `${member ? `${member} of the team` : "the team"} withdrew this candidate on ${when}`;
    case "record_erased":
      return `the candidate's data were erased on ${when}`;
    case "account_disabled":
      return `the account was disabled on ${when}`;
    case "account_erased":
      return `the account was erased on ${when}`;
  }
}

function endSentence(facts: JournalFacts, end: JournalEnd): Omit<JournalSentence, "happened"> {
  const given = end.given ? `The reason given: “${end.given}”.` : "";
  const asked = facts.lookupMs === null ? "" : `It answered so at this try, after ${facts.lookupMs} ms.`;
  const proved = facts.lookup === null ? "The password or code was right." : "";
  return { cause: endWords(end), more: [given, asked, proved].filter(Boolean).join(" ") };
}

/** What the partner said or did not say at a sign-in that it did not stop, as a sentence. */
function lookupSentence({ outcome, partner, lookup, lookupMs, lookupDetail }: JournalFacts): string {
  if (lookup === null) return "";
  const name = partner ?? "The partner";
  const after = lookupMs === null ? "" : ` (${lookupMs} ms)`;
  if (lookup === "ok" || lookup === "confirmed") return `${name} confirmed it${after}.`;
  if (lookup === "denied") return `${name} denied one of their candidacies; another one let them in${after}.`;
  const harmless = outcome === "signed_in" ? ", which did not stop them" : "";
  return `${name} ${lookupWords(lookup, lookupDetail)}${after}${harmless}.`;
}

/** A password chosen by an invitation's link may be anybody's until the mailbox is proved. */
function voidWords(who: string, at: Date): string {
  return `the password was voided when ${who} first proved the mailbox on ${momentWords(at)}`;
}

/** One try in plain words: who, what, why; the cause is complete in itself. */
export function journalSentence(facts: JournalFacts): JournalSentence {
  const { who, outcome, reason, ended } = facts;
  const happened = `${who} ${HAPPENED[outcome]}`;
  if (outcome === "signed_in") return { happened, cause: "", more: lookupSentence(facts) };
  if (outcome === "access_withdrawn") {
    if (ended) return { happened, ...endSentence(facts, ended) };
    return { happened, cause: ENDED, more: "The password or code was right." };
  }
  const [known, more] = CAUSES[reason] ?? [""];
  const cause = reason === "password_voided" && facts.voidedAt ? voidWords(who, facts.voidedAt) : known;
  const besides = ended?.stands ? `Besides, ${endWords(ended)}.` : "";
  return { happened, cause, more: [more, lookupSentence(facts), besides].filter(Boolean).join(" ") };
}

/** Cause and the rest as whole sentences: a clause of ours gets its capital, a partner's name keeps its own. */
export function becauseOf({ cause, more }: JournalSentence, ended: JournalEnd | null): string {
  const isName = Boolean(ended?.partner && cause.startsWith(ended.partner));
  const sentence = cause && `${isName ? cause : cause.charAt(0).toUpperCase() + cause.slice(1)}.`;
  return [sentence, more].filter(Boolean).join(" ");
}
