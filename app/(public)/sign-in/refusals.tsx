import type { SignInMemory } from "#app/_edge/sign-in.ts";
import { LinkButton, TextLink } from "#app/_ui/button.tsx";
import { formatWait } from "#app/_ui/format.ts";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { FocusedNotice } from "#app/_views/focused-notice.tsx";
import { now } from "#lib/platform/clock.ts";
import { WaitNotice } from "./wait-notice.tsx";

/** Said when the page was reached without a try to remember. */
const DEFAULT_WAIT_SECONDS = 30;

/** Milliseconds of a wait that are left by the server's clock; the browser's may be anywhere. */
function leftOf(seconds: number, since: number): number {
  const waitMs = seconds * 1000;
  return since === 0 ? waitMs : Math.max(0, since + waitMs - now().getTime());
}

type RetryNoticeProps = { error: "invalid_credentials" | "throttled"; memory: SignInMemory };

/** The two refusals after which the form is still the place to be. */
export function RetryNotice({ error, memory }: RetryNoticeProps) {
  const code = <TextLink href="/sign-in/code?again=1">Send me a code</TextLink>;
  if (error === "throttled") {
    const seconds = memory.retryAfterSeconds ?? DEFAULT_WAIT_SECONDS;
    return <WaitNotice waitMs={leftOf(seconds, memory.at)} words={formatWait(seconds)} code={code} />;
  }
  return (
    <FocusedNotice tone="fail" title="E-mail and password do not match.">
      Check both, or get a code by e-mail and skip the password. {code}
    </FocusedNotice>
  );
}

type Ended = NonNullable<SignInMemory["ended"]>;

/** Who ended it, in a candidate's words. */
function whoEnded({ by, orgName, partnerName, endedAt }: Ended): string {
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(endedAt);
  const org = orgName ?? "the team that invited you";
  const partner = `${partnerName ?? "The recruiter"}, who put you forward,`;
  switch (by) {
    case "partner_denied":
      return `${partner} told ${org} on ${day} that your application has ended.`;
    case "partner_withdrew":
      return `${partner} took back your application with ${org} on ${day}.`;
    case "team_withdrew":
      return `${orgName ?? "The team that invited you"} ended it on ${day}.`;
    case "record_erased":
      return `${orgName ?? "The team that invited you"} deleted your data on ${day}.`;
    case "account_disabled":
      return `Your account was closed on ${day}.`;
    case "account_erased":
      return `Your account and its data were deleted on ${day}.`;
  }
}

/** Shown after a right password only: it says who ended whose access. */
export function AccessEnded({ memory }: { memory: SignInMemory }) {
  const { ended, reference } = memory;
  return (
    <>
      <PageHeader title="Your access was ended" />
      <p className="mb-4">
        {ended ? whoEnded(ended) : "The team that invited you ended it."} Your password is right; trying again
        will not help.
      </p>
      <p className="mb-6">
        If it is a mistake, {ended?.partnerName && `ask your contact at ${ended.partnerName}, or `}write to{" "}
        {ended?.contactEmail ? (
          <a className="link" href={`mailto:${ended.contactEmail}`}>
            {ended.contactEmail}
          </a>
        ) : (
          "the team that invited you"
        )}
        {ended?.contactEmail && ended.orgName && ` at ${ended.orgName}`}
        {reference && (
          <>
            {" "}
            and give reference <code className="font-mono wrap-anywhere">{reference}</code>
          </>
        )}
        .
      </p>
      <TextLink href="/sign-in">Sign in as somebody else</TextLink>
    </>
  );
}

type ServiceUnavailableProps = { memory: SignInMemory; returnPath: string | null };

export function ServiceUnavailable({ memory, returnPath }: ServiceUnavailableProps) {
  const again = returnPath ? `/sign-in?callbackUrl=${encodeURIComponent(returnPath)}` : "/sign-in";
  return (
    <>
      <PageHeader title="We cannot sign you in right now" />
      <p className="mb-4">The fault is ours, not your password. Invitation, time and saved work are safe.</p>
      <p className="mb-6">
        <LinkButton tone="primary" href={again}>
          Try again
        </LinkButton>
      </p>
      <p>
        Still closed in 5 minutes? Answer the mail with your invitation
        {memory.reference && (
          <>
            , and give reference <code className="font-mono wrap-anywhere">{memory.reference}</code>
          </>
        )}
        .
      </p>
    </>
  );
}
