import { isPartnerFailure, type LookupKind } from "../lookup/types.ts";

/** What one kind of failure means in plain words, and who has to do what about it. */
export interface FailureWords {
  means: string;
  act: string;
}

const WORDS: Record<string, FailureWords> = {
  timeout: {
    means: "Did not answer in time",
    act: "The partner: their service is slow or overloaded.",
  },
  unreachable: {
    means: "Could not be reached",
    act: "The partner: their service is down, or its address has changed.",
  },
  server_error: { means: "Answered with an error of its own", act: "The partner: their log says why." },
  rate_limited: {
    means: "Asked us to slow down",
    act: "The partner: their limit is too low for our sign-ins.",
  },
  misconfigured: {
    means: "Refused our secret or address, without naming a candidate",
    act: "You: compare address and secret in the settings with the partner. It is no denial.",
  },
  malformed: {
    means: "Answered something that breaks the contract",
    act: "The partner: compare their answer with the documented one.",
  },
  redirect: {
    means: "Sent us to another address",
    act: "You: enter the final address in the settings; redirects are not followed.",
  },
};

/** Words for a kind of failure; one without an entry is named as it is. */
export function failureWords(kind: string): FailureWords {
  return (
    WORDS[kind] ?? { means: kind.replaceAll("_", " "), act: "Look at the sign-in journal for a case of it." }
  );
}

export interface Evidence {
  kind: string;
  httpStatus: number | null;
  detail: string | null;
}

/** Whether a kind of failure is one that only a change of the partner's settings, here or there, ends. */
export function isMisconfiguration(kind: string): boolean {
  return kind === "misconfigured" || kind === "redirect";
}

/** Sentences on a wrong setting: `what` follows the partner's name, `ask` the name of whom to ask. */
interface SettingWords {
  what: string;
  fix: string;
  ask: string;
}

/** What is set up wrongly, read from the last refusal. */
export function misconfigurationWords({ kind, httpStatus, detail }: Evidence): SettingWords {
  const code = detail?.split(":")[0] ?? "";
  if (kind === "redirect") {
    return {
      what: "sends the question on to another address, and redirects are not followed.",
      fix: "The final address has to be entered as the look-up address.",
      ask: "for the final address",
    };
  }
  if (code === "EGRESS_REFUSED") {
    const why = detail?.slice(code.length + 2);
    return {
      what: `has a look-up address that ${why}, so it is not called.`,
      fix: "A public https address is needed.",
      ask: "for a public address",
    };
  }
  if (code === "SECRET_UNREADABLE") {
    return {
      what: "could not be asked: the stored secret cannot be opened, which is this portal's fault.",
      fix: "The secret has to be entered again in the settings.",
      ask: "for the key, and enter it again",
    };
  }
  if (/^(ENOTFOUND|EAI_)/.test(code)) {
    return {
      what: "has a look-up address whose name does not exist.",
      fix: "The address has to be corrected, or its name registered again.",
      ask: "for the right address",
    };
  }
  if (httpStatus === null) {
    return {
      what: "shows a certificate that cannot be trusted, or does not speak TLS at the look-up address.",
      fix: "The service's certificate has to be renewed or its address corrected.",
      ask: "to renew the certificate, or for the right address",
    };
  }
  if (httpStatus === 401 || httpStatus === 403) {
    return {
      what: `answers ${httpStatus} without naming a candidate. That is a wrong or expired key, not a denial.`,
      fix: "The key that the service expects now has to be entered as the look-up secret.",
      ask: "for the current key",
    };
  }
  if (httpStatus === 404) {
    return {
      what: "answers 404 without naming a candidate. That is a wrong address, not an unknown candidate.",
      fix: "The look-up address has to be the one below which /candidates/{externalId} answers.",
      ask: "for the right address",
    };
  }
  return {
    what: `refuses the question itself with ${httpStatus}.`,
    fix: "The service has to accept GET {address}/candidates/{externalId} with our bearer secret.",
    ask: "to accept GET {address}/candidates/{externalId} with our bearer secret",
  };
}

/** Outcomes that show that the service understands us: it may know the candidate or not. */
export const GOOD_KINDS = ["ok", "denied", "not_found"];

export function isGoodCheck(kind: string): boolean {
  return GOOD_KINDS.includes(kind);
}

/**
 * What a question put by hand says of the service: true, it answers; false, it does not; null, it says neither. An
 * answer that sign-in would not have waited for is no good one, and a bare 404 about an id that nobody has is no fault.
 */
export function checkVerdict(
  { kind, httpStatus, durationMs }: Pick<Evidence, "kind" | "httpStatus"> & { durationMs: number },
  budgetMs: number,
): boolean | null {
  if (isGoodCheck(kind)) return durationMs <= budgetMs ? true : null;
  if (kind === "misconfigured" && httpStatus === 404) return null;
  return isPartnerFailure(kind as LookupKind) ? false : null;
}

/** What a question put by hand came to, in words; for `good` see `checkVerdict`. */
export function checkWords(
  name: string,
  check: Evidence & { durationMs: number },
  budgetMs: number,
): { good: boolean | null; sentence: string } {
  return { good: checkVerdict(check, budgetMs), sentence: checkSentence(name, check, budgetMs) };
}

function checkSentence(
  name: string,
  { kind, httpStatus, detail, durationMs }: Evidence & { durationMs: number },
  budgetMs: number,
): string {
  const took = `${Math.round(durationMs)} ms`;
  if (isGoodCheck(kind)) {
    if (durationMs <= budgetMs) return `${name} answered in ${took}, and understood the question.`;
    return `${name} answered, but took ${took}. Sign-in waits ${budgetMs} ms at most, so it goes on without the answer.`;
  }
  if (kind === "misconfigured" && httpStatus === 404) {
    return `${name} answered 404 without naming the id it was asked about, which nobody has. Either the address is wrong, or the service does not name whom it does not know. The next sign-in of a candidate tells.`;
  }
  if (isMisconfiguration(kind)) {
    const { what, fix } = misconfigurationWords({ kind, httpStatus, detail });
    return `${name} ${what} ${fix}`;
  }
  if (kind === "bug") return "The check failed through a fault of ours, which was recorded.";
  const { means, act } = failureWords(kind);
  return `${name}: ${means.toLowerCase()} (${took}). ${act}`;
}
