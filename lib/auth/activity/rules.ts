import type { SignInOutcome } from "#lib/platform/generated/client.ts";

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
}

export interface JournalSentence {
  /** What happened, to be followed by “at 12:03”. */
  happened: string;
  /** Why, and what it means; empty when there is nothing to add. */
  because: string;
}

const HAPPENED: Record<SignInOutcome, string> = {
  signed_in: "signed in",
  invalid_credentials: "could not sign in",
  access_withdrawn: "was turned away",
  throttled: "was asked to wait",
  service_unavailable: "could not sign in",
};

const BECAUSE: Record<string, string> = {
  wrong_password: "The password was wrong.",
  no_password_set: "No password is set for this account yet: it opens through the invitation's link.",
  unknown_address: "No account has this address. Perhaps the invitation went to another one.",
  not_an_address: "What was typed is not an e-mail address.",
  record_ended: "Our own record says that access was ended. The password was right.",
  too_many_failures: "Too many tries failed shortly before. The account is not locked.",
  too_many_at_once: "More people signed in at that second than the server checks at once.",
  our_fault: "The fault was ours and was reported.",
};

const LOOKUP: Record<string, string> = {
  timeout: "did not answer in time",
  unreachable: "could not be reached",
  server_error: "answered with an error of its own",
  rate_limited: "asked us to slow down",
  misconfigured: "did not accept our key or address",
  malformed: "answered something that we cannot read",
  redirect: "sent us to another address, which we do not follow",
  not_found: "does not know this candidate",
  skipped: "was not asked, because it has been failing",
};

/** Puts a partner's failure into words that follow its name; a kind without words here is named as it is. */
export function lookupWords(kind: string): string {
  return LOOKUP[kind] ?? `gave no usable answer (${kind})`;
}

function lookupSentence({ outcome, reason, partner, lookup, lookupMs }: JournalFacts): string {
  if (lookup === null) return "";
  const name = partner ?? "The partner";
  const after = lookupMs === null ? "" : ` (${lookupMs} ms)`;
  if (reason === "lookup_denied") return `${name} said that this candidate's access is ended${after}.`;
  if (lookup === "ok" || lookup === "confirmed") return `${name} confirmed it${after}.`;
  if (lookup === "denied") return `${name} denied one of their candidacies; another one let them in${after}.`;
  const harmless = outcome === "signed_in" ? ", which did not stop them" : "";
  return `${name} ${lookupWords(lookup)}${after}${harmless}.`;
}

/** One try in plain words: who, what, why. */
export function journalSentence(facts: JournalFacts): JournalSentence {
  const own = facts.outcome === "signed_in" ? "" : (BECAUSE[facts.reason] ?? "");
  return {
    happened: `${facts.who} ${HAPPENED[facts.outcome]}`,
    because: [own, lookupSentence(facts)].filter(Boolean).join(" "),
  };
}
