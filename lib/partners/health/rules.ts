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
    act: "You: compare address and secret below with the partner. It is no denial.",
  },
  malformed: {
    means: "Answered something that breaks the contract",
    act: "The partner: compare their answer with the documented one.",
  },
  redirect: {
    means: "Sent us to another address",
    act: "You: enter the final address below; redirects are not followed.",
  },
};

/** Words for a kind of failure; one without an entry is named as it is. */
export function failureWords(kind: string): FailureWords {
  return (
    WORDS[kind] ?? { means: kind.replaceAll("_", " "), act: "Look at the sign-in journal for a case of it." }
  );
}

export interface HealthFacts {
  hasLookup: boolean;
  /** In the last 24 hours. */
  lookups: number;
  failures: number;
}

export interface HealthLine {
  state: "off" | "quiet" | "healthy" | "degraded";
  sentence: string;
}

/** One line on a partner: healthy is one sentence, not a wall of green. */
export function healthLine(name: string, { hasLookup, lookups, failures }: HealthFacts): HealthLine {
  if (!hasLookup) {
    return { state: "off", sentence: `${name} has no look-up address, so nobody is asked at sign-in.` };
  }
  if (lookups === 0 && failures === 0) return { state: "quiet", sentence: "No look-ups in the last 24 h." };
  if (failures === 0) {
    const all = lookups === 1 ? "The one look-up" : `All ${lookups} look-ups`;
    return { state: "healthy", sentence: `${all} in the last 24 h came back with an answer.` };
  }
  return {
    state: "degraded",
    sentence: `${name} is not answering reliably: ${failures} of ${Math.max(lookups, failures)} look-ups failed in 24 h. Nobody was kept out: those sign-ins are unconfirmed and are being checked again.`,
  };
}
