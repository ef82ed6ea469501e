import { reportFault } from "#lib/observability/report.ts";
import type { AffectedUser } from "#lib/observability/user.ts";
import { LOOKUP_BUDGET_MS, type LookupSummary, type SignInLookup } from "./lookup-port.ts";

/** The lookup keeps its own deadline; this much later sign-in stops believing that it does. */
const SLACK_MS = 100;

/**
 * Asks through the port and believes only what it says plainly: a throw, an overrun or a verdict that is none becomes
 * `unconfirmed`, which never blocks. The port handles a partner's failures itself, so each of these is a bug of ours.
 */
export async function askPartner(
  lookup: SignInLookup,
  about: { userId: string; requestId: string },
  user: AffectedUser,
  budgetMs: number = LOOKUP_BUDGET_MS,
): Promise<LookupSummary> {
  const start = performance.now();
  const unconfirmed = (outcome: string, error: unknown): LookupSummary => {
    reportFault(error, { where: "sign-in lookup", requestId: about.requestId, user });
    return { verdict: "unconfirmed", outcome, durationMs: performance.now() - start, reason: "our_fault" };
  };
  let timer: NodeJS.Timeout | undefined;
  const overrun = new Promise<"overrun">((done) => {
    timer = setTimeout(() => done("overrun"), budgetMs + SLACK_MS);
  });
  try {
    const asked = Promise.resolve().then(() => lookup({ ...about, deadlineMs: budgetMs }));
    // A rejection after the overrun has nobody left to hear it.
    asked.catch(() => undefined);
    const answer = await Promise.race([asked, overrun]);
    if (answer === "overrun") return unconfirmed("bug", new Error("the sign-in lookup overran its deadline"));
    if (isSummary(answer)) return answer;
    return unconfirmed("bug", new Error("the sign-in lookup answered with no verdict"));
  } catch (error) {
    return unconfirmed("bug", error);
  } finally {
    clearTimeout(timer);
  }
}

const VERDICTS: readonly unknown[] = ["not_applicable", "confirmed", "unconfirmed", "denied"];

function isSummary(answer: LookupSummary | undefined): answer is LookupSummary {
  return (
    VERDICTS.includes(answer?.verdict) && (answer?.durationMs === null || Number.isFinite(answer?.durationMs))
  );
}
